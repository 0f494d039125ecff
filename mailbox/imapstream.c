/* imapstream.c - a connection as libetpan reads from and writes to it */

#include "mailbox/imapstream.h"

#include <stdlib.h>

#define BUFFER_BYTES (64 * 1024)

ImapStream *
imapstream_new(Connection *connection)
{
    ImapStream *stream = g_new0(ImapStream, 1);

    stream->connection = connection;
    imapguard_init(&stream->guard);
    return stream;
}

void
imapstream_free(ImapStream *stream)
{
    if (!stream)
        return;
    tls_free(stream->tls);
    connection_free(stream->connection);
    imapguard_clear(&stream->guard);
    g_clear_error(&stream->error);
    g_free(stream);
}

void
imapstream_begin(ImapStream *stream, guint64 literal_max, guint64 step_max)
{
    connection_begin_step(stream->connection);
    imapguard_begin(&stream->guard, literal_max, step_max);
}

/* The end is an error too: libetpan asks again and again for what 0 bytes of a literal came of. */
static ssize_t
low_read(mailstream_low *low, void *bytes, size_t length)
{
    ImapStream *stream = low->data;
    gsize got;

    if (stream->error || stream->guard.complaint)
        return -1;
    got = stream->tls ? tls_read(stream->tls, bytes, length, &stream->error)
                      : connection_read(stream->connection, bytes, length, &stream->error);
    return got > 0 && imapguard_look(&stream->guard, bytes, got) ? (ssize_t)got : -1;
}

static ssize_t
low_write(mailstream_low *low, const void *bytes, size_t length)
{
    ImapStream *stream = low->data;
    gboolean sent;

    if (stream->error)
        return -1;
    sent = stream->tls ? tls_write(stream->tls, bytes, length, &stream->error)
                       : connection_write(stream->connection, bytes, length, &stream->error);
    return sent ? (ssize_t)length : -1;
}

/* The connection is not libetpan's to close. */
static int
low_close(mailstream_low *low G_GNUC_UNUSED)
{
    return 0;
}

static void
low_free(mailstream_low *low)
{
    free(low);
}

static int
low_get_fd(mailstream_low *low)
{
    ImapStream *stream = low->data;

    return connection_socket(stream->connection);
}

static void
low_cancel(mailstream_low *low G_GNUC_UNUSED)
{
}

/* The others are for IDLE and for OpenSSL's certificates; libetpan looks whether they are there. */
static mailstream_low_driver driver = {
    .mailstream_read = low_read,
    .mailstream_write = low_write,
    .mailstream_close = low_close,
    .mailstream_get_fd = low_get_fd,
    .mailstream_free = low_free,
    .mailstream_cancel = low_cancel,
};

mailstream *
imapstream_open(ImapStream *stream)
{
    return mailstream_new(mailstream_low_new(stream, &driver), BUFFER_BYTES);
}
