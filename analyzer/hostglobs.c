/*
 * hostglobs.c - host names and domains by globs such as "*.google.com"
 *
 * A glob is filed under the labels behind its last wildcard. A name is looked up by each of its
 * endings, so the cost does not grow with the number of globs; those that end in a wildcard
 * ("outlook.*") are filed under "" and are few.
 */

#include "analyzer/hostglobs.h"

#include <string.h>

#define HOST_MAX 255 /* RFC 1035 section 2.3.4 */
#define NONE G_MAXUINT

typedef struct {
    const char *glob; /* owned by the chunk */
    guint owner;
    guint next; /* glob under the same ending, or NONE */
} Filed;

struct HostGlobs {
    GStringChunk *strings;
    GArray *filed;
    GHashTable *endings; /* of the last glob filed under each, + 1 */
};

HostGlobs *
host_globs_new(void)
{
    HostGlobs *globs = g_new0(HostGlobs, 1);

    globs->strings = g_string_chunk_new(4096);
    globs->filed = g_array_new(FALSE, FALSE, sizeof(Filed));
    globs->endings = g_hash_table_new(g_str_hash, g_str_equal);
    return globs;
}

void
host_globs_free(HostGlobs *globs)
{
    if (!globs)
        return;
    g_hash_table_unref(globs->endings);
    g_array_free(globs->filed, TRUE);
    g_string_chunk_free(globs->strings);
    g_free(globs);
}

static gboolean
is_glob(const char *glob, gsize length)
{
    for (gsize i = 0; i < length; i++)
        if (!g_ascii_isalnum(glob[i]) && !strchr("-._*?", glob[i]) && !(glob[i] & 0x80))
            return FALSE;
    return length > 0 && length <= HOST_MAX;
}

/* The whole labels behind the last wildcard; the glob itself where it has none. */
static char *
ending_of(char *glob)
{
    char *ending = glob;

    for (char *at = glob; *at; at++)
        if (*at == '*' || *at == '?')
            ending = at + 1;
    if (ending == glob)
        return glob;
    ending += strcspn(ending, ".");
    return *ending ? ending + 1 : ending;
}

static void
lower(char *text)
{
    for (; *text; text++)
        *text = g_ascii_tolower(*text);
}

gboolean
host_globs_add(HostGlobs *globs, const char *glob, gsize length, guint owner)
{
    Filed filed = {NULL, owner, NONE};
    char *copy;
    char *ending;

    if (!is_glob(glob, length))
        return FALSE;
    copy = g_string_chunk_insert_len(globs->strings, glob, (gssize)length);
    lower(copy);
    ending = ending_of(copy);
    filed.glob = copy;
    filed.next = GPOINTER_TO_UINT(g_hash_table_lookup(globs->endings, ending)) - 1;
    g_array_append_val(globs->filed, filed);
    g_hash_table_replace(globs->endings, ending, GUINT_TO_POINTER(globs->filed->len));
    return TRUE;
}

/* Simple globs need no matching: their ending did that already. */
static gboolean
fits(const char *glob, const char *host, const char *ending)
{
    if (!strpbrk(glob, "*?"))
        return ending == host;
    if (g_str_has_prefix(glob, "*.") && !strpbrk(glob + 2, "*?"))
        return ending != host;
    return g_pattern_match_simple(glob, host);
}

static guint
find_under(const HostGlobs *globs, const char *host, const char *ending, guint lowest)
{
    guint n = GPOINTER_TO_UINT(g_hash_table_lookup(globs->endings, ending)) - 1;

    while (n != NONE) {
        const Filed *filed = &g_array_index(globs->filed, Filed, n);

        if (filed->owner < lowest && fits(filed->glob, host, ending))
            lowest = filed->owner;
        n = filed->next;
    }
    return lowest;
}

guint
host_globs_find(const HostGlobs *globs, const char *host)
{
    char name[HOST_MAX + 1];
    guint lowest = HOST_GLOBS_NONE;
    gsize length = strlen(host);

    if (length && host[length - 1] == '.')
        length--;
    if (length == 0 || length > HOST_MAX)
        return HOST_GLOBS_NONE;
    memcpy(name, host, length);
    name[length] = '\0';
    lower(name);

    for (const char *ending = name; ending; ending = strchr(ending, '.')) {
        ending += *ending == '.';
        lowest = find_under(globs, name, ending, lowest);
    }
    return find_under(globs, name, "", lowest);
}
