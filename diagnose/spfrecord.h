/* spfrecord.h - an SPF record taken apart (RFC 7208 4.6.1, 12) */

#ifndef BOUNCES_DIAGNOSE_SPFRECORD_H
#define BOUNCES_DIAGNOSE_SPFRECORD_H

#include <gio/gio.h>
#include <glib.h>

typedef enum {
    SPF_ALL,
    SPF_INCLUDE,
    SPF_A,
    SPF_MX,
    SPF_PTR,
    SPF_IP4,
    SPF_IP6,
    SPF_EXISTS,
    SPF_REDIRECT, /* from here on modifiers */
    SPF_EXP,
    SPF_UNKNOWN_MODIFIER
} SpfKind;

typedef struct {
    SpfKind kind;
    char qualifier;        /* one of + - ? ~ */
    char *text;            /* as written */
    char *spec;            /* the domain-spec with its macros; "" without */
    GInetAddress *network; /* of ip4 and ip6 */
    guint cidr4;
    guint cidr6;
} SpfTerm;

typedef struct {
    GPtrArray *terms;        /* mechanisms (SpfTerm), in order */
    const SpfTerm *redirect; /* NULL without */
    const SpfTerm *exp;
    GPtrArray *modifiers; /* owns redirect and exp */
    char *fault;          /* the term that breaks the syntax; "" where all is well */
} SpfRecord;

/* Whether a TXT record is one of SPF version 1 (RFC 7208 4.5). */
gboolean spf_record_is(const char *text);

/* Whether every client passes by it: "+all", and networks that have all addresses in them. */
gboolean spf_term_permits_all(const SpfTerm *term);

/* Owned by the caller. */
SpfRecord *spf_record_parse(const char *text);
void spf_record_free(SpfRecord *record);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SpfRecord, spf_record_free)

#endif
