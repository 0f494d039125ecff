/* suppresslist.c - the judged list of addresses, out of the store */

#include "cli/suppresslist.h"

void
suppresslist_clear(SuppressList *list)
{
    g_clear_pointer(&list->bursts, g_ptr_array_unref);
    g_clear_pointer(&list->lines, g_ptr_array_unref);
    g_clear_pointer(&list->suspects, g_ptr_array_unref);
}

gboolean
suppresslist_make(SuppressList *list, Store *store, const StoreFilter *filter,
                  const SuppressPolicy *policy, GError **error)
{
    list->suspects = store_suspects(store, filter, error);
    if (!list->suspects)
        return FALSE;
    list->lines = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < list->suspects->len; i++) {
        Suppression line = suppress_judge(g_ptr_array_index(list->suspects, i), policy);

        if (line.state != SUPPRESS_NOT)
            g_ptr_array_add(list->lines, g_memdup2(&line, sizeof line));
    }
    list->bursts = policy->has_guard ? suppress_guard(list->lines) : g_ptr_array_new();
    return TRUE;
}

const Suppression *
suppresslist_find(const SuppressList *list, const char *address)
{
    g_autofree char *lower = g_ascii_strdown(address, -1);

    for (guint i = 0; i < list->lines->len; i++) {
        const Suppression *line = g_ptr_array_index(list->lines, i);

        if (g_str_equal(line->suspect->address, lower))
            return line;
    }
    return NULL;
}

/* What was told is new again when it was reset by a success, and failed once more. */
static gboolean
is_new(const Suppression *line)
{
    const StoreEvidence *evidence = suppression_evidence(line);
    gint64 since = evidence ? evidence->first : line->suspect->decided;

    return line->state == SUPPRESS_REMOVE && (!line->suspect->told || since > line->suspect->told);
}

void
suppresslist_keep_new(SuppressList *list)
{
    for (guint i = list->lines->len; i > 0; i--) {
        if (!is_new(g_ptr_array_index(list->lines, i - 1)))
            g_ptr_array_remove_index(list->lines, i - 1);
    }
}

static gboolean
set_all(const SuppressList *list, Store *store, gint64 now, GError **error)
{
    for (guint i = 0; i < list->lines->len; i++) {
        const Suppression *line = g_ptr_array_index(list->lines, i);

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
