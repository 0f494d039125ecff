/* dmarc.h - a DMARC record taken apart (RFC 7489 6.3) */

#ifndef BOUNCES_DIAGNOSE_DMARC_H
#define BOUNCES_DIAGNOSE_DMARC_H

#include <glib.h>

typedef enum { DMARC_POLICY_NONE, DMARC_POLICY_QUARANTINE, DMARC_POLICY_REJECT } DmarcPolicy;

typedef struct {
    DmarcPolicy policy;     /* p= */
    DmarcPolicy subdomains; /* sp=, or else p= */
    gboolean is_strict_spf; /* aspf=s: domains must be equal, not only of one organisation */
    gboolean is_strict_dkim;
    guint percent; /* pct=: of how many messages in a hundred the policy is asked for */
    char **rua;    /* addresses for reports by mail, NULL-terminated */
} Dmarc;

/* Whether a TXT record is one of DMARC. */
gboolean dmarc_is(const char *text);

/* NULL with *fault set to the tag that is wrong (borrowed; "" for the list as a whole). */
Dmarc *dmarc_parse(const char *text, const char **fault);
void dmarc_free(Dmarc *dmarc);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Dmarc, dmarc_free)

#endif
