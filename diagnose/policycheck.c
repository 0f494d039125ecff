/* policycheck.c - MTA-STS and TLS-RPT: how other servers are asked to deliver (RFC 8461, 8460) */

#include "diagnose/inquiry.h"
#include "diagnose/taglist.h"

#include <string.h>

#define STS_ID_MAX 32

/* A TXT record that nobody need have, but that must be right where it is there. */
typedef struct {
    const char *prefix;
    const char *version;
    gboolean (*is_right)(const TagList *tags);
    FindingId none, several, syntax, published, unanswered;
} Policy;

/* RFC 8461 3.1: id is 1*32(ALPHA / DIGIT). */
static gboolean
is_right_sts(const TagList *tags)
{
    const char *id = taglist_get(tags, "id", "");
    gsize length = 0;

    while (g_ascii_isalnum(id[length]))
        length++;
    return length > 0 && length <= STS_ID_MAX && !id[length];
}

/* RFC 8460 3: where reports go, by mail or by https. */
static gboolean
is_right_rpt(const TagList *tags)
{
    g_auto(GStrv) uris = g_strsplit(taglist_get(tags, "rua", ""), ",", -1);

    for (char **uri = uris; *uri; uri++)
        if (!g_str_has_prefix(g_strstrip(*uri), "mailto:") && !g_str_has_prefix(*uri, "https://"))
            return FALSE;
    return *uris != NULL;
}

static const Policy policies[] = {
    {"_mta-sts", "STSv1", is_right_sts, STS_NONE, STS_SEVERAL, STS_SYNTAX, STS_PUBLISHED,
     STS_UNANSWERED},
    {"_smtp._tls", "TLSRPTv1", is_right_rpt, RPT_NONE, RPT_SEVERAL, RPT_SYNTAX, RPT_PUBLISHED,
     RPT_UNANSWERED},
};

static char *
name_of(const Inquiry *inquiry, const Policy *policy)
{
    return g_strdup_printf("%s.%s", policy->prefix, inquiry->sender->domain);
}

void
policy_want(Inquiry *inquiry)
{
    for (guint i = 0; i < G_N_ELEMENTS(policies); i++) {
        g_autofree char *name = name_of(inquiry, &policies[i]);

        dns_want(inquiry->dns, DNS_TXT, name);
    }
}

static void
judge_policy(Inquiry *inquiry, const Policy *policy)
{
    g_autofree char *name = name_of(inquiry, policy);
    const DnsAnswer *answer = dns_ask(inquiry->dns, DNS_TXT, name);
    g_autoptr(TagList) tags = NULL;
    const char *text = NULL;
    guint count = 0;

    if (inquiry_failed(inquiry, answer, policy->unanswered, name))
        return;
    for (guint i = 0; i < dns_count(answer); i++)
        if (taglist_is(dns_text(answer, i), policy->version) && ++count == 1)
            text = dns_text(answer, i);
    tags = count == 1 ? taglist_parse(text) : NULL;
    if (count == 0)
        inquiry_add(inquiry, policy->none, name, "", 0);
    else if (count > 1)
        inquiry_add(inquiry, policy->several, name, text, count);
    else if (!tags || !taglist_begins(tags, "v", policy->version) || !policy->is_right(tags))
        inquiry_add(inquiry, policy->syntax, name, text, 0);
    else
        inquiry_add(inquiry, policy->published, name, text, 0);
}

void
policy_judge(Inquiry *inquiry)
{
    for (guint i = 0; i < G_N_ELEMENTS(policies); i++)
        judge_policy(inquiry, &policies[i]);
}
