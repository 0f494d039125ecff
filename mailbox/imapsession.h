/* imapsession.h - questions to an IMAP server, one at a time, and what went wrong with them */

#ifndef BOUNCES_MAILBOX_IMAPSESSION_H
#define BOUNCES_MAILBOX_IMAPSESSION_H

#include "mailbox/imapstream.h"
#include "mailbox/mailbox.h"

#include <glib.h>
#include <libetpan/libetpan.h>

/* Takes the answer to what was asked ahead (imapsession_hear). */
typedef void (*ImapAnswerFunc)(gpointer data);

typedef struct {
    const MailboxServer *server; /* borrowed */
    char *account;               /* errors begin with it */
    guint port;
    ImapStream *stream;
    mailimap *imap;
    char *proof;            /* what the server was sent to believe us, "" before; to be wiped */
    gint64 asked;           /* when it was asked last, on the monotonic clock */
    ImapAnswerFunc unheard; /* an answer is still to be taken; NULL where none is */
    gpointer unheard_data;
    gboolean is_ready;  /* logged in */
    gboolean is_broken; /* libetpan cannot be used any more, and the connection neither */
} ImapSession;

/* Connects, and says nothing yet. account is copied. */
ImapSession *imapsession_new(const char *account, const MailboxServer *server, GError **error);

/* Says goodbye, where the other side may be listening. */
void imapsession_free(ImapSession *session);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ImapSession, imapsession_free)

/*
 * The first words, up to the point that folders can be opened: TLS, who it is, who we are. Does
 * nothing the second time. In imaplogin.c.
 */
gboolean imapsession_log_in(ImapSession *session, GError **error);

/* Bytes that an answer may have: all of it, and a literal in it. */
typedef struct {
    guint64 literal;
    guint64 all;
} ImapRoom;

extern const ImapRoom imapsession_small; /* for what has no messages in it */

/* IMAP_LOST: there is no answer, error is set, and the session is of no more use. */
typedef enum { IMAP_OK, IMAP_NO, IMAP_LOST } ImapAnswer;

/* Sends command and reads the answer. What came beside it libetpan keeps (imap_response_info). */
ImapAnswer imapsession_ask(ImapSession *session, const char *command, const ImapRoom *room,
                           GError **error);

/*
 * Sends command, and leaves the answer for later: take is called with data by imapsession_catch_up,
 * or before the next question. FALSE with error where there is no more use in the session.
 */
gboolean imapsession_ask_ahead(ImapSession *session, const char *command, ImapAnswerFunc take,
                               gpointer data, GError **error);
void imapsession_catch_up(ImapSession *session);

/* For an ImapAnswerFunc: reads the answer. verb is what was asked, for people. */
ImapAnswer imapsession_hear(ImapSession *session, const ImapRoom *room, const char *verb,
                            GError **error);

/*
 * The halves of a question that is made of more lines: sends one, and takes the answer whose first
 * line libetpan has in its buffer. They return what libetpan's functions do.
 */
int imapsession_send(const ImapSession *session, const char *line);
int imapsession_take(const ImapSession *session);

/*
 * The same where a function of libetpan asks: begin before it, which is FALSE with error where
 * nothing may be asked any more; conclude with what it returned. verb is what was asked, for
 * people.
 */
gboolean imapsession_begin(ImapSession *session, const ImapRoom *room, const char *verb,
                           GError **error);
ImapAnswer imapsession_conclude(ImapSession *session, int code, const char *verb, GError **error);

/* What the server's last answer says to people, made safe; "" where nothing. Owned by the caller.
 */
char *imapsession_said(const ImapSession *session);

/* The same as the end of a sentence, ": Permission denied". */
char *imapsession_told(const ImapSession *session);

/* The response code of the last answer (RFC 5530), "AUTHENTICATIONFAILED"; "" where there is none.
 */
const char *imapsession_code(const ImapSession *session);

/* Whether the server can: "MOVE", "AUTH=PLAIN". */
gboolean imapsession_can(const ImapSession *session, const char *capability);

/* Sets error to "ACCOUNT: what"; always FALSE. */
gboolean imapsession_fail(const ImapSession *session, MailboxError code, GError **error,
                          const char *format, ...) G_GNUC_PRINTF(4, 5);

/* Makes the connection's error one of ours; always FALSE. trouble is taken over. */
gboolean imapsession_fail_with(const ImapSession *session, GError *trouble, GError **error);

/* name as a quoted string (RFC 3501, 4.3), which has no CR, LF or NUL. Owned by the caller. */
char *imapsession_quote(const char *name);

#endif
