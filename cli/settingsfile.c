/* settingsfile.c - adding an account to a file of settings, and leaving what is there */

#include "cli/settingsfile.h"

#include <glib/gstdio.h>
#include <string.h>

/* What values must not say by themselves is escaped as GKeyFile reads it. */
static char *
make_group(const char *account, const Setting *settings, guint count)
{
    g_autoptr(GKeyFile) keyfile = g_key_file_new();
    g_autofree char *group = g_strconcat("account ", account, NULL);

    for (guint i = 0; i < count; i++) {
        const char *const list[] = {settings[i].value, NULL};

        if (settings[i].value && settings[i].is_list)
            g_key_file_set_string_list(keyfile, group, settings[i].key, list, 1);
        else if (settings[i].value)
            g_key_file_set_string(keyfile, group, settings[i].key, settings[i].value);
    }
    return g_key_file_to_data(keyfile, NULL, NULL);
}

static gboolean
read_file(const char *file, char **text, GError **error)
{
    if (!g_file_test(file, G_FILE_TEST_EXISTS)) {
        *text = g_strdup("");
        return TRUE;
    }
    return g_file_get_contents(file, text, NULL, error);
}

static gboolean
make_folder(const char *file, GError **error)
{
    g_autofree char *folder = g_path_get_dirname(file);

    if (g_mkdir_with_parents(folder, 0700) == 0)
        return TRUE;
    g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "%s: %m", folder);
    return FALSE;
}

gboolean
settingsfile_add(const char *file, const char *account, const Setting *settings, guint count,
                 GError **error)
{
    g_autofree char *before = NULL;
    g_autofree char *group = make_group(account, settings, count);
    g_autofree char *after = NULL;
    const char *gap = "";
    gboolean is_written;

    if (!make_folder(file, error) || !read_file(file, &before, error))
        return FALSE;
    if (*before)
        gap = g_str_has_suffix(before, "\n") ? "\n" : "\n\n";
    after = g_strconcat(before, gap, group, NULL);
    is_written = g_file_set_contents_full(
        file, after, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, error);
    explicit_bzero(before, strlen(before));
    explicit_bzero(after, strlen(after));
    explicit_bzero(group, strlen(group));
    return is_written && g_chmod(file, 0600) == 0;
}
