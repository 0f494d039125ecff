/* maildirlist.h - the files of a Maildir, in the order in which they came in */

#ifndef BOUNCES_MAILBOX_MAILDIRLIST_H
#define BOUNCES_MAILBOX_MAILDIRLIST_H

#include <glib.h>

typedef struct {
    char *path;
    gint64 changed; /* nanoseconds, as is the next */
    gint64 modified;
} MaildirFile;

typedef struct MaildirList MaildirList;

/* Lists cur and new below path. NULL with error (MAILBOX_ERROR_OPEN). */
MaildirList *maildirlist_new(const char *path, GError **error);
void maildirlist_free(MaildirList *list);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MaildirList, maildirlist_free)

/* Begins behind place; where that is "", with what was modified since then (Unix seconds). */
void maildirlist_start(MaildirList *list, const char *place, gint64 since);

/* The next file, borrowed; NULL at the end. */
const MaildirFile *maildirlist_next(MaildirList *list);
guint maildirlist_ahead(const MaildirList *list);

/* Of the file that came last: its place, owned by the caller, and whether it may have come before.
 */
char *maildirlist_place(const MaildirList *list);
gboolean maildirlist_is_again(const MaildirList *list);

#endif
