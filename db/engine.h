/* engine.h - the seam between the store and the database that keeps it */

#ifndef BOUNCES_DB_ENGINE_H
#define BOUNCES_DB_ENGINE_H

#include "db/store.h"
#include "event/fields.h"

#include <glib.h>

/*
 * One text serves every engine: parameters are $1, $2, ..., types BIGINT and TEXT, upserts ON
 * CONFLICT. Days and hashes are computed in C.
 */
typedef struct Engine Engine;
typedef struct Statement Statement;

typedef enum { STEP_FAILED = -1, STEP_DONE, STEP_ROW } EngineStep;

/* What a database must be able to do. All errors are STORE_ERROR and name the location. */
typedef struct {
    const char *scheme; /* what its locations begin with; "" takes any */
    Engine *(*open)(const char *location, StoreMode mode, GError **error);
    void (*close)(Engine *engine);

    /* How long a write waits for another process. */
    void (*set_patience)(Engine *engine, guint milliseconds);

    /* Several statements that have neither parameters nor rows. */
    gboolean (*run_script)(Engine *engine, const char *script, GError **error);

    /* A write transaction waits here for other writers, so that it need not later. */
    gboolean (*begin)(Engine *engine, StoreMode mode, GError **error);

    /* The version of the schema, 0 where there is none. */
    gboolean (*version)(Engine *engine, int *version, GError **error);
    gboolean (*set_version)(Engine *engine, int version, GError **error);

    Statement *(*prepare)(Engine *engine, const char *sql, GError **error);
    void (*finish)(Statement *statement);
    void (*bind)(Statement *statement, guint parameter, FieldValue value, gboolean is_lasting);
    EngineStep (*step)(Statement *statement, GError **error);
    void (*reset)(Statement *statement);

    /* Rows that the last statement added, changed or removed. */
    gint64 (*changed)(Engine *engine);

    const char *(*text)(Statement *statement, guint column);
    gint64 (*number)(Statement *statement, guint column);
} EngineDriver;

/* What every engine and statement begins with. */
struct Engine {
    const EngineDriver *driver;
    char *location;
    GHashTable *statements; /* by their text */
    gboolean in_transaction;
    gboolean is_spoilt; /* a write failed: the transaction must not be committed */
};

struct Statement {
    Engine *engine;
};

extern const EngineDriver sqlite_driver;

Engine *engine_open(const char *location, StoreMode mode, GError **error);
void engine_free(Engine *engine);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Engine, engine_free)

/* Sets error to "LOCATION: message" and returns FALSE. */
gboolean engine_fail(const Engine *engine, StoreError code, GError **error, const char *format, ...)
    G_GNUC_PRINTF(4, 5);

gboolean engine_run_script(Engine *engine, const char *script, GError **error);
gboolean engine_version(Engine *engine, int *version, GError **error);
gboolean engine_set_version(Engine *engine, int version, GError **error);

gboolean engine_begin(Engine *engine, StoreMode mode, GError **error);
/* Fails, and rolls back, where a statement since engine_begin has failed. */
gboolean engine_commit(Engine *engine, GError **error);
void engine_rollback(Engine *engine);

/*
 * Begin a transaction where none is open (*own tells), and end that one: ok commits. For whatever
 * writes more than one row, or reads more than once and wants to see one state.
 */
gboolean engine_enter(Engine *engine, StoreMode mode, gboolean *own, GError **error);
gboolean engine_leave(Engine *engine, gboolean own, gboolean ok, GError **error);

#define TEXT_VALUE(value) ((FieldValue){(value), 0})
#define NUMBER_VALUE(value) ((FieldValue){NULL, (value)})

/* The two arguments for values that are written out: VALUES(TEXT_VALUE(id), NUMBER_VALUE(now)). */
#define VALUES(...)                                                                                \
    (const FieldValue[]){__VA_ARGS__}, G_N_ELEMENTS(((const FieldValue[]){__VA_ARGS__}))

/*
 * The statement with that text, bound to copies of values ($1 is values[0]). It is the engine's
 * and prepared once: it may not be asked for again while its rows are still read. g_autoptr lets
 * go of the rows.
 */
Statement *engine_query(Engine *engine, const char *sql, const FieldValue *values, guint count,
                        GError **error);
EngineStep statement_step(Statement *statement, GError **error);
/* Column of the present row, from 0. A text is good until the next step. */
const char *statement_text(Statement *statement, guint column);
gint64 statement_number(Statement *statement, guint column);
void statement_reset(Statement *statement);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Statement, statement_reset)

/* Runs a statement that writes, without copies; *changed (may be NULL) is how many rows. */
gboolean engine_run(Engine *engine, const char *sql, const FieldValue *values, guint count,
                    gint64 *changed, GError **error);

#endif
