/* config.h - what the administrator and the user have settled (bounces(1), FILES) */

#ifndef BOUNCES_CLI_CONFIG_H
#define BOUNCES_CLI_CONFIG_H

#include "scan/account.h"

#include <glib.h>

/* The group [ours], as it is written (ourskeys.h); NULL is not said. */
typedef struct {
    char **domains;
    char **verp_patterns;
    char *batv_keys;
    char *sent_log;
} OursKeys;

typedef struct {
    char *file;     /* that was read; "" where there is none */
    char *database; /* where the store is; never empty */
    gboolean keeps_subjects;
    GPtrArray *accounts; /* of Account, in the file's order */
    OursKeys ours;
} Config;

#define CONFIG_ERROR (config_error_quark())
typedef enum { CONFIG_ERROR_KEY, CONFIG_ERROR_VALUE } ConfigError;
GQuark config_error_quark(void);

/* Fails with "FILE, line N: there is no key", and the one that was perhaps meant (NULL: none). */
gboolean config_refuse_key(const char *file, const char *group, const char *key,
                           const char *nearest, GError **error);

/*
 * Reads path, or where that is NULL the user's file, or where there is none the system's; without
 * any, all is as it is by default. NULL with error "FILE: what" or "FILE, line N: what" for what is
 * not right in it, as for a file with a password that others than its owner may read.
 */
Config *config_load(const char *path, GError **error);
void config_free(Config *config);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Config, config_free)

/* What holds where there are no settings. */
Config *config_new(void);

/* The same as config_load, for a store that the command line names (NULL: it does not). */
Config *config_load_for(const char *path, const char *database, GError **error);

#endif
