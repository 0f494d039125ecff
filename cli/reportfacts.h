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
    GPtrArray *senders; /* of StoreLine: the failures by who sent */
    char *sender;
    gint64 *days;
    GPtrArray *providers;
    GPtrArray *moves; /* these three of reportfacts_counsel */
    GPtrArray *meanings;
    GPtrArray *people;
    GPtrArray *bursts; /* of StoreLine, for the report's */
    GPtrArray *diagnoses;
    Report report; /* with by, since and until set beforehand */
} ReportFacts;

/* Fills the report, with at most top lines (0: all) and the parts (bits of ReportPart) asked for.
 */
gboolean reportfacts_gather(ReportFacts *facts, Store *store, int top, guint parts, GError **error);
void reportfacts_clear(ReportFacts *facts);

/* Adds what is advised, once the report is filled (reportcounsel.c). */
gboolean reportfacts_counsel(ReportFacts *facts, GError **error);
void reportfacts_clear_counsel(ReportFacts *facts);

/* Adds when a provider called most unknown, once the report is filled (reportburst.c). */
gboolean reportfacts_burst(ReportFacts *facts, GError **error);

/* Adds what was found of the domains, once the report is filled (reportdiagnoses.c). */
gboolean reportfacts_diagnoses(ReportFacts *facts, GError **error);

/* Counts and reasons of the failures of that domain's mail. NULL with an error. */
GPtrArray *reportfacts_failures_of(const ReportFacts *facts, const char *domain, gint64 since,
                                   gint64 until, GError **error);

/*
 * Narrows a filter's member to word. FALSE where it asks for something else already: what the
 * reader did not ask for is not counted.
 */
gboolean reportfacts_narrow(const char **member, const char *word);

#endif
