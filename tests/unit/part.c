/* part.c - tests of parsers/part.c and parsers/contenttype.c */

#include "parsers/part.h"

#include <string.h>

/* "multipart/mixed(text/plain[4] message/rfc822(text/plain[0]))": bytes of leaves in brackets. */
static void
add_shape(GString *shape, const Part *part)
{
    g_string_append_printf(shape, "%s/%s", part->type.type, part->type.subtype);
    if (part->kind == PART_LEAF)
        g_string_append_printf(shape, "[%" G_GSIZE_FORMAT "]", part->length);
    else
        g_string_append_c(shape, '(');
    for (guint i = 0; part->parts && i < part->parts->len; i++) {
        if (i > 0)
            g_string_append_c(shape, ' ');
        add_shape(shape, g_ptr_array_index(part->parts, i));
    }
    if (part->kind != PART_LEAF)
        g_string_append_c(shape, ')');
}

static char *
shape_of(const char *text, gsize length)
{
    g_autoptr(Part) part = part_parse(text, length);
    GString *shape = g_string_new("");

    if (part)
        add_shape(shape, part);
    return g_string_free(shape, FALSE);
}

#define MIXED(boundary) "Content-Type: multipart/mixed; boundary=\"" boundary "\"\n\n"
#define MESSAGE "Content-Type: message/rfc822\n\n"

static void
test_shapes(void)
{
    static const struct {
        const char *text;
        const char *shape;
    } rows[] = {
        {"Subject: a\n\nbody\n", "text/plain[5]"},
        {"Subject: a\n\n", "text/plain[0]"},
        {"Subject: a\n", "text/plain[0]"},
        {"Subject: a", "text/plain[0]"},
        {"Subject: a\nSub", ""}, /* who knows what that was to be */
        {"Content-Type: text/html; charset=utf-8\n\nb", "text/html[1]"},
        {"Content-Type: strange\n\nb", "application/octet-stream[1]"},
        {"Content-Type: text/html\nContent-Type: text/plain\n\nb", "text/plain[1]"},
        /* what stands before the parts and behind them is none of them */
        {MIXED("b") "before\n--b\n\none\n--b\n\ntwo\n\n--b--\nbehind\n",
         "multipart/mixed(text/plain[3] text/plain[4])"},
        {"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\none\r\n--b--\r\n",
         "multipart/mixed(text/plain[3])"},
        {MIXED("b") "--b \t\n\none\n--b--  \n", "multipart/mixed(text/plain[3])"},
        {MIXED("b") "--b\n\none\n--bc\n--b--", "multipart/mixed(text/plain[8])"},
        {MIXED("b") "--b\n\n\n--b--\n", "multipart/mixed(text/plain[0])"},
        /* without an end, a boundary, or parts */
        {MIXED("b") "--b\n\none\n", "multipart/mixed(text/plain[4])"},
        {MIXED("b") "nothing\n", "multipart/mixed()"},
        {"Content-Type: multipart/mixed\n\n--b\n\none\n--b--\n", "multipart/mixed()"},
        {MIXED("b") "--b", "multipart/mixed()"},
        {MIXED("b") "--b\nContent-Type", "multipart/mixed()"},
        /* a header that a boundary ends; without a field there is no part */
        {MIXED("b") "--b\nContent-Type: text/html\n--b\n\none\n--b--\n",
         "multipart/mixed(text/html[0] text/plain[3])"},
        {MIXED("b") "--b\n--b\n\none\n--b--\n", "multipart/mixed(text/plain[3])"},
        {MIXED("b") "--b\nno field\nContent-Type: text/html\n\none\n--b--\n",
         "multipart/mixed(text/html[3])"},
        /* one in another, which ends where the outer one does */
        {MIXED("b") "--b\n" MIXED("c") "--c\n\none\n--c--\n--b\n\ntwo\n--b--\n",
         "multipart/mixed(multipart/mixed(text/plain[3]) text/plain[3])"},
        {MIXED("b") "--b\n" MIXED("c") "--c\n\none\n--b\n\ntwo\n--b--\n",
         "multipart/mixed(multipart/mixed(text/plain[3]) text/plain[3])"},
        {MIXED("b") "--b\n" MIXED("c") "--c\n\none\n--b--\n\n--b\n\ntwo\n",
         "multipart/mixed(multipart/mixed(text/plain[3]))"},
        /* messages */
        {MESSAGE "Subject: b\n\nbody\n", "message/rfc822(text/plain[5])"},
        {MIXED("b") "--b\n" MESSAGE "Subject: b\n\nbody\n--b--\n",
         "multipart/mixed(message/rfc822(text/plain[4]))"},
        {MIXED("b") "--b\n" MESSAGE "--b--\n", "multipart/mixed(message/rfc822())"},
        {MIXED("b") "--b\n" MESSAGE "Subject: b\n--b--\n",
         "multipart/mixed(message/rfc822(text/plain[0]))"},
        {"Content-Transfer-Encoding: base64\n" MESSAGE "U3ViamVjdDogYg==\n", "message/rfc822[17]"},
        {"Content-Type: multipart/digest; boundary=b\n\n--b\n\nSubject: a\n\none\n--b--\n",
         "multipart/digest(message/rfc822(text/plain[3]))"},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *shape = shape_of(rows[i].text, strlen(rows[i].text));

        g_assert_cmpstr(shape, ==, rows[i].shape);
    }
}

static guint
count_within(const Part *part, const char *begin, const char *end)
{
    guint count = 1;

    if (part->kind == PART_LEAF && part->length > 0) {
        g_assert_true(part->content >= begin);
        g_assert_true(part->content + part->length <= end);
    }
    for (guint i = 0; part->parts && i < part->parts->len; i++)
        count += count_within(g_ptr_array_index(part->parts, i), begin, end);
    return count;
}

/* Wherever a message ends, what was read of it lies in it, and nothing is lost again. */
static void
test_cuts(void)
{
    static const char text[] = "Subject: a\r\n" MIXED("b") "\r\n--b\n" MESSAGE MIXED(
        "c") "--c\n\none"
             "\n--c--\r\n--b\r\nContent-Type: text/html\n\ntwo\r\n--b--\r\n";
    guint count = 0;

    for (gsize length = 1; length < sizeof text; length++) {
        g_autofree char *cut = g_memdup2(text, length); /* for the sanitizers */
        g_autoptr(Part) part = part_parse(cut, length);
        guint found = part ? count_within(part, cut, cut + length) : 0;

        g_assert_true(found >= count || !part);
        count = MAX(count, found);
    }
    g_assert_cmpuint(count, ==, 5);
}

static void
test_fields(void)
{
    static const char text[] = "Received: one\n two\r\n\tthree\nSubject : a b \nReceived: four\n"
                               "no field\n still none\n: neither\nX-\x01: nor this\nX-Last:\n\n";
    g_autoptr(Part) part = part_parse(text, strlen(text));

    g_assert_cmpuint(part->fields->len, ==, 4);
    g_assert_cmpstr(part_field(part, "received"), ==, " one\n two\r\n\tthree\n");
    g_assert_cmpstr(part_last_field(part, "Received"), ==, " four\n");
    g_assert_cmpstr(part_field(part, "Subject"), ==, " a b \n");
    g_assert_cmpstr(part_field(part, "X-Last"), ==, "\n");
    g_assert_null(part_field(part, "no field"));
    g_assert_null(part_field(part, "Subj"));
}

static void
test_values(void)
{
    static const struct {
        const char *value;
        const char *decoded;
    } rows[] = {
        {" a\n", "a"},
        {" a\r\n\tb\r\n", "a\tb"},
        {" =?utf-8?q?=C3=A9t=C3=A9?= =?utf-8?q?_a?=\n", "\303\251t\303\251 a"},
        {"", ""},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *decoded = part_decode(rows[i].value);
        g_autofree char *squeezed = g_strdup(g_strstrip(decoded));

        g_assert_cmpstr(squeezed, ==, rows[i].decoded);
    }
}

/* In the usual way and in others, which GMime reads. */
static void
test_types(void)
{
    static const struct {
        const char *value;
        const char *type;
        const char *charset;
    } rows[] = {
        {"text/plain", "text/plain", NULL},
        {" Text/HTML; Charset=utf-8\r\n", "Text/HTML", "utf-8"},
        {"text/plain; charset=\"iso-8859-1\";\n\tformat=flowed", "text/plain", "iso-8859-1"},
        {"text/plain;charset=\"\"", "text/plain", ""},
        {"text/plain;", "text/plain", NULL},
        {"text/plain; format=\"a; charset=b\"", "text/plain", NULL},
        {"text/plain (plain); charset=us-ascii", "text/plain", "us-ascii"},
        {"text / plain; charset = utf-8", "text/plain", "utf-8"},
        {"(a) text/plain; charset=\"a\\b\"", "text/plain", "ab"},
        {"text/plain; charset*0=utf; charset*1=-8", "text/plain", "utf-8"},
        {"text/plain; charset*=us-ascii'en'utf%2D8", "text/plain", "utf-8"},
        {"text", "application/octet-stream", NULL},
        {"text/", "application/octet-stream", NULL},
        {"", "application/octet-stream", NULL},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        GStringChunk *texts = g_string_chunk_new(64);
        g_autofree char *name = NULL;
        ContentType type;

        contenttype_read(&type, rows[i].value, texts);
        name = g_strdup_printf("%s/%s", type.type, type.subtype);
        g_assert_cmpstr(name, ==, rows[i].type);
        g_assert_cmpstr(contenttype_parameter(&type, "charset"), ==, rows[i].charset);
        contenttype_clear(&type);
        g_string_chunk_free(texts);
    }
}

/* Parts within parts are followed only so far, and the stack holds. */
static void
test_depth(void)
{
    g_autoptr(GString) text = g_string_new("Subject: a\n");

    for (guint i = 0; i < 5000; i++)
        g_string_append_printf(text, "Content-Type: multipart/mixed; boundary=\"b%u\"\n\n--b%u\n",
                               i, i);
    g_string_append(text, "\nbody\n");

    g_autoptr(Part) part = part_parse(text->str, text->len);
    const Part *deepest = part;
    guint depth = 0;

    for (; deepest->parts && deepest->parts->len > 0; depth++)
        deepest = g_ptr_array_index(deepest->parts, 0);
    g_assert_cmpuint(depth, ==, 100);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_mime_init();
    g_test_add_func("/part/shapes", test_shapes);
    g_test_add_func("/part/cuts", test_cuts);
    g_test_add_func("/part/fields", test_fields);
    g_test_add_func("/part/values", test_values);
    g_test_add_func("/part/types", test_types);
    g_test_add_func("/part/depth", test_depth);
    return g_test_run();
}
