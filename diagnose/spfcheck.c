/* spfcheck.c - the SPF record, and whether it permits the addresses that send */

#include "diagnose/inquiry.h"
#include "diagnose/spf.h"

void
spf_want(Inquiry *inquiry)
{
    dns_want(inquiry->dns, DNS_TXT, inquiry->sender->domain);
}

/* What made an error of it. */
static void
add_problem(Inquiry *inquiry, const SpfVerdict *verdict)
{
    static const FindingId ids[] = {
        [SPF_BAD_SYNTAX] = SPF_SYNTAX,      [SPF_MANY_RECORDS] = SPF_SEVERAL,
        [SPF_MANY_LOOKUPS] = SPF_LOOKUPS,   [SPF_MANY_VOIDS] = SPF_VOIDS,
        [SPF_MANY_NAMES] = SPF_SERVERS,     [SPF_TARGET_MISSING] = SPF_TARGET,
        [SPF_DNS_TROUBLE] = SPF_UNANSWERED,
    };
    guint number = verdict->problem == SPF_MANY_VOIDS ? verdict->voids : verdict->lookups;

    inquiry_add(inquiry, ids[verdict->problem], verdict->where, verdict->record, number);
}

/* What is wrong with the record, whoever sends. FALSE where it is no use to ask further. */
static gboolean
judge_problem(Inquiry *inquiry, const SpfVerdict *survey)
{
    if (survey->problem != SPF_NO_PROBLEM)
        add_problem(inquiry, survey);
    else if (survey->result == SPF_NONE)
        inquiry_add(inquiry, SPF_MISSING, inquiry->sender->domain, "", 0);
    return survey->problem == SPF_NO_PROBLEM && survey->result != SPF_NONE;
}

/* What is well-formed and yet not wise. */
static void
judge_policy(Inquiry *inquiry, const SpfVerdict *survey)
{
    const char *domain = inquiry->sender->domain;

    if (*survey->open)
        inquiry_add(inquiry, SPF_EVERYBODY, survey->open, survey->record, 0);
    if (survey->has_ptr)
        inquiry_add(inquiry, SPF_OLD_PTR, domain, survey->record, 0);
    if (survey->result == SPF_NEUTRAL)
        inquiry_add(inquiry, SPF_OPEN_END, domain, survey->record, 0);
}

/*
 * An address that is the record's to permit; its words for a refusal go with the finding. What a
 * survey, which asks for addresses of IPv4, found right may be an error for one of IPv6.
 */
static void
judge_address(Inquiry *inquiry, const char *address, guint lookups)
{
    const char *domain = inquiry->sender->domain;
    g_autofree char *sender = g_strdup_printf("postmaster@%s", domain);
    const char *helo = *inquiry->sender->helos ? *inquiry->sender->helos : domain;
    g_autoptr(SpfVerdict) verdict = spf_check_host(inquiry->dns, address, domain, sender, helo);

    if (verdict->result == SPF_PASS)
        inquiry_add(inquiry, SPF_PERMITS, address, verdict->record, lookups);
    else if (verdict->problem != SPF_NO_PROBLEM)
        add_problem(inquiry, verdict);
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
    if (!*inquiry->sender->addresses && !*survey->open)
        inquiry_add(inquiry, SPF_PUBLISHED, inquiry->sender->domain, survey->record,
                    survey->lookups);
}
