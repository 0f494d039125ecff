/* spf.c - the test suite of RFC 7208 (tests/spf/), and tests of what it leaves open */

#include "diagnose/spf.h"
#include "diagnose/spfmacro.h"

#include "base/autoptrs.h"

#include <string.h>

#define SUITE "tests/spf/rfc7208.json"

static const struct {
    const char *name;
    DnsType type;
} types[] = {
    {"A", DNS_A}, {"AAAA", DNS_AAAA}, {"MX", DNS_MX}, {"PTR", DNS_PTR}, {"TXT", DNS_TXT},
};

static const char *
member(json_t *object, const char *key)
{
    return json_string_value(json_object_get(object, key));
}

/* The text of a record, with U+FFFD for NUL as dnswire.c has it. Owned by the caller. */
static char *
record_text(json_t *record)
{
    json_t *value = json_array_get(record, 1);
    GString *text = g_string_new_len(json_string_value(value), (gssize)json_string_length(value));

    for (gsize at = strlen(text->str); at < text->len; at = strlen(text->str)) {
        g_string_erase(text, (gssize)at, 1);
        g_string_insert(text, (gssize)at, "\357\277\275");
    }
    return g_string_free(text, FALSE);
}

/* What the zone has under name: records, else silence or nothing. */
static void
know_type(Dns *dns, json_t *records, const char *name, guint type)
{
    gsize i;
    json_t *record;
    gboolean is_silent = FALSE;

    dns_know(dns, types[type].type, name, DNS_NO_DATA);
    json_array_foreach(records, i, record)
    {
        const char *kind = json_string_value(json_array_get(record, 0));
        g_autofree char *text = g_str_equal(kind, "TIMEOUT") ? NULL : record_text(record);

        is_silent |= g_str_equal(kind, "TIMEOUT");
        if (g_str_equal(kind, types[type].name))
            dns_know_record(dns, types[type].type, name, text,
                            (guint)json_integer_value(json_array_get(record, 2)));
    }
    if (is_silent && dns_count(dns_ask(dns, types[type].type, name)) == 0)
        dns_know(dns, types[type].type, name, DNS_TIMEOUT);
}

/* The records at the end of a name's CNAMEs. */
static json_t *
resolve(json_t *zone, json_t *records)
{
    json_t *first = json_array_get(records, 0);

    for (guint i = 0; i < 5 && records; i++) {
        if (g_strcmp0(json_string_value(json_array_get(first, 0)), "CNAME") != 0)
            break;
        records = json_object_get(zone, json_string_value(json_array_get(first, 1)));
        first = json_array_get(records, 0);
    }
    return records;
}

static Dns *
make_dns(json_t *zone)
{
    Dns *dns = dns_new_closed();
    const char *name;
    json_t *records;

    json_object_foreach(zone, name, records)
    {
        for (guint type = 0; type < G_N_ELEMENTS(types); type++)
            know_type(dns, resolve(zone, records), name, type);
    }
    return dns;
}

static gboolean
is_expected(json_t *results, const char *got)
{
    gsize i;
    json_t *result;

    json_array_foreach(results, i, result)
    {
        if (g_str_equal(json_string_value(result), got))
            return TRUE;
    }
    return FALSE;
}

/*
 * "DEFAULT" stands for the words of whoever checks, where the domain has none. Hex digits of %{i}
 * may be written either way.
 */
static void
compare_explanation(json_t *test, const SpfVerdict *verdict)
{
    const char *explanation = member(test, "explanation");

    g_autofree char *got = g_ascii_strdown(verdict->explanation, -1);
    g_autofree char *wanted = explanation ? g_ascii_strdown(explanation, -1) : NULL;

    if (wanted)
        g_assert_cmpstr(got, ==, g_str_equal(wanted, "default") ? "" : wanted);
}

static void
run_case(json_t *zone, json_t *test)
{
    g_autoptr(Dns) dns = make_dns(zone);
    const char *sender = member(test, "mailfrom");
    const char *helo = member(test, "helo");
    const char *at = strrchr(sender, '@');
    g_autoptr(SpfVerdict) verdict =
        spf_check_host(dns, member(test, "host"), at ? at + 1 : helo, sender, helo);
    const char *got = spf_result_name(verdict->result);

    if (!is_expected(json_object_get(test, "result"), got))
        g_test_message("%s (RFC 7208 %s): %s; problem %u at %s", member(test, "name"),
                       member(test, "spec"), got, verdict->problem, verdict->where);
    g_assert_true(is_expected(json_object_get(test, "result"), got));
    compare_explanation(test, verdict);
}

static void
test_suite(void)
{
    json_error_t trouble;
    g_autoptr(json_t) suite = json_load_file(SUITE, JSON_ALLOW_NUL, &trouble);
    gsize i;
    json_t *scenario;
    guint count = 0;

    g_assert_nonnull(suite);
    json_array_foreach(suite, i, scenario)
    {
        gsize k;
        json_t *test;

        json_array_foreach(json_object_get(scenario, "tests"), k, test)
        {
            run_case(json_object_get(scenario, "zone"), test);
            count++;
        }
    }
    g_test_message("%u cases of the suite", count);
    g_assert_cmpuint(count, ==, 203);
}

/* Whom the suite does not ask: a survey, which no client matches. */
static void
test_survey(void)
{
    static const struct {
        const char *record;
        SpfProblem problem;
        const char *where;
        guint lookups;
        guint voids;
        gboolean has_ptr;
        const char *open;
    } rows[] = {
        {"v=spf1 mx -all", SPF_NO_PROBLEM, "", 1, 0, FALSE, ""},
        {"v=spf1 ip4:192.0.2.0/24 +all", SPF_NO_PROBLEM, "", 0, 0, FALSE, "+all"},
        {"v=spf1 ip4:0.0.0.0/0 -all", SPF_NO_PROBLEM, "", 0, 0, FALSE, "ip4:0.0.0.0/0"},
        {"v=spf1 mx//0 +all", SPF_NO_PROBLEM, "", 1, 0, FALSE, "mx//0"},
        {"v=spf1 -ip6:::/0 ip4:192.0.0.0/1 ~all", SPF_NO_PROBLEM, "", 0, 0, FALSE, ""},
        {"v=spf1 ptr ?all", SPF_NO_PROBLEM, "", 1, 0, TRUE, ""},
        {"v=spf1 include:two.example.net include:two.example.net ~all", SPF_NO_PROBLEM, "", 6, 0,
         FALSE, ""},
        {"v=spf1 include:none.example.net ~all", SPF_TARGET_MISSING, "none.example.net", 1, 0,
         FALSE, ""},
        {"v=spf1 exists:%{i}.example.net include:%{d}.example.net ~all", SPF_NO_PROBLEM, "", 2, 0,
         FALSE, ""},
        {"v=spf1 a:no.example.net a:no2.example.net a:no3.example.net ~all", SPF_MANY_VOIDS,
         "a:no3.example.net", 3, 3, FALSE, ""},
        {"v=spf1 redirect=two.example.net", SPF_NO_PROBLEM, "", 3, 0, FALSE, ""},
        {"v=spf1 ip4:192.0.2.256 ~all", SPF_BAD_SYNTAX, "ip4:192.0.2.256", 0, 0, FALSE, ""},
        {"v=spf1 include=mx.example.net ~all", SPF_NO_PROBLEM, "", 0, 0, FALSE, ""},
        {"v=spf1 redirect=two.example.net redirect=two.example.net", SPF_BAD_SYNTAX,
         "redirect=two.example.net", 0, 0, FALSE, ""},
        /* A loop costs as much as it is let, and no more. */
        {"v=spf1 include:example.org ~all", SPF_MANY_LOOKUPS, "include:example.org", 61, 0, FALSE,
         ""},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(Dns) dns = dns_new_closed();
        g_autoptr(SpfVerdict) verdict = NULL;

        dns_know_record(dns, DNS_TXT, "example.org", rows[i].record, 0);
        dns_know_record(dns, DNS_MX, "example.org", "a.example.net", 10);
        dns_know_record(dns, DNS_A, "a.example.net", "192.0.2.1", 0);
        dns_know_record(dns, DNS_TXT, "two.example.net", "v=spf1 a:a.example.net a:a.example.net",
                        0);
        verdict = spf_survey(dns, "example.org");
        g_test_message("%s", rows[i].record);
        g_assert_cmpint(verdict->problem, ==, rows[i].problem);
        g_assert_cmpstr(verdict->where, ==, rows[i].where);
        g_assert_cmpuint(verdict->lookups, ==, rows[i].lookups);
        g_assert_cmpuint(verdict->voids, ==, rows[i].voids);
        g_assert_cmpint(verdict->has_ptr, ==, rows[i].has_ptr);
        g_assert_cmpstr(verdict->open, ==, rows[i].open);
        g_assert_cmpstr(verdict->record, ==, rows[i].record);
    }
}

static const char *
no_name(gpointer data G_GNUC_UNUSED)
{
    return "unknown";
}

/* Delimiters may be written again and again (RFC 7208 7.1). */
static void
test_delimiters(void)
{
    g_autoptr(GInetAddress) client = g_inet_address_new_from_string("192.0.2.7");
    const SpfMacros macros = {.client = client,
                              .local = "a.b-c",
                              .sender_domain = "example.org",
                              .domain = "example.org",
                              .helo = "example.org",
                              .validate = no_name};
    static const char *const rows[][2] = {{"%{l1r-}", "a.b"},
                                          {"%{l1-}", "c"},
                                          {"%{l1..........-}", "c"},
                                          {"%{l1.-+,/_=.-+,/_=}", "c"}};

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *text = spf_macro_expand(rows[i][0], &macros);

        g_assert_true(spf_macro_is_valid(rows[i][0], SPF_DOMAIN_SPEC));
        g_assert_cmpstr(text, ==, rows[i][1]);
    }
}

/* 64 KB of anything is read in one pass. */
static void
test_bombs(void)
{
    static const struct {
        const char *part;
        const char *result;
    } rows[] = {
        {"%", "permerror"},
        {"%{", "permerror"},
        {"%{d}", "neutral"}, /* a name that loses labels at its left until it fits */
        {"%{d9999999999r.-+,/_=", "permerror"},
        {"a ", "permerror"},
        {"a:", "permerror"},
        {"/", "permerror"},
        {"include:example.org ", "permerror"},
        {"ip4:1.2.3.4/", "permerror"},
        {".", "permerror"},
        {"exp=", "permerror"},
        {"%%", "neutral"},
        {"\303\251", "permerror"},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(GString) text = g_string_new("v=spf1 a:");
        g_autoptr(Dns) dns = dns_new_closed();
        g_autoptr(SpfVerdict) verdict = NULL;
        g_autoptr(SpfVerdict) survey = NULL;

        while (text->len < 64 * 1024)
            g_string_append(text, rows[i].part);
        dns_know_record(dns, DNS_TXT, "example.org", text->str, 0);
        verdict = spf_check_host(dns, "192.0.2.7", "example.org", "u@example.org", "example.org");
        survey = spf_survey(dns, "example.org");
        g_test_message("%s", rows[i].part);
        g_assert_cmpstr(spf_result_name(verdict->result), ==, rows[i].result);
        g_assert_cmpstr(spf_result_name(survey->result), ==, rows[i].result);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/spf/delimiters", test_delimiters);
    g_test_add_func("/spf/suite", test_suite);
    g_test_add_func("/spf/survey", test_survey);
    g_test_add_func("/spf/bombs", test_bombs);
    return g_test_run();
}
