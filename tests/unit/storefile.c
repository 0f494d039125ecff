/* storefile.c - tests of db/: the file, other processes, and what may go wrong with either */

#include "tests/unit/storetest.h"

#include "db/schema.h"
#include "db/sqlitefile.h"

#include <errno.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>

#define NOBODY 65534

static void
assert_refused(StoreMode mode, StoreError code, const char *words)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Store) store = store_open(path, mode, &error);

    g_assert_null(store);
    g_assert_error(error, STORE_ERROR, (int)code);
    g_assert_true(g_str_has_prefix(error->message, path));
    g_assert_nonnull(strstr(error->message, words));
}

static int
mode_of(const char *suffix)
{
    g_autofree char *name = g_strconcat(path, suffix, NULL);
    GStatBuf about;

    g_assert_cmpint(g_stat(name, &about), ==, 0);
    return about.st_mode & 0777;
}

/* Nobody else reads along, whatever the umask. */
static void
test_modes(void)
{
    g_autoptr(Store) store = NULL;
    g_autofree char *above = g_build_filename(folder, "a", NULL);
    mode_t before = umask(0);
    GStatBuf about;

    g_free(path);
    path = g_build_filename(above, "b", "bounces.db", NULL);
    store = open_store();
    g_assert_true(add_new(store, 1, "u@example.net", NOW));
    umask(before);
    g_assert_cmpint(mode_of(""), ==, 0600);
    g_assert_cmpint(mode_of("-wal"), ==, 0600);
    g_assert_cmpint(mode_of("-shm"), ==, 0600);
    g_assert_cmpint(g_stat(above, &about), ==, 0);
    g_assert_cmpint(about.st_mode & 0777, ==, 0700);
}

static void
test_settings_of_file(void)
{
    g_autoptr(Store) store = open_store();
    g_autofree char *journal = store_find_text(store, "PRAGMA journal_mode", NULL, 0, NULL);

    g_assert_cmpstr(journal, ==, "wal");
    g_assert_cmpint(ask_number(store, "PRAGMA synchronous"), ==, 2);
    g_assert_cmpint(ask_number(store, "PRAGMA secure_delete"), ==, 1);
    g_assert_cmpint(ask_number(store, "PRAGMA application_id"), ==, SQLITE_APPLICATION_ID);
}

static void
test_missing(void)
{
    assert_refused(STORE_READ, STORE_ERROR_MISSING, "bounces import makes it");
    g_assert_false(g_file_test(path, G_FILE_TEST_EXISTS));
    g_assert_true(g_file_set_contents(path, "", 0, NULL));
    assert_refused(STORE_READ, STORE_ERROR_MISSING, "bounces import makes it");
    g_clear_pointer(&path, g_free);
    path = g_build_filename(folder, "no", "such.db", NULL);
    assert_refused(STORE_READ, STORE_ERROR_MISSING, "bounces import makes it");
}

/* An empty file is nobody's. */
static void
test_empty_file(void)
{
    g_autoptr(Store) store = NULL;

    g_assert_true(g_file_set_contents(path, "", 0, NULL));
    store = open_store();
    g_assert_true(add_new(store, 1, "u@example.net", NOW));
}

static void
run_sql(const char *name, const char *sql)
{
    sqlite3 *database;

    g_assert_cmpint(sqlite3_open(name, &database), ==, SQLITE_OK);
    g_assert_cmpint(sqlite3_exec(database, sql, NULL, NULL, NULL), ==, SQLITE_OK);
    sqlite3_close(database);
}

static void
put_text(void)
{
    g_assert_true(g_file_set_contents(path, "Dear diary,\n", -1, NULL));
}

static void
put_short_header(void)
{
    g_assert_true(g_file_set_contents(path, "SQLite format 3", 16, NULL));
}

static void
put_other_database(void)
{
    run_sql(path, "CREATE TABLE daily (day); INSERT INTO daily VALUES ('2026-11-24');");
}

static void
put_other_application(void)
{
    run_sql(path, "PRAGMA application_id = 17; PRAGMA user_version = 1; CREATE TABLE events (id)");
}

/* What another program was writing when it was killed: to look at it would write to it. */
static void
put_other_journal(void)
{
    g_autofree char *bytes = NULL;
    g_autofree char *journal = NULL;
    g_autofree char *copy = g_strconcat(path, ".copy", NULL);
    g_autofree char *copy_journal = g_strconcat(copy, "-journal", NULL);
    sqlite3 *database;
    gsize length;
    gsize journal_length;

    run_sql(copy, "CREATE TABLE t (x); INSERT INTO t VALUES (zeroblob(50000))");
    g_assert_cmpint(sqlite3_open(copy, &database), ==, SQLITE_OK);
    sqlite3_exec(database, "PRAGMA cache_size = 1; BEGIN; UPDATE t SET x = randomblob(60000)", NULL,
                 NULL, NULL);
    g_assert_true(g_file_get_contents(copy, &bytes, &length, NULL));
    g_assert_true(g_file_get_contents(copy_journal, &journal, &journal_length, NULL));
    sqlite3_close(database);
    g_assert_true(g_file_set_contents(path, bytes, (gssize)length, NULL));
    g_free(copy_journal);
    copy_journal = g_strconcat(path, "-journal", NULL);
    g_assert_true(g_file_set_contents(copy_journal, journal, (gssize)journal_length, NULL));
}

static char *
list_folder(void)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    GString *list = g_string_new("");
    const char *name;

    while ((name = g_dir_read_name(dir)))
        g_string_append_printf(list, "%s ", name);
    return g_string_free(list, FALSE);
}

static void
test_foreign(void)
{
    static void (*const rows[])(void) = {put_text, put_short_header, put_other_database,
                                         put_other_application, put_other_journal};

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *before = NULL;
        g_autofree char *after = NULL;
        g_autofree char *names = NULL;
        g_autofree char *names_after = NULL;
        gsize before_length;
        gsize after_length;

        rows[i]();
        g_assert_true(g_file_get_contents(path, &before, &before_length, NULL));
        names = list_folder();
        assert_refused(STORE_READ, STORE_ERROR_FOREIGN, "left as it is; name another file");
        assert_refused(STORE_WRITE, STORE_ERROR_FOREIGN, "left as it is; name another file");
        g_assert_true(g_file_get_contents(path, &after, &after_length, NULL));
        names_after = list_folder();
        g_assert_cmpmem(before, (int)before_length, after, (int)after_length);
        g_assert_cmpstr(names, ==, names_after);
        remove_all(folder);
        g_assert_cmpint(g_mkdir(folder, 0700), ==, 0);
    }
}

static void
test_no_file(void)
{
    g_assert_cmpint(g_mkdir(path, 0700), ==, 0);
    assert_refused(STORE_WRITE, STORE_ERROR_FOREIGN, "no store");
    g_rmdir(path);
    g_assert_cmpint(mkfifo(path, 0600), ==, 0);
    assert_refused(STORE_READ, STORE_ERROR_FOREIGN, "no store");
}

/* Our mark is there, and rubbish behind it. */
static void
test_damaged(void)
{
    g_autoptr(Store) store = open_store();
    g_autoptr(GError) error = NULL;
    g_autofree char *bytes = NULL;
    gsize length;

    g_assert_true(add_new(store, 1, "u@example.net", NOW));
    g_clear_pointer(&store, store_free);
    g_assert_true(g_file_get_contents(path, &bytes, &length, NULL));
    memset(bytes + 100, 0x55, length - 100);
    g_assert_true(g_file_set_contents(path, bytes, (gssize)length, NULL));
    assert_refused(STORE_WRITE, STORE_ERROR_ENGINE, "damaged; put back a copy");
}

static void
test_newer(void)
{
    g_autofree char *before = NULL;
    g_autofree char *after = NULL;
    gsize before_length;
    gsize after_length;

    store_free(open_store());
    run_sql(path, "PRAGMA user_version = 99");
    g_assert_true(g_file_get_contents(path, &before, &before_length, NULL));
    assert_refused(STORE_READ, STORE_ERROR_VERSION, "newer bounces");
    assert_refused(STORE_WRITE, STORE_ERROR_VERSION, "newer bounces");
    g_assert_true(g_file_get_contents(path, &after, &after_length, NULL));
    g_assert_cmpmem(before, (int)before_length, after, (int)after_length);
}

/* The version of now, then one that this test makes up. */
static const Migration now_version[] = {
    {"schema.sql", NULL}, {"upgrade-2.sql", NULL}, {NULL, NULL}};
static const Migration next_version[] = {
    {"schema.sql", NULL},
    {"upgrade-2.sql", NULL},
    {NULL, "ALTER TABLE events ADD COLUMN extra TEXT NOT NULL DEFAULT 'new';"
           "DROP INDEX events_by_address;"},
    {NULL, NULL},
};
static const Migration broken_version[] = {
    {"schema.sql", NULL},
    {"upgrade-2.sql", NULL},
    {NULL, "ALTER TABLE events ADD COLUMN extra TEXT; CREATE TABLE events (id TEXT);"},
    {NULL, NULL},
};

static Engine *
open_engine(void)
{
    g_autoptr(GError) error = NULL;
    Engine *engine = engine_open(path, STORE_WRITE, &error);

    g_assert_no_error(error);
    return engine;
}

/* A store of that version with an event in it. */
static void
make_now_version(void)
{
    g_autoptr(Engine) engine = open_engine();
    g_autoptr(GError) error = NULL;
    g_autoptr(DailyCounts) counts = daily_new();
    Store store = {.engine = engine, .counts = counts};

    schema_upgrade(engine, now_version, &error);
    g_assert_no_error(error);
    g_assert_true(add_new(&store, 1, "u@example.net", NOW));
    g_free(store.insert);
}

static int
version_of(Engine *engine)
{
    int version;

    g_assert_true(engine_version(engine, &version, NULL));
    return version;
}

static void
test_older(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Engine) engine = NULL;
    Store store = {0};
    SchemaAge age;

    make_now_version();
    engine = open_engine();
    store.engine = engine;
    g_assert_true(schema_age(engine, next_version, &age, NULL));
    g_assert_cmpint(age, ==, SCHEMA_OLDER);
    schema_upgrade(engine, next_version, &error);
    g_assert_no_error(error);
    g_assert_cmpint(version_of(engine), ==, 3);
    g_assert_cmpint(ask_number(&store, "SELECT count(*) FROM events WHERE extra = 'new'"), ==, 1);
    g_assert_cmpint(ask_number(&store, "SELECT sum(count) FROM by_reason"), ==, 1);
    g_assert_true(schema_upgrade(engine, next_version, NULL));
    g_assert_cmpint(version_of(engine), ==, 3);
    g_assert_false(schema_upgrade(engine, now_version, &error));
    g_assert_error(error, STORE_ERROR, STORE_ERROR_VERSION);
}

/* A store as the first version made it is read and written by this one. */
static void
test_version_1(void)
{
    g_autoptr(Store) store = open_store();

    g_assert_true(add_new(store, 1, "u@example.net", NOW));
    g_clear_pointer(&store, store_free);
    run_sql(path, "ALTER TABLE events DROP COLUMN original_dkim_keys;"
                  "DROP TABLE diagnoses;"
                  "PRAGMA user_version = 1");
    store = open_store();
    g_assert_true(add_new(store, 2, "v@example.net", NOW));
    g_assert_cmpint(ask_number(store, "SELECT count(*) FROM events WHERE original_dkim_keys = ''"),
                    ==, 2);
}

/* An upgrade that fails leaves the store as it was. */
static void
test_broken_upgrade(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Store) store = NULL;
    g_autoptr(Engine) engine = NULL;

    make_now_version();
    engine = open_engine();
    g_assert_false(schema_upgrade(engine, broken_version, &error));
    g_assert_nonnull(error);
    g_assert_cmpint(version_of(engine), ==, 2);
    g_clear_pointer(&engine, engine_free);
    store = open_store();
    g_assert_cmpint(ask_number(store, "SELECT count(*) FROM pragma_table_info('events')"
                                      " WHERE name = 'extra'"),
                    ==, 0);
}

/* Killed before it had tables: the next one goes on, and who only reads does too. */
static void
test_half_made(void)
{
    g_autoptr(Store) store = NULL;
    g_autoptr(GError) error = NULL;

    engine_free(open_engine());
    store = store_open(path, STORE_READ, &error);
    g_assert_no_error(error);
    g_assert_cmpint(count_events(store), ==, 0);
}

static void
test_reader_does_not_write(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Store) store = NULL;

    store_free(open_store());
    store = store_open(path, STORE_READ, NULL);
    g_assert_false(store_set_rules_digest(store, "abc", &error));
    g_assert_error(error, STORE_ERROR, STORE_ERROR_READ_ONLY);
}

/* A second writer waits, then says so; nothing of it is kept, and a reader is not held up. */
static void
test_busy(void)
{
    g_autoptr(Store) holder = open_store();
    g_autoptr(Store) store = open_store();
    g_autoptr(Store) reader = store_open(path, STORE_READ, NULL);
    g_autoptr(Event) event = an_event(2, "u@example.net", NOW);
    g_autoptr(GError) error = NULL;

    store->engine->driver->set_patience(store->engine, 50);
    g_assert_true(store_begin(holder, NULL));
    g_assert_true(add_new(holder, 1, "u@example.net", NOW));
    g_assert_false(store_begin(store, &error));
    g_assert_error(error, STORE_ERROR, STORE_ERROR_BUSY);
    g_assert_true(g_str_has_prefix(error->message, path));
    g_assert_nonnull(strstr(error->message, "another process is writing to it; try again"));
    g_clear_error(&error);
    g_assert_false(store_add_event(store, event, "ovh", NOW, NULL, &error));
    g_assert_error(error, STORE_ERROR, STORE_ERROR_BUSY);
    g_assert_cmpint(count_events(reader), ==, 0);
    g_assert_true(store_commit(holder, NULL));
    g_assert_cmpint(count_events(reader), ==, 1);
    g_assert_true(store_begin(store, NULL));
    g_assert_true(store_add_event(store, event, "ovh", NOW, NULL, NULL));
    g_assert_true(store_commit(store, NULL));
    g_assert_cmpint(count_events(reader), ==, 2);
}

/* Another program that locks the whole file. */
static void
test_locked(void)
{
    sqlite3 *other;
    g_autoptr(Store) store = open_store();
    g_autoptr(GError) error = NULL;

    store->engine->driver->set_patience(store->engine, 50);
    g_assert_cmpint(sqlite3_open(path, &other), ==, SQLITE_OK);
    g_assert_cmpint(sqlite3_exec(other, "BEGIN EXCLUSIVE", NULL, NULL, NULL), ==, SQLITE_OK);
    g_assert_false(store_begin(store, &error));
    g_assert_error(error, STORE_ERROR, STORE_ERROR_BUSY);
    sqlite3_close(other);
}

/* As root nothing is read-only: becomes nobody for what run does. */
static void
as_nobody(void (*run)(void))
{
    if (geteuid() != 0) {
        run();
        return;
    }
    g_assert_cmpint(seteuid(NOBODY), ==, 0);
    run();
    g_assert_cmpint(seteuid(0), ==, 0);
}

static void
chown_all(void)
{
    if (geteuid() == 0) {
        g_assert_cmpint(chown(folder, NOBODY, NOBODY), ==, 0);
        g_assert_cmpint(chown(path, NOBODY, NOBODY), ==, 0);
    }
}

static void
make_one_event(void)
{
    g_autoptr(Store) store = open_store();

    g_assert_true(add_new(store, 1, "u@example.net", NOW));
}

static void
read_only_refused(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Store) store = store_open(path, STORE_WRITE, &error);
    g_autoptr(Event) event = an_event(2, "u@example.net", NOW);

    if (store)
        store_add_event(store, event, "ovh", NOW, NULL, &error);
    g_assert_error(error, STORE_ERROR, STORE_ERROR_READ_ONLY);
    g_assert_true(g_str_has_prefix(error->message, path));
    g_assert_nonnull(strstr(error->message, "write access to the file and its folder"));
}

static void
read_only_read(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Store) store = store_open(path, STORE_READ, &error);
    g_autoptr(GPtrArray) lines = NULL;

    g_assert_no_error(error);
    g_assert_cmpint(count_events(store), ==, 1);
    lines = store_summarise(store, STORE_BY_REASON, &EVERYTHING, &error);
    g_assert_no_error(error);
    g_assert_cmpint(lines->len, ==, 1);
}

/* What may not be written can be read all the same: a backup, another's store. */
static void
test_read_only(void)
{
    static const struct {
        mode_t file;
        mode_t folder;
    } rows[] = {{0400, 0700}, {0600, 0500}, {0400, 0500}};

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        make_one_event();
        chown_all();
        g_assert_cmpint(g_chmod(path, (int)rows[i].file), ==, 0);
        g_assert_cmpint(g_chmod(folder, (int)rows[i].folder), ==, 0);
        as_nobody(read_only_refused);
        as_nobody(read_only_read);
        g_assert_cmpint(g_chmod(folder, 0700), ==, 0);
        remove_all(folder);
        g_assert_cmpint(g_mkdir(folder, 0700), ==, 0);
    }
}

static void
new_store_refused(void)
{
    assert_refused(STORE_WRITE, STORE_ERROR_READ_ONLY, "cannot be made");
}

static void
unreadable_refused(void)
{
    assert_refused(STORE_READ, STORE_ERROR_READ_ONLY, "");
}

static void
test_no_access(void)
{
    if (geteuid() == 0)
        g_assert_cmpint(chown(folder, NOBODY, NOBODY), ==, 0);
    g_assert_cmpint(g_chmod(folder, 0500), ==, 0);
    as_nobody(new_store_refused);
    g_assert_cmpint(g_chmod(folder, 0700), ==, 0);
    make_one_event();
    g_assert_cmpint(g_chmod(path, 0), ==, 0);
    as_nobody(unreadable_refused);
}

/* Adds events until there is no room, then sees that a transaction is whole or not there. */
static void
fill_disk(Store *store)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *much = g_strnfill(2000, 'x');
    guint number = 0;
    gboolean ok = TRUE;

    while (ok && number < 5000) {
        ok = store_begin(store, &error);
        for (guint i = 0; ok && i < 10; i++) {
            g_autoptr(Event) event = an_event(number++, "u@example.net", NOW);

            set(&event->text, much);
            ok = store_add_event(store, event, "ovh", NOW, NULL, &error);
        }
        if (!ok && store->engine->in_transaction) {
            g_assert_false(store_commit(store, NULL)); /* what was begun cannot be kept */
            break;
        }
        ok = ok && store_commit(store, &error);
    }
    g_assert_error(error, STORE_ERROR, STORE_ERROR_FULL);
    g_assert_true(g_str_has_prefix(error->message, path));
    g_assert_nonnull(strstr(error->message, "make room"));
    g_assert_cmpint(count_events(store) % 10, ==, 0);
    g_assert_cmpint(count_daily(store), ==, count_events(store));
    check_store(store);
}

static void
test_full(void)
{
    g_autoptr(Store) store = open_store();

    g_assert_cmpint(ask_number(store, "PRAGMA max_page_count = 100"), ==, 100);
    fill_disk(store);
    g_assert_cmpint(ask_number(store, "PRAGMA max_page_count = 1000000"), ==, 1000000);
    g_assert_true(add_new(store, 100000, "u@example.net", NOW));
}

static void
test_full_disk(void)
{
    g_autoptr(Store) store = NULL;

    if (mount("store", folder, "tmpfs", 0, "size=1m") != 0) {
        g_test_skip("only root can make a small disk");
        return;
    }
    store = open_store();
    fill_disk(store);
    g_clear_pointer(&store, store_free);
    g_assert_cmpint(umount2(folder, MNT_DETACH), ==, 0);
}

/* No room even to begin. */
static void
test_full_from_the_start(void)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *filler = g_build_filename(folder, "filler", NULL);
    g_autofree char *bytes = g_strnfill(1 << 20, 'x');

    if (mount("store", folder, "tmpfs", 0, "size=64k") != 0) {
        g_test_skip("only root can make a small disk");
        return;
    }
    g_file_set_contents_full(filler, bytes, 40 << 10, G_FILE_SET_CONTENTS_NONE, 0600, NULL);
    assert_refused(STORE_WRITE, STORE_ERROR_FULL, "make room");
    g_assert_cmpint(umount2(folder, MNT_DETACH), ==, 0);
}

/* Runs what in a process of its own. */
static pid_t
start(void (*what)(guint), guint number)
{
    pid_t pid = fork();

    if (pid == 0) {
        what(number);
        _exit(0);
    }
    g_assert_cmpint(pid, >, 0);
    return pid;
}

static void
finish(pid_t pid)
{
    int status;

    g_assert_cmpint(waitpid(pid, &status, 0), ==, pid);
    g_assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

/* 300 events of its own and 100 that both have, ten at a time. */
static void
write_many(guint writer)
{
    g_autoptr(Store) store = open_store();
    g_autoptr(GError) error = NULL;

    for (guint i = 0; i < 400; i++) {
        guint number = i < 300 ? writer * 1000 + i : 100000 + i;

        if (i % 10 == 0)
            store_begin(store, &error);
        g_assert_no_error(error);
        add_new(store, number, "u@example.net", NOW);
        if (i % 10 == 9)
            store_commit(store, &error);
        g_assert_no_error(error);
    }
}

static void
test_two_writers_and_a_reader(void)
{
    g_autoptr(Store) store = open_store();
    g_autoptr(Store) reader = store_open(path, STORE_READ, NULL);
    pid_t writers[2];
    gint64 seen = 0;

    g_clear_pointer(&store, store_free); /* nothing of SQLite's may go through a fork */
    g_clear_pointer(&reader, store_free);
    for (guint i = 0; i < G_N_ELEMENTS(writers); i++)
        writers[i] = start(write_many, i + 1);
    reader = store_open(path, STORE_READ, NULL);
    while (waitpid(writers[0], NULL, WNOHANG) == 0) {
        g_autoptr(GPtrArray) lines = store_summarise(reader, STORE_BY_TYPE, &EVERYTHING, NULL);
        gint64 count = lines->len ? ((StoreLine *)lines->pdata[0])->count : 0;

        g_assert_cmpint(count, >=, seen);
        g_assert_cmpint(count % 10, ==, 0);
        seen = count;
    }
    finish(writers[1]);
    store = open_store();
    g_assert_cmpint(count_events(store), ==, 700);
    g_assert_cmpint(count_daily(store), ==, 700);
    check_store(store);
}

static void
open_and_add(guint number)
{
    g_autoptr(Store) store = open_store();

    g_assert_true(add_new(store, number, "u@example.net", NOW));
}

/* All of them make the store at once. */
static void
test_made_at_once(void)
{
    pid_t makers[8];
    g_autoptr(Store) store = NULL;

    for (guint i = 0; i < G_N_ELEMENTS(makers); i++)
        makers[i] = start(open_and_add, i);
    for (guint i = 0; i < G_N_ELEMENTS(makers); i++)
        finish(makers[i]);
    store = open_store();
    g_assert_cmpint(count_events(store), ==, G_N_ELEMENTS(makers));
}

/* Killed at any moment, then all of it again. */
static void
test_killed(void)
{
    for (guint round = 0; round < 12; round++) {
        pid_t writer = start(write_many, 1);

        g_usleep(round * 4000);
        kill(writer, SIGKILL);
        waitpid(writer, NULL, 0);

        g_autoptr(Store) store = open_store();

        g_assert_cmpint(count_events(store) % 10, ==, 0);
        g_assert_cmpint(count_daily(store), ==, count_events(store));
        check_store(store);
    }
    write_many(1);

    g_autoptr(Store) store = open_store();

    g_assert_cmpint(count_events(store), ==, 400);
    g_assert_cmpint(count_daily(store), ==, 400);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    add_test("/storefile/modes", test_modes);
    add_test("/storefile/settings", test_settings_of_file);
    add_test("/storefile/missing", test_missing);
    add_test("/storefile/empty-file", test_empty_file);
    add_test("/storefile/foreign", test_foreign);
    add_test("/storefile/no-file", test_no_file);
    add_test("/storefile/damaged", test_damaged);
    add_test("/storefile/newer", test_newer);
    add_test("/storefile/version-1", test_version_1);
    add_test("/storefile/older", test_older);
    add_test("/storefile/broken-upgrade", test_broken_upgrade);
    add_test("/storefile/half-made", test_half_made);
    add_test("/storefile/reader-does-not-write", test_reader_does_not_write);
    add_test("/storefile/busy", test_busy);
    add_test("/storefile/locked", test_locked);
    add_test("/storefile/read-only", test_read_only);
    add_test("/storefile/no-access", test_no_access);
    add_test("/storefile/full", test_full);
    add_test("/storefile/full-disk", test_full_disk);
    add_test("/storefile/full-from-the-start", test_full_from_the_start);
    add_test("/storefile/two-writers-and-a-reader", test_two_writers_and_a_reader);
    add_test("/storefile/made-at-once", test_made_at_once);
    add_test("/storefile/killed", test_killed);
    return g_test_run();
}
