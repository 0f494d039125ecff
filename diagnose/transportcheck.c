/* transportcheck.c - what the domain's servers answer: STARTTLS, certificate, postmaster */

#include "base/connection.h"
#include "base/tls.h"
#include "diagnose/inquiry.h"
#include "diagnose/smtp.h"

#include <string.h>

#define SMTP_PORT 25
#define SUBMISSION_PORT 587
#define IMAPS_PORT 993

/* The first servers are those that others deliver to. */
#define SERVERS_MAX 3

/* Whoever renews by hand wants to hear of it so many days before. */
#define DAYS_LEFT 14
#define DAY (24 * 60 * 60)

/* Which findings a server's certificate makes: an MX is believed by few, a mail host must be. */
typedef struct {
    FindingId unreachable, none, broken, unproven, expires, good;
} Findings;

static const Findings for_server = {TLS_UNREACHABLE, TLS_NONE,    TLS_BROKEN,
                                    TLS_UNPROVEN,    TLS_EXPIRES, TLS_GOOD};
static const Findings for_host = {HOST_UNREACHABLE, HOST_NONE,    HOST_BROKEN,
                                  HOST_UNPROVEN,    HOST_EXPIRES, HOST_GOOD};

/* Its IPv4 address, or else that of IPv6; NULL where it has none. Borrowed. */
static const char *
address_of(Inquiry *inquiry, const char *name)
{
    const DnsAnswer *ipv4 = dns_ask(inquiry->dns, DNS_A, name);
    const DnsAnswer *ipv6 = dns_ask(inquiry->dns, DNS_AAAA, name);
    const DnsAnswer *answer = dns_count(ipv4) > 0 ? ipv4 : ipv6;

    return dns_count(answer) > 0 ? dns_text(answer, 0) : NULL;
}

static void
judge_error(Inquiry *inquiry, const Findings *findings, const char *name, const GError *error)
{
    FindingId id = findings->unreachable;

    if (g_error_matches(error, CONNECTION_ERROR, CONNECTION_ERROR_IDENTITY))
        id = findings->unproven;
    else if (g_error_matches(error, CONNECTION_ERROR, CONNECTION_ERROR_TLS))
        id = findings->broken;
    inquiry_add(inquiry, id, name, error->message, 0);
}

static void
judge_certificate(Inquiry *inquiry, const Findings *findings, const char *name, gint64 expiry,
                  const char *protocol)
{
    gint64 days = (expiry - g_get_real_time() / G_USEC_PER_SEC) / DAY;

    inquiry_add(inquiry, days < DAYS_LEFT ? findings->expires : findings->good, name, protocol,
                days);
}

/* STARTTLS. FALSE where the conversation cannot go on. */
static gboolean
judge_tls(Inquiry *inquiry, const Findings *findings, Smtp *smtp, const char *name)
{
    g_autoptr(GError) error = NULL;
    const char *protocol = "";
    gint64 expiry = 0;

    if (!smtp_offers_tls(smtp)) {
        inquiry_add(inquiry, findings->none, name, "", 0);
        return TRUE;
    }
    if (smtp_start_tls(smtp, inquiry->sender->ca_file, &expiry, &protocol, &error)) {
        judge_certificate(inquiry, findings, name, expiry, protocol);
        return TRUE;
    }
    judge_error(inquiry, findings, name, error);
    return FALSE;
}

/* RFC 5321 4.5.1: every domain takes mail for its postmaster. */
static void
judge_postmaster(Inquiry *inquiry, Smtp *smtp, const char *name)
{
    static const FindingId ids[] = {
        [2] = POSTMASTER_TAKEN, [4] = POSTMASTER_LATER, [5] = POSTMASTER_REFUSED};
    g_autofree char *recipient = g_strdup_printf("postmaster@%s", inquiry->sender->domain);
    g_autofree char *reply = NULL;
    g_autoptr(GError) error = NULL;
    int code;

    if (!smtp_try(smtp, recipient, &code, &reply, &error))
        inquiry_add(inquiry, POSTMASTER_UNKNOWN, name, error->message, 0);
    else
        inquiry_add(inquiry, code / 100 < 6 && ids[code / 100] ? ids[code / 100] : POSTMASTER_LATER,
                    name, reply, code);
}

/* A server whose TLS fails is asked again without: others deliver to it all the same. */
static void
judge_server(Inquiry *inquiry, const char *name, const char *address)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Smtp) smtp = smtp_open(name, address, SMTP_PORT, &error);

    if (!smtp) {
        inquiry_add(inquiry, TLS_UNREACHABLE, name, error->message, 0);
        return;
    }
    if (!judge_tls(inquiry, &for_server, smtp, name)) {
        g_clear_pointer(&smtp, smtp_free);
        smtp = smtp_open(name, address, SMTP_PORT, NULL);
    }
    if (smtp)
        judge_postmaster(inquiry, smtp, name);
}

static void
judge_servers(Inquiry *inquiry)
{
    const DnsAnswer *servers = dns_ask(inquiry->dns, DNS_MX, inquiry->sender->domain);

    for (guint i = 0; i < MIN(dns_count(servers), SERVERS_MAX); i++) {
        const char *name = dns_text(servers, i);
        const char *address = *name ? address_of(inquiry, name) : NULL;

        if (address)
            judge_server(inquiry, name, address);
    }
}

static void
judge_submission(Inquiry *inquiry, const char *place, const char *name, const char *address,
                 guint port)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Smtp) smtp = smtp_open(name, address, port, &error);

    if (smtp)
        judge_tls(inquiry, &for_host, smtp, place);
    else
        inquiry_add(inquiry, HOST_UNREACHABLE, place, error->message, 0);
}

/* TLS at once, as IMAP, POP and submission have it (RFC 8314). */
static void
judge_implicit(Inquiry *inquiry, const char *place, const char *name, const char *address,
               guint port)
{
    static const ConnectionLimits limits = {.step_seconds = 5, .total_seconds = 10};
    g_autoptr(GError) error = NULL;
    g_autoptr(Connection) connection = connection_open_at(name, address, port, &limits, &error);
    g_autoptr(Tls) tls = connection ? tls_new(connection, inquiry->sender->ca_file, &error) : NULL;

    if (tls)
        judge_certificate(inquiry, &for_host, place, tls_expiry(tls), tls_protocol(tls));
    else
        judge_error(inquiry, &for_host, place, error);
}

/* The name in "imap.example.org" or "imap.example.org:993". Owned by the caller. */
static char *
name_of(const char *place)
{
    const char *colon = strrchr(place, ':');

    return g_strndup(place, colon ? (gsize)(colon - place) : strlen(place));
}

/* "imap.example.org" or "imap.example.org:993", as it was asked for: two ports are two subjects. */
static void
judge_host(Inquiry *inquiry, const char *place)
{
    const char *colon = strrchr(place, ':');
    g_autofree char *name = name_of(place);
    guint port = colon ? (guint)g_ascii_strtoull(colon + 1, NULL, 10) : IMAPS_PORT;
    const char *address = address_of(inquiry, name);

    if (!address)
        inquiry_add(inquiry, HOST_UNREACHABLE, place,
                    dns_status_name(dns_ask(inquiry->dns, DNS_A, name)->status), 0);
    else if (port == SUBMISSION_PORT || port == SMTP_PORT)
        judge_submission(inquiry, place, name, address, port);
    else
        judge_implicit(inquiry, place, name, address, port);
}

/* Beforehand: a server that takes its time is no reason to know nothing of the next one. */
void
transport_want(Inquiry *inquiry)
{
    for (char **host = inquiry->sender->hosts; *host; host++) {
        g_autofree char *name = name_of(*host);

        dns_want(inquiry->dns, DNS_A, name);
        dns_want(inquiry->dns, DNS_AAAA, name);
    }
}

void
transport_judge(Inquiry *inquiry)
{
    if (inquiry->sender->connects)
        judge_servers(inquiry);
    for (char **host = inquiry->sender->hosts; *host; host++)
        judge_host(inquiry, *host);
}
