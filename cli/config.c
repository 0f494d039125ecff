/* config.c - what the administrator and the user have settled */

#include "cli/config.h"

#include <glib/gi18n.h>

static const char system_file[] = "/etc/bounces/config";

GQuark
config_error_quark(void)
{
    return g_quark_from_static_string("bounces-config-error");
}

/* One key; take says FALSE where the value is not what kind tells. */
typedef struct {
    const char *group;
    const char *key;
    gboolean (*take)(const char *value, Config *config);
    const char *kind;
} ConfigKey;

static gboolean
take_database(const char *value, Config *config)
{
    if (!g_path_is_absolute(value))
        return FALSE;
    g_free(config->database);
    config->database = g_strdup(value);
    return TRUE;
}

static gboolean
take_subjects(const char *value, Config *config)
{
    config->keeps_subjects = g_str_equal(value, "yes");
    return config->keeps_subjects || g_str_equal(value, "no");
}

static const ConfigKey keys[] = {
    {"store", "database", take_database, N_("a path that begins with a slash")},
    {"store", "store-subjects", take_subjects, N_("yes or no")},
};

static gboolean
fail(ConfigError code, const char *file, const char *what, GError **error)
{
    g_set_error(error, CONFIG_ERROR, (int)code, "%s: %s", file, what);
    return FALSE;
}

static gboolean
take_value(const char *file, const ConfigKey *key, const char *value, Config *config,
           GError **error)
{
    g_autofree char *what = NULL;

    if (key->take(value, config))
        return TRUE;
    what = g_strdup_printf(_("%s in [%s] is \"%s\", not %s"), key->key, key->group, value,
                           _(key->kind));
    return fail(CONFIG_ERROR_VALUE, file, what, error);
}

static gboolean
take_key(const char *file, GKeyFile *keyfile, const char *group, const char *name, Config *config,
         GError **error)
{
    g_autofree char *value = g_key_file_get_string(keyfile, group, name, error);
    g_autofree char *what = NULL;

    if (!value)
        return FALSE;
    for (guint i = 0; i < G_N_ELEMENTS(keys); i++)
        if (g_str_equal(keys[i].group, group) && g_str_equal(keys[i].key, name))
            return take_value(file, &keys[i], value, config, error);
    what = g_strdup_printf(_("there is no key %s in [%s]"), name, group);
    return fail(CONFIG_ERROR_KEY, file, what, error);
}

static gboolean
take_group(const char *file, GKeyFile *keyfile, const char *group, Config *config, GError **error)
{
    g_auto(GStrv) names = g_key_file_get_keys(keyfile, group, NULL, error);

    for (guint i = 0; names && names[i]; i++)
        if (!take_key(file, keyfile, group, names[i], config, error))
            return FALSE;
    return names != NULL;
}

static gboolean
take_file(const char *file, Config *config, GError **error)
{
    g_autoptr(GKeyFile) keyfile = g_key_file_new();
    g_auto(GStrv) groups = NULL;

    if (!g_key_file_load_from_file(keyfile, file, G_KEY_FILE_NONE, error)) {
        g_prefix_error(error, "%s: ", file);
        return FALSE;
    }
    groups = g_key_file_get_groups(keyfile, NULL);
    for (guint i = 0; groups[i]; i++)
        if (!take_group(file, keyfile, groups[i], config, error))
            return FALSE;
    return TRUE;
}

Config *
config_load(const char *path, GError **error)
{
    g_autoptr(Config) config = g_new0(Config, 1);
    g_autofree char *users = g_build_filename(g_get_user_config_dir(), "bounces", "config", NULL);

    config->database = g_build_filename(g_get_user_data_dir(), "bounces", "bounces.db", NULL);
    config->keeps_subjects = TRUE;
    if (!path && g_file_test(users, G_FILE_TEST_EXISTS))
        path = users;
    if (!path && g_file_test(system_file, G_FILE_TEST_EXISTS))
        path = system_file;
    if (path && !take_file(path, config, error))
        return NULL;
    return g_steal_pointer(&config);
}

Config *
config_load_for(const char *path, const char *database, GError **error)
{
    g_autoptr(Config) config = config_load(path, error);

    if (config && database) {
        g_free(config->database);
        config->database = g_canonicalize_filename(database, NULL);
    }
    return g_steal_pointer(&config);
}

void
config_free(Config *config)
{
    if (!config)
        return;
    g_free(config->database);
    g_free(config);
}
