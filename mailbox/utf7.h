/* utf7.h - names of IMAP folders: modified UTF-7 (RFC 3501, 5.1.3) */

#ifndef BOUNCES_MAILBOX_UTF7_H
#define BOUNCES_MAILBOX_UTF7_H

#include <glib.h>

/* The name as a server knows it; name is valid UTF-8. Owned by the caller. */
char *utf7_encode(const char *name);

/*
 * The name as people write it; NULL where it is not modified UTF-7 as the RFC wants it: another
 * spelling of the same name would be another folder. Owned by the caller.
 */
char *utf7_decode(const char *name);

#endif
