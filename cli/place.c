/* place.c - where this executable is, and what belongs to it */

#include "cli/place.h"

#include <gio/gio.h>

char *
place_of_self(void)
{
    g_autofree char *self = g_file_read_link("/proc/self/exe", NULL);

    return self ? g_steal_pointer(&self) : g_strdup("bounces");
}

char *
place_find(const char *const *names, GFileTest test, const char *installed)
{
    g_autofree char *self = place_of_self();
    g_autofree char *folder = g_path_get_dirname(self);

    for (; g_path_is_absolute(self) && *names; names++) {
        g_autofree char *path = g_build_filename(folder, *names, NULL);

        if (g_file_test(path, test))
            return g_steal_pointer(&path);
    }
    return g_strdup(installed);
}
