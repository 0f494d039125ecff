/* forget.c - what was kept goes: after a time, or because a person asks */

#include "db/storeimpl.h"

#include <string.h>
#include <unistd.h>

#define KEY_BYTES 32
#define PURGE_BATCH 5000

static char *
to_hex(const guint8 *bytes, gsize length)
{
    GString *hex = g_string_sized_new(2 * length);

    for (gsize i = 0; i < length; i++)
        g_string_append_printf(hex, "%02x", bytes[i]);
    return g_string_free(hex, FALSE);
}

/* Drawn when the first address is forgotten; who has a list of addresses needs it to try them. */
static gboolean
make_key(Store *store, GError **error)
{
    g_autofree char *hex = NULL;
    guint8 bytes[KEY_BYTES];

    if (getentropy(bytes, sizeof bytes) != 0)
        return engine_fail(store->engine, STORE_ERROR_ENGINE, error,
                           "the system gives no random bytes");
    hex = to_hex(bytes, sizeof bytes);
    return engine_run(store->engine,
                      "INSERT INTO settings (name, value) VALUES ('forget_key', $1)"
                      " ON CONFLICT (name) DO NOTHING",
                      VALUES(TEXT_VALUE(hex)), NULL, error);
}

/* Sets the store's key where there is one. */
static gboolean
find_key(Store *store, GError **error)
{
    g_autofree char *hex = NULL;

    if (store->forget_key)
        return TRUE;
    hex = store_setting(store, "forget_key", error);
    if (hex && *hex)
        store->forget_key = g_bytes_new(hex, strlen(hex));
    return hex != NULL;
}

static char *
hash_address(Store *store, const char *address)
{
    gsize length;
    const guchar *key = g_bytes_get_data(store->forget_key, &length);
    g_autofree char *lower = store_address(address);

    return g_compute_hmac_for_string(G_CHECKSUM_SHA256, key, length, lower, -1);
}

static gboolean
address_is_forgotten(Store *store, const char *address, gboolean *is, GError **error)
{
    g_autofree char *hash = hash_address(store, address);

    return store_has_row(store, "SELECT 1 FROM forgotten WHERE hash = $1", VALUES(TEXT_VALUE(hash)),
                         is, error);
}

gboolean
store_is_forgotten(Store *store, const Event *event, gboolean *is, GError **error)
{
    const char *addresses[] = {event->recipient, event->original_recipient, event->new_address};

    *is = FALSE;
    if (!find_key(store, error))
        return FALSE;
    for (guint i = 0; store->forget_key && i < G_N_ELEMENTS(addresses) && !*is; i++)
        if (*addresses[i] && !address_is_forgotten(store, addresses[i], is, error))
            return FALSE;
    return TRUE;
}

static gboolean
remove_events(Store *store, const char *address, gint64 *count, GError **error)
{
    return engine_run(store->engine,
                      "INSERT INTO gone (id) SELECT id FROM events WHERE address = $1"
                      " OR lower(original_recipient) = $1 OR lower(new_address) = $1"
                      " ON CONFLICT (id) DO NOTHING",
                      VALUES(TEXT_VALUE(address)), NULL, error) &&
           engine_run(store->engine,
                      "DELETE FROM events WHERE address = $1"
                      " OR lower(original_recipient) = $1 OR lower(new_address) = $1",
                      VALUES(TEXT_VALUE(address)), count, error);
}

static gboolean
forget(Store *store, const char *address, gint64 *count, GError **error)
{
    g_autofree char *lower = store_address(address);
    g_autofree char *hash = NULL;

    if (!make_key(store, error) || !find_key(store, error))
        return FALSE;
    hash = hash_address(store, lower);
    return engine_run(store->engine,
                      "INSERT INTO forgotten (hash) VALUES ($1) ON CONFLICT (hash) DO NOTHING",
                      VALUES(TEXT_VALUE(hash)), NULL, error) &&
           engine_run(store->engine, "DELETE FROM suppressed WHERE address = $1",
                      VALUES(TEXT_VALUE(lower)), NULL, error) &&
           remove_events(store, lower, count, error);
}

gboolean
store_forget(Store *store, const char *address, gint64 *count, GError **error)
{
    gboolean own;

    return store_enter(store, &own, error) &&
           store_leave(store, own, forget(store, address, count, error), error);
}

/* The oldest of those to go, so that batches meet none twice. */
#define OLDEST "SELECT id FROM events WHERE received < $1 ORDER BY received, id LIMIT $2"

static gboolean
purge_batch(Store *store, gint64 before, gint64 *count, GError **error)
{
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
    if (count)
        *count = total;
    return ok;
}
