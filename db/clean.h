/* clean.h - a person's name out of what is about others */

#ifndef BOUNCES_DB_CLEAN_H
#define BOUNCES_DB_CLEAN_H

#include "base/names.h"
#include "db/store.h"

/* The event without those names; NULL where it has none of them. Owned by the caller. */
Event *clean_event(const Event *event, NamesFunc is_hidden, gpointer data);

/*
 * Takes address, in lower case, out of events, counts by day and findings. *count is in how many
 * events it was.
 */
gboolean store_clean(Store *store, const char *address, gint64 *count, GError **error);

#endif
