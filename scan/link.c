/* link.c - the pipes to the writer and from it, as a reader has them */

#include "scan/link.h"

#include "base/child.h"
#include "scan/wire.h"

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
    if (!child_tell(link->out, link->lines->str, link->lines->len))
        _exit(EXIT_FAILURE);
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
    while (reader_has_more(link->replies))
        g_free(link_take_reply(link));
}
