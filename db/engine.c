/* engine.c - the seam between the store and the database that keeps it */

#include "db/engine.h"

#include <glib/gi18n.h>
#include <stdarg.h>
#include <string.h>

G_DEFINE_QUARK(bounces - store - error - quark, store_error)

/* The first whose scheme fits. */
static const EngineDriver *const drivers[] = {
    &sqlite_driver,
};

static void
finish_statement(gpointer data)
{
    Statement *statement = data;

    statement->engine->driver->finish(statement);
}

/* They are few, long, and seldom of one length: to hash all of each took a twentieth of a write. */
static guint
hash_sql(gconstpointer sql)
{
    return (guint)strlen(sql);
}

Engine *
engine_open(const char *location, StoreMode mode, GError **error)
{
    for (guint i = 0; i < G_N_ELEMENTS(drivers); i++)
        if (g_str_has_prefix(location, drivers[i]->scheme)) {
            Engine *engine = drivers[i]->open(location, mode, error);

            if (engine)
                engine->statements =
                    g_hash_table_new_full(hash_sql, g_str_equal, g_free, finish_statement);
            return engine;
        }
    g_set_error(error, STORE_ERROR, STORE_ERROR_ENGINE, _("%s: no such kind of store"), location);
    return NULL;
}

void
engine_free(Engine *engine)
{
    if (!engine)
        return;
    if (engine->in_transaction)
        engine_rollback(engine);
    g_clear_pointer(&engine->statements, g_hash_table_destroy);
    engine->driver->close(engine);
}

gboolean
engine_fail(const Engine *engine, StoreError code, GError **error, const char *format, ...)
{
    g_autofree char *message = NULL;
    va_list arguments;

    va_start(arguments, format);
    message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_set_error(error, STORE_ERROR, (int)code, _("%s: %s"), engine->location, message);
    return FALSE;
}

/* After a failed write nothing of its transaction may be kept. */
static gboolean
spoilt_unless(Engine *engine, gboolean ok)
{
    if (!ok && engine->in_transaction)
        engine->is_spoilt = TRUE;
    return ok;
}

/* An engine that ran out of disk may have rolled back by itself: what came now would be kept. */
static gboolean
check_unspoilt(const Engine *engine, GError **error)
{
    return !engine->in_transaction || !engine->is_spoilt ||
           engine_fail(engine, STORE_ERROR_ENGINE, error,
                       _("a change before this one failed, so none of them was kept"));
}

gboolean
engine_run_script(Engine *engine, const char *script, GError **error)
{
    return spoilt_unless(engine, engine->driver->run_script(engine, script, error));
}

gboolean
engine_version(Engine *engine, int *version, GError **error)
{
    return engine->driver->version(engine, version, error);
}

gboolean
engine_set_version(Engine *engine, int version, GError **error)
{
    return spoilt_unless(engine, engine->driver->set_version(engine, version, error));
}

gboolean
engine_begin(Engine *engine, StoreMode mode, GError **error)
{
    g_return_val_if_fail(!engine->in_transaction, FALSE);

    engine->in_transaction = engine->driver->begin(engine, mode, error);
    engine->is_spoilt = FALSE;
    return engine->in_transaction;
}

gboolean
engine_commit(Engine *engine, GError **error)
{
    gboolean committed;

    g_return_val_if_fail(engine->in_transaction, FALSE);

    committed =
        check_unspoilt(engine, error) && engine->driver->run_script(engine, "COMMIT", error);
    if (committed)
        engine->in_transaction = FALSE;
    else
        engine_rollback(engine);
    return committed;
}

void
engine_rollback(Engine *engine)
{
    /* Fails where the engine has rolled back by itself. */
    engine->driver->run_script(engine, "ROLLBACK", NULL);
    engine->in_transaction = FALSE;
}

gboolean
engine_enter(Engine *engine, StoreMode mode, gboolean *own, GError **error)
{
    *own = !engine->in_transaction;
    return !*own || engine_begin(engine, mode, error);
}

gboolean
engine_leave(Engine *engine, gboolean own, gboolean ok, GError **error)
{
    if (!own)
        return ok;
    if (ok)
        return engine_commit(engine, error);
    engine_rollback(engine);
    return FALSE;
}

static Statement *
find_statement(Engine *engine, const char *sql, GError **error)
{
    Statement *statement = g_hash_table_lookup(engine->statements, sql);

    if (statement)
        return statement;
    statement = engine->driver->prepare(engine, sql, error);
    if (statement)
        g_hash_table_insert(engine->statements, g_strdup(sql), statement);
    return statement;
}

static Statement *
bind(Engine *engine, const char *sql, const FieldValue *values, guint count, gboolean are_lasting,
     GError **error)
{
    Statement *statement =
        check_unspoilt(engine, error) ? find_statement(engine, sql, error) : NULL;

    spoilt_unless(engine, statement != NULL);
    for (guint i = 0; statement && i < count; i++)
        engine->driver->bind(statement, i, values[i], are_lasting);
    return statement;
}

Statement *
engine_query(Engine *engine, const char *sql, const FieldValue *values, guint count, GError **error)
{
    return bind(engine, sql, values, count, FALSE, error);
}

EngineStep
statement_step(Statement *statement, GError **error)
{
    EngineStep step = statement->engine->driver->step(statement, error);

    spoilt_unless(statement->engine, step != STEP_FAILED);
    return step;
}

const char *
statement_text(Statement *statement, guint column)
{
    return statement->engine->driver->text(statement, column);
}

gint64
statement_number(Statement *statement, guint column)
{
    return statement->engine->driver->number(statement, column);
}

void
statement_reset(Statement *statement)
{
    if (statement)
        statement->engine->driver->reset(statement);
}

gboolean
engine_run(Engine *engine, const char *sql, const FieldValue *values, guint count, gint64 *changed,
           GError **error)
{
    g_autoptr(Statement) statement = bind(engine, sql, values, count, TRUE, error);

    if (!statement || statement_step(statement, error) == STEP_FAILED)
        return FALSE;
    if (changed)
        *changed = engine->driver->changed(engine);
    return TRUE;
}
