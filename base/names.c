/* names.c - persons in foreign text, by their addresses */

#include "base/names.h"

#include <string.h>

/*
 * What a local part is made of here, in bytes: GLib would look at all of a text's UTF-8 for each
 * match. An apostrophe is one of O'Neill's, or a quote. Nothing is begun twice, which would make
 * long texts slow.
 */
#define ATOM_CHARACTER "[^\\s<>\"'(),;:@=%\\[\\]]"
#define ATOM "(?<!" ATOM_CHARACTER ")(?<!\\w')(?:" ATOM_CHARACTER "|(?<=\\w)'(?=\\w))++"
#define QUOTED "\"(?:[^\"\\\\]|\\\\.)*+\""
#define LABEL "[\\w\\x80-\\xff-]++"
#define DOMAIN LABEL "(?:\\." LABEL ")*+"
#define DOTTED_DOMAIN LABEL "(?:\\." LABEL ")++"

/* Only behind an @ may a domain be in brackets, or have no dot. */
#define ADDRESS                                                                                    \
    "(" QUOTED "|" ATOM ")(?:@(\\[[^\\]\\s]*\\]|" DOMAIN ")|(?:=|%40|%)(" DOTTED_DOMAIN "))"
enum { WHOLE, LOCAL_PART, MAIL_DOMAIN, CODED_DOMAIN };

typedef struct {
    const char *text;
    NamesFunc is_hidden;
    gpointer data;
} Search;

static gboolean
is_hidden(const Search *search, const char *local, const char *domain)
{
    g_autofree char *address = g_strdup_printf("%s@%s", local, domain);
    g_autofree char *lower = g_ascii_strdown(address, -1);

    return search->is_hidden(lower, search->data);
}

/* "anna" of "\"anna\"". Owned by the caller. */
static char *
unquote(const char *local)
{
    gsize length = strlen(local);

    return *local == '"' ? g_strndup(local + 1, length - 2) : g_strdup(local);
}

/* What stands in front of a person in a variable envelope sender: "bounce+", "news-list-". */
static int
find_coded(const Search *search, const char *local, const char *domain)
{
    for (const char *name = local; name; name = strpbrk(name, "+-")) {
        name += name > local;
        if (*name && is_hidden(search, name, domain))
            return (int)(name - local);
    }
    return -1;
}

/* SRS has the domain in front: "example.net=" before the local part that begins at start. */
static gboolean
is_rewritten(const Search *search, int start, const char *local)
{
    const char *end = search->text + start - 1;
    const char *begin = end;
    g_autofree char *domain = NULL;

    if (start < 2 || *end != '=')
        return FALSE;
    while (begin > search->text && (g_ascii_isalnum(begin[-1]) || strchr("-.", begin[-1])))
        begin--;
    domain = g_strndup(begin, (gsize)(end - begin));
    return is_hidden(search, local, domain);
}

/* Where in the text of match the part to hide begins; -1 where there is nothing to hide. */
static int
find_hidden(const Search *search, const GMatchInfo *match)
{
    g_autofree char *local = g_match_info_fetch(match, LOCAL_PART);
    g_autofree char *domain = g_match_info_fetch(match, MAIL_DOMAIN);
    g_autofree char *coded = g_match_info_fetch(match, CODED_DOMAIN);
    g_autofree char *bare = unquote(local);
    int start = 0;
    int within;

    g_match_info_fetch_pos(match, LOCAL_PART, &start, NULL);
    if (domain && *domain)
        return is_hidden(search, bare, domain) || is_rewritten(search, start, bare) ? start : -1;
    within = find_coded(search, local, coded);
    return within < 0 ? -1 : start + within;
}

char *
names_hide(const char *text, NamesFunc is_hidden_func, gpointer data)
{
    static GRegex *regex = NULL;
    const Search search = {text, is_hidden_func, data};
    g_autoptr(GMatchInfo) match = NULL;
    g_autoptr(GString) out = g_string_new("");
    int done = 0;

    if (!regex)
        regex = g_regex_new(ADDRESS, G_REGEX_OPTIMIZE | G_REGEX_RAW, 0, NULL);
    for (g_regex_match(regex, text, 0, &match); g_match_info_matches(match);
         g_match_info_next(match, NULL)) {
        int start = find_hidden(&search, match);
        int end;

        if (start < 0)
            continue;
        g_match_info_fetch_pos(match, LOCAL_PART, NULL, &end);
        g_string_append_len(out, text + done, start - done);
        g_string_append(out, NAMES_NOBODY);
        done = end;
    }
    if (done == 0)
        return NULL;
    g_string_append(out, text + done);
    return g_string_free(g_steal_pointer(&out), FALSE);
}
