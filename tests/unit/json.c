/* json.c - tests of event/json.c */

#include "event/json.h"

#include <string.h>

static void
set(char **field, const char *text)
{
    g_free(*field);
    *field = g_strdup(text);
}

/* Every key is there even where nothing is stated, in the order of bounces-json(5). */
static void
test_nothing_stated(void)
{
    g_autoptr(Event) event = event_new();
    g_autofree char *json = event_to_json(event);

    g_assert_cmpstr(json, ==,
                    "{\"schema\":1,\"id\":null,\"source\":null,\"type\":\"other\","
                    "\"recipient\":null,\"status\":null,\"reply_code\":null,"
                    "\"reason\":\"unstated\",\"hard_bounce\":false,\"move\":[],\"advice\":null,"
                    "\"confidence\":\"guess\",\"rule\":null,\"ours\":\"unknown\","
                    "\"forwarded\":false,\"action\":null,\"command\":null,\"diagnostic\":null,"
                    "\"provider\":null,\"software\":null,\"remote_mta\":null,"
                    "\"reporting_mta\":null,\"client_ip\":null,\"original_recipient\":null,"
                    "\"recipient_domain\":null,\"envelope_from\":null,\"received\":null,"
                    "\"date\":null,\"arrival_date\":null,\"will_retry_until\":null,"
                    "\"feedback_type\":null,\"new_address\":null,\"return_date\":null,"
                    "\"quirks\":[],\"notice\":{\"message_id\":null,\"from\":null,"
                    "\"subject\":null},\"original\":{\"message_id\":null,\"from\":null,"
                    "\"subject\":null,\"date\":null,\"list_id\":null,\"dkim_keys\":[]}}");
}

/* Each string says which field it is, so that none can stand in the place of another. */
static Event *
full_event(void)
{
    Event *event = event_new();

    set(&event->id, "ID");
    set(&event->source, "SOURCE");
    event->type = EVENT_BOUNCE;
    set(&event->recipient, "RECIPIENT");
    event->status = (Status){5, 1, 1};
    event->reply_code = 550;
    event->reason = REASON_USER_UNKNOWN;
    event->hard_bounce = TRUE;
    event->move = MOVE_YOU | MOVE_HOST;
    set(&event->advice, "ADVICE");
    event->confidence = CONFIDENCE_RULE;
    set(&event->rule, "RULE");
    event->ours = OURS_LIKELY;
    event->forwarded = TRUE;
    set(&event->action, "ACTION");
    set(&event->command, "COMMAND");
    set(&event->diagnostic, "DIAGNOSTIC");
    set(&event->provider, "PROVIDER");
    set(&event->software, "SOFTWARE");
    set(&event->remote_mta, "REMOTE");
    set(&event->reporting_mta, "REPORTING");
    set(&event->client_ip, "CLIENT");
    set(&event->original_recipient, "ORCPT");
    set(&event->recipient_domain, "DOMAIN");
    set(&event->envelope_from, "ENVELOPE");
    event->received = 1795484820;
    event->date = 1795484821;
    event->arrival_date = 1795484822;
    event->will_retry_until = 1795484823;
    set(&event->feedback_type, "FEEDBACK");
    set(&event->new_address, "NEW");
    set(&event->return_date, "RETURN");
    g_strfreev(event->quirks);
    event->quirks = g_strsplit("one two", " ", -1);
    set(&event->notice_message_id, "N-ID");
    set(&event->notice_from, "N-FROM");
    set(&event->notice_subject, "N-SUBJECT");
    set(&event->original.message_id, "O-ID");
    set(&event->original.from, "O-FROM");
    set(&event->original.subject, "O-SUBJECT");
    set(&event->original.date, "O-DATE");
    set(&event->original.list_id, "O-LIST");
    g_strfreev(event->original.dkim_keys);
    event->original.dkim_keys = g_strsplit("s1._domainkey.example.org", " ", -1);
    set(&event->text, "TEXT");
    return event;
}

static void
test_all_stated(void)
{
    g_autoptr(Event) event = full_event();
    g_autofree char *json = event_to_json(event);

    g_assert_cmpstr(json, ==,
                    "{\"schema\":1,\"id\":\"ID\",\"source\":\"SOURCE\",\"type\":\"bounce\","
                    "\"recipient\":\"RECIPIENT\",\"status\":\"5.1.1\",\"reply_code\":550,"
                    "\"reason\":\"user-unknown\",\"hard_bounce\":true,\"move\":[\"you\",\"host\"],"
                    "\"advice\":\"ADVICE\",\"confidence\":\"rule\",\"rule\":\"RULE\","
                    "\"ours\":\"likely\",\"forwarded\":true,\"action\":\"ACTION\","
                    "\"command\":\"COMMAND\",\"diagnostic\":\"DIAGNOSTIC\","
                    "\"provider\":\"PROVIDER\",\"software\":\"SOFTWARE\","
                    "\"remote_mta\":\"REMOTE\",\"reporting_mta\":\"REPORTING\","
                    "\"client_ip\":\"CLIENT\",\"original_recipient\":\"ORCPT\","
                    "\"recipient_domain\":\"DOMAIN\",\"envelope_from\":\"ENVELOPE\","
                    "\"received\":\"2026-11-24T01:47:00Z\",\"date\":\"2026-11-24T01:47:01Z\","
                    "\"arrival_date\":\"2026-11-24T01:47:02Z\","
                    "\"will_retry_until\":\"2026-11-24T01:47:03Z\","
                    "\"feedback_type\":\"FEEDBACK\",\"new_address\":\"NEW\","
                    "\"return_date\":\"RETURN\",\"quirks\":[\"one\",\"two\"],"
                    "\"notice\":{\"message_id\":\"N-ID\",\"from\":\"N-FROM\","
                    "\"subject\":\"N-SUBJECT\"},\"original\":{\"message_id\":\"O-ID\","
                    "\"from\":\"O-FROM\",\"subject\":\"O-SUBJECT\",\"date\":\"O-DATE\","
                    "\"list_id\":\"O-LIST\",\"dkim_keys\":[\"s1._domainkey.example.org\"]}}");
}

static void
test_escapes(void)
{
    static const struct {
        const char *text;
        const char *json;
    } rows[] = {
        {"\"a\\b\"", "\"diagnostic\":\"\\\"a\\\\b\\\"\","},
        {"a\nb\tc\x1b", "\"diagnostic\":\"a\\nb\\tc\\u001B\","},
        {"é 日本 😀", "\"diagnostic\":\"é 日本 😀\","},
        {"a\xc2\x85z\u2028\u2029", "\"diagnostic\":\"a\\u0085z\\u2028\\u2029\","},
        {"\ufffe\ufdd0", "\"diagnostic\":\"\ufffe\ufdd0\","}, /* noncharacters are text too */
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(Event) event = event_new();
        g_autofree char *json = NULL;

        set(&event->diagnostic, rows[i].text);
        json = event_to_json(event);
        g_assert_nonnull(json);
        g_assert_nonnull(strstr(json, rows[i].json));
        g_assert_null(strchr(json, '\n'));
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/json/nothing-stated", test_nothing_stated);
    g_test_add_func("/json/all-stated", test_all_stated);
    g_test_add_func("/json/escapes", test_escapes);
    return g_test_run();
}
