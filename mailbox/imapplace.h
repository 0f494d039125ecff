/* imapplace.h - a place in a folder, as text: "UIDVALIDITY UID" or "UIDVALIDITY UID,UID" */

#ifndef BOUNCES_MAILBOX_IMAPPLACE_H
#define BOUNCES_MAILBOX_IMAPPLACE_H

#include <glib.h>

typedef struct {
    guint32 validity;
    guint32 uid;
    guint32 again_to; /* letters up to this one may have been read before, as others; 0: none */
} ImapPlace;

/* Owned by the caller. */
char *imapplace_write(const ImapPlace *place);

/* FALSE where text is none. */
gboolean imapplace_read(const char *text, ImapPlace *place);

#endif
