/* mxcheck.c - the servers that take the domain's mail: answers and bounces come by them */

#include "diagnose/inquiry.h"

#include <gio/gio.h>

void
mx_want(Inquiry *inquiry)
{
    const DnsAnswer *servers = dns_ask(inquiry->dns, DNS_MX, inquiry->sender->domain);

    for (guint i = 0; i < MIN(dns_count(servers), DIAGNOSIS_NAMES_MAX); i++) {
        dns_want(inquiry->dns, DNS_A, dns_text(servers, i));
        dns_want(inquiry->dns, DNS_AAAA, dns_text(servers, i));
    }
    if (dns_count(servers) > 0)
        return;
    dns_want(inquiry->dns, DNS_A, inquiry->sender->domain);
    dns_want(inquiry->dns, DNS_AAAA, inquiry->sender->domain);
}

/* Networks that GLib does not take for private: RFC 6598 (behind a provider's NAT), RFC 4193. */
static gboolean
is_unrouted(GInetAddress *address)
{
    static const char *const networks[] = {"100.64.0.0/10", "fc00::/7"};

    for (guint i = 0; i < G_N_ELEMENTS(networks); i++) {
        g_autoptr(GInetAddressMask) network =
            g_inet_address_mask_new_from_string(networks[i], NULL);

        if (g_inet_address_mask_matches(network, address))
            return TRUE;
    }
    return FALSE;
}

/* An address that nobody outside can reach. */
static gboolean
is_private(const char *text)
{
    g_autoptr(GInetAddress) address = g_inet_address_new_from_string(text);

    return address &&
           (g_inet_address_get_is_loopback(address) || g_inet_address_get_is_site_local(address) ||
            g_inet_address_get_is_link_local(address) || g_inet_address_get_is_any(address) ||
            is_unrouted(address));
}

static gboolean
judge_addresses(Inquiry *inquiry, const char *name, const DnsAnswer *answer)
{
    for (guint i = 0; i < dns_count(answer); i++) {
        if (!is_private(dns_text(answer, i)))
            continue;
        inquiry_add(inquiry, MX_PRIVATE, name, dns_text(answer, i), 0);
        return FALSE;
    }
    return TRUE;
}

/* TRUE where there is nothing to say against the server's name. */
static gboolean
judge_server(Inquiry *inquiry, const char *name)
{
    const DnsAnswer *ipv4 = dns_ask(inquiry->dns, DNS_A, name);
    const DnsAnswer *ipv6 = dns_ask(inquiry->dns, DNS_AAAA, name);

    if (g_hostname_is_ip_address(name)) {
        inquiry_add(inquiry, MX_ADDRESS, name, "", 0);
        return FALSE;
    }
    if (dns_count(ipv4) + dns_count(ipv6) == 0) {
        if (!inquiry_failed(inquiry, ipv4, MX_UNANSWERED, name))
            inquiry_add(inquiry, MX_UNRESOLVED, name, dns_status_name(ipv4->status), 0);
        return FALSE;
    }
    if (*ipv4->alias) {
        inquiry_add(inquiry, MX_ALIAS, name, ipv4->alias, 0);
        return FALSE;
    }
    return judge_addresses(inquiry, name, ipv4) && judge_addresses(inquiry, name, ipv6);
}

/* RFC 5321 5.1: without MX the domain's own address takes its mail. */
static void
judge_without(Inquiry *inquiry)
{
    const char *domain = inquiry->sender->domain;
    const DnsAnswer *ipv4 = dns_ask(inquiry->dns, DNS_A, domain);
    const DnsAnswer *ipv6 = dns_ask(inquiry->dns, DNS_AAAA, domain);
    const DnsAnswer *address = dns_count(ipv4) > 0 ? ipv4 : ipv6;

    if (dns_count(address) > 0)
        inquiry_add(inquiry, MX_IMPLICIT, domain, dns_text(address, 0), 0);
    else
        inquiry_add(inquiry, MX_MISSING, domain, dns_status_name(ipv4->status), 0);
}

void
mx_judge(Inquiry *inquiry)
{
    const DnsAnswer *servers = dns_ask(inquiry->dns, DNS_MX, inquiry->sender->domain);
    g_autoptr(GString) names = g_string_new(NULL);
    guint good = 0;
    guint count = MIN(dns_count(servers), DIAGNOSIS_NAMES_MAX);

    if (count == 0) {
        judge_without(inquiry);
        return;
    }
    if (count == 1 && !*dns_text(servers, 0)) {
        inquiry_add(inquiry, MX_NULL, inquiry->sender->domain, "MX 0 .", 0);
        return;
    }
    for (guint i = 0; i < count; i++) {
        g_string_append_printf(names, "%s%s", names->len ? " " : "", dns_text(servers, i));
        good += judge_server(inquiry, dns_text(servers, i));
    }
    if (good == count)
        inquiry_add(inquiry, MX_RESOLVES, inquiry->sender->domain, names->str, count);
}
