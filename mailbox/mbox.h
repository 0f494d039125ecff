/* mbox.h - the messages of one file: a single one, or an mbox (RFC 4155) */

#ifndef BOUNCES_MAILBOX_MBOX_H
#define BOUNCES_MAILBOX_MBOX_H

#include "base/letter.h"

#include <glib.h>

typedef struct Mbox Mbox;

/* What is known of a file before it is read. */
typedef struct {
    const char *path; /* the source of its messages, and the name in errors; need not be UTF-8 */
    gint64 modified;  /* Unix seconds; 0 where that tells nothing, as for a pipe */
    gboolean single;  /* never an mbox, whatever its first line looks like: a file of a Maildir */
} MboxFile;

/* Takes over fd and copies file. */
Mbox *mbox_new(int fd, const MboxFile *file, gsize cap);

/* As mailbox_next, but after an error the file is at its end. */
Letter *mbox_next(Mbox *mbox, GError **error);

void mbox_free(Mbox *mbox);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Mbox, mbox_free)

#endif
