/* sqlitefile.h - the file of an SQLite store, looked at before SQLite may touch it */

#ifndef BOUNCES_DB_SQLITEFILE_H
#define BOUNCES_DB_SQLITEFILE_H

#include "db/store.h"

#include <glib.h>

/* What marks a file as ours (application_id in SQLite's header): "bnce". */
#define SQLITE_APPLICATION_ID 0x626e6365

/*
 * Refuses whatever is there and is no store of ours, without writing a byte of it, and what is not
 * there in STORE_READ. STORE_WRITE makes the folder (mode 0700) and an empty file (0600).
 */
gboolean sqlite_file_check(const char *path, StoreMode mode, GError **error);

/*
 * path as SQLite's URI for a file that nothing can change: it is read without locks and journal.
 * Owned by the caller.
 */
char *sqlite_file_immutable(const char *path);

/*
 * Where the file itself is, behind links: SQLite keeps its log beside that, and opens no link. path
 * as it is where there is none. Owned by the caller.
 */
char *sqlite_file_resolve(const char *path);

/* TRUE where nothing waits beside the store to be taken over into it. */
gboolean sqlite_file_has_no_log(const char *path);

#endif
