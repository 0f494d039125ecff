/* readrun.h - what import and scan share: settings, rules, and whom to tell */

#ifndef BOUNCES_CLI_READRUN_H
#define BOUNCES_CLI_READRUN_H

#include "analyzer/advice.h"
#include "cli/cli.h"
#include "cli/config.h"
#include "cli/ownmail.h"
#include "cli/progress.h"
#include "scan/writer.h"

#include <glib.h>

typedef struct {
    Config *config;
    ScanRules rules;
    Advices *advices;
    OwnMail *own;
    Progress *progress; /* the command's to make */
    gboolean is_verbose;
} ReadRun;

/*
 * Loads the settings (file and database: NULL where the command line named none), the rules, and
 * what is known of our own mail.
 */
gboolean readrun_load(ReadRun *run, const char *file, const char *database, char **rules,
                      const OwnMailOptions *own, GError **error);
void readrun_clear(ReadRun *run);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ReadRun, readrun_clear)

/* Tells on standard error: trouble always, remarks when verbose, and progress, on a terminal. */
ScanListener readrun_listener(ReadRun *run);

/* TRUE where somebody wants to know what it came to. */
gboolean readrun_is_watched(const ReadRun *run, gboolean is_dry);

/* The most readers that --jobs takes; more than one writer could never follow. */
#define READRUN_JOBS_MAX 64

/* FALSE with error where jobs (0: not said) is no number of readers. */
gboolean readrun_check_jobs(int jobs, GError **error);

#endif
