/* imapfetch.h - messages of the folder that is open, some at a time */

#ifndef BOUNCES_MAILBOX_IMAPFETCH_H
#define BOUNCES_MAILBOX_IMAPFETCH_H

#include "mailbox/imapbox.h"

#include <glib.h>

/* Messages that were asked for together. */
typedef struct {
    ImapSession *session; /* borrowed, like the next */
    ImapBox *box;
    gsize first_bytes; /* of each message */
    GArray *items;     /* of ImapItem */
    GPtrArray *bodies; /* of GBytes, NULL where it did not arrive; one for each item */
    GError *trouble;   /* that came instead of it */
    guint next;        /* those before it are handed out */
} ImapFetch;

void imapfetch_init(ImapFetch *fetch, ImapSession *session, ImapBox *box, gsize first_bytes);
void imapfetch_clear(ImapFetch *fetch);

/* Forgets what was not handed out. */
void imapfetch_reset(ImapFetch *fetch);

/* Whether there are any to hand out. */
gboolean imapfetch_has_next(const ImapFetch *fetch);

/* Puts item on the list of what is asked for next; FALSE where that is long enough without it. */
gboolean imapfetch_add(ImapFetch *fetch, const ImapItem *item);

/* Asks for all that were added. They are on their way until imapfetch_arrive. */
gboolean imapfetch_ask(ImapFetch *fetch, GError **error);
gboolean imapfetch_arrive(ImapFetch *fetch, GError **error);

/*
 * Hands out the next: *item is set, and the bytes are the caller's. One that did not arrive is
 * asked for again by itself. NULL without error where it is gone by now; else NULL with error,
 * where it is there and the server keeps it (LETTER).
 */
GBytes *imapfetch_next(ImapFetch *fetch, ImapItem *item, GError **error);

/* Bytes of the message from offset on, at most length. NULL with error. Owned by the caller. */
GBytes *imapfetch_part(ImapFetch *fetch, const ImapItem *item, gsize offset, gsize length,
                       GError **error);

#endif
