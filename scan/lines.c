/* lines.c - a file of events, one JSON object a line, as letters of one line each */

#include "scan/lines.h"

#include "base/text.h"
#include "mailbox/reader.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

struct Lines {
    char *name;
    Reader *reader; /* NULL: nothing to read */
    guint64 number;
};

static Lines *
fail(const char *name, int trouble, GError **error)
{
    g_set_error(error, MAILBOX_ERROR, MAILBOX_ERROR_OPEN, "%s: %s", name, g_strerror(trouble));
    return NULL;
}

static int
open_file(const char *path)
{
    if (g_str_equal(path, "-"))
        return fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0);
    return open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
}

static gboolean
find_about(const char *path, struct stat *about)
{
    return (g_str_equal(path, "-") ? fstat(STDIN_FILENO, about) : stat(path, about)) == 0;
}

Lines *
lines_open(const char *path, MailboxWants wants, gpointer data, GError **error)
{
    g_autoptr(Lines) lines = g_new0(Lines, 1);
    struct stat about;
    gboolean exists = find_about(path, &about);
    int fd;

    lines->name = text_to_utf8(path, strlen(path));
    if (!wants(path, exists ? &about : NULL, data))
        return g_steal_pointer(&lines);
    fd = open_file(path);
    if (fd < 0)
        return fail(lines->name, errno, error);
    lines->reader = reader_new(fd);
    return g_steal_pointer(&lines);
}

void
lines_free(Lines *lines)
{
    if (!lines)
        return;
    reader_free(lines->reader);
    g_free(lines->name);
    g_free(lines);
}

/* Takes a line with its end; FALSE at the end of the file. */
static gboolean
take_line(Reader *reader, GByteArray *line, gboolean *is_cut)
{
    gboolean is_whole = FALSE;

    while (!is_whole && reader_want(reader, 1)) {
        gsize ahead = reader_want(reader, 1);
        const char *bytes = reader_bytes(reader);
        const char *end = memchr(bytes, '\n', ahead);
        gsize length = end ? (gsize)(end + 1 - bytes) : ahead;
        gsize room = LINES_CAP - line->len;

        is_whole = end != NULL;
        *is_cut = *is_cut || length > room;
        g_byte_array_append(line, (const guint8 *)bytes, (guint)MIN(length, room));
        reader_take(reader, length);
    }
    return line->len > 0;
}

static gsize
stripped_length(const GByteArray *line)
{
    gsize length = line->len;

    while (length && g_ascii_isspace(line->data[length - 1]))
        length--;
    return length;
}

Letter *
lines_next(Lines *lines, GError **error)
{
    g_autoptr(GByteArray) line = g_byte_array_new();
    gboolean is_cut = FALSE;

    while (lines->reader && take_line(lines->reader, line, &is_cut)) {
        gsize length = stripped_length(line);
        g_autofree char *source =
            g_strdup_printf("%s:%" G_GUINT64_FORMAT, lines->name, ++lines->number);

        if (length)
            return letter_new(g_bytes_new(line->data, length), source, 0, is_cut);
        g_byte_array_set_size(line, 0);
    }
    if (lines->reader && lines->reader->error) {
        fail(lines->name, lines->reader->error, error);
        g_clear_pointer(&lines->reader, reader_free);
    }
    return NULL;
}
