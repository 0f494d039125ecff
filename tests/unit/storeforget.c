/* storeforget.c - tests of db/: what is purged or forgotten stays away */

#define _GNU_SOURCE /* memmem */

#include "tests/unit/storetest.h"

#include "db/store.h"
#include "db/suppress.h"

/* Counts and ids outlive the evidence; more than are deleted in one go. */
static void
test_purge(void)
{
    g_autoptr(Store) store = open_store();
    gint64 count;
    StoreFilter all = {.until = TODAY + TIME_DAY};
    g_autoptr(GPtrArray) lines = NULL;

    g_assert_true(store_begin(store, NULL));
    for (guint i = 0; i < 12000; i++)
        g_assert_true(add_new(store, i, "u@example.net", NOW - (i % 2) * 400 * TIME_DAY - i));
    g_assert_true(store_commit(store, NULL));
    g_assert_true(store_set_told(store, "u@example.net", NOW, NULL));
    g_assert_true(store_purge(store, NOW - 365 * TIME_DAY, &count, NULL));
    g_assert_cmpint(count, ==, 6000);
    g_assert_cmpint(ask_number(store, "SELECT count(*) FROM suppressed"), ==, 1);
    g_assert_true(store_purge(store, NOW - 365 * TIME_DAY, &count, NULL));
    g_assert_cmpint(count, ==, 0);
    g_assert_cmpint(count_events(store), ==, 6000);
    g_assert_false(add_new(store, 1, "u@example.net", NOW));
    lines = store_summarise(store, STORE_BY_TYPE, &all, NULL);
    g_assert_cmpint(((StoreLine *)lines->pdata[0])->count, ==, 12000);
    check_store(store);
    g_assert_true(store_decide(store, "hand@example.net", DECISION_ADD, NOW, NULL));
    g_assert_true(store_purge(store, G_MAXINT64, NULL, NULL));
    g_assert_cmpint(count_events(store), ==, 0);
    g_assert_cmpint(ask_number(store, "SELECT count(*) FROM suppressed WHERE decision = 1"), ==, 1);
    g_assert_cmpint(ask_number(store, "SELECT count(*) FROM suppressed"), ==, 1);
}

static void
test_forget(void)
{
    g_autoptr(Store) store = open_store();
    g_autoptr(Event) alias = an_event(3, "alias@example.net", NOW);
    g_autoptr(Event) mover = an_event(4, "mover@example.net", NOW);
    StoreForgotten count;

    set(&alias->original_recipient, "Anna@Example.net");
    set(&mover->new_address, "anna@example.net");
    g_assert_true(add(store, alias));
    g_assert_true(add(store, mover));
    g_assert_true(add_new(store, 1, "anna@example.net", NOW));
    g_assert_true(add_new(store, 2, "ANNA@example.net", NOW));
    g_assert_true(add_new(store, 5, "joanna@example.net", NOW));
    g_assert_true(store_forget(store, "Anna@example.NET", &count, NULL));
    g_assert_cmpint(count.removed, ==, 4);
    g_assert_cmpint(count_events(store), ==, 1);
    g_assert_cmpint(count_daily(store), ==, 1);
    g_assert_false(add_new(store, 1, "anna@example.net", NOW));
    g_assert_false(add_new(store, 6, "anna@EXAMPLE.net", NOW));
    set(&alias->id, "new");
    g_assert_false(add(store, alias));
    set(&mover->id, "new");
    g_assert_false(add(store, mover));
    g_assert_true(add_new(store, 7, "joanna@example.net", NOW));
    g_assert_true(store_forget(store, "anna@example.net", &count, NULL));
    g_assert_cmpint(count.removed, ==, 0);
    check_store(store);

    /* another process */
    g_clear_pointer(&store, store_free);
    store = open_store();
    g_assert_false(add_new(store, 8, "anna@example.net", NOW));
}

/* What may not come back is known from then on, also where nothing of the kind was there before. */
static void
test_refusals(void)
{
    g_autoptr(Store) store = open_store();
    g_autoptr(Store) other = NULL;
    StoreForgotten count;

    g_assert_true(store_begin(store, NULL));
    g_assert_true(add_new(store, 1, "anna@example.net", NOW));
    g_assert_true(store_forget(store, "anna@example.net", &count, NULL));
    g_assert_false(add_new(store, 1, "anna@example.net", NOW));
    g_assert_false(add_new(store, 2, "anna@example.net", NOW));
    store_rollback(store);
    g_assert_true(add_new(store, 3, "anna@example.net", NOW - TIME_DAY));

    g_assert_true(store_begin(store, NULL));
    g_assert_true(add_new(store, 4, "u@example.net", NOW));
    g_assert_true(store_commit(store, NULL));
    other = open_store();
    g_assert_true(store_purge(other, NOW, NULL, NULL));
    g_assert_true(store_begin(store, NULL));
    g_assert_false(add_new(store, 3, "anna@example.net", NOW - TIME_DAY));
    g_assert_true(store_commit(store, NULL));

    g_assert_true(store_forget(store, "anna@example.net", &count, NULL));
    g_assert_false(add_new(other, 5, "anna@example.net", NOW));
    check_store(store);
}

/* What is about others, and names her as its author, in quotes, and in the domain's records. */
static void
add_others(Store *store)
{
    static const StoreFinding finding = {.domain = "example.net",
                                         .kind = "dmarc",
                                         .result = "ok",
                                         .finding = "dmarc-ok",
                                         .subject = "example.net",
                                         .found = "v=DMARC1; rua=mailto:Unmistakable@example.net",
                                         .page = "",
                                         .host = ""};
    g_autoptr(Event) event = an_event(2, "other@example.com", NOW);

    set(&event->envelope_from, "Unmistakable@example.net");
    set(&event->original.from, "Unmistakable Person <unmistakable@example.net>");
    set(&event->text, "unknown; ask unmistakable@example.net");
    set(&event->return_path, "SRS0=ab=cd=example.net=unmistakable@example.org");
    g_assert_true(add(store, event));
    g_assert_true(store_add_diagnosis(store, "example.net", NOW, &finding, 1, NULL));
    g_assert_true(store_set_told(store, "unmistakable@example.net", NOW, NULL));
}

/* Nothing of the address may lie about in the file, and no hash that is the same elsewhere. */
static void
test_forget_leaves_nothing(void)
{
    g_autoptr(Store) store = open_store();
    g_autoptr(Event) event = an_event(1, "unmistakable@example.net", NOW);
    g_autofree char *plain_hash =
        g_compute_checksum_for_string(G_CHECKSUM_SHA256, "unmistakable@example.net", -1);
    g_autofree char *bytes = NULL;
    StoreForgotten count;
    gsize length;

    set(&event->diagnostic, "550 unmistakable@example.net: unknown");
    g_assert_true(add(store, event));
    add_others(store);
    g_assert_true(store_forget(store, "unmistakable@example.net", &count, NULL));
    g_assert_cmpint(count.cleaned, ==, 1);
    set(&event->id, "later");
    set(&event->recipient, "third@example.com");
    g_assert_true(add(store, event));
    g_assert_cmpint(ask_number(store, "SELECT count(*) FROM daily WHERE sender ="
                                      " '***@example.net'"),
                    ==, 1);
    check_store(store);
    g_clear_pointer(&store, store_free);
    g_assert_true(g_file_get_contents(path, &bytes, &length, NULL));
    g_assert_null(memmem(bytes, length, "nmistakable", strlen("nmistakable")));
    g_assert_null(memmem(bytes, length, plain_hash, strlen(plain_hash)));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    add_test("/store/purge", test_purge);
    add_test("/store/forget", test_forget);
    add_test("/store/refusals", test_refusals);
    add_test("/store/forget-leaves-nothing", test_forget_leaves_nothing);
    return g_test_run();
}
