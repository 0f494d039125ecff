/* imapfolders.h - the folders of an IMAP account, and the one that somebody means */

#ifndef BOUNCES_MAILBOX_IMAPFOLDERS_H
#define BOUNCES_MAILBOX_IMAPFOLDERS_H

#include "mailbox/imapsession.h"

#include <glib.h>

typedef struct {
    char *name;      /* as people write it */
    char *wire;      /* as the server does */
    char *use;       /* "Junk", "Sent": RFC 6154, without the backslash; "" where it is not said */
    char delimiter;  /* between the levels of a name; 0 where there are none */
    gboolean is_box; /* can be opened */
} ImapFolder;

/* Takes over nothing: texts are copied. */
ImapFolder *imapfolder_new(const char *wire, const char *use, char delimiter, gboolean is_box);
void imapfolder_free(ImapFolder *folder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ImapFolder, imapfolder_free)

/* All of them, an array of ImapFolder. Owned by the caller. */
GPtrArray *imapfolders_list(ImapSession *session, GError **error);

/*
 * The one of folders that wanted means: by its name, in any case and with any delimiter, with the
 * prefix that servers put in front of names ("INBOX.", "[Gmail]/"), or by what webmails call the
 * folder of that use ("Indésirables" for "INBOX.Junk"). Borrowed; NULL where there is none.
 */
const ImapFolder *imapfolders_find(const GPtrArray *folders, const char *wanted);

/*
 * Makes a folder, in the place that the server has for them, and adds it to folders. Borrowed; NULL
 * with error, also (FOLDER) where the server does not want to.
 */
const ImapFolder *imapfolders_create(ImapSession *session, GPtrArray *folders, const char *name,
                                     GError **error);

/* For an error: 'there is no folder "Spma"; did you mean "Spam"?' Owned by the caller. */
char *imapfolders_explain(const GPtrArray *folders, const char *wanted);

#endif
