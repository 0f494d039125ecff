/* ownmail.h - what is known of our own mail, from the settings and from the command line */

#ifndef BOUNCES_CLI_OWNMAIL_H
#define BOUNCES_CLI_OWNMAIL_H

#include "analyzer/ours.h"
#include "cli/config.h"

#include <glib.h>

/* What the command line said; NULL where it did not. */
typedef struct {
    char **domains;
    char *sent_log;
} OwnMailOptions;

/* Appends the GOptionEntry of --sender-domain and --sent-log to entries. */
void ownmailoptions_add_entries(OwnMailOptions *options, GArray *entries);
void ownmailoptions_clear(OwnMailOptions *options);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(OwnMailOptions, ownmailoptions_clear)

/*
 * The domains of both, and the files that they name, read; the log that the command line names
 * goes before the settings'. Owned by the caller; NULL with error.
 */
OwnMail *ownmail_load(const OursKeys *keys, const OwnMailOptions *options, GError **error);

#endif
