/* suppresslist.h - the judged list of addresses, out of the store */

#ifndef BOUNCES_CLI_SUPPRESSLIST_H
#define BOUNCES_CLI_SUPPRESSLIST_H

#include "cli/suppresspolicy.h"
#include "db/suppress.h"

#include <glib.h>

typedef struct {
    GPtrArray *suspects;
    GPtrArray *lines; /* Suppression */
} SuppressJudged;

typedef struct {
    SuppressJudged judged; /* what the filter leaves */
    SuppressJudged all;    /* what a burst is among, where the filter asks for less */
    GPtrArray *bursts;
} SuppressList;

/* Judges all that the filter leaves; what a provider refused in a burst is held in any case. */
gboolean suppresslist_make(SuppressList *list, Store *store, const StoreFilter *filter,
                           const SuppressPolicy *policy, GError **error);
void suppresslist_clear(SuppressList *list);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SuppressList, suppresslist_clear)

/* The line of that address, in any case, or NULL. */
const Suppression *suppresslist_find(const SuppressList *list, const char *address);

/* Leaves none but those to remove of which nobody was told since their first evidence. */
gboolean suppresslist_keep_new(SuppressList *list, Store *store, GError **error);

/* Notes that all of them were told. */
gboolean suppresslist_set_told(const SuppressList *list, Store *store, gint64 now, GError **error);

#endif
