/* imapguard.h - looks at what an IMAP server sends before libetpan does */

#ifndef BOUNCES_MAILBOX_IMAPGUARD_H
#define BOUNCES_MAILBOX_IMAPGUARD_H

#include <glib.h>

/*
 * libetpan takes whatever comes, as long as it comes, and crashes on some of it. This stands in
 * front: it follows lines and literals (RFC 3501, 4.3) and refuses what no honest server sends.
 */
typedef struct {
    GString *line;         /* without what was in literals */
    guint64 literal;       /* bytes of the present one that are still to come */
    guint64 literal_max;   /* of one */
    guint64 step;          /* bytes since the step began */
    guint64 step_max;      /* of them */
    char *goodbye;         /* what the server said with BYE, as it came; NULL where it did not */
    const char *complaint; /* what was refused; NULL where nothing was */
} ImapGuard;

void imapguard_init(ImapGuard *guard);
void imapguard_clear(ImapGuard *guard);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ImapGuard, imapguard_clear)

/* An answer begins: so long may a literal be, and so long all of it. */
void imapguard_begin(ImapGuard *guard, guint64 literal_max, guint64 step_max);

/* Looks at the next bytes; FALSE where they must not be passed on. */
gboolean imapguard_look(ImapGuard *guard, const char *bytes, gsize length);

#endif
