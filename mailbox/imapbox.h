/* imapbox.h - the folder that is open, and the messages in it */

#ifndef BOUNCES_MAILBOX_IMAPBOX_H
#define BOUNCES_MAILBOX_IMAPBOX_H

#include "mailbox/imapsession.h"

#include <glib.h>

/* A message before it is read. */
typedef struct {
    guint32 uid;
    guint32 size; /* as the server has it, which need not be so */
    gint64 received;
} ImapItem;

typedef struct {
    char *name; /* as people write it, and as the server does */
    char *wire;
    guint32 validity; /* UIDs mean the same as long as this is the same (UIDVALIDITY) */
    guint32 end;      /* UIDs below are there by now (UIDNEXT); 0 where that is not known */
    guint32 exists;   /* messages */

    GArray *items; /* of ImapItem, by UID: listed, and those before next are done */
    guint next;
    guint32 listed;  /* UIDs up to here are listed */
    guint64 window;  /* UIDs to list at once; 0: all */
    gboolean is_all; /* there is nothing behind the items */
} ImapBox;

void imapbox_init(ImapBox *box);
void imapbox_clear(ImapBox *box);

/*
 * Opens a folder, to read only or also to write. IMAP_NO: the server does not want to; then none is
 * open. Where it is for reading messages, imapbox_start follows.
 */
ImapAnswer imapbox_open(ImapBox *box, ImapSession *session, const char *name, const char *wire,
                        gboolean is_writing, GError **error);

/* Messages with UIDs above after are to be read. */
gboolean imapbox_start(ImapBox *box, ImapSession *session, guint32 after, GError **error);

/*
 * Lists some more where no items are left; those received before since (Unix seconds) are not.
 * FALSE with error, also (FOLDER) where the server does not want to.
 */
gboolean imapbox_list(ImapBox *box, ImapSession *session, gint64 since, GError **error);

/* Items that are left. */
guint imapbox_left(const ImapBox *box);

#endif
