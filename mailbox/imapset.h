/* imapset.h - UIDs as IMAP writes them: "2,4:7,9" (RFC 3501, sequence-set) */

#ifndef BOUNCES_MAILBOX_IMAPSET_H
#define BOUNCES_MAILBOX_IMAPSET_H

#include <glib.h>

/* count UIDs, which rise, as a set; neighbours become a range. Owned by the caller. */
char *imapset_write(const guint32 *uids, gsize count);

/* Sorts UIDs and drops the second of equal ones; returns how many there are then. */
gsize imapset_sort(guint32 *uids, gsize count);

#endif
