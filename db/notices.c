/* notices.c - how many messages the events came in */

#include "db/conditions.h"
#include "db/distinct.h"
#include "db/storeimpl.h"

/* By count(DISTINCT), SQLite would write them all to a file beside the store, and sort them. */
static gboolean
count_hashes(Statement *statement, gint64 *notices, gint64 *events, GError **error)
{
    g_auto(Distinct) hashes = {0};
    EngineStep step;

    *events = 0;
    while ((step = statement_step(statement, error)) == STEP_ROW) {
        distinct_add(&hashes, (guint64)statement_number(statement, 0));
        (*events)++;
    }
    *notices = (gint64)hashes.count;
    return step == STEP_DONE;
}

gboolean
store_count_notices(Store *store, const StoreFilter *filter, gint64 *notices, gint64 *events,
                    GError **error)
{
    g_auto(Conditions) conditions = {0};
    g_autoptr(Statement) statement = NULL;
    g_autofree char *sql = NULL;

    conditions_init(&conditions, filter);
    conditions_add_times(&conditions, filter);
    sql = g_strdup_printf("SELECT notice_hash FROM events WHERE 1 = 1%s", conditions.sql->str);
    statement = engine_query(store->engine, sql, conditions_values(&conditions),
                             conditions.values->len, error);
    return statement && count_hashes(statement, notices, events, error);
}
