/* link.c - the pipes to the writer and from it, as a reader has them */

#include "scan/link.h"

#include "scan/wire.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What is read goes out when it is so many bytes, or so old (microseconds). */
#define BATCH_BYTES (32 * 1024)
#define BATCH_TIME (G_USEC_PER_SEC / 2)

void
link_init(Link *link, int in, int out)
{
    *link = (Link){.lines = g_string_new(""),
                   .out = out,
                   .replies = reader_new(in),
                   .written = g_get_monotonic_time()};
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

void
link_write(Link *link)
{
    const char *next = link->lines->str;
    gsize left = link->lines->len;

    while (left > 0) {
        gssize wrote = write(link->out, next, left);

        if (wrote < 0 && errno != EINTR)
            _exit(EXIT_FAILURE);
        next += MAX(wrote, 0);
        left -= (gsize)MAX(wrote, 0);
    }
    g_string_truncate(link->lines, 0);
    link->written = g_get_monotonic_time();
}

char *
link_take_reply(Link *link)
{
    gsize ahead = reader_want(link->replies, 1);
    const char *end = memchr(reader_bytes(link->replies), '\n', ahead);
    g_autofree char *line = NULL;
    WireReply reply;

    while (!end && !link->replies->done) {
        ahead = reader_want(link->replies, ahead + 1);
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
    struct pollfd readable = {.fd = link->replies->fd, .events = POLLIN};

    while (link->replies->start < link->replies->end || poll(&readable, 1, 0) > 0)
        g_free(link_take_reply(link));
}
