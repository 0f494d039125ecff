/* ptrcheck.c - the names of the addresses that send, and of their servers */

#include "diagnose/inquiry.h"

#include <gio/gio.h>
#include <string.h>

static DnsType
type_of(const char *address)
{
    return strchr(address, ':') ? DNS_AAAA : DNS_A;
}

void
ptr_want(Inquiry *inquiry)
{
    for (char **address = inquiry->sender->addresses; *address; address++) {
        g_autofree char *reverse = dns_reverse(*address, DNS_PTR_SUFFIXES);

        dns_want(inquiry->dns, DNS_PTR, reverse);
    }
}

/* As addresses, not as texts: IPv6 can be written in many ways. */
static gboolean
is_same_address(const char *a, const char *b)
{
    g_autoptr(GInetAddress) left = g_inet_address_new_from_string(a);
    g_autoptr(GInetAddress) right = g_inet_address_new_from_string(b);

    return left && right && g_inet_address_equal(left, right);
}

static gboolean
leads_to(Inquiry *inquiry, const char *name, const char *address)
{
    const DnsAnswer *answer = dns_ask(inquiry->dns, type_of(address), name);

    for (guint i = 0; i < dns_count(answer); i++)
        if (is_same_address(dns_text(answer, i), address))
            return TRUE;
    return FALSE;
}

/* A name with the address in it is what access lines are given, not mail servers. */
static gboolean
is_generic(const char *name, const char *address)
{
    g_auto(GStrv) parts = g_strsplit(address, ".", -1);
    const char separators[] = ".-";

    if (g_strv_length(parts) != 4)
        return FALSE;
    for (const char *separator = separators; *separator; separator++) {
        g_autofree char *there = g_strdup_printf("%s%c%s%c%s%c%s", parts[0], *separator, parts[1],
                                                 *separator, parts[2], *separator, parts[3]);
        g_autofree char *back = g_strdup_printf("%s%c%s%c%s%c%s", parts[3], *separator, parts[2],
                                                *separator, parts[1], *separator, parts[0]);

        if (strstr(name, there) || strstr(name, back))
            return TRUE;
    }
    return FALSE;
}

/* Forward-confirmed: one of the address's names leads back to it. */
static void
judge_address(Inquiry *inquiry, const char *address)
{
    g_autofree char *reverse = dns_reverse(address, DNS_PTR_SUFFIXES);
    const DnsAnswer *answer = dns_ask(inquiry->dns, DNS_PTR, reverse);

    if (inquiry_failed(inquiry, answer, PTR_UNANSWERED, address))
        return;
    if (dns_count(answer) == 0) {
        inquiry_add(inquiry, PTR_MISSING, address, dns_status_name(answer->status), 0);
        return;
    }
    for (guint i = 0; i < MIN(dns_count(answer), DIAGNOSIS_NAMES_MAX); i++) {
        const char *name = dns_text(answer, i);

        if (leads_to(inquiry, name, address)) {
            inquiry_add(inquiry, is_generic(name, address) ? PTR_GENERIC : PTR_CONFIRMED, address,
                        name, 0);
            return;
        }
    }
    inquiry_add(inquiry, PTR_UNCONFIRMED, address, dns_text(answer, 0), 0);
}

void
ptr_judge(Inquiry *inquiry)
{
    for (char **address = inquiry->sender->addresses; *address; address++)
        judge_address(inquiry, *address);
}

void
helo_want(Inquiry *inquiry)
{
    for (char **name = inquiry->sender->helos; *name; name++) {
        dns_want(inquiry->dns, DNS_A, *name);
        dns_want(inquiry->dns, DNS_AAAA, *name);
    }
}

/* RFC 5321 4.1.1.1 and 2.3.5: a name that resolves; better, to an address that sends. */
static void
judge_helo(Inquiry *inquiry, const char *name)
{
    const DnsAnswer *ipv4 = dns_ask(inquiry->dns, DNS_A, name);
    const DnsAnswer *ipv6 = dns_ask(inquiry->dns, DNS_AAAA, name);
    FindingId id = *inquiry->sender->addresses ? HELO_ELSEWHERE : HELO_RESOLVES;

    if (!strchr(name, '.')) {
        inquiry_add(inquiry, HELO_BARE, name, "", 0);
        return;
    }
    if (dns_count(ipv4) + dns_count(ipv6) == 0) {
        if (!inquiry_failed(inquiry, ipv4, HELO_UNANSWERED, name))
            inquiry_add(inquiry, HELO_MISSING, name, dns_status_name(ipv4->status), 0);
        return;
    }
    for (char **address = inquiry->sender->addresses; *address; address++)
        if (leads_to(inquiry, name, *address))
            id = HELO_RESOLVES;
    inquiry_add(inquiry, id, name, dns_text(dns_count(ipv4) > 0 ? ipv4 : ipv6, 0), 0);
}

void
helo_judge(Inquiry *inquiry)
{
    for (char **name = inquiry->sender->helos; *name; name++)
        judge_helo(inquiry, *name);
}
