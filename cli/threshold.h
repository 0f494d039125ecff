/* threshold.h - "50", "20%" and "+100%": when bounces check gives alarm */

#ifndef BOUNCES_CLI_THRESHOLD_H
#define BOUNCES_CLI_THRESHOLD_H

#include "db/store.h"

#include <glib.h>

/* What a threshold is about. */
typedef enum {
    MEASURE_COUNT,  /* failures */
    MEASURE_SHARE,  /* percent of all failures of the period */
    MEASURE_CHANGE, /* percent more than is usual */
    MEASURES
} Measure;

/* One number for each measure; -1: none. */
typedef struct {
    gint64 limits[MEASURES];
} Thresholds;

/* What was measured; change is -1 where nothing is known of what is usual. */
typedef struct {
    gint64 values[MEASURES];
    gint64 usual; /* failures of such a period */
} Measured;

#define THRESHOLDS_NONE ((Thresholds){{-1, -1, -1}})

/* Reads texts (NULL-terminated, or NULL) into thresholds; FALSE with error for what is none. */
gboolean threshold_parse(char **texts, Thresholds *thresholds, GError **error);

/* Whether one of them is exceeded, and *measure, which. */
gboolean threshold_exceeded(const Thresholds *thresholds, const Measured *measured,
                            Measure *measure);

/*
 * Percent that count lies over what is usual: the median of the sums of before (failures by day,
 * oldest first; only days that the store knows) over as many days as the period has, at least 3
 * times; -1 where there are fewer, and below the usual 0. *usual is that median.
 */
gint64 threshold_change(gint64 count, const gint64 *before, guint before_count, guint days,
                        gint64 *usual);

/*
 * Measures the failures that fit; the filter has both ends of its period. Fewer than least are
 * never more than usual (measured.c).
 */
gboolean measured_take(Measured *measured, Store *store, const StoreFilter *filter, gint64 least,
                       GError **error);

#endif
