/* status.c - tests of event/status.c */

#include "event/status.h"

static void
test_parse(void)
{
    static const struct {
        const char *text;
        const char *status; /* NULL: none */
        const char *rest;
    } rows[] = {
        {"5.1.1 User unknown", "5.1.1", " User unknown"},
        {"5.1.1", "5.1.1", ""},
        {"4.7.606", "4.7.606", ""},
        {"2.0.0 (queued)", "2.0.0", " (queued)"},
        {"5.1.1.", "5.1.1", "."},
        {"5.7.1-[192.0.2.7]", "5.7.1", "-[192.0.2.7]"},
        {"5.1.1<u@example.net>", "5.1.1", "<u@example.net>"},
        {"5.01.1", "5.1.1", ""},
        {"3.1.1", NULL, NULL}, /* RFC 3463 has no class 3 */
        {"1.1.1", NULL, NULL},
        {"5.1.1.7", NULL, NULL}, /* an address */
        {"55.1.1", NULL, NULL},
        {"5.1000.1", NULL, NULL},
        {"5.1.1000", NULL, NULL},
        {"5.1", NULL, NULL},
        {"5.1.", NULL, NULL},
        {"5..1", NULL, NULL},
        {"5,1,1", NULL, NULL},
        {" 5.1.1", NULL, NULL},
        {"5.1.x", NULL, NULL},
        {"", NULL, NULL},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        Status status = {2, 9, 9};
        const char *end = NULL;
        gboolean found = status_parse(rows[i].text, &status, &end);
        g_autofree char *text = status_to_string(status);

        g_assert_cmpint(found, ==, rows[i].status != NULL);
        g_assert_cmpstr(end, ==, rows[i].rest);
        g_assert_cmpstr(text, ==, found ? rows[i].status : "2.9.9");
    }
}

static void
test_unset(void)
{
    const Status unset = {0};
    g_autofree char *text = status_to_string(unset);

    g_assert_false(status_is_set(unset));
    g_assert_cmpstr(text, ==, "");
    g_assert_true(status_equal(unset, (Status){0, 0, 0}));
    g_assert_false(status_equal(unset, (Status){5, 0, 0}));
    g_assert_false(status_equal((Status){5, 1, 1}, (Status){5, 1, 10}));
}

static void
test_range(void)
{
    static const struct {
        const char *word;
        const char *inside;
        const char *outside;
    } rows[] = {
        {"5.1.1", "5.1.1", "4.1.1 5.1.2 5.1.11 5.2.1 2.1.1"},
        {"X.2.2", "5.2.2 4.2.2 2.2.2", "5.2.3 5.2.22 4.1.2"},
        {"x.2.2", "5.2.2", "5.2.3"},
        {"5.7.X", "5.7.0 5.7.1 5.7.999", "5.6.999 5.8.0 4.7.1"},
        {"X.7.X", "5.7.1 4.7.28", "5.1.1"},
        {"5.X.X", "5.0.0 5.999.999", "4.4.7"},
        {"5.7.606-5.7.649", "5.7.606 5.7.620 5.7.649", "5.7.605 5.7.650 4.7.606"},
        {"X.7.1-X.7.3", "4.7.1 5.7.2 5.7.3", "5.7.4 5.7.0"},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        StatusRange range;
        g_auto(GStrv) inside = g_strsplit(rows[i].inside, " ", -1);
        g_auto(GStrv) outside = g_strsplit(rows[i].outside, " ", -1);
        Status status;

        g_test_message("%s", rows[i].word);
        g_assert_true(status_range_parse(rows[i].word, &range));
        for (char **word = inside; *word; word++)
            g_assert_true(status_parse(*word, &status, NULL) &&
                          status_range_contains(&range, status));
        for (char **word = outside; *word; word++)
            g_assert_true(status_parse(*word, &status, NULL) &&
                          !status_range_contains(&range, status));
        g_assert_false(status_range_contains(&range, (Status){0}));
    }
}

static void
test_no_range(void)
{
    static const char *const words[] = {
        "",
        "5",
        "5.1",
        "5.1.1.1",
        "3.1.1",
        "5.1.1 ",
        "5.X.1",
        "5.1.Y",
        "5.1.1-",
        "5.1.1-5.1",
        "5.1.9-5.1.1",
        "5.1.1-4.1.9",
        "5.1.1-5.2.9",
        "5.1.X-5.1.9",
        "X.1.1-5.1.9",
        "5.1.1-5.1.X",
        "5.1.1-5.1.2-5.1.3",
    };

    for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
        StatusRange range;

        g_test_message("%s", words[i]);
        g_assert_false(status_range_parse(words[i], &range));
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/status/parse", test_parse);
    g_test_add_func("/status/unset", test_unset);
    g_test_add_func("/status/range", test_range);
    g_test_add_func("/status/no-range", test_no_range);
    return g_test_run();
}
