/* schema.h - the schema of a store, and the way from an older one to it */

#ifndef BOUNCES_DB_SCHEMA_H
#define BOUNCES_DB_SCHEMA_H

#include "db/engine.h"

/* One step: a file that is compiled in, or what is to be run itself. */
typedef struct {
    const char *file;
    const char *sql;
} Migration;

/* schema_migrations[i] leads from version i to i + 1; an empty row is the end. */
extern const Migration schema_migrations[];

/* How a store's schema stands to the last of migrations. */
typedef enum { SCHEMA_CURRENT, SCHEMA_OLDER, SCHEMA_NEWER } SchemaAge;
gboolean schema_age(Engine *engine, const Migration *migrations, SchemaAge *age, GError **error);

/* FALSE, with the error for SCHEMA_NEWER. */
gboolean schema_fail_newer(Engine *engine, GError **error);

/*
 * Brings the schema up to date, in one transaction, and makes the views anew. STORE_ERROR_VERSION
 * where a newer bounces wrote it.
 */
gboolean schema_upgrade(Engine *engine, const Migration *migrations, GError **error);

#endif
