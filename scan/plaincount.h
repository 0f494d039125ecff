/* plaincount.h - how much plain mail there was in a folder on a day */

#ifndef BOUNCES_SCAN_PLAINCOUNT_H
#define BOUNCES_SCAN_PLAINCOUNT_H

#include <glib.h>

typedef struct PlainCount PlainCount;

PlainCount *plaincount_new(void);
void plaincount_free(PlainCount *counts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PlainCount, plaincount_free)

/* day is any time of it, in Unix seconds. */
void plaincount_add(PlainCount *counts, const char *folder, gint64 day, gint64 count);

/* Calls each for every folder and day, and stops with FALSE where that says so. */
typedef gboolean (*PlainCountFunc)(const char *folder, gint64 day, gint64 count, gpointer data,
                                   GError **error);
gboolean plaincount_each(const PlainCount *counts, PlainCountFunc each, gpointer data,
                         GError **error);

void plaincount_clear(PlainCount *counts);

#endif
