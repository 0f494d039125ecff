/* accountcheck.h - whether what the settings say of an account is all there, and fits together */

#ifndef BOUNCES_CLI_ACCOUNTCHECK_H
#define BOUNCES_CLI_ACCOUNTCHECK_H

#include "scan/account.h"

#include <glib.h>

/* Also fills in what follows: the port, and INBOX. FALSE with error "FILE: what". */
gboolean accountcheck(const char *file, Account *account, GError **error);

#endif
