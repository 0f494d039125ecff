/* measured.c - what bounces check measures, out of the store */

#include "base/time.h"
#include "cli/filter.h"
#include "cli/threshold.h"
#include "event/event.h"
#include "render/figures.h"

/* What is usual is told by so many days before the period, or so many periods. */
#define USUAL_DAYS 28
#define USUAL_PERIODS 8

/* A summary by type, of one line, or of none where nothing fits. */
static gboolean
count_failures(Store *store, const StoreFilter *filter, GPtrArray **lines, GError **error)
{
    StoreFilter failures = *filter;

    failures.type = event_type_name(EVENT_BOUNCE);
    failures.without_addresses = TRUE;
    *lines = store_summarise(store, STORE_BY_TYPE, &failures, error);
    return *lines != NULL;
}

static gint64
count_of(const GPtrArray *lines)
{
    return lines->len ? ((const StoreLine *)g_ptr_array_index(lines, 0))->count : 0;
}

/* Percent of what failed in the period, whatever the reason and whoever said it. */
static gboolean
take_share(Measured *measured, Store *store, const StoreFilter *filter, GError **error)
{
    g_autoptr(GPtrArray) lines = NULL;
    StoreFilter all = filter_everything;

    all.since = filter->since;
    all.until = filter->until;
    all.without_strangers = filter->without_strangers;
    if (!count_failures(store, &all, &lines, error))
        return FALSE;
    measured->values[MEASURE_SHARE] =
        figures_percent(measured->values[MEASURE_COUNT], count_of(lines));
    return TRUE;
}

/* Of the days before the period those that the store knows: the first has an event of any kind. */
static gboolean
find_known(Store *store, const StoreFilter *before, guint *unknown, GError **error)
{
    StoreFilter all = filter_everything;
    g_autoptr(GPtrArray) lines = NULL;

    all.since = before->since;
    all.until = before->until;
    all.without_addresses = TRUE;
    lines = store_summarise(store, STORE_BY_TYPE, &all, error);
    *unknown = (guint)((before->until - before->since) / TIME_DAY);
    for (guint i = 0; lines && i < lines->len; i++) {
        const StoreLine *line = g_ptr_array_index(lines, i);
        guint first = 0;

        while (first < line->day_count && line->days[first] == 0)
            first++;
        *unknown = MIN(*unknown, first);
    }
    return lines != NULL;
}

/* How many failed on each of count days. */
static gint64 *
days_of(const GPtrArray *lines, guint count)
{
    gint64 *failures = g_new0(gint64, count);

    for (guint n = 0; n < lines->len; n++) {
        const StoreLine *line = g_ptr_array_index(lines, n);

        for (guint i = 0; i < MIN(count, line->day_count); i++)
            failures[i] += line->days[i];
    }
    return failures;
}

/* Days on which nothing of the kind failed count, since a new kind of failure is worth an alarm. */
static gboolean
take_change(Measured *measured, Store *store, const StoreFilter *filter, gint64 least,
            GError **error)
{
    g_autoptr(GPtrArray) lines = NULL;
    StoreFilter before = *filter;
    guint days = (guint)((filter->until - filter->since) / TIME_DAY);
    guint count = MAX(USUAL_DAYS, USUAL_PERIODS * days);
    g_autofree gint64 *failures = NULL;
    guint unknown;
    gint64 change;

    before.until = filter->since;
    before.since = MAX(before.until - (gint64)count * TIME_DAY, TIME_DAY);
    count = (guint)((before.until - before.since) / TIME_DAY);
    if (!find_known(store, &before, &unknown, error) ||
        !count_failures(store, &before, &lines, error))
        return FALSE;
    failures = days_of(lines, count);
    change = threshold_change(measured->values[MEASURE_COUNT], failures + unknown, count - unknown,
                              days, &measured->usual);
    measured->values[MEASURE_CHANGE] = measured->values[MEASURE_COUNT] < least ? -1 : change;
    return TRUE;
}

gboolean
measured_take(Measured *measured, Store *store, const StoreFilter *filter, gint64 least,
              GError **error)
{
    g_autoptr(GPtrArray) lines = NULL;

    if (!count_failures(store, filter, &lines, error))
        return FALSE;
    measured->values[MEASURE_COUNT] = count_of(lines);
    return take_share(measured, store, filter, error) &&
           take_change(measured, store, filter, least, error);
}
