/* link.c - the pipes to the writer and from it, as a reader has them */

#include "scan/link.h"

#include "scan/wire.h"

#include <errno.h>
#include <glib-unix.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What is read goes out when it is so many bytes, or so old (microseconds). */
#define BATCH_BYTES (32 * 1024)
#define BATCH_TIME (G_USEC_PER_SEC / 2)

/* Milliseconds: the writer may be waiting for a disk, for a passphrase, or for who reads events. */
#define PATIENCE (30 * 1000)

void
link_init(Link *link, int in, int out)
{
    *link = (Link){.lines = g_string_new(""),
                   .out = out,
                   .replies = reader_new(in),
                   .written = g_get_monotonic_time(),
                   .patience = PATIENCE};
    g_unix_set_fd_nonblocking(out, TRUE, NULL);
}

void
link_clear(Link *link)
{
    g_string_free(link->lines, TRUE);
    reader_free(link->replies);
}

gboolean
link_is_due(const Link *link)
{
    return link->lines->len >= BATCH_BYTES || g_get_monotonic_time() - link->written >= BATCH_TIME;
}

/* Waits until there is something to be read from fd, or room in it. */
static void
wait_for(const Link *link, int fd, short what)
{
    struct pollfd news = {.fd = fd, .events = what};
    int count = 0;

    while (count == 0 || (count < 0 && errno == EINTR)) {
        count = poll(&news, 1, link->patience);
        if (count == 0 && link->pause)
            link->pause(link->pause_data);
    }
}

void
link_write(Link *link)
{
    const char *bytes = link->lines->str;
    gsize left = link->lines->len;

    while (left > 0) {
        gssize wrote = write(link->out, bytes, left);

        if (wrote < 0 && errno == EAGAIN)
            wait_for(link, link->out, POLLOUT);
        else if (wrote < 0 && errno != EINTR)
            _exit(EXIT_FAILURE);
        bytes += MAX(wrote, 0);
        left -= (gsize)MAX(wrote, 0);
    }
    g_string_truncate(link->lines, 0);
    link->written = g_get_monotonic_time();
}

/* More than ahead; as much where nothing more comes. */
static gsize
want_more(Link *link, gsize ahead)
{
    if (reader_want(link->replies, 0) <= ahead && !link->replies->done)
        wait_for(link, link->replies->fd, POLLIN);
    return reader_want(link->replies, ahead + 1);
}

char *
link_take_reply(Link *link)
{
    gsize ahead = want_more(link, 0);
    const char *end = memchr(reader_bytes(link->replies), '\n', ahead);
    g_autofree char *line = NULL;
    WireReply reply;

    while (!end && !link->replies->done) {
        ahead = want_more(link, ahead);
        end = memchr(reader_bytes(link->replies), '\n', ahead);
    }
    if (!end)
        _exit(EXIT_FAILURE);
    line = g_strndup(reader_bytes(link->replies), (gsize)(end - reader_bytes(link->replies)));
    reader_take(link->replies, strlen(line) + 1);
    if (!wire_parse_reply(line, &reply))
        _exit(EXIT_FAILURE);
    if (reply.kind != REPLY_KEPT)
        return g_strdup(reply.text);
    link->kept = reply.kept;
    return NULL;
}

void
link_take_replies_there(Link *link)
{
    while (reader_has_more(link->replies))
        g_free(link_take_reply(link));
}
