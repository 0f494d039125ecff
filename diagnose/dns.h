/* dns.h - questions to name servers, many at once, over c-ares */

#ifndef BOUNCES_DIAGNOSE_DNS_H
#define BOUNCES_DIAGNOSE_DNS_H

#include <glib.h>

typedef enum { DNS_A, DNS_AAAA, DNS_CNAME, DNS_MX, DNS_PTR, DNS_TXT } DnsType;

/* Servers that fail in different ways are told apart: each asks for another remedy. */
typedef enum {
    DNS_OK,          /* there are records */
    DNS_NO_DATA,     /* the name exists, without records of that type */
    DNS_NO_NAME,     /* NXDOMAIN, or a name that cannot be asked for */
    DNS_SERVFAIL,    /* the server could not find out */
    DNS_REFUSED,     /* the server would not say */
    DNS_TIMEOUT,     /* no answer in time */
    DNS_UNREACHABLE, /* no server at that address */
    DNS_MALFORMED,   /* the answer cannot be read */
} DnsStatus;

/* What a question brings is cut after so many records. */
#define DNS_RECORDS_MAX 256

typedef struct {
    char *text;       /* an address, a name without its last dot, or a TXT's strings joined */
    guint preference; /* of an MX */
} DnsRecord;

typedef struct {
    DnsStatus status;
    GPtrArray *records; /* of DnsRecord, in the server's order */
    char *alias;        /* the name that the last CNAME on the way leads to; "" without one */
} DnsAnswer;

typedef struct Dns Dns;

#define DNS_ERROR (dns_error_quark())
typedef enum { DNS_ERROR_SERVER, DNS_ERROR_LIBRARY } DnsError;
GQuark dns_error_quark(void);

/*
 * Asks servers ("192.0.2.53", "[2001:db8::53]:5353", several with commas; NULL: those of the
 * system). From now on all questions together take at most so many seconds; what is not answered
 * by then is DNS_TIMEOUT.
 */
Dns *dns_new(const char *servers, guint seconds, GError **error);

/* One that asks nobody and knows what it was told (dns_know), and no other name. */
Dns *dns_new_closed(void);
void dns_know(Dns *dns, DnsType type, const char *name, DnsStatus status);
void dns_know_record(Dns *dns, DnsType type, const char *name, const char *text, guint preference);

void dns_free(Dns *dns);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Dns, dns_free)

/* Sends the question, so that its answer is there when somebody asks for it. */
void dns_want(Dns *dns, DnsType type, const char *name);

/* Waits for the answer. It belongs to dns; the same question is sent once. */
const DnsAnswer *dns_ask(Dns *dns, DnsType type, const char *name);

/* The texts of an answer's records, in order. */
guint dns_count(const DnsAnswer *answer);
const char *dns_text(const DnsAnswer *answer, guint index);

/* TRUE where the server said neither that there is something nor that there is nothing. */
gboolean dns_failed(const DnsAnswer *answer);

/* Whether any server has answered anything. */
gboolean dns_has_answered(const Dns *dns);

/* "NXDOMAIN", "no answer in time": how a question ended, for people. Borrowed. */
const char *dns_status_name(DnsStatus status);

/*
 * The name below which an address is looked up: "7.2.0.192" + suffix, nibbles for IPv6 (RFC 3596
 * 2.5, RFC 5782 2.1 and 2.4). "" for what is no address. Owned by the caller.
 */
char *dns_reverse(const char *address, const char *suffix_ipv4, const char *suffix_ipv6);
#define DNS_PTR_SUFFIXES ".in-addr.arpa", ".ip6.arpa"

#endif
