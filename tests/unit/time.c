/* time.c - tests of base/time.c */

#include "base/time.h"

#include <gmime/gmime.h>

static void
test_parse_mail(void)
{
    static const struct {
        const char *text;
        const char *time; /* as time_format writes it; "" for no date */
    } rows[] = {
        {"Tue, 24 Nov 2026 01:47:00 +0000", "2026-11-24T01:47:00Z"},
        {"Tue, 24 Nov 2026 01:47:00 -0500", "2026-11-24T06:47:00Z"},
        {"Tue, 24 Nov 2026 01:47:00 +0530", "2026-11-23T20:17:00Z"},
        {"Tue, 24 Nov 2026 01:47:00 -0000", "2026-11-24T01:47:00Z"},
        {" 4 Nov 2026 01:47:00 +1400\r\n", "2026-11-03T11:47:00Z"},
        {"Thu, 29 Feb 2024 23:59:59 -0130", "2024-03-01T01:29:59Z"},
        {"24 Nov 2026 02:47 +0100", "2026-11-24T01:47:00Z"},
        {"Tue, 24 Nov 2026 01:47:00 +0100 (CET)", "2026-11-24T00:47:00Z"},
        {"Tue, 24 Nov 2026 01:47:00 +0000 (UTC)", "2026-11-24T01:47:00Z"},
        {"Tue, 24 Nov 2026\r\n 01:47:00 +0000", "2026-11-24T01:47:00Z"},
        {"(c) Tue, 24 (c) Nov 2026 01:47:00 +0000", "2026-11-24T01:47:00Z"},
        {"Tue, 24 Nov 2026 01:47:00", "2026-11-24T01:47:00Z"},   /* no zone: UTC */
        {"Tue, 24 Nov 26 01:47:00 GMT", "2026-11-24T01:47:00Z"}, /* RFC 5322 section 4.3 */
        {"24 Nov 99 01:47:00 EST", "1999-11-24T06:47:00Z"},
        {"Tuesday, 24-Nov-26 01:47:00 GMT", "2026-11-24T01:47:00Z"}, /* RFC 850 */
        {"Tue Nov 24 01:47:00 2026", "2026-11-24T01:47:00Z"},        /* asctime(3) */
        {"Tue Nov 24 01:47:00 2026 +0100", "2026-11-24T00:47:00Z"},
        {"Di, 24 Nov 2026 01:47:00 +0100", "2026-11-24T00:47:00Z"},
        {"2026-11-24 01:47:00 +0100", "2026-11-24T00:47:00Z"},
        {"1 Jan 1980 00:00:00 +0000", "1980-01-01T00:00:00Z"},
        {"31 Dec 1979 23:59:59 +0000", ""},
        {"31 Dec 2099 23:59:59 +0000", "2099-12-31T23:59:59Z"},
        {"1 Jan 2100 00:00:00 +0000", ""},
        {"Tue, 31 Feb 2026 01:47:00 +0000", ""},
        {"Tue, 24 Nov 2026 25:47:00 +0000", ""},
        {"Tue, 24 Nov 126 01:47:00 +0000", ""},
        {"99999999999 Nov 2026 01:47:00 +0000", ""},
        {"", ""},
        {"hello", ""},
        {"5.1.1", ""},
        {"\xff\xfe \x80", ""},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *time = time_format(time_parse_mail(rows[i].text));

        g_assert_cmpstr(time, ==, rows[i].time);
    }
}

static void
test_format(void)
{
    static const struct {
        gint64 seconds;
        const char *text;
    } rows[] = {
        {0, ""},
        {1, "1970-01-01T00:00:01Z"},
        {1795484820, "2026-11-24T01:47:00Z"},
        {951782400, "2000-02-29T00:00:00Z"},
        {4102444799, "2099-12-31T23:59:59Z"},
        {-1, "1969-12-31T23:59:59Z"},
        {253402300799, "9999-12-31T23:59:59Z"},
        {253402300800, ""},
        {-62167219200, "0000-01-01T00:00:00Z"},
        {-62167219201, ""},
        {G_MAXINT64, ""},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *text = time_format(rows[i].seconds);

        g_assert_cmpstr(text, ==, rows[i].text);
    }
}

/* now is 2026-11-24T01:47:00Z; "" for what is no day. */
static void
test_parse_day(void)
{
    static const struct {
        const char *text;
        const char *day;
    } rows[] = {
        {"0d", "2026-11-24"},
        {"7d", "2026-11-17"},
        {"30d", "2026-10-25"},
        {"2w", "2026-11-10"},
        {"1y", "2025-11-24"},
        {"99999d", "1980-01-01"},
        {"99999y", "1980-01-01"},
        {"2026-05-01", "2026-05-01"},
        {"2024-02-29", "2024-02-29"},
        {"1971-01-01", "1980-01-01"},
        {"2026-02-29", ""},
        {"2026-13-01", ""},
        {"2026-5-1", ""},
        {"2026-05-01 ", ""},
        {"2026-05-01T00:00:00Z", ""},
        {"26-05-01", ""},
        {"7", ""},
        {"d", ""},
        {"7m", ""},
        {"7dd", ""},
        {"-7d", ""},
        {"+7d", ""},
        {" 7d", ""},
        {"123456d", ""},
        {"", ""},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        gint64 day = 0;
        gboolean is_day = time_parse_day(rows[i].text, 1795484820, &day);
        g_autofree char *name = time_day_name(day);

        g_assert_cmpstr(name, ==, rows[i].day);
        g_assert_cmpint(is_day, ==, *rows[i].day != '\0');
        g_assert_cmpint(day % TIME_DAY, ==, 0);
    }
}

static void
test_day(void)
{
    static const struct {
        gint64 seconds;
        gint64 day;
    } rows[] = {
        {1795484820, 1795478400}, {1795478400, 1795478400}, {1795478399, 1795392000}, {0, 0},
        {-1, -TIME_DAY},          {-TIME_DAY, -TIME_DAY},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++)
        g_assert_cmpint(time_day(rows[i].seconds), ==, rows[i].day);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_mime_init();
    g_test_add_func("/time/parse-mail", test_parse_mail);
    g_test_add_func("/time/format", test_format);
    g_test_add_func("/time/parse-day", test_parse_day);
    g_test_add_func("/time/day", test_day);
    return g_test_run();
}
