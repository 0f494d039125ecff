/* storesummary.c - tests of db/: what is counted together, and by what */

#include "tests/unit/storetest.h"

#include "db/store.h"

/* A line as "key count before addresses mostly days", and how many addresses are dead. */
static char *
describe(const GPtrArray *lines)
{
    GString *text = g_string_new("");

    for (guint i = 0; i < lines->len; i++) {
        const StoreLine *line = g_ptr_array_index(lines, i);

        g_string_append_printf(text, "%s %d %d %d %s", line->key, (int)line->count,
                               (int)line->before, (int)line->addresses, line->mostly);
        for (guint day = 0; day < line->day_count; day++)
            g_string_append_printf(text, "%s%d", day ? "," : " ", (int)line->days[day]);
        if (line->dead)
            g_string_append_printf(text, " dead %d", (int)line->dead);
        if (line->is_purged)
            g_string_append(text, " purged");
        g_string_append(text, "\n");
    }
    return g_string_free(text, FALSE);
}

static void
add_for_summary(Store *store)
{
    static const struct {
        const char *recipient;
        int days_ago;
        Reason reason;
        const char *provider;
        const char *sender;
        int detail;
    } rows[] = {
        {"a@gmail.example", 0, REASON_SPAM_DETECTED, "google", "news@example.org", 1},
        {"A@gmail.example", 0, REASON_SPAM_DETECTED, "google", "NEWS@example.org", 1},
        {"b@gmail.example", 2, REASON_SPAM_DETECTED, "google", "news@example.org", 1},
        {"c@example.net", 2, REASON_SPAM_DETECTED, "", "office@example.org", 1},
        {"d@example.net", 1, REASON_USER_UNKNOWN, "", "office@example.org", 1},
        {"e@example.com", 1, REASON_USER_UNKNOWN, "", "news@example.org", 2},
        {"f@example.com", 3, REASON_USER_UNKNOWN, "", "news@example.org", 2},
        {"f@example.com", 5, REASON_GREYLISTED, "", "news@example.org", 2},
        {"f@example.com", 6, REASON_SPAM_DETECTED, "", "news@example.org", 2},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(Event) event = an_event(i, rows[i].recipient, NOW - rows[i].days_ago * TIME_DAY);

        event->reason = rows[i].reason;
        event->hard_bounce = rows[i].reason == REASON_USER_UNKNOWN;
        event->move = rows[i].reason == REASON_SPAM_DETECTED ? MOVE_YOU | MOVE_HOST : MOVE_YOU;
        event->status = (Status){5, 1, (guint16)rows[i].detail};
        set(&event->provider, rows[i].provider);
        set(&event->envelope_from, rows[i].sender);
        g_assert_true(add(store, event));
    }
}

#define THREE_DAYS .since = TODAY - 2 * TIME_DAY, .until = TODAY + TIME_DAY

/* All of these events are of one type, whose line has each address once. */
static void
expect_together(Store *store, const StoreFilter *filter, const StoreAddresses *together)
{
    g_autoptr(GPtrArray) lines = store_summarise(store, STORE_BY_TYPE, filter, NULL);
    const StoreLine *line = lines->len ? g_ptr_array_index(lines, 0) : NULL;

    g_assert_cmpint(together->addresses, ==, line ? line->addresses : 0);
    g_assert_cmpint(together->dead, ==, line ? line->dead : 0);
    g_assert_cmpint(together->is_purged, ==, line ? line->is_purged : FALSE);
}

static void
test_summary(void)
{
    static const struct {
        StoreBy by;
        StoreFilter filter;
        const char *lines;
    } rows[] = {
        {STORE_BY_REASON,
         {THREE_DAYS},
         "spam-detected 4 0 3 google 2,0,2\n"
         "user-unknown 2 1 2  0,2,0 dead 2\n"
         "greylisted 0 1 0  0,0,0\n"},
        {STORE_BY_TYPE, {THREE_DAYS}, "bounce 6 2 5  2,2,2 dead 2\n"},
        {STORE_BY_PROVIDER,
         {THREE_DAYS},
         " 3 2 3 example.net 1,2,0 dead 2\n"
         "google 3 0 2 gmail.example 1,0,2\n"},
        {STORE_BY_DOMAIN,
         {THREE_DAYS},
         "gmail.example 3 0 2 google 1,0,2\n"
         "example.net 2 0 2  1,1,0 dead 1\n"
         "example.com 1 2 1  0,1,0 dead 1\n"},
        {STORE_BY_STATUS,
         {THREE_DAYS},
         "5.1.1 5 0 4 google 2,1,2 dead 1\n5.1.2 1 2 1 example.com 0,1,0 dead 1\n"},
        {STORE_BY_DAY,
         {THREE_DAYS},
         "2026-11-22 2 0 2  2,0,0\n2026-11-23 2 0 2  0,2,0 dead 2\n2026-11-24 2 0 1 google "
         "0,0,2\n"},
        {STORE_BY_SENDER,
         {THREE_DAYS},
         "news@example.org 4 2 3 google 1,1,2 dead 1\noffice@example.org 2 0 2 example.net 1,1,0 "
         "dead 1\n"},
        {STORE_BY_MOVE, {THREE_DAYS}, "you 6 2 5  2,2,2 dead 2\nhost 4 0 3 google 2,0,2\n"},
        {STORE_BY_REASON, {THREE_DAYS, .provider = "google"}, "spam-detected 3 0 2 google 1,0,2\n"},
        {STORE_BY_REASON,
         {THREE_DAYS, .recipient = "a@gmail.example"},
         "spam-detected 2 0 1 google 0,0,2\n"},
        {STORE_BY_REASON,
         {THREE_DAYS, .recipient = "@example.net", .move = "host"},
         "spam-detected 1 0 1 example.net 1,0,0\n"},
        {STORE_BY_REASON, {THREE_DAYS, .account = "other"}, ""},
        /* ends left open: what there is, and nothing to compare with */
        {STORE_BY_TYPE, {0}, "bounce 9 0 6  1,1,0,1,2,2,2 dead 3\n"},
        {STORE_BY_TYPE, {.until = TODAY - 4 * TIME_DAY}, "bounce 2 0 1 example.com 1,1\n"},
        {STORE_BY_TYPE, {.since = TODAY - TIME_DAY}, "bounce 4 0 3  2,2 dead 2\n"},
        /* not whole days: the events are asked */
        {STORE_BY_TYPE,
         {.since = TODAY - TIME_DAY + 1, .until = NOW},
         "bounce 2 2 2  2,0 dead 2\n"},
        {STORE_BY_TYPE, {.since = NOW + 1, .until = NOW + 2}, "bounce 0 2 0  0\n"},
    };
    g_autoptr(Store) store = open_store();

    add_for_summary(store);
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(GError) error = NULL;
        StoreAddresses together = {0};
        g_autoptr(GPtrArray) lines =
            store_summarise_together(store, rows[i].by, &rows[i].filter, &together, &error);
        g_autofree char *got = NULL;

        g_assert_no_error(error);
        got = describe(lines);
        g_test_message("row %u", i);
        g_assert_cmpstr(got, ==, rows[i].lines);
        expect_together(store, &rows[i].filter, &together);
    }
}

/* Counts outlive a purge, addresses do not: it is told which lines lost some, and no others are. */
static void
test_purged_summary(void)
{
    static const struct {
        StoreBy by;
        StoreFilter filter;
        const char *lines;
    } rows[] = {
        {STORE_BY_REASON,
         {THREE_DAYS},
         "spam-detected 4 0 1 google 2,0,2 purged\n"
         "user-unknown 2 1 2  0,2,0 dead 2\n"
         "greylisted 0 1 0  0,0,0\n"},
        {STORE_BY_TYPE, {THREE_DAYS}, "bounce 6 2 3  2,2,2 dead 2 purged\n"},
        {STORE_BY_TYPE, {.since = TODAY - TIME_DAY}, "bounce 4 0 3  2,2 dead 2\n"},
        {STORE_BY_DAY,
         {THREE_DAYS},
         "2026-11-22 2 0 0  2,0,0 purged\n2026-11-23 2 0 2  0,2,0 dead 2\n"
         "2026-11-24 2 0 1 google 0,0,2\n"},
        {STORE_BY_MOVE,
         {THREE_DAYS},
         "you 6 2 3  2,2,2 dead 2 purged\nhost 4 0 1 google 2,0,2 purged\n"},
        /* what is counted from the events knows of no others */
        {STORE_BY_REASON, {THREE_DAYS, .rule = "none"}, ""},
    };
    g_autoptr(Store) store = open_store();

    add_for_summary(store);
    g_assert_true(store_purge(store, TODAY - TIME_DAY, NULL, NULL));
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        StoreAddresses together = {0};
        g_autoptr(GPtrArray) lines =
            store_summarise_together(store, rows[i].by, &rows[i].filter, &together, NULL);
        g_autofree char *got = describe(lines);

        g_test_message("row %u", i);
        g_assert_cmpstr(got, ==, rows[i].lines);
        expect_together(store, &rows[i].filter, &together);
    }
}

static void
test_empty_summary(void)
{
    g_autoptr(Store) store = open_store();

    for (int by = 0; by < STORE_BY_COUNT; by++) {
        g_autoptr(GPtrArray) lines = store_summarise(store, (StoreBy)by, &EVERYTHING, NULL);

        g_assert_nonnull(lines);
        g_assert_cmpint(lines->len, ==, 0);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    add_test("/store/summary", test_summary);
    add_test("/store/empty-summary", test_empty_summary);
    add_test("/store/purged-summary", test_purged_summary);
    return g_test_run();
}
