/* unknowngroups.h - what no rule knows of a store's events, by likeness */

#ifndef BOUNCES_CLI_UNKNOWNGROUPS_H
#define BOUNCES_CLI_UNKNOWNGROUPS_H

#include "cli/storeuse.h"
#include "render/unknowns.h"

#include <glib.h>

/* Different groups that are kept in mind; what comes when there are so many is only counted. */
#define UNKNOWN_GROUPS_MAX 5000

typedef struct {
    StoreUse *use;
    GHashTable *by_key; /* of UnknownGroup */
    char *only;         /* the key of the one group that is wanted; NULL: all */
    GPtrArray *groups;  /* of UnknownGroup */
    Unknowns unknowns;
} UnknownGroups;

void unknowngroups_init(UnknownGroups *groups, StoreUse *use);
void unknowngroups_clear(UnknownGroups *groups);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(UnknownGroups, unknowngroups_clear)

/* Only what is like that event. */
void unknowngroups_want(UnknownGroups *groups, const Event *event);

/*
 * Fills groups->unknowns with what the filter leaves: failures and delays that no words of a rule
 * in use decide. First those that no rule knows at all, then those whose code tells; most first.
 * At most top groups (0: all).
 */
gboolean unknowngroups_gather(UnknownGroups *groups, const StoreFilter *filter, int top,
                              GError **error);

#endif
