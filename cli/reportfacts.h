/* reportfacts.h - what a report tells, out of the store */

#ifndef BOUNCES_CLI_REPORTFACTS_H
#define BOUNCES_CLI_REPORTFACTS_H

#include "db/store.h"
#include "render/report.h"

#include <glib.h>

/* The report, and what it borrows from. */
typedef struct {
    Store *store;
    StoreFilter filter; /* with its period */
    GPtrArray *lines;
    GPtrArray *dead_lines;
    char *sender;
    Report report; /* with by, since and until set beforehand */
} ReportFacts;

/* Fills the report, with at most top lines (0: all). */
gboolean reportfacts_gather(ReportFacts *facts, Store *store, int top, GError **error);
void reportfacts_clear(ReportFacts *facts);

#endif
