/* spf.h - Sender Policy Framework: who may send for a domain (RFC 7208) */

#ifndef BOUNCES_DIAGNOSE_SPF_H
#define BOUNCES_DIAGNOSE_SPF_H

#include "diagnose/dns.h"

#include <glib.h>

/* RFC 7208 2.6. */
typedef enum {
    SPF_NONE,
    SPF_NEUTRAL,
    SPF_PASS,
    SPF_FAIL,
    SPF_SOFTFAIL,
    SPF_TEMPERROR,
    SPF_PERMERROR
} SpfResult;

/* What made it a permerror or temperror. */
typedef enum {
    SPF_NO_PROBLEM,
    SPF_BAD_SYNTAX,     /* where: the term */
    SPF_MANY_RECORDS,   /* where: the domain that has several */
    SPF_MANY_LOOKUPS,   /* where: the term that is one too many */
    SPF_MANY_VOIDS,     /* where: the term */
    SPF_MANY_NAMES,     /* where: the mx term with more than 10 servers */
    SPF_TARGET_MISSING, /* where: the include or redirect whose domain has no record */
    SPF_DNS_TROUBLE,    /* where: the name that was asked for */
} SpfProblem;

/* RFC 7208 4.6.4. */
#define SPF_LOOKUPS_MAX 10
#define SPF_VOIDS_MAX 2

/* Strings are never NULL. */
typedef struct {
    SpfResult result;
    SpfProblem problem;
    char *where;
    char *record;      /* the domain's own, word for word */
    char *mechanism;   /* the term that decided; "" where none matched */
    char *explanation; /* the domain's words for a fail, "" without */
    guint lookups;
    guint voids;
    gboolean has_ptr; /* the domain's own record has a ptr (RFC 7208 5.5: not to be used) */
    char *open;       /* the first term that was met by which everybody passes; "" without */
} SpfVerdict;

/*
 * check_host() of RFC 7208 section 4 for a client's address. sender is the MAIL FROM address; where
 * it is "", the HELO name stands for it. Owned by the caller.
 */
SpfVerdict *spf_check_host(Dns *dns, const char *address, const char *domain, const char *sender,
                           const char *helo);

/*
 * Goes through all of a domain's record as for a client that nothing matches, past the limits too:
 * what it costs at most, and what is wrong in it.
 */
SpfVerdict *spf_survey(Dns *dns, const char *domain);

void spf_verdict_free(SpfVerdict *verdict);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SpfVerdict, spf_verdict_free)

/* "softfail". Borrowed. */
const char *spf_result_name(SpfResult result);

#endif
