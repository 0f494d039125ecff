/* keeper.c - what is read goes into the store, some of it at a time */

#include "scan/keeper.h"

#include "base/time.h"
#include "db/store.h"
#include "scan/plaincount.h"

#include <time.h>

#define EVENTS_MAX 5000
#define WAIT_MAX G_USEC_PER_SEC

/* No account's name has one in it: the folder is all behind the first. */
#define KEY_SEPARATOR "\n"

/* Between two transactions, so that another process that waits to write gets its turn. */
#define TURN (20 * 1000)

struct Keeper {
    const ScanTarget *target;
    Store *store;       /* NULL where it is closed, or there is none */
    gboolean has_begun; /* a transaction */
    gint64 begun;       /* when, on the monotonic clock, and when the one before was committed */
    gint64 committed;
    guint events;        /* in it */
    GHashTable *places;  /* key of account and folder to place: not yet in the store */
    GHashTable *folders; /* keys of those whose places are there, from this run or one before it */
    PlainCount *plain;   /* held back */
};

Keeper *
keeper_new(const ScanTarget *target)
{
    Keeper *keeper = g_new0(Keeper, 1);

    keeper->target = target;
    keeper->places = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    keeper->folders = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    keeper->plain = plaincount_new();
    return keeper;
}

void
keeper_free(Keeper *keeper)
{
    if (!keeper)
        return;
    if (keeper->has_begun)
        store_rollback(keeper->store);
    store_free(keeper->store);
    g_hash_table_unref(keeper->places);
    g_hash_table_unref(keeper->folders);
    plaincount_free(keeper->plain);
    g_free(keeper);
}

static char *
make_key(const char *account, const char *folder)
{
    return g_strconcat(account, KEY_SEPARATOR, folder, NULL);
}

gboolean
keeper_open(Keeper *keeper, GError **error)
{
    if (keeper->store || !keeper->target->database)
        return TRUE;
    keeper->store = store_open(keeper->target->database, STORE_WRITE, error);
    return keeper->store != NULL;
}

gboolean
keeper_close(Keeper *keeper, GError **error)
{
    if (!keeper_commit(keeper, error))
        return FALSE;
    g_clear_pointer(&keeper->store, store_free);
    return TRUE;
}

static gboolean
begin_now(Keeper *keeper, GError **error)
{
    if (keeper->has_begun)
        return TRUE;
    if (!keeper_open(keeper, error) || !store_begin(keeper->store, error))
        return FALSE;
    keeper->has_begun = TRUE;
    keeper->begun = g_get_monotonic_time();
    keeper->events = 0;
    return TRUE;
}

/* The transaction that what comes now belongs to. */
static gboolean
begin(Keeper *keeper, GError **error)
{
    if (!keeper->has_begun)
        g_usleep((gulong)CLAMP(keeper->committed + TURN - g_get_monotonic_time(), 0, TURN));
    return begin_now(keeper, error);
}

gboolean
keeper_add_event(Keeper *keeper, const char *account, const Event *event, gboolean *added,
                 GError **error)
{
    *added = FALSE;
    if (!keeper->target->database)
        return TRUE;
    if (!begin(keeper, error))
        return FALSE;
    keeper->events++;
    return store_add_event(keeper->store, event, account, time(NULL), added, error);
}

/* A PlainCountFunc: key is one of account and folder. */
static gboolean
write_plain(const char *key, gint64 day, gint64 count, gpointer data, GError **error)
{
    Keeper *keeper = data;
    g_auto(GStrv) parts = g_strsplit(key, KEY_SEPARATOR, 2);

    return begin(keeper, error) &&
           store_count_plain(keeper->store, parts[0], parts[1], day, count, error);
}

gboolean
keeper_count_plain(Keeper *keeper, const char *account, const char *folder, gint64 day,
                   gint64 count, gboolean lasts, GError **error)
{
    g_autofree char *key = make_key(account, folder);
    gint64 today = time_day(time(NULL));

    if (!keeper->target->database)
        return TRUE;
    if (day == 0 || day > today)
        day = today;
    if (lasts)
        return write_plain(key, day, count, keeper, error);
    plaincount_add(keeper->plain, key, day, count);
    return TRUE;
}

void
keeper_set_place(Keeper *keeper, const char *account, const char *folder, const char *place)
{
    g_hash_table_replace(keeper->places, make_key(account, folder), g_strdup(place));
}

char *
keeper_place(Keeper *keeper, const char *account, const char *folder, GError **error)
{
    g_autofree char *key = make_key(account, folder);
    const char *fresh = g_hash_table_lookup(keeper->places, key);
    char *place;

    if (fresh || !keeper->target->database)
        return g_strdup(fresh ? fresh : "");
    if (!keeper_open(keeper, error))
        return NULL;
    place = store_position(keeper->store, account, folder, error);
    if (place && *place)
        g_hash_table_add(keeper->folders, g_steal_pointer(&key));
    return place;
}

gboolean
keeper_add_quarantine(Keeper *keeper, const char *account, const char *source, const char *how,
                      GError **error)
{
    if (!keeper->target->database)
        return TRUE;
    return begin(keeper, error) &&
           store_add_quarantine(keeper->store, account, source, how, time(NULL), error);
}

gboolean
keeper_is_due(const Keeper *keeper)
{
    return keeper->has_begun &&
           (keeper->events >= EVENTS_MAX || g_get_monotonic_time() - keeper->begun >= WAIT_MAX);
}

/* Sets a place in the store; key is one of those above. */
static gboolean
write_place(Keeper *keeper, const char *key, const char *place, GError **error)
{
    g_auto(GStrv) parts = g_strsplit(key, KEY_SEPARATOR, 2);

    return store_set_position(keeper->store, parts[0], parts[1], place, error);
}

static gboolean
write_places(Keeper *keeper, GError **error)
{
    GHashTableIter iter;
    gpointer key;
    gpointer place;

    g_hash_table_iter_init(&iter, keeper->places);
    while (g_hash_table_iter_next(&iter, &key, &place)) {
        if (!write_place(keeper, key, place, error))
            return FALSE;
        g_hash_table_add(keeper->folders, g_strdup(key));
    }
    g_hash_table_remove_all(keeper->places);
    return TRUE;
}

gboolean
keeper_commit(Keeper *keeper, GError **error)
{
    if (!keeper->target->database)
        return TRUE;
    if (!keeper->has_begun && g_hash_table_size(keeper->places) == 0)
        return TRUE;
    if (!begin(keeper, error) || !write_places(keeper, error))
        return FALSE;
    keeper->has_begun = FALSE;
    if (!store_commit(keeper->store, error))
        return FALSE;
    keeper->committed = g_get_monotonic_time();
    return TRUE;
}

static gboolean
forget_places(Keeper *keeper, GError **error)
{
    GHashTableIter iter;
    gpointer key;

    if (keeper->target->keeps_places)
        return TRUE;
    g_hash_table_iter_init(&iter, keeper->folders);
    while (g_hash_table_iter_next(&iter, &key, NULL)) {
        if (!write_place(keeper, key, "", error))
            return FALSE;
    }
    return TRUE;
}

/* The events of before were judged by other rules, and the note of those has to stay. */
static gboolean
note_rules(Keeper *keeper, GError **error)
{
    g_autofree char *noted = store_rules_digest(keeper->store, error);

    if (!noted)
        return FALSE;
    return *noted || store_set_rules_digest(keeper->store, keeper->target->rules_digest, error);
}

/* Nobody's turn is taken by what little there is to do at the end. */
gboolean
keeper_finish(Keeper *keeper, GError **error)
{
    if (!keeper->target->database)
        return TRUE;
    return begin_now(keeper, error) && write_places(keeper, error) &&
           plaincount_each(keeper->plain, write_plain, keeper, error) &&
           forget_places(keeper, error) && note_rules(keeper, error) &&
           keeper_commit(keeper, error);
}
