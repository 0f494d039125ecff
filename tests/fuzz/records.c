/* records.c - libFuzzer: what name servers answer, through each parser of diagnose/ (make fuzz) */

#include "diagnose/dkimkey.h"
#include "diagnose/dmarc.h"
#include "diagnose/dns.h"
#include "diagnose/dnswire.h"
#include "diagnose/record.h"
#include "diagnose/spf.h"
#include "diagnose/taglist.h"

#include "base/text.h"

#include <glib.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The bytes as a whole answer, of each type. What is taken from it is text for everybody. */
static void
read_wire(const uint8_t *data, size_t size)
{
    for (int type = DNS_A; type <= DNS_TXT; type++) {
        g_autoptr(Dns) dns = dns_new_closed();
        DnsAnswer *answer = (DnsAnswer *)(gsize)dns_ask(dns, (DnsType)type, "example.org");

        dnswire_read(data, size, (DnsType)type, answer);
        g_assert_cmpuint(dns_count(answer), <=, DNS_RECORDS_MAX);
        for (guint i = 0; i < dns_count(answer); i++)
            g_assert_true(g_utf8_validate(dns_text(answer, i), -1, NULL));
    }
}

/* The text as the domain's SPF record, as an include's, and as a fail's explanation. */
static void
check_spf(const char *text)
{
    static const char *const records[] = {NULL, "v=spf1 include:other.example.org -all",
                                          "v=spf1 exp=other.example.org -all"};

    for (guint i = 0; i < G_N_ELEMENTS(records); i++) {
        g_autoptr(Dns) dns = dns_new_closed();
        g_autoptr(SpfVerdict) verdict = NULL;
        g_autoptr(SpfVerdict) survey = NULL;

        dns_know_record(dns, DNS_TXT, "example.org", records[i] ? records[i] : text, 0);
        dns_know_record(dns, DNS_TXT, "other.example.org", text, 0);
        dns_know_record(dns, DNS_MX, "example.org", "mx.example.org", 10);
        dns_know_record(dns, DNS_A, "mx.example.org", "192.0.2.7", 0);
        dns_know_record(dns, DNS_PTR, "7.2.0.192.in-addr.arpa", "mx.example.org", 0);
        verdict = spf_check_host(dns, "192.0.2.7", "example.org", "u@example.org", "mail");
        survey = spf_survey(dns, "example.org");
        g_assert_cmpuint(verdict->lookups, <=, SPF_LOOKUPS_MAX + 1);
    }
}

/* What is a DMARC record is a tag-list too, and what is none is told why. */
static void
read_policy(const char *text)
{
    const char *fault;
    g_autoptr(TagList) tags = taglist_parse(text);
    g_autoptr(Dmarc) dmarc = dmarc_parse(text, &fault);

    g_assert_true((dmarc == NULL) == (fault != NULL));
    g_assert_true(tags || !dmarc);
}

static void
read_texts(const char *text)
{
    g_autofree char *line = record_line("example.org", text);

    g_assert_true(g_str_has_prefix(line, "example.org"));
    read_policy(text);
    dkimkey_read(text);
    check_spf(text);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autofree char *text = text_to_utf8((const char *)data, size);

    read_wire(data, size);
    read_texts(text);
    return 0;
}
