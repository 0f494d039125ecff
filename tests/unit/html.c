/* html.c - tests of parsers/html.c: the lines that a reader of the page would see */

#include "parsers/html.h"

static const struct {
    const char *html;
    const char *text;
} rows[] = {
    {"a<br>b", "a\nb"},
    {"<p>a</p><p>b</p>", "\na\n\nb\n"},
    {"<div>a</div>\n<div>b</div>", "a\nb\n"},
    {"<div>a</div><div><br></div><div>b</div>", "a\n\nb\n"},
    {"<ul><li>a</li> <li>b</li></ul>", "\na\nb\n\n"},
    {"<tr><td>To:</td><td>u@example.net</td></tr><tr><td>550 no</td></tr>",
     "To:u@example.net\n550 no\n"},
    /* Outlook makes a paragraph of each line, without a margin */
    {"<p class=MsoPlainText>a</p>\n<p class=\"MsoNormal\">b</p>\n<p class=MsoPlainText>&nbsp;</p>\n"
     "<p class=MsoPlainText>c</p>",
     "a\nb\n\nc\n"},
    {"<p class=reason>a</p><p class=reason>b</p>", "\na\n\nb\n"},
    {"<pre>a\n  b</pre>c\nd", "\na\nb\nc d"},
    {"<head><title>x</title></head><style>p { color: #550; }</style>a", "a"},
    {"a &lt;u@example.net&gt; &#233;&eacute; &unknown; &",
     "a <u@example.net> \u00e9\u00e9 &unknown; &"},
    {"a<!-- 550 -->b<", "ab<"},
    {"", ""},
};

static void
test_rows(void)
{
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *text = html_to_text(rows[i].html);

        g_test_message("%s", rows[i].html);
        g_assert_cmpstr(text, ==, rows[i].text);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/html/rows", test_rows);
    return g_test_run();
}
