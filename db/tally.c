/* tally.c - rows of a summary counted into lines */

#include "db/tally.h"

#include "base/time.h"
#include "db/distinct.h"

#include <string.h>

/* Events of a day, which is a number of days since 1970. Rows of a day mostly come together. */
typedef struct {
    gint64 day;
    gint64 count;
} DayCount;

typedef struct {
    StoreLine *line;
    GArray *days;          /* DayCount, a day perhaps more than once */
    const char *place;     /* the first, NULL before it */
    gint64 place_count;    /* its events */
    GHashTable *elsewhere; /* other places to their events; NULL without */
    gint64 seen;           /* events whose addresses were looked at */
    guint64 salt;          /* tells its addresses from those of other lines */
} Entry;

struct Tally {
    StoreAddresses *together; /* or NULL */
    GHashTable *entries;      /* by key */
    GPtrArray *lines;
    GStringChunk *places;
    Distinct addresses; /* each with its line's salt added, and without for all together */
    Distinct dead;      /* likewise */
    gint64 first_day;
    gint64 last_day;
    char last_day_name[16];
    gint64 last_day_number;
};

void
store_line_free(StoreLine *line)
{
    if (!line)
        return;
    g_free(line->key);
    g_free(line->mostly);
    g_free(line->days);
    g_free(line);
}

static void
free_line(gpointer line)
{
    store_line_free(line);
}

static void
free_entry(gpointer data)
{
    Entry *entry = data;

    g_array_unref(entry->days);
    g_clear_pointer(&entry->elsewhere, g_hash_table_unref);
    g_free(entry);
}

Tally *
tally_new(StoreAddresses *together)
{
    Tally *tally = g_new0(Tally, 1);

    tally->together = together;
    tally->entries = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_entry);
    tally->lines = g_ptr_array_new_with_free_func(free_line);
    tally->places = g_string_chunk_new(4096);
    tally->first_day = G_MAXINT64;
    return tally;
}

void
tally_free(Tally *tally)
{
    if (!tally)
        return;
    g_hash_table_unref(tally->entries);
    g_clear_pointer(&tally->lines, g_ptr_array_unref);
    g_string_chunk_free(tally->places);
    distinct_clear(&tally->addresses);
    distinct_clear(&tally->dead);
    g_free(tally);
}

static Entry *
find_entry(Tally *tally, const char *key)
{
    Entry *entry = g_hash_table_lookup(tally->entries, key);

    if (entry)
        return entry;
    entry = g_new0(Entry, 1);
    entry->line = g_new0(StoreLine, 1);
    entry->line->key = g_strdup(key);
    entry->days = g_array_new(FALSE, FALSE, sizeof(DayCount));
    g_ptr_array_add(tally->lines, entry->line);
    entry->salt = tally->lines->len * G_GUINT64_CONSTANT(0x9e3779b97f4a7c15);
    g_hash_table_insert(tally->entries, entry->line->key, entry);
    return entry;
}

/* 0 for what is no day. */
static gint64
day_number(Tally *tally, const char *name)
{
    gint64 start;

    if (strcmp(name, tally->last_day_name) == 0)
        return tally->last_day_number;
    tally->last_day_number = time_parse_day(name, 0, &start) ? start / TIME_DAY : 0;
    g_strlcpy(tally->last_day_name, name, sizeof tally->last_day_name);
    return tally->last_day_number;
}

static void
count_day(Entry *entry, gint64 day, gint64 count)
{
    DayCount *last =
        entry->days->len ? &g_array_index(entry->days, DayCount, entry->days->len - 1) : NULL;
    DayCount next = {day, count};

    if (last && last->day == day)
        last->count += count;
    else
        g_array_append_val(entry->days, next);
}

/* Most lines have one place, so the table for others is made when there is a second. */
static void
count_place(Tally *tally, Entry *entry, const char *place, gint64 count)
{
    const char *name;
    gsize before;

    if (!entry->place)
        entry->place = g_string_chunk_insert_const(tally->places, place);
    if (strcmp(entry->place, place) == 0) {
        entry->place_count += count;
        return;
    }
    if (!entry->elsewhere)
        entry->elsewhere = g_hash_table_new(g_str_hash, g_str_equal);
    name = g_string_chunk_insert_const(tally->places, place);
    before = GPOINTER_TO_SIZE(g_hash_table_lookup(entry->elsewhere, name));
    g_hash_table_insert(entry->elsewhere, (gpointer)(gsize)name,
                        GSIZE_TO_POINTER(before + (gsize)count));
}

void
tally_add(Tally *tally, const char *key, const char *day, const char *place, gint64 count)
{
    Entry *entry = find_entry(tally, key);
    gint64 number = day_number(tally, day);

    tally->first_day = MIN(tally->first_day, number);
    tally->last_day = MAX(tally->last_day, number);
    entry->line->count += count;
    count_day(entry, number, count);
    count_place(tally, entry, place, count);
}

void
tally_add_before(Tally *tally, const char *key, gint64 count)
{
    find_entry(tally, key)->line->before += count;
}

static void
count_address(Tally *tally, guint64 salted, gboolean is_dead, gint64 *addresses, gint64 *dead)
{
    if (distinct_add(&tally->addresses, salted))
        (*addresses)++;
    if (is_dead && distinct_add(&tally->dead, salted))
        (*dead)++;
}

void
tally_add_address(Tally *tally, const char *key, gint64 address, gboolean is_dead)
{
    Entry *entry = g_hash_table_lookup(tally->entries, key);

    if (!entry)
        return;
    entry->seen++;
    if (!address)
        return;
    count_address(tally, (guint64)address + entry->salt, is_dead, &entry->line->addresses,
                  &entry->line->dead);
    if (tally->together)
        count_address(tally, (guint64)address, is_dead, &tally->together->addresses,
                      &tally->together->dead);
}

/* The place of more than half of the events; there can be no second. */
static const char *
main_place(const Entry *entry)
{
    GHashTableIter iter;
    gpointer place;
    gpointer count;

    if (2 * entry->place_count > entry->line->count)
        return entry->place;
    if (!entry->elsewhere)
        return "";
    g_hash_table_iter_init(&iter, entry->elsewhere);
    while (g_hash_table_iter_next(&iter, &place, &count))
        if (2 * (gint64)GPOINTER_TO_SIZE(count) > entry->line->count)
            return place;
    return "";
}

static void
fill_days(const Entry *entry, gint64 first, guint count)
{
    entry->line->day_count = count;
    entry->line->days = g_new0(gint64, count);
    for (guint i = 0; i < entry->days->len; i++) {
        const DayCount *day = &g_array_index(entry->days, DayCount, i);

        if (day->day >= first && day->day < first + count)
            entry->line->days[day->day - first] += day->count;
    }
}

static int
compare_lines(gconstpointer a, gconstpointer b)
{
    const StoreLine *one = *(const StoreLine *const *)a;
    const StoreLine *other = *(const StoreLine *const *)b;

    if (one->count != other->count)
        return one->count < other->count ? 1 : -1;
    if (one->before != other->before)
        return one->before < other->before ? 1 : -1;
    return strcmp(one->key, other->key);
}

/* The counts by day outlive the events: where these are fewer, addresses went with the others. */
static void
judge_addresses(Tally *tally, const Entry *entry)
{
    entry->line->is_purged = entry->seen < entry->line->count;
    if (tally->together && entry->line->is_purged)
        tally->together->is_purged = TRUE;
}

GPtrArray *
tally_end(Tally *tally, const StoreFilter *filter)
{
    GPtrArray *lines = g_steal_pointer(&tally->lines);
    gint64 first = filter->since ? filter->since / TIME_DAY : tally->first_day;
    gint64 end = filter->until ? (filter->until + TIME_DAY - 1) / TIME_DAY : tally->last_day + 1;

    g_ptr_array_sort(lines, compare_lines);
    for (guint i = 0; i < lines->len; i++) {
        StoreLine *line = g_ptr_array_index(lines, i);
        const Entry *entry = g_hash_table_lookup(tally->entries, line->key);

        line->mostly = g_strdup(main_place(entry));
        if (!filter->without_addresses)
            judge_addresses(tally, entry);
        if (i < STORE_LINES_WITH_DAYS && end > first)
            fill_days(entry, first, (guint)(end - first));
    }
    tally_free(tally);
    return lines;
}
