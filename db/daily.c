/* daily.c - how many events there are by day: the table daily */

#include "db/daily.h"

#include "db/columns.h"

#define COUNTED DAILY_KEY ", sender"
#define COUNTED_COUNT 12

/* Rows in memory at a time, some hundred bytes each. */
#define ROWS_MAX 4096

typedef struct {
    FieldValue values[COUNTED_COUNT]; /* in the order of COUNTED */
    gint64 count;
} Row;

struct DailyCounts {
    guint places[COUNTED_COUNT]; /* where the columns are among those of events */
    GHashTable *rows;            /* each is its own key */
};

static guint
hash_row(gconstpointer data)
{
    const Row *row = data;
    guint hash = 0;

    for (guint i = 0; i < COUNTED_COUNT; i++)
        hash = hash * 31 + (row->values[i].text ? g_str_hash(row->values[i].text)
                                                : (guint)row->values[i].number);
    return hash;
}

static gboolean
equal_rows(gconstpointer a, gconstpointer b)
{
    const FieldValue *one = ((const Row *)a)->values;
    const FieldValue *other = ((const Row *)b)->values;

    for (guint i = 0; i < COUNTED_COUNT; i++)
        if (g_strcmp0(one[i].text, other[i].text) != 0 || one[i].number != other[i].number)
            return FALSE;
    return TRUE;
}

static void
free_row(gpointer data)
{
    Row *row = data;

    for (guint i = 0; i < COUNTED_COUNT; i++)
        g_free((char *)(gsize)row->values[i].text);
    g_free(row);
}

DailyCounts *
daily_new(void)
{
    DailyCounts *counts = g_new(DailyCounts, 1);
    g_auto(GStrv) names = g_strsplit(COUNTED, ", ", -1);

    g_assert(g_strv_length(names) == COUNTED_COUNT);
    for (guint i = 0; i < COUNTED_COUNT; i++)
        counts->places[i] = columns_place(names[i]);
    counts->rows = g_hash_table_new_full(hash_row, equal_rows, free_row, NULL);
    return counts;
}

void
daily_free(DailyCounts *counts)
{
    if (!counts)
        return;
    g_hash_table_unref(counts->rows);
    g_free(counts);
}

static Row *
copy_row(const Row *row)
{
    Row *copy = g_new0(Row, 1);

    for (guint i = 0; i < COUNTED_COUNT; i++)
        copy->values[i] = (FieldValue){g_strdup(row->values[i].text), row->values[i].number};
    return copy;
}

void
daily_add(DailyCounts *counts, const GArray *values)
{
    Row asked;
    Row *row;

    for (guint i = 0; i < COUNTED_COUNT; i++)
        asked.values[i] = g_array_index(values, FieldValue, counts->places[i]);
    row = g_hash_table_lookup(counts->rows, &asked);
    if (!row) {
        row = copy_row(&asked);
        g_hash_table_add(counts->rows, row);
    }
    row->count++;
}

gboolean
daily_is_full(const DailyCounts *counts)
{
    return g_hash_table_size(counts->rows) >= ROWS_MAX;
}

static gboolean
write_row(const Row *row, Engine *engine, GError **error)
{
    FieldValue values[COUNTED_COUNT + 1];

    for (guint i = 0; i < COUNTED_COUNT; i++)
        values[i] = row->values[i];
    values[COUNTED_COUNT] = NUMBER_VALUE(row->count);
    return engine_run(
        engine,
        "INSERT INTO daily (" COUNTED ", count)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)" DAILY_UPSERT,
        values, G_N_ELEMENTS(values), NULL, error);
}

gboolean
daily_write(DailyCounts *counts, Engine *engine, GError **error)
{
    GHashTableIter iter;
    gpointer row;

    g_hash_table_iter_init(&iter, counts->rows);
    while (g_hash_table_iter_next(&iter, &row, NULL))
        if (!write_row(row, engine, error))
            return FALSE;
    daily_clear(counts);
    return TRUE;
}

void
daily_clear(DailyCounts *counts)
{
    g_hash_table_remove_all(counts->rows);
}

gboolean
daily_count_stored(Engine *engine, const char *id, GError **error)
{
    return engine_run(engine,
                      "INSERT INTO daily (" COUNTED ", count)"
                      " SELECT " COUNTED ", 1 FROM events WHERE id = $1" DAILY_UPSERT,
                      VALUES(TEXT_VALUE(id)), NULL, error);
}

gboolean
daily_uncount_stored(Engine *engine, const char *id, GError **error)
{
    return engine_run(engine,
                      "UPDATE daily SET count = count - 1 WHERE (" COUNTED ") ="
                      " (SELECT " COUNTED " FROM events WHERE id = $1)",
                      VALUES(TEXT_VALUE(id)), NULL, error) &&
           engine_run(engine,
                      "DELETE FROM daily WHERE count <= 0 AND (" COUNTED ") ="
                      " (SELECT " COUNTED " FROM events WHERE id = $1)",
                      VALUES(TEXT_VALUE(id)), NULL, error);
}
