/* mailbox.h - where messages come from; knows nothing of bounces */

#ifndef BOUNCES_MAILBOX_MAILBOX_H
#define BOUNCES_MAILBOX_MAILBOX_H

#include "base/letter.h"

#include <glib.h>
#include <sys/stat.h>

/* Bytes of one message that are kept when nobody says otherwise. */
#define MAILBOX_MESSAGE_CAP (1024 * 1024)

typedef struct Mailbox Mailbox;

/* MAILBOX_ERROR_LETTER spoils one message; after it, mailbox_next goes on with the one behind. */
typedef enum { MAILBOX_ERROR_OPEN, MAILBOX_ERROR_LETTER } MailboxError;

#define MAILBOX_ERROR (mailbox_error_quark())
GQuark mailbox_error_quark(void);

/*
 * Opens what location names: "-" (standard input: one message or an mbox), a file (.eml or mbox),
 * a Maildir (new and cur) or any folder (its files, below it too, by name; neither dot files,
 * pipes and devices nor what by its ending is no mail, like ".json"). Messages are cut at cap
 * bytes. NULL with error set where it cannot be opened; the message names location.
 *
 * A letter's source is "FILE" (and "-" for standard input); where an mbox has several messages it
 * is "FILE#N", N from 1. Its time of receipt is the file's, but that of an mbox tells nothing.
 */
Mailbox *mailbox_open(const char *location, gsize cap, GError **error);

/*
 * Which files to read, asked before each is opened. about is NULL where one cannot be: then it is
 * asked whether to tell. "-" is standard input.
 */
typedef gboolean (*MailboxWants)(const char *path, const struct stat *about, gpointer data);

/* The same, but only of files that wants is TRUE for; wants NULL is all. */
Mailbox *mailbox_open_part(const char *location, gsize cap, MailboxWants wants, gpointer data,
                           GError **error);

/*
 * The next message, owned by the caller. NULL without error at the end; NULL with error where one
 * message cannot be read, and then the next call goes on behind it.
 */
Letter *mailbox_next(Mailbox *mailbox, GError **error);

void mailbox_free(Mailbox *mailbox);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Mailbox, mailbox_free)

#endif
