/* writer.h - the parent: starts readers, and keeps what they find */

#ifndef BOUNCES_SCAN_WRITER_H
#define BOUNCES_SCAN_WRITER_H

#include "scan/plan.h"

#include <glib.h>

/* Where events go. */
typedef struct {
    const char *database;     /* as store_open takes it; NULL: nothing is kept */
    const char *rules_digest; /* of the rules that judge */
    guint at_once;            /* readers; 0: all of them */
    gboolean keeps_places;    /* the next run goes on there; else only one after a run cut short */
} ScanTarget;

/* Who is told. Texts are one line for people and name what they are about. */
typedef struct {
    void (*trouble)(const char *what, gpointer data);
    void (*remark)(const char *what, gpointer data);
    void (*progress)(const ScanJob *jobs, guint count, gpointer data); /* often */
    gpointer data;

    /* May be NULL. An event that the store did not have: told before it is committed, so perhaps
       again by the next run. FALSE with error ends the run. */
    gboolean (*event)(const Event *event, gpointer data, GError **error);

    /* May be NULL. Nothing more comes of a job: what was found is committed, what was to be done to
       its mailbox is done. */
    void (*done)(const ScanJob *job, gpointer data);
} ScanListener;

/*
 * Reads, judges and keeps all that the jobs' plans name, and sets their totals. What cannot be read
 * is told, and the others go on; FALSE with error where the store fails: then all up to the last
 * commit is kept. SIGINT and SIGTERM end a run early and well.
 */
gboolean scan_write(ScanJob *jobs, guint count, const ScanTarget *target,
                    const ScanListener *listener, GError **error);

#endif
