/* linefile.c - small things in a file, one a line */

#include "base/linefile.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

G_DEFINE_QUARK(bounces - linefile - error - quark, linefile_error)

static gboolean
fail_io(const char *file, int code, GError **error)
{
    g_set_error(error, G_FILE_ERROR, (int)g_file_error_from_errno(code), "%s: %s", file,
                g_strerror(code));
    return FALSE;
}

static gboolean
take_lines(const char *file, FILE *stream, LineFunc each, gpointer data, GError **error)
{
    char line[LINEFILE_LINE_MAX + 2]; /* with its newline and NUL */

    for (guint number = 1; fgets(line, sizeof line, stream); number++) {
        if (strlen(line) > LINEFILE_LINE_MAX && !strchr(line, '\n')) {
            g_set_error(error, LINEFILE_ERROR, LINEFILE_ERROR_LONG,
                        _("%s:%u: is longer than %d bytes"), file, number, LINEFILE_LINE_MAX);
            return FALSE;
        }
        g_strstrip(line);
        if (*line && *line != '#' && !each(line, number, data, error))
            return FALSE;
    }
    return !ferror(stream) || fail_io(file, errno, error);
}

gboolean
linefile_each(const char *file, LineFunc each, gpointer data, GError **error)
{
    FILE *stream = fopen(file, "re");
    gboolean taken;

    if (!stream)
        return fail_io(file, errno, error);
    taken = take_lines(file, stream, each, data, error);
    fclose(stream);
    return taken;
}
