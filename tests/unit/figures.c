/* figures.c - tests of render/figures.c and render/sparkline.c: numbers in, words out */

#include "render/figures.h"

#include "base/time.h"
#include "render/sparkline.h"

static void
test_percent(void)
{
    static const struct {
        gint64 part;
        gint64 whole;
        gint64 percent;
    } rows[] = {
        {0, 0, 0},   {5, 0, 0},   {0, 5, 0},     {1, 3, 33},   {2, 3, 67},
        {1, 200, 1}, {1, 201, 0}, {-1, 3, -33},  {-2, 3, -67}, {310, 100, 310},
        {3, 3, 100}, {7, -1, 0},  {-1, 200, -1},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++)
        g_assert_cmpint(figures_percent(rows[i].part, rows[i].whole), ==, rows[i].percent);
}

static void
test_change(void)
{
    static const struct {
        gint64 count;
        gint64 before;
        const char *change;
    } rows[] = {
        {310, 100, "+210 %"}, {96, 100, "-4 %"}, {100, 100, "0 %"},         {0, 100, "-100 %"},
        {5, 0, "new"},        {0, 0, ""},        {12400, 10, "+123,900 %"}, {1001, 1000, "0 %"},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *change = figures_change(rows[i].count, rows[i].before);

        g_assert_cmpstr(change, ==, rows[i].change);
    }
}

static void
test_comparison(void)
{
    static const struct {
        gint64 count;
        gint64 before;
        guint days;
        const char *words;
    } rows[] = {
        {138, 100, 31, "38 % more than in the 31 days before"},
        {90, 100, 8, "10 % fewer than in the 8 days before"},
        {100, 100, 8, "as many as in the 8 days before"},
        {5, 0, 31, "nothing stored from the 31 days before"},
        {2, 1, 1, "100 % more than on the day before"},
        {1, 2, 1, "50 % fewer than on the day before"},
        {1, 1, 1, "as many as on the day before"},
        {1, 0, 1, "nothing stored from the day before"},
        {2, 1, 3650, "100 % more than in the 3,650 days before"},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *words = figures_comparison(rows[i].count, rows[i].before, rows[i].days);

        g_assert_cmpstr(words, ==, rows[i].words);
    }
}

static void
test_period(void)
{
    static const struct {
        const char *first;
        const char *last;
        const char *words;
    } rows[] = {
        {"2026-10-25", "2026-11-24", "25 October to 24 November 2026"},
        {"2026-12-25", "2027-01-03", "25 December 2026 to 3 January 2027"},
        {"2026-11-01", "2026-11-24", "1 to 24 November 2026"},
        {"2025-11-24", "2026-11-24", "24 November 2025 to 24 November 2026"},
        {"2026-11-24", "2026-11-24", "24 November 2026"},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        gint64 since = 0;
        gint64 until = 0;

        g_assert_true(time_parse_day(rows[i].first, 0, &since));
        g_assert_true(time_parse_day(rows[i].last, 0, &until));

        g_autofree char *words = figures_period(since, until + TIME_DAY);
        g_assert_cmpstr(words, ==, rows[i].words);
    }
}

static void
test_date(void)
{
    static const struct {
        gint64 seconds;
        const char *words;
    } rows[] = {
        {1795484820, "24 Nov 2026"},
        {951782400, "29 Feb 2000"},
        {951868800, " 1 Mar 2000"},
        {0, ""},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *words = figures_date(rows[i].seconds);

        g_assert_cmpstr(words, ==, rows[i].words);
    }
}

#define DAYS_MAX 8

static void
test_sparkline(void)
{
    static const struct {
        gint64 days[DAYS_MAX];
        guint count;
        int width;
        const char *utf8;
        const char *ascii;
    } rows[] = {
        {{0, 1, 2, 3, 4, 5, 6, 7}, 8, 8, "▁▂▃▄▅▆▇█", ".-=+*#%@"},
        {{0, 0, 0}, 3, 8, "▁▁▁", "..."},
        {{5}, 1, 8, "█", "@"},
        {{1, 0, 1000}, 3, 3, "▂▁█", ":.@"},
        {{1, 1, 1, 1}, 4, 2, "██", "@@"},
        {{4, 1, 1, 1, 1}, 5, 3, "█▅▅", "@++"}, /* the first column has what is left over */
        {{1, 1, 1, 1, 1, 1, 1, 1}, 8, 1, "█", "@"},
        {{1, 2}, 2, 0, "█", "@"},
        {{0}, 0, 8, "", ""},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        guint each = sparkline_days(rows[i].count, rows[i].width);
        g_autofree char *utf8 = sparkline(rows[i].days, rows[i].count, each, TRUE);
        g_autofree char *ascii = sparkline(rows[i].days, rows[i].count, each, FALSE);

        g_assert_cmpstr(utf8, ==, rows[i].utf8);
        g_assert_cmpstr(ascii, ==, rows[i].ascii);
    }
}

static void
test_bar(void)
{
    static const struct {
        gint64 part;
        gint64 whole;
        const char *bar;
    } rows[] = {
        {0, 10, ""},    {1, 10, "#"}, {5, 10, "#####"}, {10, 10, "##########"},
        {1, 1000, "#"}, {0, 0, ""},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *bar = sparkline_bar(rows[i].part, rows[i].whole, 10, FALSE);

        g_assert_cmpstr(bar, ==, rows[i].bar);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/figures/percent", test_percent);
    g_test_add_func("/figures/change", test_change);
    g_test_add_func("/figures/comparison", test_comparison);
    g_test_add_func("/figures/period", test_period);
    g_test_add_func("/figures/date", test_date);
    g_test_add_func("/sparkline/line", test_sparkline);
    g_test_add_func("/sparkline/bar", test_bar);
    return g_test_run();
}
