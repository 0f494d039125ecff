/* quarantine.c - messages that ended their readers, and letting them out again */

#include "db/storeimpl.h"

gboolean
store_each_quarantined(Store *store, StoreQuarantineFunc each, gpointer data, GError **error)
{
    g_autoptr(Statement) statement = engine_query(
        store->engine,
        "SELECT account, position, error, added FROM quarantine ORDER BY account, added, position",
        NULL, 0, error);
    EngineStep step = statement ? statement_step(statement, error) : STEP_FAILED;

    for (; step == STEP_ROW; step = statement_step(statement, error)) {
        const StoreQuarantined row = {.account = statement_text(statement, 0),
                                      .source = statement_text(statement, 1),
                                      .how = statement_text(statement, 2),
                                      .added = statement_number(statement, 3)};

        if (!each(&row, data, error))
            return FALSE;
    }
    return step == STEP_DONE;
}

/* "" stands for all accounts. */
#define OF_ACCOUNT " WHERE ($1 = '' OR account = $1)"

static gboolean
release(Store *store, const char *account, gint64 *count, GError **error)
{
    return engine_run(store->engine,
                      "UPDATE positions SET position = '" STORE_PLACE_AGAIN "'" OF_ACCOUNT
                      " AND position <> ''"
                      " AND account IN (SELECT account FROM quarantine)",
                      VALUES(TEXT_VALUE(account)), NULL, error) &&
           engine_run(store->engine, "DELETE FROM quarantine" OF_ACCOUNT " RETURNING position",
                      VALUES(TEXT_VALUE(account)), count, error);
}

gboolean
store_release_quarantined(Store *store, const char *account, gint64 *count, GError **error)
{
    gboolean own;

    return engine_enter(store->engine, STORE_WRITE, &own, error) &&
           engine_leave(store->engine, own, release(store, account, count, error), error);
}
