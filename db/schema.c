/* schema.c - the schema of a store, and the way from an older one to it */

#include "db/schema.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

#define FOLDER "/org/bounces/db/"

/* Only ever grows: an old store goes through every version on its way. */
const Migration schema_migrations[] = {
    {"schema.sql", NULL}, {"upgrade-2.sql", NULL}, {"upgrade-3.sql", NULL}, {"upgrade-4.sql", NULL},
    {NULL, NULL},
};

static gboolean
run_file(Engine *engine, const char *name, GError **error)
{
    g_autofree char *path = g_strconcat(FOLDER, name, NULL);
    g_autoptr(GBytes) bytes = g_resources_lookup_data(path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);

    /* GResource puts a NUL behind every file. */
    return bytes && engine_run_script(engine, g_bytes_get_data(bytes, NULL), error);
}

static gboolean
run_migration(Engine *engine, const Migration *migration, GError **error)
{
    return migration->file ? run_file(engine, migration->file, error)
                           : engine_run_script(engine, migration->sql, error);
}

static int
newest(const Migration *migrations)
{
    int version = 0;

    while (migrations[version].file || migrations[version].sql)
        version++;
    return version;
}

gboolean
schema_age(Engine *engine, const Migration *migrations, SchemaAge *age, GError **error)
{
    int version;

    if (!engine_version(engine, &version, error))
        return FALSE;
    *age = version == newest(migrations)  ? SCHEMA_CURRENT
           : version < newest(migrations) ? SCHEMA_OLDER
                                          : SCHEMA_NEWER;
    return TRUE;
}

gboolean
schema_fail_newer(Engine *engine, GError **error)
{
    return engine_fail(engine, STORE_ERROR_VERSION, error,
                       _("a newer bounces wrote it; bring bounces up to date, or name another "
                         "store with --db"));
}

/* Another process may have done it while we waited for our turn. */
static gboolean
run_migrations(Engine *engine, const Migration *migrations, GError **error)
{
    int version;

    if (!engine_version(engine, &version, error))
        return FALSE;
    if (version > newest(migrations))
        return schema_fail_newer(engine, error);
    if (version == newest(migrations))
        return TRUE;
    for (; version < newest(migrations); version++)
        if (!run_migration(engine, &migrations[version], error))
            return FALSE;
    return run_file(engine, "views.sql", error) && engine_set_version(engine, version, error);
}

gboolean
schema_upgrade(Engine *engine, const Migration *migrations, GError **error)
{
    gboolean own;

    return engine_enter(engine, STORE_WRITE, &own, error) &&
           engine_leave(engine, own, run_migrations(engine, migrations, error), error);
}
