/* summary.c - events counted by what the reader asks for */

#include "base/time.h"
#include "db/conditions.h"
#include "db/storeimpl.h"
#include "db/tally.h"

#include <string.h>

#define SOMEWHERE "CASE WHEN provider <> '' THEN provider ELSE recipient_domain END"

/* What each summary counts by, and where its events may mostly be. */
static const struct {
    const char *key;
    const char *place;
} keys[STORE_BY_COUNT] = {
    [STORE_BY_TYPE] = {"type", SOMEWHERE},
    [STORE_BY_REASON] = {"reason", SOMEWHERE},
    [STORE_BY_PROVIDER] = {"provider", "recipient_domain"},
    [STORE_BY_DOMAIN] = {"recipient_domain", "provider"},
    [STORE_BY_STATUS] = {"status", SOMEWHERE},
    [STORE_BY_DAY] = {"day", SOMEWHERE},
    [STORE_BY_SENDER] = {"sender", SOMEWHERE},
    [STORE_BY_MOVE] = {"move", SOMEWHERE},
};

/* The two tables that know, and what they call the time and the number of events. */
typedef struct {
    const char *table;
    const char *time;
    const char *count;
    gboolean has_days; /* time is a day's name, not seconds */
} Source;

static const Source daily = {"daily", "day", "count", TRUE};
static const Source events = {"events", "received", "1", FALSE};

typedef struct {
    Store *store;
    const StoreFilter *filter;
    StoreBy by;
    Tally *tally;
} Summary;

/* A name that is made goes into conditions. */
static FieldValue
time_value(const Source *source, Conditions *conditions, gint64 seconds)
{
    if (!source->has_days)
        return NUMBER_VALUE(seconds);
    g_ptr_array_add(conditions->keep, time_day_name(seconds));
    return TEXT_VALUE(conditions->keep->pdata[conditions->keep->len - 1]);
}

static void
add_period(const Source *source, Conditions *conditions, gint64 since, gint64 until)
{
    g_autofree char *from = g_strconcat(source->time, " >= ?", NULL);
    g_autofree char *to = g_strconcat(source->time, " < ?", NULL);

    if (since)
        conditions_add(conditions, from, time_value(source, conditions, since));
    if (until)
        conditions_add(conditions, to, time_value(source, conditions, until));
}

/* Where the period before this one begins. It needs both ends of this one; days have none. */
static gint64
period_before(const Summary *summary)
{
    const StoreFilter *filter = summary->filter;

    if (!filter->since || !filter->until || summary->by == STORE_BY_DAY)
        return filter->since;
    return MAX(2 * filter->since - filter->until, 1);
}

typedef void (*RowFunc)(Summary *summary, Statement *row, const char *key);

/* An event with two movers counts for both. */
static void
give_row(Summary *summary, Statement *row, RowFunc each)
{
    const char *key = statement_text(row, 0);

    if (summary->by == STORE_BY_MOVE) {
        g_auto(GStrv) movers = g_strsplit(key, " ", -1);

        for (guint i = 0; movers[i]; i++)
            each(summary, row, movers[i]);
    } else {
        each(summary, row, key);
    }
}

/* Runs "SELECT columns FROM ..." and gives each its rows, with the key in their first column. */
static gboolean
ask(Summary *summary, const Source *source, const Conditions *conditions, const char *columns,
    RowFunc each, GError **error)
{
    g_autofree char *sql = g_strdup_printf("SELECT %s FROM %s WHERE 1 = 1%s", columns,
                                           source->table, conditions->sql->str);
    g_autoptr(Statement) statement = engine_query(
        summary->store->engine, sql, conditions_values(conditions), conditions->values->len, error);
    EngineStep step = STEP_FAILED;

    while (statement && (step = statement_step(statement, error)) == STEP_ROW)
        give_row(summary, statement, each);
    return step == STEP_DONE;
}

static void
take_count(Summary *summary, Statement *row, const char *key)
{
    gint64 count = statement_number(row, 3);

    if (statement_number(row, 4))
        tally_add(summary->tally, key, statement_text(row, 1), statement_text(row, 2), count);
    else
        tally_add_before(summary->tally, key, count);
}

static gboolean
count_events(Summary *summary, GError **error)
{
    const Source *source = conditions_fit_daily(summary->filter) ? &daily : &events;
    g_auto(Conditions) conditions = {0};
    g_autofree char *columns = NULL;

    conditions_init(&conditions, summary->filter);
    add_period(source, &conditions, period_before(summary), summary->filter->until);
    columns = g_strdup_printf(
        "%s, day, %s, %s, CASE WHEN %s >= $%u THEN 1 ELSE 0 END", keys[summary->by].key,
        keys[summary->by].place, source->count, source->time,
        conditions_value(&conditions, time_value(source, &conditions, summary->filter->since)));
    return ask(summary, source, &conditions, columns, take_count, error);
}

static void
take_address(Summary *summary, Statement *row, const char *key)
{
    g_autofree char *day =
        summary->by == STORE_BY_DAY ? time_day_name(statement_number(row, 0)) : NULL;

    tally_add_address(summary->tally, day ? day : key, statement_number(row, 1),
                      statement_number(row, 2) != 0);
}

/* All that is asked for stands in the index events_by_time, but the day's name does not. */
static gboolean
count_addresses(Summary *summary, GError **error)
{
    const char *key = summary->by == STORE_BY_DAY ? "received" : keys[summary->by].key;
    g_autofree char *columns = g_strconcat(key, ", address_hash, hard_bounce", NULL);
    g_auto(Conditions) conditions = {0};

    conditions_init(&conditions, summary->filter);
    add_period(&events, &conditions, summary->filter->since, summary->filter->until);
    return ask(summary, &events, &conditions, columns, take_address, error);
}

GPtrArray *
store_summarise(Store *store, StoreBy by, const StoreFilter *filter, GError **error)
{
    return store_summarise_together(store, by, filter, NULL, error);
}

GPtrArray *
store_summarise_together(Store *store, StoreBy by, const StoreFilter *filter,
                         StoreAddresses *together, GError **error)
{
    g_autoptr(Tally) tally = tally_new(together);
    Summary summary = {store, filter, by, tally};
    gboolean own;

    if (!engine_enter(store->engine, STORE_READ, &own, error) ||
        !engine_leave(store->engine, own,
                      daily_write(store->counts, store->engine, error) &&
                          count_events(&summary, error) &&
                          (filter->without_addresses || count_addresses(&summary, error)),
                      error))
        return NULL;
    return tally_end(g_steal_pointer(&tally), filter);
}
