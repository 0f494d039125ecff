/* store.c - opening a store, transactions, settings */

#include "db/store.h"

#include "db/schema.h"
#include "db/storeimpl.h"

char *
store_address(const char *address)
{
    return g_ascii_strdown(address, -1);
}

/* A store that is only read is brought up to date too: a report must not fail after an upgrade. */
static gboolean
upgrade_in_passing(const char *location, GError **error)
{
    g_autoptr(Engine) engine = engine_open(location, STORE_WRITE, error);

    return engine && schema_upgrade(engine, schema_migrations, error);
}

static gboolean
bring_up_to_date(Engine **engine, StoreMode mode, GError **error)
{
    g_autofree char *location = g_strdup((*engine)->location);

    if (mode == STORE_WRITE)
        return schema_upgrade(*engine, schema_migrations, error);
    g_clear_pointer(engine, engine_free);
    if (upgrade_in_passing(location, error))
        *engine = engine_open(location, mode, error);
    return *engine != NULL;
}

static Engine *
open_current(const char *location, StoreMode mode, GError **error)
{
    g_autoptr(Engine) engine = engine_open(location, mode, error);
    SchemaAge age;

    if (!engine || !schema_age(engine, schema_migrations, &age, error) ||
        (age == SCHEMA_NEWER && !schema_fail_newer(engine, error)) ||
        (age == SCHEMA_OLDER && !bring_up_to_date(&engine, mode, error)))
        return NULL;
    return g_steal_pointer(&engine);
}

Store *
store_open(const char *location, StoreMode mode, GError **error)
{
    Engine *engine = open_current(location, mode, error);
    Store *store;

    if (!engine)
        return NULL;
    store = g_new0(Store, 1);
    store->engine = engine;
    store->counts = daily_new();
    return store;
}

void
store_free(Store *store)
{
    if (!store)
        return;
    engine_free(store->engine);
    daily_free(store->counts);
    g_clear_pointer(&store->forget_key, g_bytes_unref);
    g_free(store->insert);
    g_free(store);
}

gboolean
store_begin(Store *store, GError **error)
{
    return engine_begin(store->engine, STORE_WRITE, error);
}

gboolean
store_commit(Store *store, GError **error)
{
    return store_leave(store, TRUE, TRUE, error);
}

/* What was counted and found out in a transaction goes with it. */
static void
leave_behind(Store *store)
{
    daily_clear(store->counts);
    store->refusals = REFUSALS_UNKNOWN;
    g_clear_pointer(&store->forget_key, g_bytes_unref);
}

void
store_rollback(Store *store)
{
    leave_behind(store);
    engine_rollback(store->engine);
}

gboolean
store_enter(Store *store, gboolean *own, GError **error)
{
    return engine_enter(store->engine, STORE_WRITE, own, error);
}

gboolean
store_leave(Store *store, gboolean own, gboolean ok, GError **error)
{
    gboolean left;

    if (own)
        ok = ok && daily_write(store->counts, store->engine, error);
    left = engine_leave(store->engine, own, ok, error);
    if (own)
        leave_behind(store);
    return left;
}

char *
store_find_text(Store *store, const char *sql, const FieldValue *values, guint count,
                GError **error)
{
    g_autoptr(Statement) statement = engine_query(store->engine, sql, values, count, error);
    EngineStep step = statement ? statement_step(statement, error) : STEP_FAILED;

    if (step == STEP_FAILED)
        return NULL;
    return g_strdup(step == STEP_ROW ? statement_text(statement, 0) : "");
}

gboolean
store_has_row(Store *store, const char *sql, const FieldValue *values, guint count, gboolean *has,
              GError **error)
{
    g_autoptr(Statement) statement = engine_query(store->engine, sql, values, count, error);
    EngineStep step = statement ? statement_step(statement, error) : STEP_FAILED;

    *has = step == STEP_ROW;
    return step != STEP_FAILED;
}

char *
store_setting(Store *store, const char *name, GError **error)
{
    return store_find_text(store, "SELECT value FROM settings WHERE name = $1",
                           VALUES(TEXT_VALUE(name)), error);
}

gboolean
store_set_setting(Store *store, const char *name, const char *value, GError **error)
{
    return engine_run(store->engine,
                      "INSERT INTO settings (name, value) VALUES ($1, $2)"
                      " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                      VALUES(TEXT_VALUE(name), TEXT_VALUE(value)), NULL, error);
}

char *
store_rules_digest(Store *store, GError **error)
{
    return store_setting(store, "rules_digest", error);
}

gboolean
store_set_rules_digest(Store *store, const char *digest, GError **error)
{
    return store_set_setting(store, "rules_digest", digest, error);
}
