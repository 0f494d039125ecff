/* rulegroups.c - the files that rules came from, read again */

#include "cli/rulegroups.h"

#include <gio/gio.h>
#include <string.h>

static const char *const keep_lines[] = {"Example", "Not-Example", NULL};

static char *
read_builtin(const char *file, gsize *length, GError **error)
{
    g_autofree char *path = g_strconcat("/org/bounces/", file, NULL);
    g_autoptr(GBytes) bytes = g_resources_lookup_data(path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);

    if (!bytes)
        return NULL;
    return g_strndup(g_bytes_get_data(bytes, length), g_bytes_get_size(bytes));
}

gboolean
rulegroups_each(const char *file, gboolean is_builtin, RuleGroupFunc each, gpointer data,
                GError **error)
{
    g_autofree char *text = NULL;
    gsize length;

    if (is_builtin)
        text = read_builtin(file, &length, error);
    else if (!g_file_get_contents(file, &text, &length, error))
        return FALSE;
    return text && rulefile_each(file, text, length, keep_lines, each, data, error);
}
