/* server.h - an account as its mailbox wants to be told of it */

#ifndef BOUNCES_SCAN_SERVER_H
#define BOUNCES_SCAN_SERVER_H

#include "scan/account.h"

#include <glib.h>

/* All is borrowed from account and secret. */
MailboxServer server_of(const Account *account, const char *secret);

/* The location to open, also of a mailbox on this machine. Owned by the caller. */
char *server_location(const Account *account);

#endif
