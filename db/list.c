/* list.c - events come out of the store one by one */

#include "db/columns.h"
#include "db/conditions.h"
#include "db/storeimpl.h"

/* Events that are in memory at a time, so that whoever gets them may write to the store. */
#define PAGE 256

/* At most limit events that are older than *last, which may be NULL. */
static char *
page_sql(Conditions *conditions, const Event *last, guint limit)
{
    g_autofree char *names = columns_names();

    if (last) {
        guint received = conditions_value(conditions, NUMBER_VALUE(last->received));
        guint id = conditions_value(conditions, TEXT_VALUE(last->id));

        g_string_append_printf(conditions->sql, " AND (received, id) < ($%u, $%u)", received, id);
    }
    return g_strdup_printf("SELECT %s FROM events WHERE 1 = 1%s"
                           " ORDER BY received DESC, id DESC LIMIT $%u",
                           names, conditions->sql->str,
                           conditions_value(conditions, NUMBER_VALUE(limit)));
}

/* NULL with an error. */
static GPtrArray *
read_page(Store *store, const StoreFilter *filter, const Event *last, guint limit, GError **error)
{
    g_autoptr(GPtrArray) page = event_array_new();
    g_autoptr(Statement) statement = NULL;
    g_auto(Conditions) conditions = {0};
    g_autofree char *sql = NULL;
    EngineStep step = STEP_FAILED;

    conditions_init(&conditions, filter);
    conditions_add_times(&conditions, filter);
    sql = page_sql(&conditions, last, limit);
    statement = engine_query(store->engine, sql, conditions_values(&conditions),
                             conditions.values->len, error);
    while (statement && (step = statement_step(statement, error)) == STEP_ROW)
        g_ptr_array_add(page, columns_event(statement));
    return step == STEP_DONE ? g_steal_pointer(&page) : NULL;
}

static gboolean
give_page(const GPtrArray *page, StoreEventFunc each, gpointer data, GError **error)
{
    for (guint i = 0; i < page->len; i++)
        if (!each(g_ptr_array_index(page, i), data, error))
            return FALSE;
    return TRUE;
}

gboolean
store_each_event(Store *store, const StoreFilter *filter, guint limit, StoreEventFunc each,
                 gpointer data, GError **error)
{
    g_autoptr(GPtrArray) page = NULL;
    guint left = limit ? limit : G_MAXUINT;
    guint wanted;

    do {
        const Event *last = page ? g_ptr_array_index(page, page->len - 1) : NULL;
        GPtrArray *next;

        wanted = MIN(left, PAGE);
        next = read_page(store, filter, last, wanted, error);
        g_clear_pointer(&page, g_ptr_array_unref);
        page = next;
        if (!page || !give_page(page, each, data, error))
            return FALSE;
        left -= limit ? page->len : 0;
    } while (page->len == wanted && left > 0);
    return TRUE;
}

/* "g" comes behind every hexadecimal digit. */
static Event *
find_by_prefix(Store *store, const char *prefix, GError **error)
{
    g_autofree char *names = columns_names();
    g_autofree char *sql = g_strdup_printf(
        "SELECT %s FROM events WHERE id >= $1 AND id < $1 || 'g' ORDER BY id LIMIT 2", names);
    g_autoptr(Statement) statement =
        engine_query(store->engine, sql, VALUES(TEXT_VALUE(prefix)), error);
    g_autoptr(Event) event = NULL;

    if (!statement || statement_step(statement, error) != STEP_ROW)
        return NULL;
    event = columns_event(statement);
    if (g_str_equal(event->id, prefix) || statement_step(statement, error) == STEP_DONE)
        return g_steal_pointer(&event);
    return NULL;
}

static gboolean
is_hex(const char *text)
{
    while (g_ascii_isxdigit(*text))
        text++;
    return *text == '\0';
}

Event *
store_find_event(Store *store, const char *id, GError **error)
{
    g_autofree char *lower = g_ascii_strdown(id, -1);

    return *lower && is_hex(lower) ? find_by_prefix(store, lower, error) : NULL;
}
