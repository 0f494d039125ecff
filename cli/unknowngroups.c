/* unknowngroups.c - what no rule knows of a store's events, by likeness */

#include "cli/unknowngroups.h"

#include "analyzer/evidence.h"
#include "analyzer/likeness.h"
#include "event/fields.h"

static void
free_group(gpointer data)
{
    UnknownGroup *group = data;

    event_free(group->newest);
    g_free(group->sample);
    g_free(group);
}

void
unknowngroups_init(UnknownGroups *groups, StoreUse *use)
{
    groups->use = use;
    groups->by_key = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    groups->groups = g_ptr_array_new_with_free_func(free_group);
    groups->unknowns.groups = groups->groups;
    groups->unknowns.rules = use->rules;
    groups->unknowns.options = "";
}

void
unknowngroups_clear(UnknownGroups *groups)
{
    g_clear_pointer(&groups->by_key, g_hash_table_unref);
    g_clear_pointer(&groups->groups, g_ptr_array_unref);
    g_clear_pointer(&groups->only, g_free);
}

/* Codes tell those apart that have no words. Owned by the caller. */
static char *
key_of(const Event *event, const Likeness *likeness)
{
    g_autofree char *status = status_to_string(event->status);

    return *likeness->key
               ? g_strdup_printf("%s\n%s", event->provider, likeness->key)
               : g_strdup_printf("%s\n%d %s\n", event->provider, event->reply_code, status);
}

void
unknowngroups_want(UnknownGroups *groups, const Event *event)
{
    g_auto(Likeness) likeness = {0};

    likeness_of(event->text, event->recipient, &likeness);
    g_free(groups->only);
    groups->only = key_of(event, &likeness);
}

static gboolean
has_evidence(const Event *event)
{
    return (event->type == EVENT_BOUNCE || event->type == EVENT_DELAY) &&
           (*event->text || event->reply_code || status_is_set(event->status));
}

/* Judges it by the rules in use; FALSE where the words of one decide. */
static gboolean
is_unknown(UnknownGroups *groups, Event *event)
{
    const Rule *rule;
    Evidence evidence;

    if (!has_evidence(event))
        return FALSE;
    evidence_of_event(groups->use->rules, event, &evidence);
    rule = rules_match(groups->use->rules, &evidence, NULL);
    event->reason = rule ? rule_reason(rule) : REASON_UNCLASSIFIED;
    return !rule || !rule_has_text(rule);
}

/* Events come newest first. Takes over key and event. */
static UnknownGroup *
add_group(UnknownGroups *groups, char *key, Event *event, const char *sample)
{
    UnknownGroup *group = g_new0(UnknownGroup, 1);

    group->newest = event;
    group->sample = g_strdup(sample);
    g_hash_table_insert(groups->by_key, key, group);
    g_ptr_array_add(groups->groups, group);
    return group;
}

static void
count_event(UnknownGroups *groups, const Event *event)
{
    if (event->reason == REASON_UNCLASSIFIED)
        groups->unknowns.unclassified++;
    else
        groups->unknowns.by_code++;
}

static gboolean
take_event(const Event *stored, gpointer data, GError **error G_GNUC_UNUSED)
{
    UnknownGroups *groups = data;
    g_autoptr(Event) event = event_copy(stored);
    g_auto(Likeness) likeness = {0};
    g_autofree char *key = NULL;
    UnknownGroup *group;

    if (!is_unknown(groups, event))
        return TRUE;
    likeness_of(event->text, event->recipient, &likeness);
    key = key_of(event, &likeness);
    if (groups->only && !g_str_equal(key, groups->only))
        return TRUE;
    count_event(groups, event);
    group = g_hash_table_lookup(groups->by_key, key);
    if (!group && groups->groups->len < UNKNOWN_GROUPS_MAX)
        group = add_group(groups, g_steal_pointer(&key), g_steal_pointer(&event), likeness.sample);
    if (group)
        group->count++;
    return TRUE;
}

static int
compare_groups(gconstpointer a, gconstpointer b)
{
    const UnknownGroup *first = *(const UnknownGroup *const *)a;
    const UnknownGroup *second = *(const UnknownGroup *const *)b;
    gboolean first_is_known = first->newest->reason != REASON_UNCLASSIFIED;
    gboolean second_is_known = second->newest->reason != REASON_UNCLASSIFIED;

    if (first_is_known != second_is_known)
        return first_is_known - second_is_known;
    if (first->count != second->count)
        return first->count < second->count ? 1 : -1;
    return g_strcmp0(first->newest->id, second->newest->id);
}

gboolean
unknowngroups_gather(UnknownGroups *groups, const StoreFilter *filter, int top, GError **error)
{
    if (!store_each_event(groups->use->store, filter, 0, take_event, groups, error))
        return FALSE;
    g_ptr_array_sort(groups->groups, compare_groups);
    if (top > 0 && groups->groups->len > (guint)top) {
        groups->unknowns.left_out = groups->groups->len - (guint)top;
        g_ptr_array_set_size(groups->groups, top);
    }
    return TRUE;
}
