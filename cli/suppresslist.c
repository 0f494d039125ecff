/* suppresslist.c - the judged list of addresses, out of the store */

#include "cli/suppresslist.h"

#include "cli/filter.h"

#include <string.h>

static void
judged_clear(SuppressJudged *judged)
{
    g_clear_pointer(&judged->lines, g_ptr_array_unref);
    g_clear_pointer(&judged->suspects, g_ptr_array_unref);
}

void
suppresslist_clear(SuppressList *list)
{
    g_clear_pointer(&list->bursts, g_ptr_array_unref);
    judged_clear(&list->judged);
    judged_clear(&list->all);
}

static gboolean
judge_all(SuppressJudged *judged, Store *store, const StoreFilter *filter,
          const SuppressPolicy *policy, GError **error)
{
    judged->suspects = store_suspects(store, filter, error);
    if (!judged->suspects)
        return FALSE;
    judged->lines = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < judged->suspects->len; i++) {
        Suppression line = suppress_judge(g_ptr_array_index(judged->suspects, i), policy);

        if (line.state != SUPPRESS_NOT)
            g_ptr_array_add(judged->lines, g_memdup2(&line, sizeof line));
    }
    return TRUE;
}

/* Both are in the order of addresses. */
static void
hold_as(const GPtrArray *lines, const GPtrArray *all)
{
    guint next = 0;

    for (guint i = 0; i < lines->len; i++) {
        Suppression *line = g_ptr_array_index(lines, i);
        const Suppression *same = NULL;
        int order = -1;

        while (order < 0 && next < all->len) {
            same = g_ptr_array_index(all, next);
            order = strcmp(same->suspect->address, line->suspect->address);
            next += order < 0;
        }
        if (order == 0 && same->state == SUPPRESS_HELD &&
            (line->state == SUPPRESS_REMOVE || line->state == SUPPRESS_CONFIRM))
            line->state = SUPPRESS_HELD;
    }
}

gboolean
suppresslist_make(SuppressList *list, Store *store, const StoreFilter *filter,
                  const SuppressPolicy *policy, GError **error)
{
    if (!judge_all(&list->judged, store, filter, policy, error))
        return FALSE;
    if (!policy->has_guard) {
        list->bursts = g_ptr_array_new();
        return TRUE;
    }
    if (store_filter_is_open(filter)) {
        list->bursts = suppress_guard(list->judged.lines);
        return TRUE;
    }
    if (!judge_all(&list->all, store, &filter_everything, policy, error))
        return FALSE;
    list->bursts = suppress_guard(list->all.lines);
    hold_as(list->judged.lines, list->all.lines);
    return TRUE;
}

const Suppression *
suppresslist_find(const SuppressList *list, const char *address)
{
    g_autofree char *lower = g_ascii_strdown(address, -1);

    for (guint i = 0; i < list->judged.lines->len; i++) {
        const Suppression *line = g_ptr_array_index(list->judged.lines, i);

        if (g_str_equal(line->suspect->address, lower))
            return line;
    }
    return NULL;
}

/* All that there is of each address, by address; of a narrower period it would look like new. */
static GHashTable *
index_suspects(SuppressList *list, Store *store, GError **error)
{
    GHashTable *suspects;

    if (!list->all.suspects)
        list->all.suspects = store_suspects(store, &filter_everything, error);
    if (!list->all.suspects)
        return NULL;
    suspects = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < list->all.suspects->len; i++) {
        StoreSuspect *suspect = g_ptr_array_index(list->all.suspects, i);

        g_hash_table_insert(suspects, suspect->address, suspect);
    }
    return suspects;
}

/* When the first of what speaks against it came, of whatever kind. */
static gint64
first_evidence(const StoreSuspect *suspect)
{
    gint64 first = 0;

    for (guint kind = 0; kind < EVIDENCE_KINDS; kind++) {
        const StoreEvidence *evidence = &suspect->evidence[kind];

        if (evidence->count > 0 && (!first || evidence->first < first))
            first = evidence->first;
    }
    return first;
}

/* What was told is new again when it was reset by a success, and failed once more. */
static gboolean
is_new(const Suppression *line, GHashTable *suspects)
{
    const StoreSuspect *whole = g_hash_table_lookup(suspects, line->suspect->address);
    gint64 since = line->kind == SUPPRESS_BY_HAND ? line->suspect->decided
                                                  : first_evidence(whole ? whole : line->suspect);

    return line->state == SUPPRESS_REMOVE && (!line->suspect->told || since > line->suspect->told);
}

gboolean
suppresslist_keep_new(SuppressList *list, Store *store, GError **error)
{
    g_autoptr(GHashTable) suspects = index_suspects(list, store, error);

    for (guint i = suspects ? list->judged.lines->len : 0; i > 0; i--) {
        if (!is_new(g_ptr_array_index(list->judged.lines, i - 1), suspects))
            g_ptr_array_remove_index(list->judged.lines, i - 1);
    }
    return suspects != NULL;
}

static gboolean
set_all(const SuppressList *list, Store *store, gint64 now, GError **error)
{
    for (guint i = 0; i < list->judged.lines->len; i++) {
        const Suppression *line = g_ptr_array_index(list->judged.lines, i);

        if (!store_set_told(store, line->suspect->address, now, error))
            return FALSE;
    }
    return TRUE;
}

gboolean
suppresslist_set_told(const SuppressList *list, Store *store, gint64 now, GError **error)
{
    if (!store_begin(store, error))
        return FALSE;
    if (set_all(list, store, now, error))
        return store_commit(store, error);
    store_rollback(store);
    return FALSE;
}
