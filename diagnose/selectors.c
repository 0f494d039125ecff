/* selectors.c - DKIM selectors that hosts and services are known to use (rules/selectors) */

#include "diagnose/selectors.h"

#include <gio/gio.h>

#define RESOURCE "/org/bounces/rules/selectors"

/* Words of lines that are no comment. */
static char **
read_words(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes =
        g_resources_lookup_data(RESOURCE, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
    g_autofree char *text = NULL;
    GPtrArray *words = g_ptr_array_new();

    if (!bytes)
        g_error("%s", error->message);
    text = g_strndup(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));

    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (char **line = lines; *line; line++) {
        g_auto(GStrv) parts = g_strsplit(*line, " ", -1);

        for (char **part = parts; **line != '#' && *part; part++)
            if (**part)
                g_ptr_array_add(words, g_strdup(*part));
    }
    g_ptr_array_add(words, NULL);
    return (char **)g_ptr_array_free(words, FALSE);
}

const char *const *
selectors_known(void)
{
    static char **known;

    if (!known)
        known = read_words();
    return (const char *const *)known;
}
