/* purge.c - evidence goes after a time; what was counted of it stays */

#include "db/storeimpl.h"

#define PURGE_BATCH 5000

/* The oldest of those to go, so that batches meet none twice. */
#define OLDEST "SELECT id FROM events WHERE received < $1 ORDER BY received, id LIMIT $2"

static gboolean
purge_batch(Store *store, gint64 before, gint64 *count, GError **error)
{
    store->refusals = REFUSALS_UNKNOWN;
    return engine_run(store->engine,
                      "INSERT INTO gone (id) SELECT id FROM (" OLDEST ") AS oldest WHERE 1 = 1"
                      " ON CONFLICT (id) DO NOTHING",
                      VALUES(NUMBER_VALUE(before), NUMBER_VALUE(PURGE_BATCH)), NULL, error) &&
           engine_run(store->engine, "DELETE FROM events WHERE id IN (" OLDEST ")",
                      VALUES(NUMBER_VALUE(before), NUMBER_VALUE(PURGE_BATCH)), count, error);
}

gboolean
store_purge(Store *store, gint64 before, gint64 *count, GError **error)
{
    gint64 total = 0;
    gint64 batch;
    gboolean own, ok;

    do {
        batch = 0;
        ok = store_enter(store, &own, error) &&
             store_leave(store, own, purge_batch(store, before, &batch, error), error);
        total += ok ? batch : 0;
    } while (ok && batch == PURGE_BATCH);
    ok = ok && store_drop_told(store, error) && store_enter(store, &own, error) &&
         store_leave(store, own, store_purge_diagnoses(store, before, error), error);
    if (count)
        *count = total;
    return ok;
}
