/* place.h - where this executable is, and what belongs to it */

#ifndef BOUNCES_CLI_PLACE_H
#define BOUNCES_CLI_PLACE_H

#include <glib.h>

/* The path of this executable; "bounces" where /proc does not tell. Owned by the caller. */
char *place_of_self(void);

/*
 * The first of the names (NULL-terminated) that passes the test beside this executable, as when it
 * runs from its source tree; else installed. Owned by the caller.
 */
char *place_find(const char *const *names, GFileTest test, const char *installed);

#endif
