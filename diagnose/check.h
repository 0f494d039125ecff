/* check.h - what was looked at, and what was found there */

#ifndef BOUNCES_DIAGNOSE_CHECK_H
#define BOUNCES_DIAGNOSE_CHECK_H

#include <glib.h>

/* Worst first. */
typedef enum { CHECK_FAIL, CHECK_WARN, CHECK_UNKNOWN, CHECK_OK } CheckResult;

typedef enum {
    CHECK_DOMAIN,
    CHECK_SPF,
    CHECK_DKIM,
    CHECK_DMARC,
    CHECK_PTR,
    CHECK_HELO,
    CHECK_BLOCKLIST,
    CHECK_MX,
    CHECK_TLS,
    CHECK_HOST,
    CHECK_POSTMASTER,
    CHECK_MTA_STS,
    CHECK_STS_POLICY,
    CHECK_TLS_RPT,
    CHECK_KIND_COUNT
} CheckKind;

/* All that can be found. check.c has a row for each, the renderers words for each. */
typedef enum {
    DOMAIN_MISSING,
    DOMAIN_UNANSWERED,
    SPF_MISSING,
    SPF_SEVERAL,
    SPF_SYNTAX,
    SPF_LOOKUPS,
    SPF_VOIDS,
    SPF_SERVERS,
    SPF_TARGET,
    SPF_UNANSWERED,
    SPF_EVERYBODY,
    SPF_OLD_PTR,
    SPF_OPEN_END,
    SPF_REFUSES,
    SPF_PERMITS,
    SPF_PUBLISHED,
    DKIM_NONE,
    DKIM_UNKNOWN,
    DKIM_UNANSWERED,
    DKIM_MISSING,
    DKIM_ALIAS,
    DKIM_SEVERAL,
    DKIM_SYNTAX,
    DKIM_REVOKED,
    DKIM_ALGORITHM,
    DKIM_BROKEN,
    DKIM_SERVICE,
    DKIM_HASH,
    DKIM_SHORT,
    DKIM_MEDIUM,
    DKIM_TESTING,
    DKIM_UNSIGNED,
    DKIM_FOREIGN,
    DKIM_RSA,
    DKIM_ED25519,
    DMARC_MISSING,
    DMARC_UNANSWERED,
    DMARC_SEVERAL,
    DMARC_SYNTAX,
    DMARC_UNALIGNED,
    DMARC_BLIND,
    DMARC_REPORTS,
    DMARC_WATCHES,
    DMARC_PROTECTS,
    PTR_MISSING,
    PTR_UNCONFIRMED,
    PTR_GENERIC,
    PTR_UNANSWERED,
    PTR_CONFIRMED,
    HELO_BARE,
    HELO_MISSING,
    HELO_ELSEWHERE,
    HELO_UNANSWERED,
    HELO_RESOLVES,
    BLOCKLIST_LISTED,
    BLOCKLIST_SHARED,
    BLOCKLIST_MINOR,
    BLOCKLIST_SILENT,
    BLOCKLIST_CLEAN,
    MX_MISSING,
    MX_NULL,
    MX_ADDRESS,
    MX_UNRESOLVED,
    MX_PRIVATE,
    MX_ALIAS,
    MX_IMPLICIT,
    MX_UNANSWERED,
    MX_RESOLVES,
    STS_SEVERAL,
    STS_SYNTAX,
    STS_UNANSWERED,
    STS_NONE,
    STS_PUBLISHED,
    POLICY_MISSING,
    POLICY_UNPROVEN,
    POLICY_SYNTAX,
    POLICY_UNLISTED,
    POLICY_UNLISTED_YET,
    POLICY_UNREACHABLE,
    POLICY_NONE,
    POLICY_TESTING,
    POLICY_ENFORCED,
    RPT_SEVERAL,
    RPT_SYNTAX,
    RPT_UNANSWERED,
    RPT_NONE,
    RPT_PUBLISHED,
    TLS_UNREACHABLE,
    TLS_NONE,
    TLS_BROKEN,
    TLS_UNPROVEN,
    TLS_EXPIRES,
    TLS_GOOD,
    HOST_UNREACHABLE,
    HOST_NONE,
    HOST_BROKEN,
    HOST_UNPROVEN,
    HOST_EXPIRES,
    HOST_GOOD,
    POSTMASTER_REFUSED,
    POSTMASTER_LATER,
    POSTMASTER_UNKNOWN,
    POSTMASTER_TAKEN,
    FINDING_COUNT
} FindingId;

typedef struct {
    const char *key; /* "spf-missing", for programs */
    CheckKind kind;
    CheckResult result;
    const char *source; /* "RFC 7208 4.5", or a page */
} Finding;

/* One line of the page. Strings are never NULL. */
typedef struct {
    FindingId id;
    char *subject; /* the address, name or selector that it is about */
    char *found;   /* word for word: a record, an answer, a name */
    gint64 number; /* look-ups, bits, days: what the finding counts; 0 without */
    char *page;    /* where to go on: a blocklist's page, or who can mend it; "" without */
} Check;

Check *check_new(FindingId id, const char *subject, const char *found, gint64 number);
void check_set_page(Check *check, const char *page);
void check_free(gpointer data);

const Finding *finding(FindingId id);

/* Puts checks (of Check) into the order that a diagnosis has, worst first. */
void checks_sort(GPtrArray *checks);

/* The finding of that key; FALSE where another version had it. */
gboolean finding_from_key(const char *key, FindingId *id);

/* "fail" and "spf", for programs. Borrowed. */
const char *check_result_name(CheckResult result);
const char *check_kind_name(CheckKind kind);

#endif
