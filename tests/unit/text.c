/* text.c - tests of base/text.c */

#include "base/text.h"

#include <string.h>

#define STR(literal) literal, sizeof(literal) - 1

static void
test_to_utf8(void)
{
    static const struct {
        const char *bytes;
        gsize length;
        const char *text;
    } rows[] = {
        {STR(""), ""},
        {NULL, 0, ""},
        {STR("plain"), "plain"},
        {STR("d\xc3\xa9j\xc3\xa0"), "déjà"},
        {STR("d\xe9j\xe0"), "déjà"},
        {STR("\x80 5, \x93quoted\x94"), "€ 5, “quoted”"},
        {STR("caf\xc3\xa9, caf\xe9"), "café, café"}, /* both within one text */
        {STR("\x81\x8d\x8f\x90\x9d"),
         "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"},
        {STR("a\0b\0"), "ab"},
        {STR("\xed\xa0\x80"), "í\xc2\xa0€"}, /* a surrogate is not UTF-8 */
        {STR("\xc0\xaf"), "À¯"},             /* nor is an overlong form */
        {STR("\xf0\x9f\x98\x80"), "😀"},
        {STR("cut \xf0\x9f\x98"), "cut ðŸ˜"}, /* the cap may fall within a character */
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *text = text_to_utf8(rows[i].bytes, rows[i].length);

        g_assert_cmpstr(text, ==, rows[i].text);
        g_assert_true(g_utf8_validate(text, -1, NULL));
    }
}

typedef struct {
    const char *text;
    const char *expected;
} Row;

static void
check_rows(char *(*make)(const char *), const Row *rows, gsize count)
{
    for (; count; count--, rows++) {
        g_autofree char *made = make(rows->text);

        g_assert_cmpstr(made, ==, rows->expected);
    }
}

/* Wherever in a text, and in whatever way it is looked at, a byte counts. */
static void
test_is_utf8(void)
{
    static const struct {
        const char *bytes;
        gsize length;
        gboolean is_utf8;
    } rows[] = {
        {"x", 1, TRUE},        {"\0", 1, FALSE},       {"\x80", 1, FALSE},
        {"\xc3\xa9", 2, TRUE}, {"\xc3\xa9", 1, FALSE}, {"\x7f\x01", 2, TRUE},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++)
        for (gsize at = 0; at < 40; at++)
            for (gsize behind = 0; behind < 10; behind++) {
                char text[64];
                gsize length = at + rows[i].length + behind;

                memset(text, 'a', sizeof text);
                memcpy(text + at, rows[i].bytes, rows[i].length);
                g_test_message("row %u at %d of %d", i, (int)at, (int)length);
                g_assert_cmpint(text_is_utf8(text, length), ==, rows[i].is_utf8);
            }
    g_assert_true(text_is_utf8("", 0));
}

/* A value from the authors of FNV-1a (isthe.com/chongo/tech/comp/fnv); a NUL ends what is hashed.
 */
static void
test_hash(void)
{
    guint64 of_ab = text_hash(0, "ab");

    g_assert_cmpuint(text_hash(0, "foobar"), ==, G_GUINT64_CONSTANT(0x34531ca7168b8f38));
    g_assert_cmpuint(text_hash(of_ab, "c"), !=, text_hash(text_hash(0, "a"), "bc"));
    g_assert_cmpuint(text_hash(0, ""), !=, text_hash(text_hash(0, ""), ""));
}

/* What somebody cut in the midst of a character ends where it was cut, whoever reads it. */
static void
test_cut_in_two(void)
{
    static const struct {
        const char *text;
        gsize max;
        const char *begin;
    } rows[] = {
        {"abc", 2, "ab"},     {"abc", 9, "abc"},    {"a\u20acb", 1, "a"},
        {"a\u20acb", 2, "a"}, {"a\u20acb", 3, "a"}, {"a\u20acb", 4, "a\u20ac"},
        {"\u20ac", 0, ""},    {"", 3, ""},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *begin =
            g_strndup(rows[i].text, text_fitting_length(rows[i].text, rows[i].max));
        g_autofree char *cut = g_strndup(rows[i].text, rows[i].max);
        g_autofree char *squeezed = text_squeeze(cut);
        const char *at = cut;

        g_assert_cmpstr(begin, ==, rows[i].begin);
        g_assert_cmpstr(squeezed, ==, cut);
        while (*at)
            at = text_next(at);
        g_assert_true(at == cut + strlen(cut));
    }
}

static void
test_squeeze(void)
{
    static const Row rows[] = {
        {"", ""},
        {" \t\r\n\v\f", ""},
        {"a", "a"},
        {"  a \r\n\t b  ", "a b"},
        {"50\u00a0%", "50 %"},
        {"a \u00a0\u2003\u3000 b\u00a0", "a b"},
        {"é  à", "é à"},
        {"a\u200bb", "a\u200bb"}, /* zero width space is no space */
    };

    check_rows(text_squeeze, rows, G_N_ELEMENTS(rows));
}

static void
test_printable(void)
{
    static const Row rows[] = {
        {"", ""},
        {"as it is: é 日本 😀", "as it is: é 日本 😀"},
        {"\x1b[31mred\x07", " [31mred "},
        {"a\tb\nc\rd\x7f", "a b c d "},
        {"a\xc2\x85"
         "b\xc2\x9b"
         "c",
         "a b c"}, /* C1 */
        {"exe.\u202etxt", "exe. txt"},
        {"\u2066a\u2069\u200e\u200f\u061c", " a    "},
        {"a\u2028b\u2029", "a b "},
        {"file\xe9\x1b", "fileé "},
    };

    check_rows(text_printable, rows, G_N_ELEMENTS(rows));
}

static void
test_width(void)
{
    static const struct {
        const char *text;
        int width;
    } rows[] = {
        {"", 0}, {"abc", 3}, {"déjà", 4}, {"日本", 4}, {"e\u0301", 1}, {"😀!", 3}, {"a\u200bb", 2},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++)
        g_assert_cmpint(text_width(rows[i].text), ==, rows[i].width);
}

static void
test_fitting_length(void)
{
    static const struct {
        const char *text;
        gsize max;
        gsize length;
    } rows[] = {
        {"", 0, 0},     {"", 5, 0},     {"ab", 3, 2},   {"ab", 2, 2},   {"ab", 1, 1},
        {"ab", 0, 0},   {"déjà", 1, 1}, {"déjà", 2, 1}, {"déjà", 3, 3}, {"déjà", 6, 6},
        {"déjà", 5, 4}, {"a😀", 4, 1},   {"a😀", 5, 5},   {"😀", 3, 0},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++)
        g_assert_cmpuint(text_fitting_length(rows[i].text, rows[i].max), ==, rows[i].length);
}

static void
test_cut(void)
{
    static const struct {
        const char *text;
        int width;
        const char *cut;
    } rows[] = {
        {"", 0, ""},
        {"abc", 3, "abc"},
        {"abcd", 3, "ab…"},
        {"abc", 1, "…"},
        {"abc", 0, ""},
        {"abc", -1, ""},
        {"日本語", 6, "日本語"},
        {"日本語", 5, "日本…"},
        {"日本語", 4, "日…"}, /* a column stays empty */
        {"e\u0301e\u0301e\u0301", 2, "e\u0301…"},
        {"éàü", 2, "é…"},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *cut = text_cut(rows[i].text, rows[i].width);

        g_assert_cmpstr(cut, ==, rows[i].cut);
        g_assert_cmpint(text_width(cut), <=, MAX(rows[i].width, 0));
    }
}

static void
test_wrap(void)
{
    static const struct {
        const char *text;
        int width;
        const char *indent;
        const char *wrapped;
    } rows[] = {
        {"", 10, "  ", ""},
        {"   ", 10, "  ", ""},
        {"one two", 10, "  ", "one two"},
        {"one two three", 7, "  ", "one two\n  three"},
        {"one  two\nthree ", 13, "", "one two three"},
        {"https://example.org/long", 5, " ", "https://example.org/long"},
        {"a https://example.org/long b", 5, " ", "a\n https://example.org/long\n b"},
        {"à 50\u00a0%", 4, "", "à\n50\u00a0%"},
        {"日本 語", 5, "", "日本\n語"},
        {"a b", 0, "", "a\nb"},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *wrapped = text_wrap(rows[i].text, rows[i].width, rows[i].indent);

        g_assert_cmpstr(wrapped, ==, rows[i].wrapped);
    }
}

static void
test_has_prefix(void)
{
    g_assert_true(text_has_prefix("Subject: x", "subject:"));
    g_assert_true(text_has_prefix("subject:", "SUBJECT:"));
    g_assert_true(text_has_prefix("x", ""));
    g_assert_false(text_has_prefix("subject", "subject:"));
    g_assert_false(text_has_prefix("", "x"));
    g_assert_false(text_has_prefix("[", "{")); /* differ in the bit that tells case apart */
    g_assert_false(text_has_prefix("É", "é")); /* ASCII only */
}

static void
test_find(void)
{
    static const struct {
        const char *text;
        const char *needle;
        int at; /* -1: not there */
    } rows[] = {
        {"", "", 0},          {"abc", "", 0},
        {"", "a", -1},        {"User UNKNOWN", "unknown", 5},
        {"aaab", "AAB", 1},   {"ab", "abc", -1},
        {"QUOTA", "q", 0},    {"x@y", "@", 1},
        {"x`y", "@", -1},     {"I in Turkish", "i IN", 0},
        {"é user", "é U", 0},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        const char *found = text_find(rows[i].text, rows[i].needle);

        g_assert_cmpint(found ? (int)(found - rows[i].text) : -1, ==, rows[i].at);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/text/to-utf8", test_to_utf8);
    g_test_add_func("/text/is-utf8", test_is_utf8);
    g_test_add_func("/text/hash", test_hash);
    g_test_add_func("/text/cut-in-two", test_cut_in_two);
    g_test_add_func("/text/squeeze", test_squeeze);
    g_test_add_func("/text/printable", test_printable);
    g_test_add_func("/text/width", test_width);
    g_test_add_func("/text/fitting-length", test_fitting_length);
    g_test_add_func("/text/cut", test_cut);
    g_test_add_func("/text/wrap", test_wrap);
    g_test_add_func("/text/has-prefix", test_has_prefix);
    g_test_add_func("/text/find", test_find);
    return g_test_run();
}
