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
        {G_MAXINT64, ""},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *text = time_format(rows[i].seconds);

        g_assert_cmpstr(text, ==, rows[i].text);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_mime_init();
    g_test_add_func("/time/parse-mail", test_parse_mail);
    g_test_add_func("/time/format", test_format);
    return g_test_run();
}
