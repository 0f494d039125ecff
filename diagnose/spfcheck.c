/* spfcheck.c - the SPF record, and whether it permits the addresses that send */

#include "diagnose/inquiry.h"
#include "diagnose/spf.h"

void
spf_want(Inquiry *inquiry)
{
    dns_want(inquiry->dns, DNS_TXT, inquiry->sender->domain);
}

/* What is wrong with the record, whoever sends. FALSE where it is no use to ask further. */
static gboolean
judge_problem(Inquiry *inquiry, const SpfVerdict *survey)
{
    static const FindingId ids[] = {
        [SPF_BAD_SYNTAX] = SPF_SYNTAX,      [SPF_MANY_RECORDS] = SPF_SEVERAL,
        [SPF_MANY_LOOKUPS] = SPF_LOOKUPS,   [SPF_MANY_VOIDS] = SPF_VOIDS,
        [SPF_MANY_NAMES] = SPF_SERVERS,     [SPF_TARGET_MISSING] = SPF_TARGET,
        [SPF_DNS_TROUBLE] = SPF_UNANSWERED,
    };
    guint number = survey->problem == SPF_MANY_VOIDS ? survey->voids : survey->lookups;

    if (survey->problem != SPF_NO_PROBLEM)
        inquiry_add(inquiry, ids[survey->problem], survey->where, survey->record, number);
    else if (survey->result == SPF_NONE)
        inquiry_add(inquiry, SPF_MISSING, inquiry->sender->domain, "", 0);
    return survey->problem == SPF_NO_PROBLEM && survey->result != SPF_NONE;
}

/* What is well-formed and yet not wise. */
static void
judge_policy(Inquiry *inquiry, const SpfVerdict *survey)
{
    const char *domain = inquiry->sender->domain;

    if (survey->has_all)
        inquiry_add(inquiry, SPF_EVERYBODY, domain, survey->record, 0);
    if (survey->has_ptr)
        inquiry_add(inquiry, SPF_OLD_PTR, domain, survey->record, 0);
    if (survey->result == SPF_NEUTRAL)
        inquiry_add(inquiry, SPF_OPEN_END, domain, survey->record, 0);
}

/* An address that is the record's to permit; its words for a refusal go with the finding. */
static void
judge_address(Inquiry *inquiry, const char *address, guint lookups)
{
    const char *domain = inquiry->sender->domain;
    g_autofree char *sender = g_strdup_printf("postmaster@%s", domain);
    const char *helo = *inquiry->sender->helos ? *inquiry->sender->helos : domain;
    g_autoptr(SpfVerdict) verdict = spf_check_host(inquiry->dns, address, domain, sender, helo);

    if (verdict->result == SPF_PASS)
        inquiry_add(inquiry, SPF_PERMITS, address, verdict->record, lookups);
    else if (verdict->problem == SPF_DNS_TROUBLE)
        inquiry_add(inquiry, SPF_UNANSWERED, verdict->where, verdict->record, 0);
    else
        inquiry_add(inquiry, SPF_REFUSES, address, verdict->record, 0);
}

void
spf_judge(Inquiry *inquiry)
{
    g_autoptr(SpfVerdict) survey = spf_survey(inquiry->dns, inquiry->sender->domain);

    if (!judge_problem(inquiry, survey))
        return;
    judge_policy(inquiry, survey);
    for (char **address = inquiry->sender->addresses; *address; address++)
        judge_address(inquiry, *address, survey->lookups);
    if (!*inquiry->sender->addresses && !survey->has_all)
        inquiry_add(inquiry, SPF_PUBLISHED, inquiry->sender->domain, survey->record,
                    survey->lookups);
}
