/* imapstate.h - what the driver for IMAP accounts knows: its own business */

#ifndef BOUNCES_MAILBOX_IMAPSTATE_H
#define BOUNCES_MAILBOX_IMAPSTATE_H

#include "mailbox/driver.h"
#include "mailbox/imapbox.h"
#include "mailbox/imapfetch.h"
#include "mailbox/imapfolders.h"

#include <glib.h>

typedef struct {
    MailboxOptions options;
    ImapSession *session;
    GPtrArray *folders;        /* of ImapFolder; NULL while nobody needs them */
    const char *const *wanted; /* folders that are still to be read */
    gboolean is_reading;       /* box is open, and not at its end */
    gboolean is_elsewhere;     /* the server has another folder open now */
    ImapBox box;
    ImapFetch fetch;  /* what is handed out */
    ImapFetch ahead;  /* what is behind it, on its way or still to be asked for */
    gint64 since;     /* for this folder */
    guint32 again_to; /* of this folder, which was read before to a place that means nothing now */
    MailboxPlace place; /* of the last letter, as are the next two */
    ImapItem item;
    GBytes *last;
} Imap;

/* imapread.c: those of the driver. state is an Imap. */
Letter *imap_next(gpointer state, GError **error);
Letter *imap_more(gpointer state, gsize length, GError **error);

/* Logs in and lists the folders, where that was not done. */
gboolean imap_load_folders(Imap *imap, GError **error);

/* The folder that wanted means. NULL with error, also (FOLDER) where there is none. */
ImapFolder *imap_find_folder(Imap *imap, const char *wanted, GError **error);

/* Opens a folder in box; FALSE with error, also (FOLDER) where the server does not want to. */
gboolean imap_open_box(const Imap *imap, ImapBox *box, const char *name, const char *wire,
                       GError **error);

#endif
