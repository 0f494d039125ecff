/* threshold.c - tests of when bounces check gives alarm */

#include "cli/threshold.h"

static void
test_parse(void)
{
    static const struct {
        const char *text;
        gint64 limits[MEASURES];
    } rows[] = {
        {"50", {50, -1, -1}},    {"0", {0, -1, -1}},       {"20%", {-1, 20, -1}},
        {"100%", {-1, 100, -1}}, {"+100%", {-1, -1, 100}}, {"+0%", {-1, -1, 0}},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *text = g_strdup(rows[i].text);
        char *texts[] = {text, NULL};
        Thresholds thresholds;

        g_assert_true(threshold_parse(texts, &thresholds, NULL));
        for (guint n = 0; n < MEASURES; n++)
            g_assert_cmpint(thresholds.limits[n], ==, rows[i].limits[n]);
    }
}

static void
test_refused(void)
{
    static const char *const rows[] = {
        "", "x", "-5", "5x", "%", "+", "+5", "101%", "5%%", " 5", "1e3", "99999999999999999999",
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *text = g_strdup(rows[i]);
        char *texts[] = {text, NULL};
        Thresholds thresholds;
        g_autoptr(GError) error = NULL;

        g_assert_false(threshold_parse(texts, &thresholds, &error));
        g_assert_nonnull(error);
    }
}

static void
test_exceeded(void)
{
    static const struct {
        gint64 limits[MEASURES];
        gint64 values[MEASURES];
        gboolean exceeded;
        Measure measure;
    } rows[] = {
        {{50, -1, -1}, {50, 100, 900}, FALSE, MEASURE_COUNT},
        {{50, -1, -1}, {51, 0, 0}, TRUE, MEASURE_COUNT},
        {{-1, 20, -1}, {9, 21, 0}, TRUE, MEASURE_SHARE},
        {{50, 20, 100}, {50, 20, 101}, TRUE, MEASURE_CHANGE},
        {{-1, -1, 0}, {5, 5, -1}, FALSE, MEASURE_COUNT},
        {{-1, -1, -1}, {5, 5, 5}, FALSE, MEASURE_COUNT},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        Thresholds thresholds;
        Measured measured = {0};
        Measure measure;

        for (guint n = 0; n < MEASURES; n++) {
            thresholds.limits[n] = rows[i].limits[n];
            measured.values[n] = rows[i].values[n];
        }
        g_assert_cmpint(threshold_exceeded(&thresholds, &measured, &measure), ==, rows[i].exceeded);
        if (rows[i].exceeded)
            g_assert_cmpint(measure, ==, rows[i].measure);
    }
}

static void
test_change(void)
{
    static const struct {
        gint64 count;
        guint days;
        guint known;
        gint64 before[8];
        gint64 change;
        gint64 usual;
    } rows[] = {
        {20, 1, 8, {10, 10, 10, 10, 10, 10, 10, 10}, 100, 10},
        {5, 1, 8, {10, 10, 10, 10, 10, 10, 10, 10}, 0, 10},
        {20, 1, 8, {10, 10, 90, 10, 10, 10, 10, 10}, 100, 10}, /* one bad day is not usual */
        {40, 2, 8, {10, 10, 10, 10, 10, 10, 10, 10}, 100, 20},
        {7, 1, 0, {0}, -1, 0},           /* the store is new */
        {7, 1, 2, {1, 1}, -1, 0},        /* and knows two days */
        {7, 1, 4, {1, 0, 0, 0}, 700, 0}, /* usually nothing */
        {7, 1, 8, {0}, 700, 0},          /* never yet */
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        gint64 usual;

        g_assert_cmpint(
            threshold_change(rows[i].count, rows[i].before, rows[i].known, rows[i].days, &usual),
            ==, rows[i].change);
        g_assert_cmpint(usual, ==, rows[i].usual);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/threshold/parse", test_parse);
    g_test_add_func("/threshold/refused", test_refused);
    g_test_add_func("/threshold/exceeded", test_exceeded);
    g_test_add_func("/threshold/change", test_change);
    return g_test_run();
}
