/* check.c - what was looked at, and what was found there */

#include "diagnose/check.h"

#include "base/text.h"

static const Finding findings[] = {
    [DOMAIN_MISSING] = {"domain-missing", CHECK_DOMAIN, CHECK_FAIL, "RFC 8020 2"},
    [DOMAIN_UNANSWERED] = {"domain-unanswered", CHECK_DOMAIN, CHECK_UNKNOWN, "RFC 1035 4.1.1"},
    [SPF_MISSING] = {"spf-missing", CHECK_SPF, CHECK_FAIL, "RFC 7208 4.5"},
    [SPF_SEVERAL] = {"spf-several", CHECK_SPF, CHECK_FAIL, "RFC 7208 3.2"},
    [SPF_SYNTAX] = {"spf-syntax", CHECK_SPF, CHECK_FAIL, "RFC 7208 4.6"},
    [SPF_LOOKUPS] = {"spf-lookups", CHECK_SPF, CHECK_FAIL, "RFC 7208 4.6.4"},
    [SPF_VOIDS] = {"spf-voids", CHECK_SPF, CHECK_FAIL, "RFC 7208 4.6.4"},
    [SPF_SERVERS] = {"spf-servers", CHECK_SPF, CHECK_FAIL, "RFC 7208 4.6.4"},
    [SPF_TARGET] = {"spf-target", CHECK_SPF, CHECK_FAIL, "RFC 7208 5.2, 6.1"},
    [SPF_UNANSWERED] = {"spf-unanswered", CHECK_SPF, CHECK_UNKNOWN, "RFC 7208 2.6.6"},
    [SPF_EVERYBODY] = {"spf-everybody", CHECK_SPF, CHECK_FAIL, "RFC 7208 11.4"},
    [SPF_OLD_PTR] = {"spf-ptr", CHECK_SPF, CHECK_WARN, "RFC 7208 5.5"},
    [SPF_OPEN_END] = {"spf-open-end", CHECK_SPF, CHECK_WARN, "RFC 7208 4.7"},
    [SPF_REFUSES] = {"spf-refuses", CHECK_SPF, CHECK_FAIL, "RFC 7208 2.6.4"},
    [SPF_PERMITS] = {"spf-permits", CHECK_SPF, CHECK_OK, "RFC 7208 2.6.3"},
    [SPF_PUBLISHED] = {"spf-published", CHECK_SPF, CHECK_OK, "RFC 7208 3"},
    [DKIM_NONE] = {"dkim-none", CHECK_DKIM, CHECK_FAIL, "RFC 6376 3.6.2.1, RFC 8020 2"},
    [DKIM_UNKNOWN] = {"dkim-unknown", CHECK_DKIM, CHECK_UNKNOWN, "RFC 6376 3.6.2.1"},
    [DKIM_UNANSWERED] = {"dkim-unanswered", CHECK_DKIM, CHECK_UNKNOWN, "RFC 6376 6.1.2"},
    [DKIM_MISSING] = {"dkim-missing", CHECK_DKIM, CHECK_FAIL, "RFC 6376 6.1.2"},
    [DKIM_ALIAS] = {"dkim-alias", CHECK_DKIM, CHECK_FAIL, "RFC 6376 6.1.2"},
    [DKIM_SEVERAL] = {"dkim-several", CHECK_DKIM, CHECK_FAIL, "RFC 6376 3.6.2.2"},
    [DKIM_SYNTAX] = {"dkim-syntax", CHECK_DKIM, CHECK_FAIL, "RFC 6376 3.6.1"},
    [DKIM_REVOKED] = {"dkim-revoked", CHECK_DKIM, CHECK_FAIL, "RFC 6376 3.6.1"},
    [DKIM_ALGORITHM] = {"dkim-algorithm", CHECK_DKIM, CHECK_FAIL, "RFC 6376 3.6.1, RFC 8463 3"},
    [DKIM_BROKEN] = {"dkim-broken", CHECK_DKIM, CHECK_FAIL, "RFC 6376 3.6.1"},
    [DKIM_SERVICE] = {"dkim-service", CHECK_DKIM, CHECK_FAIL, "RFC 6376 3.6.1"},
    [DKIM_HASH] = {"dkim-hash", CHECK_DKIM, CHECK_FAIL, "RFC 8301 3.1"},
    [DKIM_SHORT] = {"dkim-short", CHECK_DKIM, CHECK_FAIL, "RFC 8301 3.2"},
    [DKIM_MEDIUM] = {"dkim-medium", CHECK_DKIM, CHECK_WARN, "RFC 8301 3.2"},
    [DKIM_TESTING] = {"dkim-testing", CHECK_DKIM, CHECK_WARN, "RFC 6376 3.6.1"},
    [DKIM_UNSIGNED] = {"dkim-unsigned", CHECK_DKIM, CHECK_WARN, "RFC 6376 5.1"},
    [DKIM_FOREIGN] = {"dkim-foreign", CHECK_DKIM, CHECK_WARN, "RFC 7489 3.1.1"},
    [DKIM_RSA] = {"dkim-rsa", CHECK_DKIM, CHECK_OK, "RFC 6376 3.6.1"},
    [DKIM_ED25519] = {"dkim-ed25519", CHECK_DKIM, CHECK_OK, "RFC 8463"},
    [DMARC_MISSING] = {"dmarc-missing", CHECK_DMARC, CHECK_WARN,
                       "RFC 7489 6.6.3; https://support.google.com/a/answer/81126"},
    [DMARC_UNANSWERED] = {"dmarc-unanswered", CHECK_DMARC, CHECK_UNKNOWN, "RFC 7489 6.6.3"},
    [DMARC_SEVERAL] = {"dmarc-several", CHECK_DMARC, CHECK_FAIL, "RFC 7489 6.6.3"},
    [DMARC_SYNTAX] = {"dmarc-syntax", CHECK_DMARC, CHECK_FAIL, "RFC 7489 6.3"},
    [DMARC_UNALIGNED] = {"dmarc-unaligned", CHECK_DMARC, CHECK_WARN, "RFC 7489 3.1"},
    [DMARC_BLIND] = {"dmarc-blind", CHECK_DMARC, CHECK_WARN, "RFC 7489 6.3"},
    [DMARC_REPORTS] = {"dmarc-reports", CHECK_DMARC, CHECK_WARN, "RFC 7489 7.1"},
    [DMARC_WATCHES] = {"dmarc-watches", CHECK_DMARC, CHECK_OK, "RFC 7489 6.3"},
    [DMARC_PROTECTS] = {"dmarc-protects", CHECK_DMARC, CHECK_OK, "RFC 7489 6.3"},
    [PTR_MISSING] = {"ptr-missing", CHECK_PTR, CHECK_FAIL,
                     "RFC 1912 2.1; https://support.google.com/a/answer/81126"},
    [PTR_UNCONFIRMED] = {"ptr-unconfirmed", CHECK_PTR, CHECK_FAIL, "RFC 1912 2.1; RFC 8601 2.7.3"},
    [PTR_GENERIC] = {"ptr-generic", CHECK_PTR, CHECK_WARN,
                     "https://www.spamhaus.org/faqs/policy-blocklist-pbl/"},
    [PTR_UNANSWERED] = {"ptr-unanswered", CHECK_PTR, CHECK_UNKNOWN, "RFC 1035 4.1.1"},
    [PTR_CONFIRMED] = {"ptr-confirmed", CHECK_PTR, CHECK_OK, "RFC 8601 2.7.3"},
    [HELO_BARE] = {"helo-bare", CHECK_HELO, CHECK_FAIL, "RFC 5321 2.3.5"},
    [HELO_MISSING] = {"helo-missing", CHECK_HELO, CHECK_FAIL, "RFC 5321 4.1.1.1, 2.3.5"},
    [HELO_ELSEWHERE] = {"helo-elsewhere", CHECK_HELO, CHECK_WARN, "RFC 5321 4.1.4"},
    [HELO_UNANSWERED] = {"helo-unanswered", CHECK_HELO, CHECK_UNKNOWN, "RFC 1035 4.1.1"},
    [HELO_RESOLVES] = {"helo-resolves", CHECK_HELO, CHECK_OK, "RFC 5321 4.1.1.1"},
    [BLOCKLIST_LISTED] = {"blocklist-listed", CHECK_BLOCKLIST, CHECK_FAIL, "RFC 5782 2.1"},
    [BLOCKLIST_SHARED] = {"blocklist-shared", CHECK_BLOCKLIST, CHECK_FAIL, "RFC 5782 2.1"},
    [BLOCKLIST_MINOR] = {"blocklist-minor", CHECK_BLOCKLIST, CHECK_WARN, "RFC 5782 2.1"},
    [BLOCKLIST_SILENT] = {"blocklist-silent", CHECK_BLOCKLIST, CHECK_UNKNOWN, "RFC 5782 5"},
    [BLOCKLIST_CLEAN] = {"blocklist-clean", CHECK_BLOCKLIST, CHECK_OK, "RFC 5782 2.1"},
    [MX_MISSING] = {"mx-missing", CHECK_MX, CHECK_FAIL, "RFC 5321 5.1"},
    [MX_NULL] = {"mx-null", CHECK_MX, CHECK_FAIL, "RFC 7505 4.2"},
    [MX_ADDRESS] = {"mx-address", CHECK_MX, CHECK_FAIL, "RFC 1035 3.3.9"},
    [MX_UNRESOLVED] = {"mx-unresolved", CHECK_MX, CHECK_FAIL, "RFC 5321 5.1"},
    [MX_PRIVATE] = {"mx-private", CHECK_MX, CHECK_FAIL, "RFC 1918 3"},
    [MX_ALIAS] = {"mx-alias", CHECK_MX, CHECK_WARN, "RFC 2181 10.3"},
    [MX_IMPLICIT] = {"mx-implicit", CHECK_MX, CHECK_WARN, "RFC 5321 5.1"},
    [MX_UNANSWERED] = {"mx-unanswered", CHECK_MX, CHECK_UNKNOWN, "RFC 1035 4.1.1"},
    [MX_RESOLVES] = {"mx-resolves", CHECK_MX, CHECK_OK, "RFC 5321 5.1"},
    [STS_SEVERAL] = {"mta-sts-several", CHECK_MTA_STS, CHECK_FAIL, "RFC 8461 3.1"},
    [STS_SYNTAX] = {"mta-sts-syntax", CHECK_MTA_STS, CHECK_FAIL, "RFC 8461 3.1"},
    [STS_UNANSWERED] = {"mta-sts-unanswered", CHECK_MTA_STS, CHECK_UNKNOWN, "RFC 8461 3.1"},
    [STS_NONE] = {"mta-sts-none", CHECK_MTA_STS, CHECK_OK, "RFC 8461 3.1"},
    [STS_PUBLISHED] = {"mta-sts-published", CHECK_MTA_STS, CHECK_OK, "RFC 8461 3.1"},
    [POLICY_MISSING] = {"mta-sts-policy-missing", CHECK_STS_POLICY, CHECK_FAIL, "RFC 8461 3.3"},
    [POLICY_UNPROVEN] = {"mta-sts-policy-unproven", CHECK_STS_POLICY, CHECK_FAIL, "RFC 8461 3.3"},
    [POLICY_SYNTAX] = {"mta-sts-policy-syntax", CHECK_STS_POLICY, CHECK_FAIL, "RFC 8461 3.2"},
    [POLICY_UNLISTED] = {"mta-sts-policy-unlisted", CHECK_STS_POLICY, CHECK_FAIL, "RFC 8461 4.1"},
    [POLICY_UNLISTED_YET] = {"mta-sts-policy-unlisted-yet", CHECK_STS_POLICY, CHECK_WARN,
                             "RFC 8461 4.1"},
    [POLICY_UNREACHABLE] = {"mta-sts-policy-unreachable", CHECK_STS_POLICY, CHECK_UNKNOWN,
                            "RFC 8461 3.3"},
    [POLICY_NONE] = {"mta-sts-policy-none", CHECK_STS_POLICY, CHECK_OK, "RFC 8461 3.2"},
    [POLICY_TESTING] = {"mta-sts-policy-testing", CHECK_STS_POLICY, CHECK_OK, "RFC 8461 5"},
    [POLICY_ENFORCED] = {"mta-sts-policy-enforced", CHECK_STS_POLICY, CHECK_OK, "RFC 8461 5"},
    [RPT_SEVERAL] = {"tls-rpt-several", CHECK_TLS_RPT, CHECK_FAIL, "RFC 8460 3"},
    [RPT_SYNTAX] = {"tls-rpt-syntax", CHECK_TLS_RPT, CHECK_FAIL, "RFC 8460 3"},
    [RPT_UNANSWERED] = {"tls-rpt-unanswered", CHECK_TLS_RPT, CHECK_UNKNOWN, "RFC 8460 3"},
    [RPT_NONE] = {"tls-rpt-none", CHECK_TLS_RPT, CHECK_OK, "RFC 8460 3"},
    [RPT_PUBLISHED] = {"tls-rpt-published", CHECK_TLS_RPT, CHECK_OK, "RFC 8460 3"},
    [TLS_UNREACHABLE] = {"tls-unreachable", CHECK_TLS, CHECK_UNKNOWN, "RFC 5321 4.5.4.1"},
    [TLS_NONE] = {"tls-none", CHECK_TLS, CHECK_WARN, "RFC 3207"},
    [TLS_BROKEN] = {"tls-broken", CHECK_TLS, CHECK_FAIL, "RFC 3207 4.1"},
    [TLS_UNPROVEN] = {"tls-unproven", CHECK_TLS, CHECK_WARN, "RFC 8461 4.2"},
    [TLS_EXPIRES] = {"tls-expires", CHECK_TLS, CHECK_WARN, "RFC 5280 4.1.2.5"},
    [TLS_GOOD] = {"tls-good", CHECK_TLS, CHECK_OK, "RFC 3207"},
    [HOST_UNREACHABLE] = {"host-unreachable", CHECK_HOST, CHECK_UNKNOWN, "RFC 8314 3"},
    [HOST_NONE] = {"host-none", CHECK_HOST, CHECK_FAIL, "RFC 8314 3"},
    [HOST_BROKEN] = {"host-broken", CHECK_HOST, CHECK_FAIL, "RFC 8314 4.1"},
    [HOST_UNPROVEN] = {"host-unproven", CHECK_HOST, CHECK_FAIL, "RFC 8314 4.4"},
    [HOST_EXPIRES] = {"host-expires", CHECK_HOST, CHECK_WARN, "RFC 5280 4.1.2.5"},
    [HOST_GOOD] = {"host-good", CHECK_HOST, CHECK_OK, "RFC 8314 3"},
    [POSTMASTER_REFUSED] = {"postmaster-refused", CHECK_POSTMASTER, CHECK_FAIL, "RFC 5321 4.5.1"},
    [POSTMASTER_LATER] = {"postmaster-later", CHECK_POSTMASTER, CHECK_WARN, "RFC 5321 4.5.1"},
    [POSTMASTER_UNKNOWN] = {"postmaster-unknown", CHECK_POSTMASTER, CHECK_UNKNOWN,
                            "RFC 5321 4.5.1"},
    [POSTMASTER_TAKEN] = {"postmaster-taken", CHECK_POSTMASTER, CHECK_OK, "RFC 5321 4.5.1"},
};
G_STATIC_ASSERT(G_N_ELEMENTS(findings) == FINDING_COUNT);

static const char *const results[] = {
    [CHECK_FAIL] = "fail",
    [CHECK_WARN] = "warn",
    [CHECK_UNKNOWN] = "unknown",
    [CHECK_OK] = "ok",
};

static const char *const kinds[CHECK_KIND_COUNT] = {
    [CHECK_DOMAIN] = "domain",
    [CHECK_SPF] = "spf",
    [CHECK_DKIM] = "dkim",
    [CHECK_DMARC] = "dmarc",
    [CHECK_PTR] = "ptr",
    [CHECK_HELO] = "helo",
    [CHECK_MX] = "mx",
    [CHECK_BLOCKLIST] = "blocklist",
    [CHECK_TLS] = "tls",
    [CHECK_HOST] = "host",
    [CHECK_POSTMASTER] = "postmaster",
    [CHECK_TLS_RPT] = "tls-rpt",
    [CHECK_MTA_STS] = "mta-sts",
    [CHECK_STS_POLICY] = "mta-sts-policy",
};

Check *
check_new(FindingId id, const char *subject, const char *found, gint64 number)
{
    Check *check = g_new0(Check, 1);

    check->id = id;
    check->subject = g_strdup(subject);
    check->found = g_strdup(found);
    check->number = number;
    check->page = g_strdup("");
    return check;
}

void
check_set_page(Check *check, const char *page)
{
    text_set(&check->page, page);
}

void
check_free(gpointer data)
{
    Check *check = data;

    g_free(check->subject);
    g_free(check->found);
    g_free(check->page);
    g_free(check);
}

const Finding *
finding(FindingId id)
{
    return &findings[id];
}

gboolean
finding_from_key(const char *key, FindingId *id)
{
    for (guint i = 0; i < FINDING_COUNT; i++) {
        if (!g_str_equal(findings[i].key, key))
            continue;
        *id = (FindingId)i;
        return TRUE;
    }
    return FALSE;
}

const char *
check_result_name(CheckResult result)
{
    return results[result];
}

const char *
check_kind_name(CheckKind kind)
{
    return kinds[kind];
}

static gint
compare_checks(gconstpointer a, gconstpointer b)
{
    const Finding *left = finding((*(const Check *const *)a)->id);
    const Finding *right = finding((*(const Check *const *)b)->id);

    if (left->result != right->result)
        return (gint)left->result - (gint)right->result;
    return (gint)left->kind - (gint)right->kind;
}

void
checks_sort(GPtrArray *checks)
{
    g_ptr_array_sort(checks, compare_checks); /* stable, as GLib has it */
}
