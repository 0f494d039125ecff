/* output.c - standard output: its width, colours, characters, and what goes wrong with it */

#include "cli/output.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <langinfo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* Lines longer than the first are tiresome to read; narrower than the second nothing fits. */
#define WIDTH_MAX 80
#define WIDTH_MIN 40

int
output_width(void)
{
    const char *columns = g_getenv("COLUMNS");
    struct winsize size = {0};
    int width = columns ? atoi(columns) : 0;

    if (width <= 0 && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0)
        width = size.ws_col;
    return width > 0 ? width : WIDTH_MAX;
}

static gboolean
is_utf8(void)
{
    return g_str_equal(nl_langinfo(CODESET), "UTF-8");
}

/* NO_COLOR counts when it is there and not empty (no-color.org). */
static gboolean
wants_colour(void)
{
    const char *no_color = g_getenv("NO_COLOR");
    const char *term = g_getenv("TERM");

    return isatty(STDOUT_FILENO) && !(no_color && *no_color) && term && !g_str_equal(term, "dumb");
}

void
output_style(RenderStyle *style)
{
    style->width = CLAMP(output_width(), WIDTH_MIN, WIDTH_MAX);
    style->colour = wants_colour();
    style->utf8 = is_utf8();
}

char *
output_shown(const char *text)
{
    return is_utf8() ? g_strdup(text) : g_str_to_ascii(text, "C");
}

static gboolean
fail(GError **error)
{
    int number = errno;

    g_set_error(error, G_FILE_ERROR, g_file_error_from_errno(number), _("standard output: %s"),
                g_strerror(number));
    return FALSE;
}

gboolean
output_data(const GString *text, GError **error)
{
    if (fwrite(text->str, 1, text->len, stdout) == text->len)
        return TRUE;
    return fail(error);
}

gboolean
output_prose(const GString *text, GError **error)
{
    g_autofree char *shown = output_shown(text->str);

    if (fputs(shown, stdout) != EOF)
        return TRUE;
    return fail(error);
}

gboolean
output_flush(GError **error)
{
    if (fflush(stdout) == 0)
        return TRUE;
    return fail(error);
}

static gboolean
fail_file(const char *path, GError **error)
{
    int number = errno;

    g_set_error(error, G_FILE_ERROR, g_file_error_from_errno(number), "%s: %s", path,
                g_strerror(number));
    return FALSE;
}

/* Devices and pipes are no files that another could take the place of. */
static gboolean
write_into(const char *path, const char *text, gsize length, GError **error)
{
    FILE *out = g_fopen(path, "we");
    gboolean is_written;

    if (!out)
        return fail_file(path, error);
    is_written = fwrite(text, 1, length, out) == length;
    return (fclose(out) == 0 && is_written) || fail_file(path, error);
}

/*
 * A reader finds the old file or the new one, never half of it; the umask has no say in who reads
 * it. Where path is a link, what it points to is written.
 */
static gboolean
write_beside(const char *path, const char *text, gsize length, int mode, GError **error)
{
    char *target = realpath(path, NULL);
    const char *file = target ? target : path;
    gboolean is_written =
        g_file_set_contents_full(file, text, (gssize)length,
                                 G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, mode,
                                 error) &&
        (g_chmod(file, mode) == 0 || fail_file(file, error));

    free(target);
    return is_written;
}

/* A file that others may read was made so by somebody. */
static gboolean
write_file(const char *path, const char *text, gsize length, int new_mode, GError **error)
{
    GStatBuf status;
    gboolean is_there = g_stat(path, &status) == 0;

    if (is_there && !S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode))
        return write_into(path, text, length, error);
    return write_beside(path, text, length, is_there ? (int)(status.st_mode & 0777) : new_mode,
                        error);
}

gboolean
output_file(const char *path, const GString *text, gboolean is_prose, GError **error)
{
    g_autofree char *shown = is_prose ? output_shown(text->str) : NULL;

    if (shown)
        return write_file(path, shown, strlen(shown), 0600, error);
    return write_file(path, text->str, text->len, 0600, error);
}

gboolean
output_shared_file(const char *path, const GString *text, GError **error)
{
    return write_file(path, text->str, text->len, 0644, error);
}
