/* forget.c - what was kept of a person goes, because she asks */

#include "db/clean.h"
#include "db/storeimpl.h"

#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#define KEY_BYTES 32

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
                           _("the system gives no random bytes"));
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

/* What is about the person. */
#define ABOUT "address = $1 OR lower(original_recipient) = $1 OR lower(new_address) = $1"

static GPtrArray *
find_ids(Store *store, const char *address, GError **error)
{
    g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(Statement) statement = engine_query(
        store->engine, "SELECT id FROM events WHERE " ABOUT, VALUES(TEXT_VALUE(address)), error);
    EngineStep step = STEP_FAILED;

    while (statement && (step = statement_step(statement, error)) == STEP_ROW)
        g_ptr_array_add(ids, g_strdup(statement_text(statement, 0)));
    return step == STEP_DONE ? g_steal_pointer(&ids) : NULL;
}

/* Its count goes, too: a domain of one's own names its owner. */
static gboolean
remove_event(Store *store, const char *id, GError **error)
{
    return daily_uncount_stored(store->engine, id, error) &&
           engine_run(store->engine,
                      "INSERT INTO gone (id) VALUES ($1) ON CONFLICT (id) DO NOTHING",
                      VALUES(TEXT_VALUE(id)), NULL, error) &&
           engine_run(store->engine, "DELETE FROM events WHERE id = $1", VALUES(TEXT_VALUE(id)),
                      NULL, error);
}

static gboolean
remove_events(Store *store, const char *address, gint64 *count, GError **error)
{
    g_autoptr(GPtrArray) ids = find_ids(store, address, error);

    for (guint i = 0; ids && i < ids->len; i++)
        if (!remove_event(store, ids->pdata[i], error))
            return FALSE;
    *count = ids ? ids->len : 0;
    return ids != NULL;
}

static gboolean
forget(Store *store, const char *address, StoreForgotten *forgotten, GError **error)
{
    g_autofree char *lower = store_address(address);
    g_autofree char *hash = NULL;

    store->refusals = REFUSALS_UNKNOWN;
    if (!make_key(store, error) || !find_key(store, error))
        return FALSE;
    hash = hash_address(store, lower);
    return daily_write(store->counts, store->engine, error) &&
           engine_run(store->engine,
                      "INSERT INTO forgotten (hash) VALUES ($1) ON CONFLICT (hash) DO NOTHING",
                      VALUES(TEXT_VALUE(hash)), NULL, error) &&
           engine_run(store->engine, "DELETE FROM suppressed WHERE address = $1",
                      VALUES(TEXT_VALUE(lower)), NULL, error) &&
           remove_events(store, lower, &forgotten->removed, error) &&
           store_drop_told(store, error) && store_clean(store, lower, &forgotten->cleaned, error);
}

gboolean
store_forget(Store *store, const char *address, StoreForgotten *forgotten, GError **error)
{
    gboolean own;

    *forgotten = (StoreForgotten){0};
    return store_enter(store, &own, error) &&
           store_leave(store, own, forget(store, address, forgotten, error), error);
}

/* A NamesFunc's data. */
typedef struct {
    Store *store;
    GError *error; /* of the first question that failed */
} Question;

static gboolean
is_forgotten_name(const char *address, gpointer data)
{
    Question *question = data;
    gboolean is = FALSE;

    if (!question->error)
        address_is_forgotten(question->store, address, &is, &question->error);
    return is;
}

gboolean
store_hide_forgotten(Store *store, const Event *event, Event **hidden, GError **error)
{
    Question question = {store, NULL};

    *hidden = store->forget_key ? clean_event(event, is_forgotten_name, &question) : NULL;
    if (!question.error)
        return TRUE;
    g_clear_pointer(hidden, event_free);
    g_propagate_error(error, question.error);
    return FALSE;
}
