/* diagnose.c - tests of the parsers of diagnose/: answers, keys, policies, lists */

#include "diagnose/blocklists.h"
#include "diagnose/diagnosis.h"
#include "diagnose/dkimkey.h"
#include "diagnose/dmarc.h"
#include "diagnose/dns.h"
#include "diagnose/dnswire.h"
#include "diagnose/orgdomain.h"
#include "diagnose/record.h"
#include "diagnose/selectors.h"
#include "diagnose/stspolicy.h"
#include "diagnose/taglist.h"

#include <string.h>

/* Answers, as bytes after the header; the question is for "a.b" throughout. */

#define QUESTION "\001a\001b\000\000\001\000\001"
#define NAME "\300\014" /* points to the question's */
#define RECORD(type, length) NAME "\000" type "\000\001\000\000\000\074\000" length

typedef struct {
    DnsType type;
    const char *answer;
    gsize length;
    guint announced;
    gboolean is_well;
    const char *text; /* of the first record; NULL: there is none */
    const char *alias;
} WireRow;

#define BYTES(text) text, sizeof(text) - 1

static void
check_wire(const WireRow *row)
{
    static const guint8 header[] = {0, 1, 0x81, 0x80, 0, 1, 0, 0, 0, 0, 0, 0};
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    g_autoptr(Dns) dns = dns_new_closed();
    DnsAnswer *answer = (DnsAnswer *)(gsize)dns_ask(dns, row->type, "a.b");

    g_byte_array_append(bytes, header, sizeof(header));
    bytes->data[7] = (guint8)row->announced;
    g_byte_array_append(bytes, (const guint8 *)QUESTION, sizeof(QUESTION) - 1);
    g_byte_array_append(bytes, (const guint8 *)row->answer, (guint)row->length);
    g_assert_cmpint(dnswire_read(bytes->data, bytes->len, row->type, answer), ==, row->is_well);
    g_assert_cmpuint(dns_count(answer), ==, row->text != NULL);
    if (row->text)
        g_assert_cmpstr(dns_text(answer, 0), ==, row->text);
    g_assert_cmpstr(answer->alias, ==, row->alias);
}

static void
test_wire(void)
{
    static const WireRow rows[] = {
        {DNS_A, BYTES(RECORD("\001", "\004") "\300\000\002\007"), 1, TRUE, "192.0.2.7", ""},
        {DNS_A, BYTES(RECORD("\001", "\003") "\300\000\002"), 1, FALSE, NULL, ""},
        {DNS_A, BYTES(RECORD("\001", "\004") "\300\000"), 1, FALSE, NULL, ""},
        {DNS_A, BYTES(""), 0, TRUE, NULL, ""},
        {DNS_A, BYTES(""), 1, FALSE, NULL, ""},
        {DNS_A, BYTES(RECORD("\020", "\004") "\003abc"), 1, TRUE, NULL, ""}, /* not asked for */
        {DNS_A, BYTES("\300\026\000\001"), 1, FALSE, NULL, ""},              /* points to itself */
        {DNS_AAAA, BYTES(RECORD("\034", "\020") "\040\001\015\270\0\0\0\0\0\0\0\0\0\0\0\007"), 1,
         TRUE, "2001:db8::7", ""},
        {DNS_TXT, BYTES(RECORD("\020", "\006") "\002ab\002cd"), 1, TRUE, "abcd", ""},
        {DNS_TXT, BYTES(RECORD("\020", "\004") "\003a\000b"), 1, TRUE, "a\357\277\275b", ""},
        {DNS_TXT, BYTES(RECORD("\020", "\004") "\011abc"), 1, FALSE, NULL, ""},
        {DNS_TXT, BYTES(RECORD("\020", "\000")), 1, TRUE, "", ""},
        {DNS_TXT, BYTES(RECORD("\020", "\002") "\001\351"), 1, TRUE, "\303\251", ""},
        {DNS_MX, BYTES(RECORD("\017", "\004") "\000\012" NAME), 1, TRUE, "a.b", ""},
        {DNS_MX, BYTES(RECORD("\017", "\003") "\000\000\000"), 1, TRUE, "", ""},
        {DNS_MX, BYTES(RECORD("\017", "\002") "\000\012"), 1, FALSE, NULL, ""},
        {DNS_PTR, BYTES(RECORD("\014", "\003") "\001c\000"), 1, TRUE, "c", ""},
        {DNS_PTR, BYTES(RECORD("\014", "\000")), 1, FALSE, NULL, ""},
        {DNS_PTR, BYTES(RECORD("\014", "\004") "\002\033[\000"), 1, TRUE, "\\027[", ""},
        {DNS_A, BYTES(RECORD("\005", "\003") "\001c\000" RECORD("\001", "\004") "\300\0\2\7"), 2,
         TRUE, "192.0.2.7", "c"},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_test_message("answer %u", i);
        check_wire(&rows[i]);
    }
}

static void
test_many_records(void)
{
    g_autoptr(Dns) dns = dns_new_closed();

    for (guint i = 0; i < 2 * DNS_RECORDS_MAX; i++)
        dns_know_record(dns, DNS_MX, "example.org", "mx.example.org", i);
    g_assert_cmpuint(dns_count(dns_ask(dns, DNS_MX, "EXAMPLE.org.")), ==, DNS_RECORDS_MAX);
    g_assert_cmpint(dns_ask(dns, DNS_A, "example.net")->status, ==, DNS_NO_NAME);
}

static void
test_reverse(void)
{
    static const struct {
        const char *address;
        const char *name;
    } rows[] = {
        {"192.0.2.7", "7.2.0.192.in-addr.arpa"},
        {"2001:db8::7", "7.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa"},
        {"example.org", ""},
        {"", ""},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *name = dns_reverse(rows[i].address, DNS_PTR_SUFFIXES);

        g_assert_cmpstr(name, ==, rows[i].name);
    }
}

static void
test_taglist(void)
{
    static const struct {
        const char *text;
        const char *p; /* NULL: no tag-list; "-": no such tag */
    } rows[] = {
        {"v=DMARC1; p=none", "none"},
        {"v=DMARC1;p=none;", "none"},
        {" v = DMARC1 ; p =  none ; ", "none"},
        {"p=", ""},
        {"v=DMARC1", "-"},
        {"p=a=b", "a=b"},
        {"P=none", "-"},
        {"v=DMARC1; p=none; p=reject", NULL}, /* RFC 6376 3.2: twice is an error */
        {"v=DMARC1;; p=none", NULL},
        {"v=DMARC1; p", NULL},
        {"=none", NULL},
        {"1=none", NULL},
        {"", NULL},
        {"p n=x", NULL},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(TagList) list = taglist_parse(rows[i].text);

        g_test_message("%s", rows[i].text);
        g_assert_cmpstr(list ? taglist_get(list, "p", "-") : NULL, ==, rows[i].p);
    }
    g_assert_true(taglist_is("v=DMARC1", "DMARC1"));
    g_assert_true(taglist_is(" v = DMARC1 ;", "DMARC1"));
    g_assert_false(taglist_is("v=DMARC12; p=none", "DMARC1"));
    g_assert_false(taglist_is("v=dmarc1; p=none", "DMARC1"));
    g_assert_false(taglist_is("p=none; v=DMARC1", "DMARC1"));
}

/* ed25519: the key of RFC 8463 A.2. */
#define ED25519_KEY "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="

static void
test_dkim_key(void)
{
    static const struct {
        const char *text;
        DkimKeyState state;
    } rows[] = {
        {"v=DKIM1; k=ed25519; p=" ED25519_KEY, DKIM_KEY_USABLE},
        {"k=ed25519; p=11qYAYKxCrfV S/7TyWQHOg7hcvPapiMlrwIaaPcHURo=", DKIM_KEY_USABLE},
        {"v=DKIM1; k=ed25519; p=AAAA", DKIM_KEY_BROKEN},
        {"v=DKIM1; k=rsa; p=" ED25519_KEY, DKIM_KEY_BROKEN},
        {"v=DKIM1; p=AAA", DKIM_KEY_BROKEN},
        {"v=DKIM1; p=A===", DKIM_KEY_BROKEN},
        {"v=DKIM1; p=\303\251", DKIM_KEY_BROKEN},
        {"v=DKIM1; p=", DKIM_KEY_REVOKED},
        {"p=;", DKIM_KEY_REVOKED},
        {"v=DKIM2; p=AAAA", DKIM_KEY_SYNTAX},
        {"k=rsa; v=DKIM1; p=AAAA", DKIM_KEY_SYNTAX},
        {"v=DKIM1", DKIM_KEY_SYNTAX},
        {"google-site-verification=x", DKIM_KEY_SYNTAX},
        {"", DKIM_KEY_SYNTAX},
        {"v=DKIM1; k=dsa; p=AAAA", DKIM_KEY_ALGORITHM},
        {"v=DKIM1; s=other; k=ed25519; p=" ED25519_KEY, DKIM_KEY_SERVICE},
        {"v=DKIM1; s=other:email; k=ed25519; p=" ED25519_KEY, DKIM_KEY_USABLE},
        {"v=DKIM1; h=sha1; k=ed25519; p=" ED25519_KEY, DKIM_KEY_HASH},
        {"v=DKIM1; h=sha1:sha256; k=ed25519; p=" ED25519_KEY, DKIM_KEY_USABLE},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_test_message("%s", rows[i].text);
        g_assert_cmpint(dkimkey_read(rows[i].text).state, ==, rows[i].state);
    }
    g_assert_true(dkimkey_read("t=y:s; k=ed25519; p=" ED25519_KEY).is_testing);
    g_assert_false(dkimkey_read("t=s; k=ed25519; p=" ED25519_KEY).is_testing);
}

static void
test_dmarc(void)
{
    static const struct {
        const char *text;
        const char *fault; /* NULL: all is well */
        DmarcPolicy policy, subdomains;
        const char *rua;
    } rows[] = {
        {"v=DMARC1; p=none", NULL, DMARC_POLICY_NONE, DMARC_POLICY_NONE, ""},
        {"v=DMARC1; p=Reject; sp=quarantine", NULL, DMARC_POLICY_REJECT, DMARC_POLICY_QUARANTINE,
         ""},
        {"v=DMARC1; p=none; rua=mailto:a@example.org!10m, mailto:b@example.net", NULL,
         DMARC_POLICY_NONE, DMARC_POLICY_NONE, "a@example.org b@example.net"},
        {"v=DMARC1; p=none; rua=https://example.org/", NULL, DMARC_POLICY_NONE, DMARC_POLICY_NONE,
         ""},
        {"v=DMARC1; p=none; rua=a@example.org", "rua", 0, 0, ""},
        {"v=DMARC1; p=none; rua=mailto:nobody", "rua", 0, 0, ""},
        {"v=DMARC1; rua=mailto:a@example.org", "p", 0, 0, ""},
        {"v=DMARC1; p=none; sp=all", "sp", 0, 0, ""},
        {"v=DMARC1; p=none; pct=101", "pct", 0, 0, ""},
        {"v=DMARC1; p=none; pct=-1", "pct", 0, 0, ""},
        {"v=DMARC1; p=none; adkim=x", "adkim", 0, 0, ""},
        {"v=DMARC1; p=none; aspf=strict", "aspf", 0, 0, ""},
        {"v=DMARC1 p=none", "v", 0, 0, ""},
        {"v=DMARC1; p=none; p=none", "", 0, 0, ""},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        const char *fault;
        g_autoptr(Dmarc) dmarc = dmarc_parse(rows[i].text, &fault);
        g_autofree char *rua = dmarc ? g_strjoinv(" ", dmarc->rua) : NULL;

        g_test_message("%s", rows[i].text);
        g_assert_cmpstr(fault, ==, rows[i].fault);
        g_assert_cmpint(dmarc != NULL, ==, rows[i].fault == NULL);
        if (!dmarc)
            continue;
        g_assert_cmpint(dmarc->policy, ==, rows[i].policy);
        g_assert_cmpint(dmarc->subdomains, ==, rows[i].subdomains);
        g_assert_cmpstr(rua, ==, rows[i].rua);
    }
}

static void
test_orgdomain(void)
{
    static const struct {
        const char *domain;
        const char *organisation;
    } rows[] = {
        {"example.org", "example.org"},
        {"news.example.org", "example.org"},
        {"a.b.Example.co.uk", "example.co.uk"},
        {"co.uk", "co.uk"},
        {"x.asso.fr", "x.asso.fr"},
        {"localhost", "localhost"},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *organisation = orgdomain(rows[i].domain);

        g_assert_cmpstr(organisation, ==, rows[i].organisation);
    }
    g_assert_true(orgdomain_equal("news.example.org", "mail.EXAMPLE.org"));
    g_assert_false(orgdomain_equal("one.co.uk", "two.co.uk"));
}

static void
test_domain(void)
{
    static const struct {
        const char *text;
        const char *domain;
    } rows[] = {
        {"example.org", "example.org"},
        {"Example.ORG.", "example.org"},
        {"caf\303\251.example", "xn--caf-dma.example"},
        {"example", NULL},
        {"", NULL},
        {".", NULL},
        {"a..b", NULL},
        {".example.org", NULL},
        {"192.0.2.7", NULL},
        {"2001:db8::7", NULL},
        {"user@example.org", NULL},
        {"example.org/x", NULL},
        {"exa mple.org", NULL},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *domain = diagnosis_domain(rows[i].text);

        g_test_message("%s", rows[i].text);
        g_assert_cmpstr(domain, ==, rows[i].domain);
    }
}

static const Blocklist *
find_list(const char *zone)
{
    const GPtrArray *all = blocklists_all();

    for (guint i = 0; i < all->len; i++) {
        const Blocklist *list = g_ptr_array_index(all, i);

        if (g_str_equal(list->zone, zone))
            return list;
    }
    return NULL;
}

/* What is no listing, and lists that are closed: asking those is worse than asking nobody. */
static void
test_blocklists(void)
{
    static const struct {
        const char *zone;
        const char *address;
        BlocklistAnswer answer;
    } rows[] = {
        {"zen.spamhaus.org", "127.0.0.2", BLOCKLIST_YES},
        {"zen.spamhaus.org", "127.0.0.11", BLOCKLIST_YES},
        {"zen.spamhaus.org", "127.0.0.12", BLOCKLIST_NO},
        {"zen.spamhaus.org", "127.255.255.252", BLOCKLIST_REFUSAL},
        {"zen.spamhaus.org", "127.255.255.254", BLOCKLIST_REFUSAL},
        {"zen.spamhaus.org", "192.0.2.1", BLOCKLIST_NO},
        {"dbl.spamhaus.org", "127.0.1.2", BLOCKLIST_YES},
        {"dbl.spamhaus.org", "127.0.1.255", BLOCKLIST_NO},
        {"multi.uribl.com", "127.0.0.1", BLOCKLIST_REFUSAL},
        {"multi.uribl.com", "127.0.0.10", BLOCKLIST_YES},
        {"hostkarma.junkemailfilter.com", "127.0.0.1", BLOCKLIST_REFUSAL},
        {"hostkarma.junkemailfilter.com", "127.0.0.2", BLOCKLIST_YES},
        {"hostkarma.junkemailfilter.com", "127.0.0.3", BLOCKLIST_NO},
    };
    static const char *const closed[] = {
        "sorbs",   "manitu",      "ahbl",         "njabl",      "ordb",         "dsbl",
        "inps.de", "cbl.abuseat", "spamcannibal", "unsubscore", "rfc-ignorant",
    };
    const GPtrArray *all = blocklists_all();

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        const Blocklist *list = find_list(rows[i].zone);

        g_assert_nonnull(list);
        g_assert_cmpint(blocklist_answer(list, rows[i].address), ==, rows[i].answer);
    }
    for (guint i = 0; i < all->len; i++) {
        const Blocklist *list = g_ptr_array_index(all, i);

        g_assert_true(list->lists != 0 && g_str_has_prefix(list->delist, "http"));
        for (guint k = 0; k < G_N_ELEMENTS(closed); k++)
            g_assert_null(strstr(list->zone, closed[k]));
    }
}

static void
test_record_line(void)
{
    g_autofree char *long_text = g_strnfill(300, 'x');
    g_autofree char *line = record_line("example.org", "v=spf1 \"\\");
    g_autofree char *lines = record_line("example.org", long_text);

    g_assert_cmpstr(line, ==, "example.org. IN TXT \"v=spf1 \\\"\\\\\"");
    g_assert_cmpuint(strlen(lines), ==, strlen("example.org. IN TXT \"\" \"\"") + 300);
    g_assert_true(g_strv_contains(selectors_known(), "ovhmo-selector-1"));
    g_assert_false(g_strv_contains(selectors_known(), "#"));
}

/* RFC 8461 3.2. */
#define STS "version: STSv1\n"

static void
test_stspolicy(void)
{
    static const struct {
        const char *text;
        const char *wrong; /* "": it is a policy */
    } rows[] = {
        {STS "mode: enforce\nmx: mx.example.net\nmax_age: 604800\n", ""},
        {"mode:testing\r\nmx : *.example.net \r\nmax_age:0\r\nversion:\tSTSv1\r\n", ""},
        {STS "mode: none\nmax_age: 31557600", ""},
        {STS "\n\nlater: x\nmode: none\nmax_age: 1\nmode: enforce\n", ""}, /* the first counts */
        {STS "mode: none\nmax_age: 31557601", "max_age: 31557601"},
        {STS "mode: none\nmax_age: 99999999999999999999", "max_age: 99999999999999999999"},
        {STS "mode: none\nmax_age: -1", "max_age: -1"},
        {STS "mode: none\nmax_age: 1d", "max_age: 1d"},
        {STS "mode: none", "max_age: "},
        {STS "mode: ENFORCE\nmax_age: 1", "mode: ENFORCE"},
        {STS "mode: enforce\nmax_age: 1", "mx: "},
        {STS "mode: none\nmax_age: 1\n<html>", "<html>"},
        {STS "mode: none\nmax_age: 1\n: x", ": x"},
        {"version: STSv2\nmode: none\nmax_age: 1", "version: STSv2"},
        {"", "version: "},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *wrong = NULL;
        g_autoptr(StsPolicy) policy = stspolicy_parse(rows[i].text, &wrong);

        g_test_message("%s", rows[i].text);
        g_assert_cmpstr(wrong ? wrong : "", ==, rows[i].wrong);
        g_assert_true((policy != NULL) == (wrong == NULL));
    }
}

/* RFC 8461 4.1, RFC 6125 6.4.3: the asterisk is one label, the first. */
static void
test_stspolicy_lists(void)
{
    static const struct {
        const char *server;
        gboolean is_listed;
    } rows[] = {
        {"mx.example.org", TRUE}, {"MX.Example.ORG", TRUE},   {"mx2.example.org", FALSE},
        {"a.example.net", TRUE},  {"a.b.example.net", FALSE}, {"example.net", FALSE},
        {".example.net", FALSE},  {"xexample.net", FALSE},    {"net", FALSE},
    };
    g_autofree char *wrong = NULL;
    g_autoptr(StsPolicy) policy = stspolicy_parse(
        STS "mode: enforce\nmax_age: 1\nmx: mx.example.org\nmx: *.example.net\n", &wrong);

    g_assert_nonnull(policy);
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_test_message("%s", rows[i].server);
        g_assert_cmpint(stspolicy_lists(policy, rows[i].server), ==, rows[i].is_listed);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/diagnose/wire", test_wire);
    g_test_add_func("/diagnose/many-records", test_many_records);
    g_test_add_func("/diagnose/reverse", test_reverse);
    g_test_add_func("/diagnose/taglist", test_taglist);
    g_test_add_func("/diagnose/dkim-key", test_dkim_key);
    g_test_add_func("/diagnose/dmarc", test_dmarc);
    g_test_add_func("/diagnose/orgdomain", test_orgdomain);
    g_test_add_func("/diagnose/domain", test_domain);
    g_test_add_func("/diagnose/blocklists", test_blocklists);
    g_test_add_func("/diagnose/record-line", test_record_line);
    g_test_add_func("/diagnose/stspolicy", test_stspolicy);
    g_test_add_func("/diagnose/stspolicy-lists", test_stspolicy_lists);
    return g_test_run();
}
