/* configline.h - where in the file of settings something stands, for messages */

#ifndef BOUNCES_CLI_CONFIGLINE_H
#define BOUNCES_CLI_CONFIGLINE_H

#include <glib.h>

/*
 * "FILE, line 7": that of a key in a group, the last where there are several, for that one counts;
 * with key NULL, or where there is none, the line that the group begins with. FILE alone where the
 * file has neither. Owned by the caller.
 */
char *configline_of(const char *file, const char *group, const char *key);

/* The same for the first line that is no key with a value, no group and no comment. */
char *configline_of_nonsense(const char *file);

#endif
