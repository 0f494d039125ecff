/* imapstream.h - a connection as libetpan reads from and writes to it */

#ifndef BOUNCES_MAILBOX_IMAPSTREAM_H
#define BOUNCES_MAILBOX_IMAPSTREAM_H

#include "base/connection.h"
#include "base/tls.h"
#include "mailbox/imapguard.h"

#include <glib.h>
#include <libetpan/libetpan.h>

/* libetpan hears of an error only that there was one: what it was is kept here. */
typedef struct {
    Connection *connection; /* owned, like tls */
    Tls *tls;               /* NULL: in the clear */
    ImapGuard guard;
    GError *error;
} ImapStream;

/* Takes over connection. */
ImapStream *imapstream_new(Connection *connection);
void imapstream_free(ImapStream *stream);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ImapStream, imapstream_free)

/* What libetpan takes: reads and writes on stream, which is borrowed and must outlive it. */
mailstream *imapstream_open(ImapStream *stream);

/* A question is about to be asked; see imapguard_begin. */
void imapstream_begin(ImapStream *stream, guint64 literal_max, guint64 step_max);

#endif
