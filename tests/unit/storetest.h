/* storetest.h - a store in a folder of the test's own, for the tests of db/ */

#ifndef BOUNCES_TESTS_STORETEST_H
#define BOUNCES_TESTS_STORETEST_H

#include "base/time.h"
#include "db/storeimpl.h"
#include "event/event.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define NOW G_GINT64_CONSTANT(1795484820) /* 2026-11-24 01:47 */
#define TODAY G_GINT64_CONSTANT(1795478400)
#define EVERYTHING ((StoreFilter){0})

static char *folder;
static char *path; /* of a store in it */

static void
set_up(void)
{
    folder = g_dir_make_tmp("store-XXXXXX", NULL);
    g_assert_nonnull(folder);
    path = g_build_filename(folder, "bounces.db", NULL);
}

static void
remove_all(const char *name)
{
    g_autoptr(GDir) dir = g_dir_open(name, 0, NULL);
    const char *entry;

    while (dir && (entry = g_dir_read_name(dir))) {
        g_autofree char *below = g_build_filename(name, entry, NULL);

        remove_all(below);
    }
    g_remove(name);
}

static void
tear_down(void)
{
    remove_all(folder);
    g_clear_pointer(&folder, g_free);
    g_clear_pointer(&path, g_free);
}

static inline void
set(char **member, const char *text)
{
    g_free(*member);
    *member = g_strdup(text);
}

static inline Store *
open_store(void)
{
    g_autoptr(GError) error = NULL;
    Store *store = store_open(path, STORE_WRITE, &error);

    g_assert_no_error(error);
    return store;
}

/* A bounce of a dead address; its id is made of number. */
static inline Event *
an_event(guint number, const char *recipient, gint64 received)
{
    Event *event = event_new();
    const char *at = strrchr(recipient, '@');

    g_free(event->id);
    event->id = g_strdup_printf("%08x%024x", number * 2654435761U, number);
    event->type = EVENT_BOUNCE;
    set(&event->recipient, recipient);
    set(&event->recipient_domain, at ? at + 1 : "");
    event->status = (Status){5, 1, 1};
    event->reply_code = 550;
    event->reason = REASON_USER_UNKNOWN;
    event->hard_bounce = TRUE;
    event->move = MOVE_YOU;
    set(&event->advice, "user-unknown");
    event->confidence = CONFIDENCE_RULE;
    event->ours = OURS_LIKELY;
    event->received = received;
    return event;
}

/* Adds it and tells whether it was new. */
static inline gboolean
add(Store *store, const Event *event)
{
    g_autoptr(GError) error = NULL;
    gboolean added;

    store_add_event(store, event, "ovh", NOW, &added, &error);
    g_assert_no_error(error);
    return added;
}

static inline gboolean
add_new(Store *store, guint number, const char *recipient, gint64 received)
{
    g_autoptr(Event) event = an_event(number, recipient, received);

    return add(store, event);
}

/* The number that a query gives. */
static inline gint64
ask_number(Store *store, const char *sql)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Statement) statement = engine_query(store->engine, sql, NULL, 0, &error);

    g_assert_no_error(error);
    g_assert_cmpint(statement_step(statement, &error), ==, STEP_ROW);
    return statement_number(statement, 0);
}

/* What holds of every store at any time. */
static inline void
check_store(Store *store)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *check = store_find_text(store, "PRAGMA integrity_check", NULL, 0, &error);

    g_assert_cmpstr(check, ==, "ok");
    g_assert_cmpint(ask_number(store, "SELECT count(*) FROM daily WHERE count <= 0"), ==, 0);
    g_assert_cmpint(
        ask_number(store, "SELECT count(*) FROM events WHERE id IN (SELECT id FROM gone)"), ==, 0);
}

static inline gint64
count_events(Store *store)
{
    return ask_number(store, "SELECT count(*) FROM events");
}

static inline gint64
count_daily(Store *store)
{
    return ask_number(store, "SELECT coalesce(sum(count), 0) FROM daily");
}

static void
run_with_store(gconstpointer test)
{
    set_up();
    ((void (*)(void))(gsize)test)();
    tear_down();
}

/* Adds a test that begins in an empty folder. */
static inline void
add_test(const char *name, void (*test)(void))
{
    g_test_add_data_func(name, (gconstpointer)(gsize)test, run_with_store);
}

#endif
