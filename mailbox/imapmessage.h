/* imapmessage.h - what a server tells of a message (FETCH) */

#ifndef BOUNCES_MAILBOX_IMAPMESSAGE_H
#define BOUNCES_MAILBOX_IMAPMESSAGE_H

#include "mailbox/imapsession.h"

#include <glib.h>

/* What of it was told; the other members are 0. */
typedef struct {
    guint32 uid;
    guint32 size;    /* bytes of the whole message */
    gint64 received; /* INTERNALDATE, in Unix seconds */
    const char *body;
    gsize body_length;
} ImapMessage;

/* message is good only as long as the call lasts. */
typedef void (*ImapMessageFunc)(const ImapMessage *message, gpointer data);

/*
 * Asks command, a UID FETCH, and calls each with every message that the answer has: others than
 * were asked for, too, and the same one twice, as the server likes.
 */
ImapAnswer imapmessage_fetch(ImapSession *session, const char *command, const ImapRoom *room,
                             ImapMessageFunc each, gpointer data, GError **error);

/* The same for the answer to a UID FETCH that was asked ahead. */
ImapAnswer imapmessage_hear(ImapSession *session, const ImapRoom *room, ImapMessageFunc each,
                            gpointer data, GError **error);

#endif
