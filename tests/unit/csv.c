/* csv.c - tests of render/csv.c: an object in, lines of CSV out */

#include "render/csv.h"

#include "base/autoptrs.h"

static void
test_lines(void)
{
    static const struct {
        const char *json;
        const char *keys;
        const char *values;
    } rows[] = {
        {"{\"a\":1,\"b\":\"two\"}", "a,b\r\n", "1,two\r\n"},
        {"{\"a\":null,\"b\":true,\"c\":false,\"d\":-4}", "a,b,c,d\r\n", ",true,false,-4\r\n"},
        {"{\"a\":[\"you\",\"host\"],\"b\":[1,2,3],\"c\":[]}", "a,b,c\r\n", "you host,1 2 3,\r\n"},
        {"{\"notice\":{\"from\":\"x\",\"subject\":null},\"z\":1}",
         "notice_from,notice_subject,z\r\n", "x,,1\r\n"},
        /* RFC 4180, section 2 */
        {"{\"a\":\"one, two\",\"b\":\"say \\\"hi\\\"\",\"c\":\"two\\nlines\"}", "a,b,c\r\n",
         "\"one, two\",\"say \"\"hi\"\"\",\"two\nlines\"\r\n"},
        /* What a spreadsheet would evaluate */
        {"{\"a\":\"=1+1\",\"b\":\"+1\",\"c\":\"-1\",\"d\":\"@x\",\"e\":\"\\t=1\",\"f\":\"\"}",
         "a,b,c,d,e,f\r\n", "'=1+1,'+1,'-1,'@x,'\t=1,\r\n"},
        {"{\"a\":\"=1,2\",\"b\":[\"=1\"],\"c\":\"a=b\"}", "a,b,c\r\n", "\"'=1,2\",'=1,a=b\r\n"},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(json_t) object = json_loads(rows[i].json, 0, NULL);
        g_autoptr(GString) keys = g_string_new("");
        g_autoptr(GString) values = g_string_new("");

        g_assert_nonnull(object);
        csv_write_keys(object, keys);
        csv_write_values(object, values);
        g_assert_cmpstr(keys->str, ==, rows[i].keys);
        g_assert_cmpstr(values->str, ==, rows[i].values);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/csv/lines", test_lines);
    return g_test_run();
}
