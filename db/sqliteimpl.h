/* sqliteimpl.h - what an engine of SQLite consists of, for its own files alone */

#ifndef BOUNCES_DB_SQLITEIMPL_H
#define BOUNCES_DB_SQLITEIMPL_H

#include "db/engine.h"

#include <sqlite3.h>

typedef struct {
    Engine engine;
    sqlite3 *database;
    guint patience; /* milliseconds that a write waits for another process */
    gint64 waiting; /* since when one does, on the monotonic clock */
} SqliteEngine;

/* Sets error to what SQLite complained of last, in our words, and returns FALSE. */
gboolean sqlite_fail(Engine *engine, GError **error);

/* The statements of the driver; see EngineDriver. */
Statement *sqlite_prepare(Engine *engine, const char *sql, GError **error);
void sqlite_finish(Statement *statement);
void sqlite_bind(Statement *statement, guint parameter, FieldValue value, gboolean is_lasting);
EngineStep sqlite_step(Statement *statement, GError **error);
void sqlite_reset(Statement *statement);
const char *sqlite_text(Statement *statement, guint column);
gint64 sqlite_number(Statement *statement, guint column);

#endif
