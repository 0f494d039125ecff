/* writer.h - the parent: starts readers, and keeps what they find */

#ifndef BOUNCES_SCAN_WRITER_H
#define BOUNCES_SCAN_WRITER_H

#include "scan/plan.h"

#include <glib.h>

/* Where events go. */
typedef struct {
    const char *database; /* as store_open takes it; NULL: nothing is kept */
    const char *account;
    const char *rules_digest; /* of the rules that judge */
} ScanTarget;

/* What a run came to so far. */
typedef struct {
    gint64 messages;
    gint64 notices;
    gint64 bytes;
    gint64 failures;
    guint addresses;            /* different ones among the failures, as far as counted */
    gboolean is_addresses_full; /* there are more */
    gint64 events;
    gint64 added;   /* of the events: not in the store before */
    guint troubles; /* messages, files or readers that had to be left out */
    int stopped_by; /* a signal; 0 where the run went to its end */
} ScanTotals;

/* Who is told. Texts are one line for people and name what they are about. */
typedef struct {
    void (*trouble)(const char *what, gpointer data);
    void (*remark)(const char *what, gpointer data);
    void (*progress)(const ScanTotals *totals, gpointer data); /* often */
    gpointer data;
} ScanListener;

/*
 * Reads, judges and keeps all that the plan names. What cannot be read is told, and the others go
 * on; FALSE with error where the store fails: then all up to the last commit is kept. SIGINT and
 * SIGTERM end a run early and well.
 */
gboolean scan_write(const ScanPlan *plan, const ScanTarget *target, const ScanListener *listener,
                    ScanTotals *totals, GError **error);

#endif
