/* imapsettle.h - messages of the folder that is open, flagged or moved */

#ifndef BOUNCES_MAILBOX_IMAPSETTLE_H
#define BOUNCES_MAILBOX_IMAPSETTLE_H

#include "mailbox/imapbox.h"

#include <glib.h>

/*
 * Sets a flag ("\\Flagged", "\\Seen" or a keyword) on messages; uids rise. FALSE with error, also
 * (FOLDER) where the server does not want to.
 */
gboolean imapsettle_flag(ImapSession *session, const ImapBox *box, const guint32 *uids, gsize count,
                         const char *name, GError **error);

/* Moves messages to the folder that the server calls wire. The same, but nothing is ever lost. */
gboolean imapsettle_move(ImapSession *session, const ImapBox *box, const guint32 *uids, gsize count,
                         const char *wire, GError **error);

#endif
