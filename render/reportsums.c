/* reportsums.c - how much came back, in a report's first lines */

#include "base/time.h"
#include "render/counted.h"
#include "render/figures.h"
#include "render/reportparts.h"

#include <glib/gi18n.h>

static const Counted notices = NP_("%s notice", "%s notices");
static const Counted events = NP_("%s event", "%s events");
static const Counted failures = NP_("%s delivery failed", "%s deliveries failed");
static const Counted addresses = NP_("to %s address", "to %s addresses");
static const Counted strangers = NP_("%s that was not from you", "%s that were not from you");

/* What else came, in the order in which it is told. */
static const struct {
    EventType type;
    Counted words;
} others[] = {
    {EVENT_DELAY, NP_("%s delayed", "%s delayed")},
    {EVENT_AUTO_REPLY, NP_("%s automatic reply", "%s automatic replies")},
    {EVENT_FEEDBACK, NP_("%s complaint", "%s complaints")},
    {EVENT_SUCCESS, NP_("%s delivered", "%s delivered")},
    {EVENT_RECEIPT, NP_("%s receipt", "%s receipts")},
    {EVENT_CHALLENGE, NP_("%s challenge", "%s challenges")},
};

char *
report_size(const Report *report)
{
    return report->notices > 0 ? counted(notices, report->notices)
                               : counted(events, report->events);
}

char **
report_failures(const Report *report)
{
    char **facts = g_new0(char *, 3);
    gint64 count = report->types[EVENT_BOUNCE];
    g_autofree char *failed = counted(failures, count);
    g_autofree char *to = counted(addresses, report->addresses);

    if (count == 0) {
        facts[0] = g_strdup(_("No delivery failed."));
        return facts;
    }
    facts[0] =
        report->addresses > 0 ? g_strdup_printf(_("%s, %s"), failed, to) : g_steal_pointer(&failed);
    facts[1] = figures_comparison(count, report->before,
                                  (guint)((report->until - report->since) / TIME_DAY));
    return facts;
}

char **
report_others(const Report *report)
{
    char **facts = g_new0(char *, G_N_ELEMENTS(others) + 2);

    for (guint i = 0; i < G_N_ELEMENTS(others); i++)
        facts[i] = counted_if_any(others[i].words, report->types[others[i].type]);
    facts[G_N_ELEMENTS(others)] = counted_if_any(strangers, report->strangers);
    return facts;
}

char *
report_nothing(const Report *report)
{
    g_autofree char *period = figures_period(report->since, report->until);

    if (report->is_store_empty)
        return g_strdup(_("The store is empty; bounces import PATH reads notices into it."));
    return g_strdup_printf(_("No notices from %s."), period);
}
