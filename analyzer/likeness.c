/* likeness.c - what two replies have in common that differ in names and numbers only */

#include "analyzer/likeness.h"

#include "base/text.h"
#include "parsers/address.h"

#include <string.h>

/* Stands for a name or number in a key. A text that has it itself is only like fewer others. */
#define MARK '\x1f'

/* A run of words says enough by itself when it is as long as this; shorter ones are anybody's. */
#define LITERAL_MIN 16
#define LITERAL_MAX 80
#define LETTERS_MIN 4

/* What differs from one notice to the next, in the order in which it is looked for. */
static const struct {
    const char *pattern;
    const char *sample; /* NULL: it says something, and stays */
} kinds[] = {
    {"https?://[^\\s<>\"'()]+", "https://www.example.net/"},
    {"[^\\s<>\"'(),;:@\\[\\]]+@[\\w.-]*\\w", "user@example.net"},
    {"(?<![\\w.])[245]\\.\\d{1,3}\\.\\d{1,3}(?![\\w.])", NULL}, /* RFC 3463 */
    {"\\b\\d{1,3}(?:\\.\\d{1,3}){3}\\b", "192.0.2.7"},
    {"\\b\\d{1,2}:\\d\\d(?::\\d\\d)?\\b", "12:00"},
    {"(?<![\\w:])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{1,4}(?![\\w:])", "2001:db8::7"},
    {"\\b(?:[\\w-]+\\.)+[a-z]{2,}\\b", "mx.example.net"},
    {"\\b(?=[\\w-]*\\d)(?=[\\w-]*[a-z])[\\w-]{5,}\\b", "4XyZ12"},
    {"\\b\\d+\\b", "1"},
};

/* Local parts that are words, and nobody's name. */
static const char *const words[] = {"user",  "mail",  "info",    "contact", "office", "admin",
                                    "list",  "test",  "support", "sales",   "abuse",  "email",
                                    "inbox", "spam",  "account", "address", "server", "message",
                                    "host",  "error", "news",    "box",     "domain", "recipient"};

static GRegex *
make_regex(void)
{
    g_autoptr(GString) all = g_string_new("");

    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++)
        g_string_append_printf(all, "%s(%s)", i ? "|" : "", kinds[i].pattern);
    return g_regex_new(all->str, G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, NULL);
}

/* Which of the kinds matched. */
static gsize
kind_of(const GMatchInfo *match)
{
    int start = -1;
    gsize i = 0;

    while (i + 1 < G_N_ELEMENTS(kinds) &&
           !(g_match_info_fetch_pos(match, (int)i + 1, &start, NULL) && start >= 0))
        i++;
    return i;
}

static gboolean
is_word(const char *local)
{
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
        if (g_ascii_strcasecmp(local, words[i]) == 0)
            return TRUE;
    return strlen(local) < 3;
}

/* A copy with "user" where the local part of the recipient stands alone. */
static char *
hide_local_part(const char *text, const char *recipient)
{
    const char *domain = address_domain(recipient);
    g_autofree char *local =
        g_strndup(recipient, *domain ? (gsize)(domain - recipient - 1) : strlen(recipient));
    g_autofree char *escaped = g_regex_escape_string(local, -1);
    g_autofree char *pattern = g_strdup_printf("(?<![\\w.@-])%s(?![\\w@-])", escaped);
    g_autoptr(GRegex) regex =
        is_word(local) ? NULL : g_regex_new(pattern, G_REGEX_CASELESS, 0, NULL);

    return regex ? g_regex_replace_literal(regex, text, -1, 0, "user@example.net", 0, NULL)
                 : g_strdup(text);
}

/* At most so many bytes of the beginning of text, cut behind a whole word where there is one. */
static char *
cut(const char *text, gsize most)
{
    gsize length = most;

    if (strlen(text) <= most)
        return g_strdup(text);
    while (length > 0 && text[length] != ' ')
        length--;
    if (length < most / 2)
        length = text_fitting_length(text, most);
    return g_strndup(text, length);
}

/* Takes apart what stands at a match: a mark in the key, a name of nobody in the sample. */
static void
add_match(GMatchInfo *match, GString *key, GString *sample)
{
    const char *instead = kinds[kind_of(match)].sample;
    g_autofree char *found = g_match_info_fetch(match, 0);

    g_string_append(sample, instead ? instead : found);
    if (instead)
        g_string_append_c(key, MARK);
    else
        g_string_append(key, found);
}

void
likeness_of(const char *text, const char *recipient, Likeness *likeness)
{
    static GRegex *regex;
    g_autofree char *beginning = cut(text, LIKENESS_TEXT_MAX);
    g_autofree char *hidden = hide_local_part(beginning, recipient);
    g_autoptr(GMatchInfo) match = NULL;
    g_autoptr(GString) key = g_string_new("");
    g_autoptr(GString) sample = g_string_new("");
    int done = 0;

    if (!regex)
        regex = make_regex();
    for (g_regex_match(regex, hidden, 0, &match); g_match_info_matches(match);
         g_match_info_next(match, NULL)) {
        int start, end;

        g_match_info_fetch_pos(match, 0, &start, &end);
        g_string_append_len(key, hidden + done, start - done);
        g_string_append_len(sample, hidden + done, start - done);
        add_match(match, key, sample);
        done = end;
    }
    g_string_append(key, hidden + done);
    g_string_append(sample, hidden + done);
    likeness->key = g_utf8_strdown(key->str, -1);

    g_autofree char *printable = text_printable(sample->str);
    likeness->sample = text_squeeze(printable);
}

void
likeness_clear(Likeness *likeness)
{
    g_clear_pointer(&likeness->key, g_free);
    g_clear_pointer(&likeness->sample, g_free);
}

/* Patterns. */

/* Without what is neither letter nor number at both ends; in place. */
static char *
trim(char *piece)
{
    char *end = piece + strlen(piece);
    char *previous;

    while (*piece && !g_unichar_isalnum(g_utf8_get_char(piece)))
        piece = g_utf8_next_char(piece);
    while (end > piece && (previous = g_utf8_find_prev_char(piece, end)) &&
           !g_unichar_isalnum(g_utf8_get_char(previous)))
        end = previous;
    *end = '\0';
    return piece;
}

/* The longest of the pieces, cut where it is very long. Owned by the caller. */
static char *
longest(char **pieces)
{
    g_autofree char *found = g_strdup("");

    for (char **piece = pieces; *piece; piece++) {
        g_autofree char *copy = g_strdup(*piece);
        const char *inner = trim(copy);

        if (strlen(inner) > strlen(found))
            text_set(&found, inner);
    }
    return cut(found, LITERAL_MAX);
}

static guint
count_letters(const char *text)
{
    guint letters = 0;

    for (; *text; text += g_utf8_skip[(guchar)*text])
        letters += g_unichar_isalpha(g_utf8_get_char(text)) ? 1 : 0;
    return letters;
}

/* "^...$" with anything for each mark. */
static char *
whole_pattern(char **pieces)
{
    GString *pattern = g_string_new("^");

    for (char **piece = pieces; *piece; piece++) {
        g_autofree char *escaped = g_regex_escape_string(*piece, -1);

        g_string_append_printf(pattern, "%s%s", piece == pieces ? "" : ".+", escaped);
    }
    g_string_append_c(pattern, '$');
    return g_string_free(pattern, FALSE);
}

char *
likeness_pattern(const char *key)
{
    g_auto(GStrv) pieces = g_strsplit(key, (char[]){MARK, '\0'}, -1);
    g_autofree char *literal = longest(pieces);

    if (strlen(literal) >= LITERAL_MIN && strchr(literal, ' '))
        return g_regex_escape_string(literal, -1);
    return count_letters(key) >= LETTERS_MIN && strlen(key) < LIKENESS_TEXT_MAX / 2
               ? whole_pattern(pieces)
               : g_strdup("");
}
