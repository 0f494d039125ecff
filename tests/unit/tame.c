/* tame.c - tests of parsers/tame.c and parsers/html.c */

#include "parsers/tame.h"
#include "parsers/html.h"

#include <string.h>

static char *
tamed(const char *text, gsize length, gboolean *cut)
{
    g_autoptr(GBytes) bytes = g_bytes_new_static(text, length);
    g_autoptr(GBytes) out = tame(bytes, cut);

    return out ? g_strndup(g_bytes_get_data(out, NULL), g_bytes_get_size(out)) : NULL;
}

static void
test_leading(void)
{
    static const struct {
        const char *text;
        const char *out; /* NULL: no mail */
    } rows[] = {
        {"Subject: a\n\nb\n", "Subject: a\n\nb\n"},
        {"\n\r\nSubject: a\n\nb\n", "Subject: a\n\nb\n"},
        {"\xef\xbb\xbfSubject: a\n\n", "Subject: a\n\n"},
        {"From u@example.net Tue Mar 02 09:44:33 1999\nSubject: a\n\n", "Subject: a\n\n"},
        {">From u@example.net Tue Mar 02 09:44:33 1999\nSubject: a\n\n", "Subject: a\n\n"},
        {"Subject: a\r\rb\r", "Subject: a\n\nb\n"},
        {"Subject: a\r\n\r\nb\r\n", "Subject: a\r\n\r\nb\r\n"},
        {"hello\n", NULL},
        {"\x7f"
         "ELF\x02\x01",
         NULL},
        {"", NULL},
        {"\n\n\n", NULL},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        gboolean cut;
        g_autofree char *out = tamed(rows[i].text, strlen(rows[i].text), &cut);

        g_assert_cmpstr(out, ==, rows[i].out);
        g_assert_false(cut);
    }
}

static char *
tamed_string(const GString *text, gboolean *cut)
{
    return tamed(text->str, text->len, cut);
}

static void
test_long_field(void)
{
    g_autoptr(GString) text = g_string_new("To: ");
    g_autofree char *out = NULL;
    gboolean cut;

    for (int i = 0; i < 10000; i++)
        g_string_append(text, "a@example.net,\n ");
    g_string_append(text, "\nSubject: still there\n\nbody\n");
    out = tamed_string(text, &cut);
    g_assert_true(cut);
    g_assert_cmpuint(strlen(out), <, 20000);
    g_assert_nonnull(strstr(out, "\nSubject: still there\n\nbody\n"));
}

static void
test_long_header(void)
{
    g_autoptr(GString) text = g_string_new(NULL);
    g_autofree char *out = NULL;
    gboolean cut;

    for (int i = 0; i < 100000; i++)
        g_string_append_printf(text, "X-%d: value\n", i);
    g_string_append(text, "\nbody\n");
    out = tamed_string(text, &cut);
    g_assert_true(cut);
    g_assert_cmpuint(strlen(out), <, 300000);
    g_assert_true(g_str_has_suffix(out, "\n\nbody\n"));
}

static void
test_many_parts(void)
{
    g_autoptr(GString) text = g_string_new("Content-Type: multipart/mixed; boundary=b\n\n");
    g_autofree char *out = NULL;
    gboolean cut;

    for (int i = 0; i < 5000; i++)
        g_string_append(text, "--b\n\nx\n");
    out = tamed_string(text, &cut);
    g_assert_true(cut);
    g_assert_cmpuint(strlen(out), <, 8000);
}

/* Long lines of prose, and a patch whose lines begin with "---", are left alone. */
static void
test_prose(void)
{
    g_autoptr(GString) text = g_string_new("Subject: patch\n\n");
    g_autofree char *out = NULL;
    gboolean cut;

    for (int i = 0; i < 3000; i++)
        g_string_append(text, "--- a/file.c\n+++ b/file.c\n-- \n");
    for (int i = 0; i < 30000; i++)
        g_string_append(text, "word ");
    out = tamed_string(text, &cut);
    g_assert_false(cut);
    g_assert_cmpstr(out, ==, text->str);
}

static void
test_html(void)
{
    static const struct {
        const char *html;
        const char *text;
    } rows[] = {
        {"<p>a</p><p>b &amp; c</p>", "\na\n\nb & c\n"},
        {"one\ntwo<br>three", "one two\nthree"},
        {"<head><title>t</title></head><b>x</b>", "x"},
        {"<style>p { color: red }</style>x<script>if (a < b) y()</script>z", "xz"},
        {"<!-- <p>no</p> -->yes", "yes"},
        {"&lt;u@example.net&gt;&nbsp;&#233;&#xE9;&bogus;", "<u@example.net> \u00e9\u00e9&bogus;"},
        {"&Eacute;chec &agrave; l&rsquo;&oelig;il &amp", "\u00c9chec \u00e0 l\u2019\u0153il &amp"},
        {"<pre>one\ntwo</pre>three\nfour", "\none\ntwo\nthree four"},
        {"<pre class=x>one\n<b>two</b>\nthree</pre>", "one\ntwo\nthree"},
        {"<prefix>one\ntwo", "one two"},
        {"a < b and <", "a < b and <"},
        {"<script>never closed", ""},
        {"<p", ""},
        {"", ""},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *text = html_to_text(rows[i].html);

        g_strstrip(text);
        {
            g_autofree char *want = g_strstrip(g_strdup(rows[i].text));

            g_assert_cmpstr(text, ==, want);
        }
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/tame/leading", test_leading);
    g_test_add_func("/tame/long-field", test_long_field);
    g_test_add_func("/tame/long-header", test_long_header);
    g_test_add_func("/tame/many-parts", test_many_parts);
    g_test_add_func("/tame/prose", test_prose);
    g_test_add_func("/html/text", test_html);
    return g_test_run();
}
