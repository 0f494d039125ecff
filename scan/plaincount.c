/* plaincount.c - how much plain mail there was in a folder on a day */

#include "scan/plaincount.h"

#include "base/time.h"

typedef struct {
    char *folder;
    gint64 day;
    gint64 count;
} Row;

struct PlainCount {
    GHashTable *rows; /* each is its own key */
};

static guint
hash_row(gconstpointer data)
{
    const Row *row = data;

    return g_str_hash(row->folder) ^ (guint)(row->day / TIME_DAY);
}

static gboolean
equal_rows(gconstpointer a, gconstpointer b)
{
    const Row *one = a;
    const Row *other = b;

    return one->day == other->day && g_str_equal(one->folder, other->folder);
}

static void
free_row(gpointer data)
{
    Row *row = data;

    g_free(row->folder);
    g_free(row);
}

PlainCount *
plaincount_new(void)
{
    PlainCount *counts = g_new(PlainCount, 1);

    counts->rows = g_hash_table_new_full(hash_row, equal_rows, free_row, NULL);
    return counts;
}

void
plaincount_free(PlainCount *counts)
{
    if (!counts)
        return;
    g_hash_table_unref(counts->rows);
    g_free(counts);
}

void
plaincount_add(PlainCount *counts, const char *folder, gint64 day, gint64 count)
{
    Row *row = g_new(Row, 1);
    Row *known;

    row->folder = g_strdup(folder);
    row->day = time_day(day);
    row->count = count;
    known = g_hash_table_lookup(counts->rows, row);
    if (known)
        row->count += known->count;
    g_hash_table_replace(counts->rows, row, row);
}

gboolean
plaincount_each(const PlainCount *counts, PlainCountFunc each, gpointer data, GError **error)
{
    GHashTableIter iter;
    gpointer key;

    g_hash_table_iter_init(&iter, counts->rows);
    while (g_hash_table_iter_next(&iter, &key, NULL)) {
        const Row *row = key;

        if (!each(row->folder, row->day, row->count, data, error))
            return FALSE;
    }
    return TRUE;
}

void
plaincount_clear(PlainCount *counts)
{
    g_hash_table_remove_all(counts->rows);
}
