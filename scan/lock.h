/* lock.h - one run at a time for each account of a store */

#ifndef BOUNCES_SCAN_LOCK_H
#define BOUNCES_SCAN_LOCK_H

#include <glib.h>

typedef struct Lock Lock;

/*
 * Takes the lock, which is a file beside the store, DATABASE.ACCOUNT.lock, and goes when its holder
 * does, however that ends. Its folder is made where it is missing. NULL without error where another
 * process has it; *holder (0 where not known) is that.
 */
Lock *lock_take(const char *database, const char *account, gint64 *holder, GError **error);
void lock_free(Lock *lock);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Lock, lock_free)

#endif
