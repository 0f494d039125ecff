/* accountgroup.h - the groups [account NAME] of the settings (bounces-config(5)) */

#ifndef BOUNCES_CLI_ACCOUNTGROUP_H
#define BOUNCES_CLI_ACCOUNTGROUP_H

#include "scan/account.h"

#include <glib.h>

/* TRUE where a group is named so that it describes an account. */
gboolean accountgroup_is(const char *group);

/*
 * Reads the group of file, which is for messages. NULL with error "FILE: what" where anything in
 * it is not right, or missing. Owned by the caller.
 */
Account *accountgroup_read(const char *file, GKeyFile *keyfile, const char *group, GError **error);

/* TRUE for a name that an account may have: it is also that of a file. */
gboolean accountgroup_is_name(const char *name);

#endif
