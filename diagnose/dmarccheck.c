/* dmarccheck.c - what receivers are asked to do with mail that nobody vouches for (RFC 7489) */

#include "base/text.h"
#include "diagnose/dmarc.h"
#include "diagnose/inquiry.h"
#include "diagnose/orgdomain.h"

#include <string.h>

static char *
policy_name(const char *domain)
{
    return g_strdup_printf("_dmarc.%s", domain);
}

void
dmarc_want(Inquiry *inquiry)
{
    g_autofree char *own = policy_name(inquiry->sender->domain);
    g_autofree char *organisation = orgdomain(inquiry->sender->domain);
    g_autofree char *above = policy_name(organisation);

    dns_want(inquiry->dns, DNS_TXT, own);
    dns_want(inquiry->dns, DNS_TXT, above);
}

/* The DMARC records among a domain's; *count says how many, the first is returned. */
static const char *
find_record(const DnsAnswer *answer, guint *count)
{
    const char *first = NULL;

    *count = 0;
    for (guint i = 0; i < dns_count(answer); i++) {
        if (dmarc_is(dns_text(answer, i)) && ++*count == 1)
            first = dns_text(answer, i);
    }
    return first;
}

/*
 * RFC 7489 7.1: reports to another organisation want its word that it takes those of whoever
 * published the record.
 */
static void
judge_report_address(Inquiry *inquiry, const char *publisher, const char *address)
{
    const char *domain = strrchr(address, '@') + 1;
    g_autofree char *name = g_strdup_printf("%s._report._dmarc.%s", publisher, domain);
    const DnsAnswer *answer;
    guint count;

    if (orgdomain_equal(domain, publisher))
        return;
    answer = dns_ask(inquiry->dns, DNS_TXT, name);
    find_record(answer, &count);
    if (count == 0 && !dns_failed(answer))
        inquiry_add(inquiry, DMARC_REPORTS, address, name, 0);
}

/* Whether returned mail bears a signature of that organisation's. */
static gboolean
is_signed_by(const Inquiry *inquiry, const char *author)
{
    for (char **signer = inquiry->sender->signers; *signer; signer++)
        if (orgdomain_equal(*signer, author))
            return TRUE;
    return FALSE;
}

/* Without a DKIM signature of the From: domain's, only SPF can agree with it (RFC 7489 3.1). */
static void
judge_author(Inquiry *inquiry, const Dmarc *dmarc, const char *author)
{
    const char *domain = inquiry->sender->domain;
    gboolean agrees = dmarc->is_strict_spf ? g_ascii_strcasecmp(author, domain) == 0
                                           : orgdomain_equal(author, domain);

    if (!agrees && !is_signed_by(inquiry, author))
        inquiry_add(inquiry, DMARC_UNALIGNED, author, domain, 0);
}

/* RFC 7489 6.6.4: for what pct= spares, the next weaker policy holds; 0 spares all. */
static DmarcPolicy
what_holds(const Dmarc *dmarc, DmarcPolicy policy)
{
    return dmarc->percent == 0 && policy == DMARC_POLICY_QUARANTINE ? DMARC_POLICY_NONE : policy;
}

static void
judge_policy(Inquiry *inquiry, const char *domain, const char *text, const Dmarc *dmarc)
{
    gboolean is_own = g_str_equal(domain, inquiry->sender->domain);
    DmarcPolicy policy = what_holds(dmarc, is_own ? dmarc->policy : dmarc->subdomains);

    if (policy == DMARC_POLICY_NONE && !*dmarc->rua)
        inquiry_add(inquiry, DMARC_BLIND, domain, text, 0);
    else
        inquiry_add(inquiry, policy == DMARC_POLICY_NONE ? DMARC_WATCHES : DMARC_PROTECTS, domain,
                    text, 0);
    for (char **address = dmarc->rua; *address; address++)
        judge_report_address(inquiry, domain, *address);
    for (char **author = inquiry->sender->froms; *author; author++)
        judge_author(inquiry, dmarc, *author);
}

/* FALSE where the domain has no record. */
static gboolean
judge_domain(Inquiry *inquiry, const char *domain)
{
    g_autofree char *name = policy_name(domain);
    const DnsAnswer *answer = dns_ask(inquiry->dns, DNS_TXT, name);
    g_autoptr(Dmarc) dmarc = NULL;
    const char *fault;
    guint count;
    const char *text = find_record(answer, &count);

    if (inquiry_failed(inquiry, answer, DMARC_UNANSWERED, name))
        return TRUE;
    if (count > 1)
        inquiry_add(inquiry, DMARC_SEVERAL, name, text, count);
    if (count != 1)
        return count > 1;
    dmarc = dmarc_parse(text, &fault);
    if (dmarc)
        judge_policy(inquiry, domain, text, dmarc);
    else
        inquiry_add(inquiry, DMARC_SYNTAX, *fault ? fault : text, text, 0);
    return TRUE;
}

/* RFC 7489 6.6.3: the domain's own, or else its organisation's. */
void
dmarc_judge(Inquiry *inquiry)
{
    const char *domain = inquiry->sender->domain;
    g_autofree char *organisation = orgdomain(domain);

    if (judge_domain(inquiry, domain))
        return;
    if (g_str_equal(organisation, domain) || !judge_domain(inquiry, organisation))
        inquiry_add(inquiry, DMARC_MISSING, domain, "", 0);
}
