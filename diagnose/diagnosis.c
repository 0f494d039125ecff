/* diagnosis.c - a sending domain looked at from outside: DNS, blocklists, its servers */

#include "diagnose/diagnosis.h"

#include "diagnose/inquiry.h"
#include "diagnose/spfrecord.h"

#include <string.h>

static const struct {
    void (*want)(Inquiry *inquiry);
    void (*judge)(Inquiry *inquiry);
} topics[] = {
    {spf_want, spf_judge},     {dkim_want, dkim_judge},
    {dmarc_want, dmarc_judge}, {ptr_want, ptr_judge},
    {helo_want, helo_judge},   {blocklist_want, blocklist_judge},
    {mx_want, mx_judge},       {policy_want, policy_judge},
    {sts_want, sts_judge},     {transport_want, transport_judge},
};

Check *
inquiry_add(Inquiry *inquiry, FindingId id, const char *subject, const char *found, gint64 number)
{
    Check *check = check_new(id, subject, found, number);

    g_ptr_array_add(inquiry->diagnosis->checks, check);
    return check;
}

gboolean
inquiry_failed(Inquiry *inquiry, const DnsAnswer *answer, FindingId id, const char *subject)
{
    if (dns_failed(answer))
        inquiry_add(inquiry, id, subject, dns_status_name(answer->status), 0);
    return dns_failed(answer);
}

/* Whether there is a domain to ask about; says why not (RFC 8020: what is below NXDOMAIN is not).
 */
static gboolean
is_there(Inquiry *inquiry)
{
    const char *domain = inquiry->sender->domain;
    const DnsAnswer *answer = dns_ask(inquiry->dns, DNS_MX, domain);

    if (answer->status == DNS_NO_NAME)
        inquiry_add(inquiry, DOMAIN_MISSING, domain, dns_status_name(answer->status), 0);
    return answer->status != DNS_NO_NAME &&
           !inquiry_failed(inquiry, answer, DOMAIN_UNANSWERED, domain);
}

/* Who is known for one of the names; "" for none. */
static const char *
host_of_servers(const MailHosts *hosts, const DnsAnswer *servers)
{
    const char *host = "";

    for (guint i = 0; i < dns_count(servers) && !*host; i++)
        host = hosts->hosted_by(dns_text(servers, i), hosts->data);
    return host;
}

static const char *
host_of_record(const MailHosts *hosts, const char *text)
{
    g_autoptr(SpfRecord) record = spf_record_parse(text);
    const char *host = "";

    for (guint i = 0; i < record->terms->len && !*host; i++) {
        const SpfTerm *term = g_ptr_array_index(record->terms, i);

        if (term->kind == SPF_INCLUDE)
            host = hosts->hosted_by(term->spec, hosts->data);
    }
    return host;
}

/* Who runs the domain's mail: by its MX, or else by what its SPF record includes. */
static const char *
find_host(Inquiry *inquiry)
{
    const MailHosts *hosts = &inquiry->sender->mail_hosts;
    const char *domain = inquiry->sender->domain;
    const DnsAnswer *texts = dns_ask(inquiry->dns, DNS_TXT, domain);
    const char *host = host_of_servers(hosts, dns_ask(inquiry->dns, DNS_MX, domain));

    for (guint i = 0; i < dns_count(texts) && !*host; i++)
        if (spf_record_is(dns_text(texts, i)))
            host = host_of_record(hosts, dns_text(texts, i));
    return host;
}

Diagnosis *
diagnosis_make(Dns *dns, const Sender *sender)
{
    Diagnosis *diagnosis = g_new0(Diagnosis, 1);
    Inquiry inquiry = {.dns = dns, .sender = sender, .diagnosis = diagnosis};

    diagnosis->sender = sender;
    diagnosis->host = "";
    diagnosis->checks = g_ptr_array_new_with_free_func(check_free);
    dns_want(dns, DNS_TXT, sender->domain);
    if (!is_there(&inquiry))
        return diagnosis;
    diagnosis->host = find_host(&inquiry);
    for (guint i = 0; i < G_N_ELEMENTS(topics); i++)
        topics[i].want(&inquiry);
    for (guint i = 0; i < G_N_ELEMENTS(topics); i++)
        topics[i].judge(&inquiry);
    checks_sort(diagnosis->checks);
    return diagnosis;
}

void
diagnosis_free(Diagnosis *diagnosis)
{
    g_ptr_array_unref(diagnosis->checks);
    g_free(diagnosis);
}

guint
diagnosis_count(const Diagnosis *diagnosis, CheckResult result)
{
    guint count = 0;

    for (guint i = 0; i < diagnosis->checks->len; i++) {
        const Check *check = g_ptr_array_index(diagnosis->checks, i);

        count += finding(check->id)->result == result;
    }
    return count;
}

char *
diagnosis_domain(const char *text)
{
    g_autofree char *ascii = g_hostname_to_ascii(text);
    gsize length = ascii ? strlen(ascii) : 0;

    if (length > 0 && ascii[length - 1] == '.')
        ascii[--length] = '\0';
    if (length == 0 || length > 253 || !strchr(ascii, '.') || strstr(ascii, "..") ||
        *ascii == '.' || strspn(ascii, "abcdefghijklmnopqrstuvwxyz0123456789-_.") != length ||
        g_hostname_is_ip_address(ascii))
        return NULL;
    return g_steal_pointer(&ascii);
}
