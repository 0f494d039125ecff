/* moves.c - failures by what is to be done about them */

#include "db/moves.h"

#include "base/time.h"
#include "db/columns.h"
#include "db/conditions.h"
#include "db/storeimpl.h"

#include <string.h>

/* A move, and how many of its failures each provider had. */
typedef struct {
    StoreMove *move;
    GHashTable *providers; /* key to its count, a gint64 */
} Entry;

static void
free_entry(gpointer data)
{
    Entry *entry = data;

    store_move_free(entry->move);
    g_hash_table_unref(entry->providers);
    g_free(entry);
}

void
store_move_free(StoreMove *move)
{
    if (!move)
        return;
    g_free(move->advice);
    g_free(move->reason);
    g_free(move->move);
    g_free(move->first_day);
    g_strfreev(move->providers);
    g_free(move);
}

static void
free_move(gpointer move)
{
    store_move_free(move);
}

/* The columns of a row, in this order. */
enum { ADVICE, REASON_NAME, MOVE_NAMES, PROVIDER, DAY, COUNT };

static Entry *
find_entry(GHashTable *entries, Statement *row)
{
    const char *advice = statement_text(row, ADVICE);
    const char *key = *advice ? advice : statement_text(row, REASON_NAME);
    Entry *entry = g_hash_table_lookup(entries, key);

    if (entry)
        return entry;
    entry = g_new0(Entry, 1);
    entry->move = g_new0(StoreMove, 1);
    entry->move->advice = g_strdup(advice);
    entry->move->reason = g_strdup(statement_text(row, REASON_NAME));
    entry->move->move = g_strdup(statement_text(row, MOVE_NAMES));
    entry->move->first_day = g_strdup(statement_text(row, DAY));
    entry->providers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    g_hash_table_insert(entries, g_strdup(key), entry);
    return entry;
}

static void
count_provider(GHashTable *providers, const char *key, gint64 count)
{
    gint64 *known = g_hash_table_lookup(providers, key);

    if (known)
        *known += count;
    else
        g_hash_table_insert(providers, g_strdup(key), g_memdup2(&count, sizeof count));
}

static void
take_row(GHashTable *entries, Statement *row)
{
    Entry *entry = find_entry(entries, row);
    const char *day = statement_text(row, DAY);

    entry->move->count += statement_number(row, COUNT);
    if (strcmp(day, entry->move->first_day) < 0) {
        g_free(entry->move->first_day);
        entry->move->first_day = g_strdup(day);
    }
    count_provider(entry->providers, statement_text(row, PROVIDER), statement_number(row, COUNT));
}

static int
compare_providers(gconstpointer a, gconstpointer b, gpointer counts)
{
    const char *first = *(const char *const *)a;
    const char *second = *(const char *const *)b;
    gint64 first_count = *(const gint64 *)g_hash_table_lookup(counts, first);
    gint64 second_count = *(const gint64 *)g_hash_table_lookup(counts, second);

    if (first_count != second_count)
        return first_count < second_count ? 1 : -1;
    return strcmp(first, second);
}

static char **
sort_providers(GHashTable *counts)
{
    GPtrArray *names = g_ptr_array_new();
    GHashTableIter iter;
    gpointer name;

    g_hash_table_iter_init(&iter, counts);
    while (g_hash_table_iter_next(&iter, &name, NULL))
        g_ptr_array_add(names, g_strdup(name));
    g_ptr_array_sort_with_data(names, compare_providers, counts);
    g_ptr_array_add(names, NULL);
    return (char **)g_ptr_array_free(names, FALSE);
}

int
store_move_compare(gconstpointer a, gconstpointer b)
{
    const StoreMove *first = *(const StoreMove *const *)a;
    const StoreMove *second = *(const StoreMove *const *)b;

    if (first->count != second->count)
        return first->count < second->count ? 1 : -1;
    return strcmp(first->advice, second->advice);
}

static GPtrArray *
end_moves(GHashTable *entries)
{
    GPtrArray *moves = g_ptr_array_new_with_free_func(free_move);
    GHashTableIter iter;
    gpointer data;

    g_hash_table_iter_init(&iter, entries);
    while (g_hash_table_iter_next(&iter, NULL, &data)) {
        Entry *entry = data;

        entry->move->providers = sort_providers(entry->providers);
        g_ptr_array_add(moves, g_steal_pointer(&entry->move));
    }
    g_ptr_array_sort(moves, store_move_compare);
    return moves;
}

/* The filter's failures that were not a stranger's, from the counts by day where these do. */
static char *
moves_sql(Conditions *conditions, const StoreFilter *filter)
{
    gboolean is_daily = conditions_fit_daily(filter);
    g_autofree char *since = time_day_name(filter->since);
    g_autofree char *until = time_day_name(filter->until);

    if (!is_daily)
        conditions_add_times(conditions, filter);
    if (is_daily && filter->since)
        conditions_add(conditions, "day >= ?", TEXT_VALUE(since));
    if (is_daily && filter->until)
        conditions_add(conditions, "day < ?", TEXT_VALUE(until));
    g_ptr_array_add(conditions->keep, g_steal_pointer(&since));
    g_ptr_array_add(conditions->keep, g_steal_pointer(&until));
    return g_strdup_printf("SELECT advice, reason, move, provider, day, %s FROM %s"
                           " WHERE ours <> 'no'%s",
                           is_daily ? "count" : "1", is_daily ? "daily" : "events",
                           conditions->sql->str);
}

GPtrArray *
store_moves(Store *store, const StoreFilter *filter, GError **error)
{
    g_autoptr(GHashTable) entries =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_entry);
    StoreFilter failures = *filter;
    g_auto(Conditions) conditions = {0};
    g_autoptr(Statement) statement = NULL;
    g_autofree char *sql = NULL;
    EngineStep step = STEP_FAILED;

    failures.type = event_type_name(EVENT_BOUNCE);
    conditions_init(&conditions, &failures);
    sql = moves_sql(&conditions, &failures);
    statement = engine_query(store->engine, sql, conditions_values(&conditions),
                             conditions.values->len, error);
    while (statement && (step = statement_step(statement, error)) == STEP_ROW)
        take_row(entries, statement);
    return step == STEP_DONE ? end_moves(entries) : NULL;
}

Event *
store_newest_of_move(Store *store, const StoreFilter *filter, const StoreMove *move, GError **error)
{
    StoreFilter failures = *filter;
    g_autofree char *names = columns_names();
    g_autofree char *sql = NULL;
    g_auto(Conditions) conditions = {0};
    g_autoptr(Statement) statement = NULL;

    failures.type = event_type_name(EVENT_BOUNCE);
    failures.reason = *move->advice ? failures.reason : move->reason;
    conditions_init(&conditions, &failures);
    conditions_add_times(&conditions, &failures);
    conditions_add(&conditions, "advice = ?", TEXT_VALUE(move->advice));
    sql = g_strdup_printf("SELECT %s FROM events WHERE ours <> 'no'%s"
                          " ORDER BY received DESC, id DESC LIMIT 1",
                          names, conditions.sql->str);
    statement = engine_query(store->engine, sql, conditions_values(&conditions),
                             conditions.values->len, error);
    if (!statement || statement_step(statement, error) != STEP_ROW)
        return NULL;
    return columns_event(statement);
}
