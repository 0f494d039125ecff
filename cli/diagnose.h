/* diagnose.h - what the files of bounces diagnose share */

#ifndef BOUNCES_CLI_DIAGNOSE_H
#define BOUNCES_CLI_DIAGNOSE_H

#include "cli/diagnosefacts.h"
#include "cli/storeuse.h"
#include "diagnose/diagnosis.h"

#include <glib.h>

/* What the command line said; NULL where it did not. */
typedef struct {
    char *dns;
    char **addresses;
    char **helos;
    char **selectors;
    char **froms;
    char *since;
    char *record;
    char *key;
    char **hosts;
    char *ca_file;
    gboolean connects;
    char *format;
    gboolean is_verbose;
    StorePlace place;
} DiagnoseOptions;

/* One domain, and what was found. */
typedef struct {
    char *domain;
    Rules *rules; /* for the table of providers */
    DiagnoseFacts facts;
    gboolean has_store;
    Earlier earlier;
    Sender sender; /* its arrays are the work's */
    Dns *dns;
    Diagnosis *diagnosis;
} DiagnoseWork;

/* Whether there is such a record for --record, and the names of all (diagnoserecord.c). */
gboolean diagnoserecord_exists(const char *name);
#define DIAGNOSERECORD_NAMES "spf, dkim, dmarc"

/* Writes the record that the options name, as a line of a zone file. */
gboolean diagnoserecord_write(const DiagnoseWork *work, const DiagnoseOptions *options,
                              GError **error);

#endif
