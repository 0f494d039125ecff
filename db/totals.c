/* totals.c - how much a store has counted, for whoever draws its course */

#include "db/totals.h"

#include "db/storeimpl.h"

gboolean
store_each_total(Store *store, StoreTotalFunc each, gpointer data, GError **error)
{
    g_autoptr(Statement) statement =
        engine_query(store->engine,
                     "SELECT type, reason, provider, CAST(sum(count) AS BIGINT) FROM daily"
                     " GROUP BY type, reason, provider ORDER BY type, reason, provider",
                     NULL, 0, error);
    EngineStep step = STEP_FAILED;

    while (statement && (step = statement_step(statement, error)) == STEP_ROW)
        each(statement_text(statement, 0), statement_text(statement, 1),
             statement_text(statement, 2), statement_number(statement, 3), data);
    return step == STEP_DONE;
}

static gboolean
find_number(Store *store, const char *sql, gint64 *number, GError **error)
{
    g_autoptr(Statement) statement = engine_query(store->engine, sql, NULL, 0, error);

    if (!statement || statement_step(statement, error) != STEP_ROW)
        return FALSE;
    *number = statement_number(statement, 0);
    return TRUE;
}

gboolean
store_totals(Store *store, StoreTotals *totals, GError **error)
{
    return find_number(store, "SELECT CAST(coalesce(sum(count), 0) AS BIGINT) FROM plain_mail",
                       &totals->plain, error) &&
           find_number(store, "SELECT count(*) FROM quarantine", &totals->quarantined, error) &&
           find_number(store, "SELECT coalesce(max(received), 0) FROM events", &totals->newest,
                       error);
}
