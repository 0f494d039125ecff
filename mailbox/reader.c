/* reader.c - the bytes of a file or pipe, some of them ahead */

#include "mailbox/reader.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

Reader *
reader_new(int fd)
{
    Reader *reader = g_malloc(sizeof *reader); /* not g_new0: zeros would cost more than reading */

    reader->fd = fd;
    reader->error = 0;
    reader->done = FALSE;
    reader->start = 0;
    reader->end = 0;
    return reader;
}

void
reader_free(Reader *reader)
{
    if (!reader)
        return;
    close(reader->fd);
    g_free(reader);
}

/* As read(2), but waits where whoever shares our standard input made it non-blocking. */
static gssize
read_some(int fd, char *bytes, gsize length)
{
    struct pollfd readable = {.fd = fd, .events = POLLIN};
    gssize got = read(fd, bytes, length);

    while (got < 0 && (errno == EINTR || errno == EAGAIN)) {
        if (errno == EAGAIN)
            poll(&readable, 1, -1);
        got = read(fd, bytes, length);
    }
    return got;
}

static void
fill(Reader *reader)
{
    gssize got;

    memmove(reader->bytes, reader->bytes + reader->start, reader->end - reader->start);
    reader->end -= reader->start;
    reader->start = 0;

    got = read_some(reader->fd, reader->bytes + reader->end, READER_SIZE - reader->end);
    if (got > 0) {
        reader->end += (gsize)got;
        return;
    }
    reader->error = got < 0 ? errno : 0;
    reader->done = TRUE;
}

gsize
reader_want(Reader *reader, gsize length)
{
    while (reader->end - reader->start < length && !reader->done)
        fill(reader);
    return reader->end - reader->start;
}

gboolean
reader_has_more(const Reader *reader)
{
    struct pollfd readable = {.fd = reader->fd, .events = POLLIN};

    return reader->start < reader->end || poll(&readable, 1, 0) > 0;
}

const char *
reader_bytes(const Reader *reader)
{
    return reader->bytes + reader->start;
}

void
reader_take(Reader *reader, gsize length)
{
    reader->start += length;
}

gboolean
reader_is_pipe(const Reader *reader)
{
    return lseek(reader->fd, 0, SEEK_CUR) < 0;
}
