/* probe.h - trying an account before anybody relies on it */

#ifndef BOUNCES_SCAN_PROBE_H
#define BOUNCES_SCAN_PROBE_H

#include "scan/account.h"

#include <glib.h>

/*
 * Logs in with secret, behind closed doors as a scan does, and lists the folders, as people write
 * them; none for a mailbox on this machine, of which it is tried whether it can be read. NULL with
 * error (MAILBOX_ERROR), which names what was tried. Owned by the caller.
 */
char **probe_folders(const Account *account, const char *secret, GError **error);

#endif
