/* suppressguard.c - a provider that fails may call everybody unknown, and must not be believed */

#include "cli/suppresspolicy.h"
#include "event/reason.h"

#include <string.h>

/* All lines of one provider, or of one domain where that has none. */
typedef struct {
    const char *place;
    GPtrArray *lines; /* Suppression, by when they were first called unknown */
} Place;

static void
free_place(gpointer data)
{
    Place *place = data;

    g_ptr_array_unref(place->lines);
    g_free(place);
}

static gint64
first_of(const Place *place, guint i)
{
    const Suppression *line = g_ptr_array_index(place->lines, i);

    return line->suspect->evidence[EVIDENCE_HARD].first;
}

static gboolean
is_called_unknown(const Suppression *line)
{
    return line->kind == EVIDENCE_HARD &&
           line->suspect->evidence[EVIDENCE_HARD].reason == REASON_USER_UNKNOWN;
}

static int
compare_first(gconstpointer a, gconstpointer b)
{
    const Suppression *first = *(const Suppression *const *)a;
    const Suppression *second = *(const Suppression *const *)b;
    gint64 apart = first->suspect->evidence[EVIDENCE_HARD].first -
                   second->suspect->evidence[EVIDENCE_HARD].first;

    if (apart)
        return apart < 0 ? -1 : 1;
    return strcmp(first->suspect->address, second->suspect->address);
}

static GHashTable *
find_places(GPtrArray *lines)
{
    GHashTable *places = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_place);

    for (guint i = 0; i < lines->len; i++) {
        Suppression *line = g_ptr_array_index(lines, i);
        const char *provider = line->suspect->provider;
        const char *name = *provider ? provider : line->suspect->domain;
        Place *place = g_hash_table_lookup(places, name);

        if (!is_called_unknown(line))
            continue;
        if (!place) {
            place = g_new0(Place, 1);
            place->place = name;
            place->lines = g_ptr_array_new();
            g_hash_table_insert(places, (gpointer)(gsize)name, place);
        }
        g_ptr_array_add(place->lines, line);
    }
    return places;
}

/* Days, each with how many of the lines were first called unknown on it. */
typedef struct {
    gint64 day;
    guint count;
} DayCount;

static GArray *
count_days(const Place *place)
{
    GArray *days = g_array_new(FALSE, FALSE, sizeof(DayCount));

    for (guint i = 0; i < place->lines->len; i++) {
        DayCount one = {time_day(first_of(place, i)), 1};

        if (days->len && g_array_index(days, DayCount, days->len - 1).day == one.day)
            g_array_index(days, DayCount, days->len - 1).count++;
        else
            g_array_append_val(days, one);
    }
    return days;
}

/* The most on one of the days before that one that are not forgotten yet. */
static guint
most_before(const GArray *days, gint64 day)
{
    guint most = 0;

    for (guint i = 0; i < days->len; i++) {
        const DayCount *one = &g_array_index(days, DayCount, i);

        if (one->day < day && one->day >= day - SUPPRESS_BURST_MEMORY)
            most = MAX(most, one->count);
    }
    return most;
}

/* A second refusal, a day later, is no longer the same failure of the provider. */
static gboolean
is_confirmed(const Suppression *line)
{
    const StoreEvidence *evidence = &line->suspect->evidence[EVIDENCE_HARD];

    return evidence->last - evidence->first >= TIME_DAY;
}

/* Holds those of the window at i that are still in doubt; adds them to the burst before it. */
static void
hold(const Place *place, guint i, guint count, GPtrArray *bursts)
{
    SuppressBurst *burst = bursts->len ? g_ptr_array_index(bursts, bursts->len - 1) : NULL;

    if (!burst || !g_str_equal(burst->place, place->place) ||
        first_of(place, i) - burst->last >= TIME_DAY) {
        burst = g_new0(SuppressBurst, 1);
        burst->place = place->place;
        burst->first = first_of(place, i);
        g_ptr_array_add(bursts, burst);
    }
    for (guint n = i; n < i + count; n++) {
        Suppression *line = g_ptr_array_index(place->lines, n);

        burst->last = MAX(burst->last, first_of(place, n));
        if (is_confirmed(line) ||
            (line->state != SUPPRESS_REMOVE && line->state != SUPPRESS_CONFIRM))
            continue;
        line->state = SUPPRESS_HELD;
        burst->count++;
    }
}

gboolean
suppress_is_burst(guint count, guint before)
{
    return count >= SUPPRESS_BURST_LEAST && count > SUPPRESS_BURST_TIMES * before;
}

static void
guard_place(Place *place, GPtrArray *bursts)
{
    g_autoptr(GArray) days = NULL;
    guint end = 0;

    g_ptr_array_sort(place->lines, compare_first);
    days = count_days(place);
    for (guint i = 0; i < place->lines->len; i++) {
        while (end < place->lines->len && first_of(place, end) < first_of(place, i) + TIME_DAY)
            end++;
        if (suppress_is_burst(end - i, most_before(days, time_day(first_of(place, i)))))
            hold(place, i, end - i, bursts);
    }
}

static int
compare_bursts(gconstpointer a, gconstpointer b)
{
    const SuppressBurst *first = *(const SuppressBurst *const *)a;
    const SuppressBurst *second = *(const SuppressBurst *const *)b;

    if (first->first != second->first)
        return first->first < second->first ? -1 : 1;
    return strcmp(first->place, second->place);
}

GPtrArray *
suppress_guard(GPtrArray *lines)
{
    GPtrArray *bursts = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GHashTable) places = find_places(lines);
    GHashTableIter iter;
    gpointer place;

    g_hash_table_iter_init(&iter, places);
    while (g_hash_table_iter_next(&iter, NULL, &place))
        guard_place(place, bursts);
    for (guint i = bursts->len; i > 0; i--) {
        if (((SuppressBurst *)g_ptr_array_index(bursts, i - 1))->count == 0)
            g_ptr_array_remove_index(bursts, i - 1);
    }
    g_ptr_array_sort(bursts, compare_bursts);
    return bursts;
}
