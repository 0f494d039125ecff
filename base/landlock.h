/* landlock.h - which files a process may still open (landlock(7)) */

#ifndef BOUNCES_BASE_LANDLOCK_H
#define BOUNCES_BASE_LANDLOCK_H

#include <glib.h>

/*
 * From now on the process opens nothing but these files, what is in and below these folders, and
 * what the C library and GnuTLS read when they first need it; it reads them only. What is not there
 * is passed over. Files that are open stay so. There is no way back.
 *
 * A kernel without Landlock (before 5.13, or built so) leaves all as it is, which is no error.
 */
gboolean landlock_enter(const char *const *paths, GError **error);

/* Whether this kernel has it. */
gboolean landlock_is_there(void);

#endif
