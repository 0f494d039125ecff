/* events.c - events go into the store, are counted, and judged again */

#include "db/columns.h"
#include "db/storeimpl.h"

/*
 * Most stores have nothing of the kind, and then no event need be looked up. Nobody else can change
 * that before the transaction is over.
 */
static gboolean
find_refusals(Store *store, GError **error)
{
    gboolean has_some;

    if (store->refusals != REFUSALS_UNKNOWN)
        return TRUE;
    if (!store_has_row(store,
                       "SELECT 1 WHERE EXISTS (SELECT 1 FROM gone)"
                       " OR EXISTS (SELECT 1 FROM settings WHERE name = 'forget_key')",
                       NULL, 0, &has_some, error))
        return FALSE;
    store->refusals = has_some ? REFUSALS_SOME : REFUSALS_NONE;
    return TRUE;
}

static gboolean
is_gone(Store *store, const Event *event, gboolean *is, GError **error)
{
    return store_has_row(store, "SELECT 1 FROM gone WHERE id = $1", VALUES(TEXT_VALUE(event->id)),
                         is, error) &&
           (*is || store_is_forgotten(store, event, is, error));
}

static char *
insert_sql(void)
{
    g_autofree char *names = columns_names();
    g_autofree char *parameters = columns_parameters();

    return g_strdup_printf("INSERT INTO events (%s) VALUES (%s)"
                           " ON CONFLICT (id) DO NOTHING",
                           names, parameters);
}

static gboolean
count_event(Store *store, const GArray *values, GError **error)
{
    daily_add(store->counts, values);
    return !daily_is_full(store->counts) || daily_write(store->counts, store->engine, error);
}

static gboolean
insert_event(Store *store, const Addition *addition, gboolean *inserted, GError **error)
{
    g_autoptr(GArray) values = g_array_new(FALSE, FALSE, sizeof(FieldValue));
    g_autoptr(GPtrArray) keep = g_ptr_array_new_with_free_func(g_free);
    gint64 rows;

    if (!store->insert)
        store->insert = insert_sql();
    columns_values(addition, values, keep);
    if (!engine_run(store->engine, store->insert, (const FieldValue *)(gpointer)values->data,
                    values->len, &rows, error))
        return FALSE;
    *inserted = rows > 0;
    return rows == 0 || count_event(store, values, error);
}

/* Who asked to be forgotten is not named by what is about others. */
static gboolean
insert_clean(Store *store, const Addition *addition, gboolean *added, GError **error)
{
    g_autoptr(Event) hidden = NULL;
    Addition clean = *addition;

    if (!store_hide_forgotten(store, addition->event, &hidden, error))
        return FALSE;
    clean.event = hidden ? hidden : addition->event;
    return insert_event(store, &clean, added, error);
}

static gboolean
add(Store *store, const Addition *addition, gboolean *added, GError **error)
{
    gboolean refused = FALSE;

    return find_refusals(store, error) &&
           (store->refusals == REFUSALS_NONE || is_gone(store, addition->event, &refused, error)) &&
           (refused || insert_clean(store, addition, added, error));
}

gboolean
store_add_event(Store *store, const Event *event, const char *account, gint64 now, gboolean *added,
                GError **error)
{
    Event stamped = *event; /* borrows the strings */
    Addition addition = {&stamped, account, now};
    gboolean was_added = FALSE;
    gboolean own, ok;

    if (event->received <= 0 || event->received > now)
        stamped.received = MAX(now, 1);
    ok = event->type == EVENT_OTHER ||
         (store_enter(store, &own, error) &&
          store_leave(store, own, add(store, &addition, &was_added, error), error));
    if (added)
        *added = ok && was_added;
    return ok;
}

static FieldValue
value_of(const char *name, const Event *event, GPtrArray *keep)
{
    for (guint i = 0; i < event_field_count; i++)
        if (g_str_equal(event_field_name(event_field(i)), name))
            return event_field_get(event_field(i), event, keep);
    return TEXT_VALUE("");
}

static gboolean
update_verdict(Store *store, const Event *event, GError **error)
{
    g_autoptr(GPtrArray) keep = g_ptr_array_new_with_free_func(g_free);

    return engine_run(store->engine,
                      "UPDATE events SET reason = $1, advice = $2, rule = $3, confidence = $4,"
                      " hard_bounce = $5, move = $6, provider = $7, ours = $8 WHERE id = $9",
                      VALUES(value_of("reason", event, keep), value_of("advice", event, keep),
                             value_of("rule", event, keep), value_of("confidence", event, keep),
                             value_of("hard_bounce", event, keep), value_of("move", event, keep),
                             value_of("provider", event, keep), value_of("ours", event, keep),
                             value_of("id", event, keep)),
                      NULL, error);
}

static gboolean
judge_again(Store *store, const Event *event, GError **error)
{
    return daily_write(store->counts, store->engine, error) &&
           daily_uncount_stored(store->engine, event->id, error) &&
           update_verdict(store, event, error) &&
           daily_count_stored(store->engine, event->id, error);
}

gboolean
store_judge_again(Store *store, const Event *event, GError **error)
{
    gboolean own;

    return store_enter(store, &own, error) &&
           store_leave(store, own, judge_again(store, event, error), error);
}
