/* config.h - what the administrator and the user have settled (bounces(1), FILES) */

#ifndef BOUNCES_CLI_CONFIG_H
#define BOUNCES_CLI_CONFIG_H

#include <glib.h>

typedef struct {
    char *database; /* where the store is; never empty */
    gboolean keeps_subjects;
} Config;

#define CONFIG_ERROR (config_error_quark())
typedef enum { CONFIG_ERROR_KEY, CONFIG_ERROR_VALUE } ConfigError;
GQuark config_error_quark(void);

/*
 * Reads path, or where that is NULL the user's file, or where there is none the system's; without
 * any, all is as it is by default. NULL with error "FILE: what" for what is not right in it.
 */
Config *config_load(const char *path, GError **error);
void config_free(Config *config);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Config, config_free)

/* The same, for a store that the command line names (NULL: it does not). */
Config *config_load_for(const char *path, const char *database, GError **error);

#endif
