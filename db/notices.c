/* notices.c - how many messages the events came in */

#include "db/conditions.h"
#include "db/storeimpl.h"

gboolean
store_count_notices(Store *store, const StoreFilter *filter, gint64 *notices, gint64 *events,
                    GError **error)
{
    g_auto(Conditions) conditions = {0};
    g_autoptr(Statement) statement = NULL;
    g_autofree char *sql = NULL;

    conditions_init(&conditions, filter);
    conditions_add_times(&conditions, filter);
    sql = g_strdup_printf("SELECT count(DISTINCT notice_hash), count(*) FROM events WHERE 1 = 1%s",
                          conditions.sql->str);
    statement = engine_query(store->engine, sql, conditions_values(&conditions),
                             conditions.values->len, error);
    if (!statement || statement_step(statement, error) != STEP_ROW)
        return FALSE;
    *notices = statement_number(statement, 0);
    *events = statement_number(statement, 1);
    return TRUE;
}
