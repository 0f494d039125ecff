/* doors.h - what a process that reads an account's mail may still ask of the system */

#ifndef BOUNCES_SCAN_DOORS_H
#define BOUNCES_SCAN_DOORS_H

#include "scan/account.h"

#include <glib.h>

/*
 * Closes all doors but outs and the mailbox's socket (-1: it has none), as sandbox_enter does.
 * Where the kernel has Landlock, no files can be opened either but the account's own and what
 * libraries need. Without an account (NULL) any can be read: an import follows links to wherever
 * they lead, and has no connection.
 */
gboolean doors_close(const Account *account, const int *outs, gsize count, int socket,
                     GError **error);

#endif
