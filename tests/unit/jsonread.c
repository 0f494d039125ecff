/* jsonread.c - tests of event/jsonread.c */

#include "event/json.h"

#include <string.h>

#define ALL                                                                                        \
    "{\"schema\":1,\"id\":\"ID\",\"source\":\"SOURCE\",\"type\":\"bounce\","                       \
    "\"recipient\":\"RECIPIENT\",\"status\":\"5.1.1\",\"reply_code\":550,"                         \
    "\"reason\":\"user-unknown\",\"hard_bounce\":true,\"move\":[\"you\",\"host\"],"                \
    "\"advice\":\"ADVICE\",\"confidence\":\"rule\",\"rule\":\"RULE\",\"ours\":\"likely\","         \
    "\"forwarded\":true,\"action\":\"ACTION\",\"command\":\"COMMAND\","                            \
    "\"diagnostic\":\"\\\"é\\\\ \\u001B\\n日本 😀\",\"provider\":\"PROVIDER\","               \
    "\"software\":\"SOFTWARE\",\"remote_mta\":\"REMOTE\",\"reporting_mta\":\"REPORTING\","         \
    "\"client_ip\":\"CLIENT\",\"original_recipient\":\"ORCPT\",\"recipient_domain\":\"DOMAIN\","   \
    "\"envelope_from\":\"ENVELOPE\",\"received\":\"2026-11-24T01:47:00Z\","                        \
    "\"date\":\"2026-11-24T01:47:01Z\",\"arrival_date\":\"1999-12-31T23:59:59Z\","                 \
    "\"will_retry_until\":\"2026-11-24T01:47:03Z\",\"feedback_type\":\"FEEDBACK\","                \
    "\"new_address\":\"NEW\",\"return_date\":\"RETURN\",\"quirks\":[\"one\",\"two\"],"             \
    "\"notice\":{\"message_id\":\"N-ID\",\"from\":\"N-FROM\",\"subject\":\"N-SUBJECT\"},"          \
    "\"original\":{\"message_id\":\"O-ID\",\"from\":\"O-FROM\",\"subject\":\"O-SUBJECT\","         \
    "\"date\":\"O-DATE\",\"list_id\":\"O-LIST\",\"dkim_keys\":[\"A\",\"B\"]}}"

/* What was read, written again. */
static void
test_round(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Event) event = event_from_json(ALL, strlen(ALL), &error);
    g_autofree char *json = NULL;

    g_assert_no_error(error);
    json = event_to_json(event);
    g_assert_cmpstr(json, ==, ALL);
}

/* Nothing stated: all keys null, or not there. */
static void
test_nothing(void)
{
    g_autoptr(Event) nothing = event_new();
    g_autofree char *json = event_to_json(nothing);
    static const char least[] = "{\"type\":\"other\",\"a key of later days\":[{}]}";
    g_autoptr(Event) from_nulls = event_from_json(json, strlen(json), NULL);
    g_autoptr(Event) from_least = event_from_json(least, strlen(least), NULL);
    g_autofree char *nulls = event_to_json(from_nulls);
    g_autofree char *missing = NULL;

    g_assert_cmpstr(nulls, ==, json);
    g_assert_cmpint(from_least->confidence, ==, CONFIDENCE_CODE);
    from_least->confidence = CONFIDENCE_GUESS;
    missing = event_to_json(from_least);
    g_assert_cmpstr(missing, ==, json);
}

static void
check(const char *json, const char *wanted)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Event) event = event_from_json(json, strlen(json), &error);

    g_test_message("%.200s", json);
    g_assert_null(event);
    g_assert_nonnull(error);
    if (!g_str_has_prefix(error->message, wanted))
        g_assert_cmpstr(error->message, ==, wanted);
}

static void
test_faults(void)
{
    static const struct {
        const char *json;
        const char *error;
    } rows[] = {
        {"", "is not JSON: "},
        {"{\"type\":\"bounce\"", "is not JSON: '}' expected near end of file, column 16"},
        {"{\"type\":\"bounce\"} {}", "is not JSON: end of file expected near '{', column 19"},
        {"{\"type\":\"bounce\",\"type\":\"bounce\"}", "is not JSON: duplicate object key"},
        {"{\"type\":\"bounce\",\"id\":\"\xff\"}", "is not JSON: "},
        {"{\"type\":\"bounce\",\"id\":\"a\\u0000b\"}", "is not JSON: "},
        {"[]", "is not an event: an object with a \"type\""},
        {"{\"recipient\":\"u@example.net\"}", "is not an event: "},
        {"{\"type\":1}", "is not an event: "},
        {"{\"type\":\"bonce\"}", "\"type\" is not a type of event"},
        {"{\"type\":\"bounce\",\"schema\":2}", "\"schema\" is not schema 1"},
        {"{\"type\":\"bounce\",\"schema\":\"1\"}", "\"schema\" is not schema 1"},
        {"{\"type\":\"bounce\",\"recipient\":7}", "\"recipient\" is not a text"},
        {"{\"type\":\"bounce\",\"status\":\"5.1\"}", "\"status\" is not a status code"},
        {"{\"type\":\"bounce\",\"status\":\"5.1.1 x\"}", "\"status\" is not a status code"},
        {"{\"type\":\"bounce\",\"status\":511}", "\"status\" is not a status code"},
        {"{\"type\":\"bounce\",\"reply_code\":\"550\"}", "\"reply_code\" is not a reply code"},
        {"{\"type\":\"bounce\",\"reply_code\":199}", "\"reply_code\" is not a reply code"},
        {"{\"type\":\"bounce\",\"reply_code\":4294967846}", "\"reply_code\" is not a reply code"},
        {"{\"type\":\"bounce\",\"reason\":\"userunknown\"}", "\"reason\" is not a reason"},
        {"{\"type\":\"bounce\",\"hard_bounce\":1}", "\"hard_bounce\" is not true or false"},
        {"{\"type\":\"bounce\",\"move\":\"you\"}", "\"move\" is not an array"},
        {"{\"type\":\"bounce\",\"move\":[\"me\"]}", "\"move\" is not an array"},
        {"{\"type\":\"bounce\",\"move\":[1]}", "\"move\" is not an array"},
        {"{\"type\":\"bounce\",\"confidence\":\"sure\"}", "\"confidence\" is not rule, code or"},
        {"{\"type\":\"bounce\",\"ours\":\"maybe\"}", "\"ours\" is not yes, likely, no or"},
        {"{\"type\":\"bounce\",\"received\":1795484820}", "\"received\" is not a time like"},
        {"{\"type\":\"bounce\",\"received\":\"yesterday\"}", "\"received\" is not a time like"},
        {"{\"type\":\"bounce\",\"received\":\"2026-02-30T00:00:00Z\"}", "\"received\" is not a "},
        {"{\"type\":\"bounce\",\"quirks\":\"odd\"}", "\"quirks\" is not an array of words"},
        {"{\"type\":\"bounce\",\"quirks\":[null]}", "\"quirks\" is not an array of words"},
        {"{\"type\":\"bounce\",\"notice\":\"x\"}", "\"notice\" is not an object"},
        {"{\"type\":\"bounce\",\"notice\":{\"from\":1}}", "\"notice.from\" is not a text"},
        {"{\"type\":\"bounce\",\"original\":{\"list_id\":[]}}", "\"original.list_id\" is not a"},
        {"{\"type\":\"bounce\",\"original\":{\"dkim_keys\":\"a\"}}",
         "\"original.dkim_keys\" is not an array"},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++)
        check(rows[i].json, rows[i].error);
}

static void
test_bounds(void)
{
    static const struct {
        const char *before;
        gsize length;
        const char *after;
        const char *error;
    } rows[] = {
        {"\"id\":\"", 201, "\"", "\"id\" has more than 200 bytes"},
        {"\"recipient\":\"", 1001, "\"", "\"recipient\" has more than 1000 bytes"},
        {"\"diagnostic\":\"", 16385, "\"", "\"diagnostic\" has more than 16384 bytes"},
        {"\"original\":{\"subject\":\"", 16385, "\"}", "\"original.subject\" has more than"},
        {"\"quirks\":[\"", 201, "\"]", "\"quirks\" is not an array of words"},
    };
    GString *many = g_string_new("{\"type\":\"bounce\",\"quirks\":[\"odd\"");

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *fill = g_strnfill(rows[i].length, 'x');
        g_autofree char *json =
            g_strconcat("{\"type\":\"bounce\",", rows[i].before, fill, rows[i].after, "}", NULL);

        check(json, rows[i].error);
    }
    for (guint i = 0; i < 64; i++)
        g_string_append(many, ",\"odd\"");
    g_string_append(many, "]}");
    check(many->str, "\"quirks\" is not an array of words");
    g_string_free(many, TRUE);
}

/* What was cut is taken. */
static void
test_cut(void)
{
    g_autoptr(Event) event = event_new();
    g_autoptr(Event) read = NULL;
    g_autofree char *json = NULL;

    event->type = EVENT_BOUNCE;
    g_free(event->recipient);
    g_free(event->original.subject);
    event->recipient = g_strnfill(5000, 'x');
    event->original.subject = g_strdup("x");
    while (strlen(event->original.subject) < 20000) {
        char *longer = g_strconcat(event->original.subject, "日本語日本語日本語日本語", NULL);

        g_free(event->original.subject);
        event->original.subject = longer;
    }
    event_cut_texts(event);
    json = event_to_json(event);
    read = event_from_json(json, strlen(json), NULL);
    g_assert_nonnull(read);
    g_assert_cmpuint(strlen(read->recipient), ==, 1000);
    g_assert_cmpuint(strlen(read->original.subject), ==, 16384);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/jsonread/round", test_round);
    g_test_add_func("/jsonread/nothing", test_nothing);
    g_test_add_func("/jsonread/faults", test_faults);
    g_test_add_func("/jsonread/bounds", test_bounds);
    g_test_add_func("/jsonread/cut", test_cut);
    return g_test_run();
}
