/* stscheck.c - the policy that MTA-STS is about: fetched, read, held against the MX (RFC 8461) */

#include "base/connection.h"
#include "diagnose/https.h"
#include "diagnose/inquiry.h"
#include "diagnose/stspolicy.h"

#define PATH "/.well-known/mta-sts.txt"

/* Only who publishes a record says that there is a policy (RFC 8461 3.1). */
static gboolean
is_published(const Inquiry *inquiry)
{
    const GPtrArray *checks = inquiry->diagnosis->checks;

    for (guint i = 0; i < checks->len; i++)
        if (((const Check *)g_ptr_array_index(checks, i))->id == STS_PUBLISHED)
            return TRUE;
    return FALSE;
}

/* Its IPv4 address, or else that of IPv6; says where it has none. Borrowed. */
static const char *
find_address(Inquiry *inquiry, const char *host)
{
    const DnsAnswer *ipv4 = dns_ask(inquiry->dns, DNS_A, host);
    const DnsAnswer *ipv6 = dns_ask(inquiry->dns, DNS_AAAA, host);
    const DnsAnswer *answer = dns_count(ipv4) > 0 ? ipv4 : ipv6;

    if (dns_count(answer) > 0)
        return dns_text(answer, 0);
    if (!inquiry_failed(inquiry, ipv4, POLICY_UNREACHABLE, host))
        inquiry_add(inquiry, POLICY_MISSING, host, dns_status_name(ipv4->status), 0);
    return NULL;
}

static void
judge_error(Inquiry *inquiry, const char *host, const GError *error)
{
    FindingId id = POLICY_UNREACHABLE;

    if (g_error_matches(error, HTTPS_ERROR, HTTPS_ERROR_STATUS))
        id = POLICY_MISSING;
    else if (g_error_matches(error, HTTPS_ERROR, HTTPS_ERROR_REPLY) ||
             g_error_matches(error, CONNECTION_ERROR, CONNECTION_ERROR_AMOUNT))
        id = POLICY_SYNTAX;
    else if (g_error_matches(error, CONNECTION_ERROR, CONNECTION_ERROR_IDENTITY) ||
             g_error_matches(error, CONNECTION_ERROR, CONNECTION_ERROR_TLS))
        id = POLICY_UNPROVEN;
    inquiry_add(inquiry, id, host, error->message, 0);
}

/* The first MX that the policy does not list; NULL where it lists all. Borrowed. */
static const char *
find_unlisted(Inquiry *inquiry, const StsPolicy *policy)
{
    const DnsAnswer *servers = dns_ask(inquiry->dns, DNS_MX, inquiry->sender->domain);

    for (guint i = 0; i < dns_count(servers); i++)
        if (*dns_text(servers, i) && !stspolicy_lists(policy, dns_text(servers, i)))
            return dns_text(servers, i);
    return NULL;
}

static void
judge_policy(Inquiry *inquiry, const char *host, const StsPolicy *policy)
{
    const char *unlisted = policy->mode == STS_MODE_NONE ? NULL : find_unlisted(inquiry, policy);
    g_autofree char *mx = g_strjoinv(" ", policy->mx);

    if (unlisted)
        inquiry_add(inquiry,
                    policy->mode == STS_MODE_ENFORCE ? POLICY_UNLISTED : POLICY_UNLISTED_YET,
                    unlisted, mx, 0);
    else if (policy->mode == STS_MODE_ENFORCE)
        inquiry_add(inquiry, POLICY_ENFORCED, host, mx, policy->max_age);
    else
        inquiry_add(inquiry, policy->mode == STS_MODE_TESTING ? POLICY_TESTING : POLICY_NONE, host,
                    mx, policy->max_age);
}

static void
judge_text(Inquiry *inquiry, const char *host, const char *text)
{
    g_autofree char *wrong = NULL;
    g_autoptr(StsPolicy) policy = stspolicy_parse(text, &wrong);

    if (policy)
        judge_policy(inquiry, host, policy);
    else
        inquiry_add(inquiry, POLICY_SYNTAX, host, wrong, 0);
}

static char *
host_of(const Inquiry *inquiry)
{
    return g_strdup_printf("mta-sts.%s", inquiry->sender->domain);
}

void
sts_want(Inquiry *inquiry)
{
    g_autofree char *host = host_of(inquiry);

    if (!inquiry->sender->connects)
        return;
    dns_want(inquiry->dns, DNS_A, host);
    dns_want(inquiry->dns, DNS_AAAA, host);
}

void
sts_judge(Inquiry *inquiry)
{
    g_autofree char *host = host_of(inquiry);
    const char *address;
    g_autoptr(GError) error = NULL;
    g_autofree char *text = NULL;

    if (!inquiry->sender->connects || !is_published(inquiry))
        return;
    address = find_address(inquiry, host);
    if (!address)
        return;
    text = https_get_text(host, address, PATH, inquiry->sender->ca_file, &error);
    if (!text) {
        judge_error(inquiry, host, error);
        return;
    }
    judge_text(inquiry, host, text);
}
