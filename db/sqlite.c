/* sqlite.c - a store in a file, by SQLite */

#include "db/sqlitefile.h"
#include "db/sqliteimpl.h"

#include <errno.h>
#include <glib/gi18n.h>

/* Milliseconds that a write waits, and how often it looks in between. */
#define PATIENCE 10000
#define LOOK 5

/*
 * Memory that SQLite keeps for what it needs for a moment. A row of most events has room in one,
 * so that malloc, which has much to clear up for so large a piece, need not be asked for it.
 */
#define ROOM_BYTES 4096
#define ROOMS 64

static SqliteEngine *
as_sqlite(Engine *engine)
{
    return (SqliteEngine *)engine;
}

/* By SQLite's primary result code; the last row takes the rest. */
static const struct {
    int result;
    StoreError code;
    const char *message; /* NULL: what SQLite says */
} causes[] = {
    {SQLITE_BUSY, STORE_ERROR_BUSY,
     N_("another process is writing to it; try again when that is done")},
    {SQLITE_LOCKED, STORE_ERROR_BUSY, N_("it is in use; try again")},
    {SQLITE_READONLY, STORE_ERROR_READ_ONLY,
     N_("it may not be written; give write access to the file and its folder, or name another "
        "store "
        "with --db")},
    {SQLITE_PERM, STORE_ERROR_READ_ONLY, N_("access was refused; see who owns the file")},
    {SQLITE_CANTOPEN, STORE_ERROR_READ_ONLY,
     N_("it, or the log beside it, cannot be opened; give write access to the file and its folder, "
        "or name another store with --db")},
    {SQLITE_FULL, STORE_ERROR_FULL,
     N_("no room is left on its disk; make room and run this again, nothing was half written")},
    {SQLITE_NOTADB, STORE_ERROR_FOREIGN,
     N_("this is no store of bounces, and was left as it is; name another file with --db")},
    {SQLITE_CORRUPT, STORE_ERROR_ENGINE,
     N_("the file is damaged; put back a copy, or save what can be read with sqlite3's .recover")},
    {0, STORE_ERROR_ENGINE, NULL},
};

gboolean
sqlite_fail(Engine *engine, GError **error)
{
    sqlite3 *database = as_sqlite(engine)->database;
    int result = sqlite3_errcode(database) & 0xff;
    guint i = 0;

    if (result == SQLITE_IOERR && sqlite3_system_errno(database) == ENOSPC)
        result = SQLITE_FULL;
    while (causes[i].result && causes[i].result != result)
        i++;
    return engine_fail(engine, causes[i].code, error, "%s",
                       causes[i].message ? _(causes[i].message) : sqlite3_errmsg(database));
}

/*
 * "clustered" is SQLite's WITHOUT ROWID. It stands in a comment, for PostgreSQL has nothing of the
 * kind.
 */
static gboolean
run_script(Engine *engine, const char *script, GError **error)
{
    GString *sql = g_string_new(script);
    gboolean done;

    g_string_replace(sql, "/* clustered */", "WITHOUT ROWID", 0);
    done = sqlite3_exec(as_sqlite(engine)->database, sql->str, NULL, NULL, NULL) == SQLITE_OK ||
           sqlite_fail(engine, error);
    g_string_free(sql, TRUE);
    return done;
}

static void
sqlite_close(Engine *engine)
{
    sqlite3_close(as_sqlite(engine)->database);
    g_free(engine->location);
    g_free(engine);
}

/*
 * secure_delete, because what was purged or forgotten must not lie about in the file;
 * trusted_schema and cell_size_check, because the file may have been in other hands. 512 pages,
 * which is 4 MB: with half of them, a scan of 20,000 messages wrote twice as many pages, and read
 * three times as many; with twice as many, nothing went any faster. Pages and not kilobytes, which
 * SQLite counts in pages of 4096 bytes until it has read the file.
 */
static const char *const settings[] = {
    [STORE_READ] = "PRAGMA query_only = 1;"
                   "PRAGMA trusted_schema = 0;"
                   "PRAGMA cell_size_check = 1;",
    [STORE_WRITE] = "PRAGMA synchronous = FULL;"
                    "PRAGMA secure_delete = 1;"
                    "PRAGMA trusted_schema = 0;"
                    "PRAGMA cell_size_check = 1;"
                    "PRAGMA cache_size = 512;"
                    "PRAGMA wal_autocheckpoint = 2000;",
};

static void
set_patience(Engine *engine, guint milliseconds)
{
    as_sqlite(engine)->patience = milliseconds;
}

/*
 * A busy handler of SQLite. Its own looks ten times a second in the end, and would never see the
 * moment that an import leaves between two transactions.
 */
static int
wait_for_turn(void *data, int looks)
{
    SqliteEngine *engine = data;
    gint64 now = g_get_monotonic_time();

    if (looks == 0)
        engine->waiting = now;
    if (now - engine->waiting >= engine->patience * G_TIME_SPAN_MILLISECOND)
        return 0;
    g_usleep(LOOK * 1000);
    return 1;
}

/* A file that can be written is opened so in STORE_READ too: its last reader clears its log away.
 */
static gboolean
open_database(Engine *engine, const char *name, int flags, StoreMode mode, GError **error)
{
    sqlite3 **database = &as_sqlite(engine)->database;

    sqlite3_close(*database);
    if (sqlite3_open_v2(name, database, flags | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
        return sqlite_fail(engine, error);
    sqlite3_db_config(*database, SQLITE_DBCONFIG_LOOKASIDE, NULL, ROOM_BYTES, ROOMS);
    sqlite3_busy_handler(*database, wait_for_turn, engine);
    return run_script(engine, settings[mode], error);
}

static gboolean
can_read(Engine *engine, GError **error)
{
    int version;

    return sqlite_driver.version(engine, &version, error);
}

/*
 * SQLite keeps a log and its index beside the store even to read it. Where it may not (a backup,
 * a read-only disk) and nothing is in the log, the file alone is the whole store.
 */
static gboolean
open_to_read(Engine *engine, GError **error)
{
    g_autoptr(GError) trouble = NULL;
    g_autofree char *path = sqlite_file_resolve(engine->location);
    g_autofree char *uri = sqlite_file_immutable(path);

    if (open_database(engine, engine->location, SQLITE_OPEN_READWRITE, STORE_READ, &trouble) &&
        can_read(engine, &trouble))
        return TRUE;
    if (g_error_matches(trouble, STORE_ERROR, STORE_ERROR_READ_ONLY) &&
        sqlite_file_has_no_log(path))
        return open_database(engine, uri, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, STORE_READ,
                             error) &&
               can_read(engine, error);
    g_propagate_error(error, g_steal_pointer(&trouble));
    return FALSE;
}

/*
 * A new store gets its mark before anything else, so that it is ours wherever we are stopped. Pages
 * are of 8 KB: an event has 1 or 2, and of pages half as large an import writes three times as
 * many.
 */
static gboolean
make_ours(Engine *engine, GError **error)
{
    g_autofree char *mark = g_strdup_printf("PRAGMA application_id = %d", SQLITE_APPLICATION_ID);

    return run_script(engine, "PRAGMA page_size = 8192", error) &&
           run_script(engine, mark, error) &&
           run_script(engine, "PRAGMA journal_mode = WAL", error);
}

static gboolean
open_to_write(Engine *engine, GError **error)
{
    int version;

    return open_database(engine, engine->location, SQLITE_OPEN_READWRITE, STORE_WRITE, error) &&
           sqlite_driver.version(engine, &version, error) &&
           (version > 0 || make_ours(engine, error));
}

/*
 * One thread uses it, and nobody asks how much memory it has: locks and counts around each of its
 * allocations cost a tenth of a write. Once SQLite is in use this does nothing.
 */
static void
configure(void)
{
    sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

static Engine *
sqlite_open(const char *location, StoreMode mode, GError **error)
{
    g_autoptr(Engine) engine = NULL;

    configure();
    if (!sqlite_file_check(location, mode, error))
        return NULL;
    engine = (Engine *)g_new0(SqliteEngine, 1);
    engine->driver = &sqlite_driver;
    set_patience(engine, PATIENCE);
    engine->location = g_strdup(location);
    if (!(mode == STORE_READ ? open_to_read : open_to_write)(engine, error))
        return NULL;
    return g_steal_pointer(&engine);
}

static gboolean
begin(Engine *engine, StoreMode mode, GError **error)
{
    return run_script(engine, mode == STORE_WRITE ? "BEGIN IMMEDIATE" : "BEGIN", error);
}

static gboolean
get_version(Engine *engine, int *version, GError **error)
{
    sqlite3_stmt *statement = NULL;
    gboolean found = sqlite3_prepare_v2(as_sqlite(engine)->database, "PRAGMA user_version", -1,
                                        &statement, NULL) == SQLITE_OK &&
                     sqlite3_step(statement) == SQLITE_ROW;

    if (found)
        *version = sqlite3_column_int(statement, 0);
    else
        sqlite_fail(engine, error);
    sqlite3_finalize(statement);
    return found;
}

static gboolean
set_version(Engine *engine, int version, GError **error)
{
    g_autofree char *sql = g_strdup_printf("PRAGMA user_version = %d", version);

    return run_script(engine, sql, error);
}

static gint64
changed(Engine *engine)
{
    return sqlite3_changes64(as_sqlite(engine)->database);
}

const EngineDriver sqlite_driver = {
    .scheme = "",
    .open = sqlite_open,
    .close = sqlite_close,
    .set_patience = set_patience,
    .run_script = run_script,
    .begin = begin,
    .version = get_version,
    .set_version = set_version,
    .prepare = sqlite_prepare,
    .finish = sqlite_finish,
    .bind = sqlite_bind,
    .step = sqlite_step,
    .reset = sqlite_reset,
    .changed = changed,
    .text = sqlite_text,
    .number = sqlite_number,
};
