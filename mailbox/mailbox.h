/* mailbox.h - where messages come from; knows nothing of bounces */

#ifndef BOUNCES_MAILBOX_MAILBOX_H
#define BOUNCES_MAILBOX_MAILBOX_H

#include "base/letter.h"

#include <glib.h>
#include <sys/stat.h>

/* Bytes of one message that are kept when nobody says otherwise. */
#define MAILBOX_MESSAGE_CAP (1024 * 1024)

/* Of these, a server is asked for so many first; mailbox_more gets the others. */
#define MAILBOX_FIRST_BYTES (256 * 1024)

typedef struct Mailbox Mailbox;

/*
 * How much an error spoils. Behind one of the first two mailbox_next goes on; behind the others
 * there is only mailbox_free. All name what was tried and what to do, and none holds a secret.
 */
typedef enum {
    MAILBOX_ERROR_LETTER, /* one message */
    MAILBOX_ERROR_FOLDER, /* one folder: it is missing, say */
    MAILBOX_ERROR_OPEN,   /* it cannot be opened, and trying again is no use before somebody acts */
    MAILBOX_ERROR_REFUSED, /* the same: password, token, certificate; do not ask again at once */
    MAILBOX_ERROR_LOST,    /* not there or cut off: another try may go on from the last place */
} MailboxError;

#define MAILBOX_ERROR (mailbox_error_quark())
GQuark mailbox_error_quark(void);

/*
 * Which files to read, asked before each is opened. about is NULL where one cannot be: then it is
 * asked whether to tell. "-" is standard input.
 */
typedef gboolean (*MailboxWants)(const char *path, const struct stat *about, gpointer data);

typedef enum { MAILBOX_TLS, MAILBOX_STARTTLS, MAILBOX_NO_SECURITY } MailboxSecurity;

typedef enum {
    MAILBOX_PASSWORD,
    MAILBOX_TOKEN, /* OAuth 2.0: XOAUTH2 or OAUTHBEARER (RFC 7628) */
} MailboxSecretKind;

/* An IMAP server, and who we are there. Strings are borrowed and never NULL. */
typedef struct {
    const char *host;
    guint port; /* 0: 993 with MAILBOX_TLS, else 143 */
    MailboxSecurity security;
    const char *ca_file; /* PEM: trusted instead of the system's authorities; "" is those */
    const char *user;
    const char *secret;
    MailboxSecretKind secret_kind;
    guint step_seconds;    /* for one question and its answer, and for a pause in it; 0: 60 */
    guint total_seconds;   /* for all of the connection; 0: no end */
    guint64 budget;        /* bytes that may come in; 0: no end */
    guint silence_seconds; /* before mailbox_keep_alive asks something; 0: 60 */
} MailboxServer;

/*
 * Where a letter is: its folder as people write it, and a place in it that only the driver
 * understands, good for another run too. Places in a folder do not compare as text.
 */
typedef struct {
    char *folder;
    char *place;
} MailboxPlace;

/*
 * The place that a folder was read to, "" where it was not; what is no place makes the folder be
 * read from its beginning, as one that does not fit any more does. Owned by the asker.
 */
typedef char *(*MailboxPlaceOf)(const char *folder, gpointer data);

/* Asked before a letter is: FALSE passes it over. */
typedef gboolean (*MailboxWantsLetter)(const MailboxPlace *place, gpointer data);

/* How to read. Everything is borrowed until mailbox_free. All but cap may be 0. */
typedef struct {
    gsize cap;     /* bytes of a message */
    gpointer data; /* for the functions */

    MailboxWants wants; /* files: which; NULL is all */

    MailboxPlaceOf place_of; /* asked when a folder is opened; NULL: from its beginning */
    gint64 since;            /* Unix seconds: where there was no place, older letters do not come */

    const MailboxServer *server; /* this and what follows: IMAP only */
    const char *const *folders;  /* names as people write them, NULL-terminated; none: INBOX */
    gboolean is_writing; /* mailbox_settle will be called: folders are not opened read-only */
    MailboxWantsLetter wants_letter; /* NULL: all */
    gboolean is_careful; /* letters are asked for one by one, each right after wants_letter */
} MailboxOptions;

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
 * The same with more to say, and for what is read again and again: "maildir:PATH", "mbox:PATH" and
 * "imap:ACCOUNT". That is the server of options; errors begin with ACCOUNT.
 * Nothing but a connection is opened then, so that a process can close its doors behind that and
 * read (first the certificate) without any: see mailbox_socket. A letter's source is a URL
 * (RFC 5092), its time of receipt is INTERNALDATE.
 */
Mailbox *mailbox_open_with(const char *location, const MailboxOptions *options, GError **error);

/* The one descriptor that is read from and written to by what follows; -1 where there is none. */
int mailbox_socket(const Mailbox *mailbox);

/*
 * The names of all folders that can be opened, as people write them; NULL-terminated, owned by the
 * caller. Logs in where that was not done, so that this is how to try an account. Files: none.
 */
char **mailbox_folders(Mailbox *mailbox, GError **error);

/*
 * The next message, owned by the caller. NULL without error at the end; NULL with error where one
 * message cannot be read, and then the next call goes on behind it.
 */
Letter *mailbox_next(Mailbox *mailbox, GError **error);

/*
 * Where mailbox_next stands: at the letter or the error (LETTER) that it came with last. Borrowed,
 * good until it is called again. NULL for files that are read once, whose letters have sources
 * only.
 */
const MailboxPlace *mailbox_place(const Mailbox *mailbox);

/*
 * TRUE where the last letter may have come before, in another run: the place that was asked for did
 * not fit any more, or the letter is older than that. Who counts letters does not count it then.
 */
gboolean mailbox_is_again(const Mailbox *mailbox);

/* Letters of the folder that is open that are still to come; 0 also where that is not known. */
gsize mailbox_ahead(const Mailbox *mailbox);

/*
 * The last letter again, with up to length bytes of it, where mailbox_next brought fewer
 * (truncated). Owned by the caller. NULL with error, also where it is gone by now (LETTER).
 */
Letter *mailbox_more(Mailbox *mailbox, gsize length, GError **error);

/*
 * To be called in pauses: a server that hears nothing hangs up. Asks it where it was not asked for
 * silence_seconds, and takes the answer that is still to come.
 */
gboolean mailbox_keep_alive(Mailbox *mailbox, GError **error);

/* What becomes of letters on the server. Nothing is ever deleted. */
typedef enum { MAILBOX_KEEP, MAILBOX_FLAG, MAILBOX_MOVE } MailboxFateKind;

typedef struct {
    MailboxFateKind kind;
    const char *name; /* FLAG: "\\Flagged", "\\Seen" or a keyword; MOVE: a folder, which is made
                         where it is missing */
} MailboxFate;

/*
 * Does to letters of one folder what fate says; places are those that mailbox_place gave for them.
 * Letters that are gone by now are passed over. FALSE with error, also (FOLDER) where the server
 * cannot or will not: then they are where they were.
 */
gboolean mailbox_settle(Mailbox *mailbox, const char *folder, const char *const *places,
                        gsize count, const MailboxFate *fate, GError **error);

void mailbox_free(Mailbox *mailbox);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Mailbox, mailbox_free)

#endif
