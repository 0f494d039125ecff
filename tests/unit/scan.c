/* scan.c - tests of scan/: readers that die, and what becomes of the rest */

#include "scan/writer.h"

#include "base/landlock.h"
#include "base/sandbox.h"
#include "base/text.h"
#include "db/store.h"
#include "event/event.h"
#include "mailbox/mailbox.h"
#include "scan/keeper.h"
#include "scan/server.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define FROM "From a@example.org Mon Jan  1 00:00:00 2024\n"

static char *folder; /* of the test, as are the next two */
static GString *told;
static char *database;

static char *
below(const char *name)
{
    return g_build_filename(folder, name, NULL);
}

static void
set_up(void)
{
    folder = g_dir_make_tmp("scan-XXXXXX", NULL);
    told = g_string_new("");
    database = below("store.db");
}

static void
tear_down(void)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    const char *name;

    while ((name = g_dir_read_name(dir))) {
        g_autofree char *path = below(name);

        g_remove(path);
    }
    g_rmdir(folder);
    g_clear_pointer(&folder, g_free);
    g_clear_pointer(&database, g_free);
    g_string_free(told, TRUE);
}

/* Ends the reader that can open a file of the test's that is none of its mailbox. */
static void
pry(void)
{
    g_autofree char *path = below("aside");

    if (open(path, O_RDONLY) >= 0)
        abort();
}

static volatile gpointer hoard;

/* A letter that makes its reader do what it says: parsers have not always been any better. */
static void
obey(const char *word)
{
    if (g_str_equal(word, "CRASH"))
        raise(SIGSEGV);
    if (g_str_equal(word, "ABORT"))
        abort();
    if (g_str_equal(word, "PRY"))
        pry();
    if (g_str_equal(word, "LEAVE"))
        _exit(0);
    if (g_str_equal(word, "BABBLE"))
        for (int fd = 3; fd < 16; fd++)
            if (write(fd, "event\tof mine\n", 14) == 14)
                pause();
    if (g_str_equal(word, "DEVOUR"))
        for (;;)
            hoard = g_malloc(1 << 20);
}

/* A ScanJudge: "A: WORD" is a bounce to WORD@example.net, but "A: PLAIN" is plain mail. */
static GPtrArray *
judge(const Letter *letter, gpointer data G_GNUC_UNUSED, GError **error)
{
    gsize length;
    const char *bytes = g_bytes_get_data(letter->bytes, &length);
    g_autofree char *text = g_strndup(bytes, length);
    const char *word = strchr(text, ' ');
    g_auto(GStrv) words = g_strsplit_set(word ? word + 1 : "", "\n", 2);
    GPtrArray *events;
    Event *event;

    if (!word || g_str_equal(words[0], "SPOILT")) {
        g_set_error(error, MAILBOX_ERROR, MAILBOX_ERROR_LETTER, "%s: is spoilt", letter->source);
        return NULL;
    }
    obey(words[0]);
    events = g_ptr_array_new_with_free_func((GDestroyNotify)event_free);
    event = event_new();
    event->type = g_str_equal(words[0], "PLAIN") ? EVENT_OTHER : EVENT_BOUNCE;
    g_free(event->id);
    g_free(event->recipient);
    event->id = g_compute_checksum_for_string(G_CHECKSUM_MD5, words[0], -1);
    event->recipient = g_strconcat(words[0], "@example.net", NULL);
    g_ptr_array_add(events, event);
    return events;
}

/* What was told, without the test's folder: "!TROUBLE" and "~REMARK". */
static void
tell(char mark, const char *what)
{
    g_string_append_printf(told, "%c%s\n", mark, what);
    g_string_replace(told, folder, "", 0);
}

static void
tell_trouble(const char *what, gpointer data G_GNUC_UNUSED)
{
    tell('!', what);
}

static void
tell_remark(const char *what, gpointer data G_GNUC_UNUSED)
{
    tell('~', what);
}

/* A signal, once, when some messages are through. */
static void
tell_progress(const ScanJob *jobs, guint count G_GNUC_UNUSED, gpointer data)
{
    gboolean *is_to_stop = data;

    if (*is_to_stop && jobs->totals.messages >= 100)
        raise(SIGTERM);
    *is_to_stop = *is_to_stop && jobs->totals.messages < 100;
}

static gboolean
run(const ScanPlan *plan, gboolean is_to_stop, ScanTotals *totals, GError **error)
{
    const ScanTarget target = {
        .database = database, .rules_digest = "digest", .keeps_places = plan->account != NULL};
    const ScanListener listener = {tell_trouble, tell_remark, tell_progress,
                                   &is_to_stop,  NULL,        NULL};
    ScanJob job = {.plan = plan, .name = "test"};
    gboolean done = scan_write(&job, 1, &target, &listener, error);

    *totals = job.totals;
    return done;
}

static gboolean
scan(const char *const *locations, guint shares, gboolean is_to_stop, ScanTotals *totals,
     GError **error)
{
    const ScanPlan plan = {.locations = locations,
                           .shares = shares,
                           .cap = MAILBOX_MESSAGE_CAP,
                           .keep_subjects = TRUE,
                           .stdin_start = -1,
                           .judge = judge};

    return run(&plan, is_to_stop, totals, error);
}

static gboolean
scan_account(const Account *account, ScanTotals *totals)
{
    const ScanPlan plan = {.account = account,
                           .shares = 1,
                           .cap = MAILBOX_MESSAGE_CAP,
                           .stdin_start = -1,
                           .judge = judge};

    return run(&plan, FALSE, totals, NULL);
}

/* The same for an account, by three jurors. */
static void
scan_by_jurors(const Account *account, ScanTotals *totals)
{
    const ScanPlan plan = {.shares = 1,
                           .cap = MAILBOX_MESSAGE_CAP,
                           .keep_subjects = TRUE,
                           .account = account,
                           .jurors = 3,
                           .judge = judge};
    g_autoptr(GError) error = NULL;

    g_assert_true(run(&plan, FALSE, totals, &error));
    g_assert_no_error(error);
}

/* The first column of all rows, with spaces between. */
static char *
ask_store(const char *sql)
{
    sqlite3 *db;
    sqlite3_stmt *statement;
    GString *all = g_string_new("");

    g_assert_cmpint(sqlite3_open_v2(database, &db, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
    g_assert_cmpint(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), ==, SQLITE_OK);
    while (sqlite3_step(statement) == SQLITE_ROW)
        g_string_append_printf(all, "%s%s", all->len ? " " : "",
                               (const char *)sqlite3_column_text(statement, 0));
    sqlite3_finalize(statement);
    sqlite3_close(db);
    g_string_replace(all, folder, "", 0);
    return g_string_free(all, FALSE);
}

static void
put_mbox(const char *name, const char *const *words)
{
    g_autofree char *path = below(name);
    g_autoptr(GString) bytes = g_string_new("");

    for (; *words; words++)
        g_string_append_printf(bytes, FROM "A: %s\n\n", *words);
    g_assert_true(g_file_set_contents(path, bytes->str, -1, NULL));
}

static void
check_kills(const char *word, const char *how)
{
    const char *const words[] = {"one", "two", word, "PLAIN", "three", word, "four", NULL};
    g_autofree char *path = NULL;
    g_autofree char *events = NULL;
    g_autofree char *shut_away = NULL;
    g_autofree char *plain = NULL;
    g_autofree char *places = NULL;
    g_autofree char *wanted = NULL;
    g_autoptr(GError) error = NULL;
    ScanTotals totals;

    set_up();
    put_mbox("m", words);
    path = below("m");
    g_assert_true(scan((const char *[]){path, NULL}, 1, FALSE, &totals, &error));
    g_assert_no_error(error);
    events = ask_store("SELECT recipient FROM events ORDER BY 1");
    shut_away = ask_store("SELECT position FROM quarantine ORDER BY 1");
    plain = ask_store("SELECT sum(count) FROM plain_mail");
    places = ask_store("SELECT position FROM positions WHERE position <> ''");
    wanted = g_strdup_printf("!/m#3: ended its reader twice, by %s", how);

    g_test_message("%s: %s", word, told->str);
    g_assert_cmpstr(events, ==,
                    "four@example.net one@example.net three@example.net two@example.net");
    g_assert_cmpstr(shut_away, ==, "/m#3 /m#6");
    g_assert_cmpstr(plain, ==, "1");
    g_assert_cmpstr(places, ==, "");
    g_assert_nonnull(strstr(told->str, wanted));
    g_assert_cmpuint(totals.troubles, ==, 2);
    g_assert_cmpint(totals.messages, ==, 5);
    g_assert_cmpint(totals.notices, ==, 4);
    g_assert_cmpint(totals.added, ==, 4);
    tear_down();
}

static void
test_kills(void)
{
    check_kills("ABORT", "signal 6 (Aborted)");
    check_kills("LEAVE", "itself");
    check_kills("BABBLE", "words that no reader says");
    if (!SANDBOX_IS_WATCHED) { /* the sanitizers see to these in their own way */
        check_kills("CRASH", "signal 11 (Segmentation fault)");
        check_kills("DEVOUR", "signal 5 (Trace/breakpoint trap)");
    }
}

/*
 * The same of an account, whose letters are judged by a jury until one kills a juror. Its places
 * are byte offsets, and they stay.
 */
static void
check_kills_of_jury(const char *word, const char *how)
{
    const char *const words[] = {"one", "two", word, "PLAIN", "three", word, "four", NULL};
    g_autoptr(Account) account = account_new("test");
    g_autofree char *path = NULL;
    g_autofree char *events = NULL;
    g_autofree char *plain = NULL;
    g_autofree char *places = NULL;
    g_autofree char *wanted = NULL;
    ScanTotals totals;

    set_up();
    put_mbox("m", words);
    path = below("m");
    g_free(account->local);
    account->local = g_strconcat("mbox:", path, NULL);
    scan_by_jurors(account, &totals);
    events = ask_store("SELECT recipient FROM events ORDER BY 1");
    plain = ask_store("SELECT sum(count) FROM plain_mail");
    places = ask_store("SELECT count(*) FROM quarantine");
    wanted = g_strdup_printf("ended its reader twice, by %s", how);

    g_test_message("%s: %s", word, told->str);
    g_assert_cmpstr(events, ==,
                    "four@example.net one@example.net three@example.net two@example.net");
    g_assert_cmpstr(plain, ==, "1");
    g_assert_cmpstr(places, ==, "2");
    g_assert_nonnull(strstr(told->str, wanted));
    g_assert_cmpint(totals.messages, ==, 5);
    g_assert_cmpint(totals.notices, ==, 4);
    tear_down();
}

static void
test_jury_kills(void)
{
    check_kills_of_jury("ABORT", "signal 6 (Aborted)");
    check_kills_of_jury("LEAVE", "itself");
    check_kills_of_jury("BABBLE", "words that no reader says");
    if (!SANDBOX_IS_WATCHED) {
        check_kills_of_jury("CRASH", "signal 11 (Segmentation fault)");
        check_kills_of_jury("DEVOUR", "signal 5 (Trace/breakpoint trap)");
    }
}

/* However many jurors there are, all is kept, in the order in which it came. */
static void
test_jury_order(void)
{
    g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(Account) account = account_new("test");
    g_autofree char *path = NULL;
    g_autofree char *order = NULL;
    g_autofree char *spoilt = NULL;
    ScanTotals totals;

    set_up();
    for (guint i = 0; i < 5000; i++)
        g_ptr_array_add(words, i == 2500 ? g_strdup("SPOILT") : g_strdup_printf("w%04u", i));
    g_ptr_array_add(words, NULL);
    put_mbox("m", (const char *const *)words->pdata);
    path = below("m");
    g_free(account->local);
    account->local = g_strconcat("mbox:", path, NULL);
    scan_by_jurors(account, &totals);
    order = ask_store("SELECT count(*) FROM (SELECT recipient, lag(recipient) OVER (ORDER BY rowid)"
                      " AS before FROM events) WHERE before > recipient");
    g_assert_cmpstr(order, ==, "0");
    g_assert_cmpint(totals.messages, ==, 4999);
    g_assert_cmpint(totals.added, ==, 4999);
    g_assert_cmpuint(totals.troubles, ==, 1);
    g_assert_nonnull(strstr(told->str, "is spoilt"));

    /* It goes on where it was. */
    scan_by_jurors(account, &totals);
    g_assert_cmpint(totals.messages, ==, 0);
    tear_down();
}

/* Files of one message each, one of which kills; the names decide who reads which. */
static void
test_files(void)
{
    g_autofree char *events = NULL;
    g_autofree char *shut_away = NULL;
    ScanTotals totals;

    set_up();
    for (guint i = 0; i < 40; i++) {
        g_autofree char *path = g_strdup_printf("%s/%02u", folder, i);
        g_autofree char *bytes = g_strdup_printf("A: %s\n", i == 7 ? "ABORT" : path);

        g_assert_true(g_file_set_contents(path, bytes, -1, NULL));
    }
    g_free(database);
    database = g_strconcat(folder, ".db", NULL);
    g_assert_true(scan((const char *[]){folder, NULL}, 3, FALSE, &totals, NULL));
    events = ask_store("SELECT count(*) FROM events");
    shut_away = ask_store("SELECT position FROM quarantine");
    g_assert_cmpstr(events, ==, "39");
    g_assert_cmpstr(shut_away, ==, "/07");
    g_assert_cmpint(totals.messages, ==, 39);
    g_assert_cmpint(totals.addresses, ==, 39);
    g_remove(database);
    tear_down();
}

/* What cannot be read is named once, however many readers there are. */
static void
test_troubles(void)
{
    const char *const words[] = {"one", "SPOILT", "two", NULL};
    g_autofree char *path = NULL;
    g_autofree char *none = NULL;
    ScanTotals totals;

    set_up();
    put_mbox("m", words);
    path = below("m");
    none = below("none");
    g_assert_true(scan((const char *[]){none, path, NULL}, 4, FALSE, &totals, NULL));
    g_assert_nonnull(strstr(told->str, "!/none: No such file or directory\n"));
    g_assert_nonnull(strstr(told->str, "!/m#2: is spoilt\n"));
    g_assert_cmpuint(totals.troubles, ==, 2);
    g_assert_cmpint(totals.messages, ==, 2);
    tear_down();
}

static void
test_stop(void)
{
    g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *path = NULL;
    g_autofree char *between = NULL;
    g_autofree char *events = NULL;
    g_autofree char *plain = NULL;
    ScanTotals totals;

    set_up();
    for (guint i = 0; i < 20000; i++)
        g_ptr_array_add(words, i % 4 ? g_strdup_printf("w%u", i) : g_strdup("PLAIN"));
    g_ptr_array_add(words, NULL);
    put_mbox("m", (const char *const *)words->pdata);
    path = below("m");
    for (guint i = 0; i < 5; i++) {
        g_assert_true(scan((const char *[]){path, NULL}, 1, TRUE, &totals, NULL));
        g_assert_cmpint(totals.stopped_by, ==, SIGTERM);
    }
    between = ask_store("SELECT position LIKE '0 % %' FROM positions");
    g_assert_cmpstr(between, ==, "1");
    g_assert_true(scan((const char *[]){path, NULL}, 1, FALSE, &totals, NULL));
    g_assert_cmpint(totals.stopped_by, ==, 0);
    g_assert_cmpint(totals.messages, <, 20000);
    events = ask_store("SELECT count(*) FROM events");
    plain = ask_store("SELECT sum(count) FROM plain_mail");
    g_assert_cmpstr(events, ==, "15000");
    g_assert_cmpstr(plain, ==, "5000");

    /* At its end it has forgotten where it was. */
    g_assert_true(scan((const char *[]){path, NULL}, 1, FALSE, &totals, NULL));
    g_assert_cmpint(totals.messages, ==, 20000);
    g_assert_cmpint(totals.added, ==, 0);
    tear_down();
}

static Keeper *
open_keeper(void)
{
    static ScanTarget target = {.rules_digest = "digest"};

    target.database = database;
    return keeper_new(&target);
}

/* A run that ends well forgets the places of those before it, too. */
static void
test_places(void)
{
    set_up();
    for (guint run = 0; run < 3; run++) {
        g_autoptr(Keeper) keeper = open_keeper();
        g_autofree char *place = keeper_place(keeper, "test", "/m", NULL);

        g_assert_cmpstr(place, ==, run == 1 ? "0 17 1:2" : "");
        if (run == 0)
            keeper_set_place(keeper, "test", "/m", "0 17 1:2");
        g_assert_true(run == 0 ? keeper_commit(keeper, NULL) : keeper_finish(keeper, NULL));
    }
    tear_down();
}

/* An account whose mailbox is the file m. */
static Account *
mbox_account(void)
{
    g_autoptr(Account) account = account_new("test");

    text_take(&account->local, g_strdup_printf("mbox:%s/m", folder));
    return g_steal_pointer(&account);
}

/* Of all files, the reader of an account can open its mailbox's, and no others. */
static void
test_doors(void)
{
    g_autoptr(Account) account = NULL;
    g_autofree char *aside = NULL;
    g_autofree char *events = NULL;
    ScanTotals totals;

    if (!landlock_is_there()) {
        g_test_skip("this kernel has no Landlock");
        return;
    }
    set_up();
    put_mbox("m", (const char *[]){"one", "PRY", "two", NULL});
    aside = below("aside");
    g_assert_true(g_file_set_contents(aside, "password = s3cret", -1, NULL));
    account = mbox_account();
    g_assert_true(scan_account(account, &totals));
    events = ask_store("SELECT recipient FROM events ORDER BY 1");
    g_assert_cmpstr(told->str, ==, "");
    g_assert_cmpstr(events, ==, "PRY@example.net one@example.net two@example.net");
    tear_down();
}

/* A server that sends and sends does not do so for ever: what these limits do is in imaphostile.t.
 */
static void
test_limits(void)
{
    g_autoptr(Account) account = account_new("test");
    const MailboxServer server = server_of(account, "secret");

    g_assert_cmpuint(server.total_seconds, ==, 60 * 60);
    g_assert_cmpuint(server.budget, ==, G_GUINT64_CONSTANT(4) << 30);
}

int
main(int argc, char **argv)
{
    g_setenv("LC_ALL", "C", TRUE); /* the words for signals and errors */
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/scan/kills", test_kills);
    g_test_add_func("/scan/jury-kills", test_jury_kills);
    g_test_add_func("/scan/jury-order", test_jury_order);
    g_test_add_func("/scan/files", test_files);
    g_test_add_func("/scan/troubles", test_troubles);
    g_test_add_func("/scan/stop", test_stop);
    g_test_add_func("/scan/places", test_places);
    g_test_add_func("/scan/doors", test_doors);
    g_test_add_func("/scan/limits", test_limits);
    return g_test_run();
}
