/* totals.h - how much a store has counted, for whoever draws its course */

#ifndef BOUNCES_DB_TOTALS_H
#define BOUNCES_DB_TOTALS_H

#include "db/store.h"

#include <glib.h>

/* Called with each combination that there is, in their order; texts are good for the call. */
typedef void (*StoreTotalFunc)(const char *type, const char *reason, const char *provider,
                               gint64 count, gpointer data);

/* Events of all days; purge and forget leave these counts. */
gboolean store_each_total(Store *store, StoreTotalFunc each, gpointer data, GError **error);

/* Messages that were no notices, messages put aside, and when the newest event was received. */
typedef struct {
    gint64 plain;
    gint64 quarantined;
    gint64 newest; /* Unix seconds; 0: there is none */
} StoreTotals;
gboolean store_totals(Store *store, StoreTotals *totals, GError **error);

#endif
