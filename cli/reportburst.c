/* reportburst.c - a day on which a provider called far more addresses unknown than usual */

#include "base/time.h"
#include "cli/reportfacts.h"
#include "cli/suppresspolicy.h"

/* How many days before the period are looked at for what is usual. */
#define MEMORY_DAYS (SUPPRESS_BURST_MEMORY / TIME_DAY)

static guint
most_before(const StoreLine *line, guint day)
{
    gint64 most = 0;

    for (guint i = day > MEMORY_DAYS ? day - (guint)MEMORY_DAYS : 0; i < day; i++)
        most = MAX(most, line->days[i]);
    return (guint)most;
}

/* The provider's greatest burst, where it is greater than the one that is known already. */
static void
find_day(ReportBurst *burst, const StoreLine *line, gint64 since)
{
    for (guint day = (guint)MEMORY_DAYS; day < line->day_count; day++) {
        guint usual = most_before(line, day);

        if (line->days[day] <= burst->count || usual == 0 ||
            !suppress_is_burst((guint)line->days[day], usual))
            continue;
        burst->count = line->days[day];
        burst->day = since + day * (gint64)TIME_DAY;
        burst->provider = line->key;
    }
}

/*
 * What the guard of bounces suppress finds, by the counts of days, which take no time: of events
 * and not of addresses, and only where something is usual.
 */
gboolean
reportfacts_burst(ReportFacts *facts, GError **error)
{
    StoreFilter unknown = facts->filter;

    if (!reportfacts_narrow(&unknown.reason, reason_name(REASON_USER_UNKNOWN)))
        return TRUE;
    unknown.type = event_type_name(EVENT_BOUNCE);
    unknown.hard_bounce = TRUE;
    unknown.without_addresses = TRUE;
    unknown.since = MAX(time_day(unknown.since) - SUPPRESS_BURST_MEMORY, TIME_DAY);
    facts->bursts = store_summarise(facts->store, STORE_BY_PROVIDER, &unknown, error);
    for (guint i = 0; facts->bursts && i < facts->bursts->len; i++) {
        const StoreLine *line = g_ptr_array_index(facts->bursts, i);

        if (*line->key)
            find_day(&facts->report.burst, line, unknown.since);
    }
    return facts->bursts != NULL;
}
