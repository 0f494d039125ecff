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
    if (!count_failures(store, &all, &lines, error))
        return FALSE;
    measured->values[MEASURE_SHARE] =
        figures_percent(measured->values[MEASURE_COUNT], count_of(lines));
    return TRUE;
}

static gboolean
take_change(Measured *measured, Store *store, const StoreFilter *filter, gint64 least,
            GError **error)
{
    g_autoptr(GPtrArray) lines = NULL;
    StoreFilter before = *filter;
    guint days = (guint)((filter->until - filter->since) / TIME_DAY);
    gint64 count = measured->values[MEASURE_COUNT];

    before.until = filter->since;
    before.since =
        MAX(before.until - (gint64)MAX(USUAL_DAYS, USUAL_PERIODS * days) * TIME_DAY, TIME_DAY);
    if (!count_failures(store, &before, &lines, error))
        return FALSE;
    measured->values[MEASURE_CHANGE] = -1;
    if (lines->len) {
        const StoreLine *line = g_ptr_array_index(lines, 0);
        gint64 change =
            threshold_change(count, line->days, line->day_count, days, &measured->usual);

        measured->values[MEASURE_CHANGE] = count < least ? MIN(change, 0) : change;
    }
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
