/* decisions.c - what people decided about writing to an address, and what they were told */

#include "db/storeimpl.h"
#include "db/suppress.h"

/* A row without a decision, and of which nobody was told, says nothing. */
static gboolean
drop_empty(Store *store, GError **error)
{
    return engine_run(store->engine, "DELETE FROM suppressed WHERE decision = 0 AND told = 0", NULL,
                      0, NULL, error);
}

gboolean
store_decide(Store *store, const char *address, StoreDecision decision, gint64 now, GError **error)
{
    g_autofree char *lower = store_address(address);
    gboolean own;

    return engine_enter(store->engine, STORE_WRITE, &own, error) &&
           engine_leave(
               store->engine, own,
               engine_run(store->engine,
                          "INSERT INTO suppressed (address, decision, decided, told)"
                          " VALUES ($1, $2, $3, 0) ON CONFLICT (address) DO UPDATE SET"
                          " decision = excluded.decision, decided = excluded.decided, told = 0",
                          VALUES(TEXT_VALUE(lower), NUMBER_VALUE(decision), NUMBER_VALUE(now)),
                          NULL, error) &&
                   drop_empty(store, error),
               error);
}

gboolean
store_drop_told(Store *store, GError **error)
{
    return engine_run(store->engine,
                      "UPDATE suppressed SET told = 0 WHERE NOT EXISTS"
                      " (SELECT 1 FROM events WHERE events.address = suppressed.address)",
                      NULL, 0, NULL, error) &&
           drop_empty(store, error);
}

gboolean
store_set_told(Store *store, const char *address, gint64 now, GError **error)
{
    return engine_run(store->engine,
                      "INSERT INTO suppressed (address, decision, decided, told)"
                      " VALUES ($1, 0, 0, $2)"
                      " ON CONFLICT (address) DO UPDATE SET told = excluded.told",
                      VALUES(TEXT_VALUE(address), NUMBER_VALUE(now)), NULL, error);
}
