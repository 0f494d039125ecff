/* config.c - what the administrator and the user have settled */

#include "cli/config.h"

#include "base/nearest.h"
#include "base/text.h"
#include "cli/accountgroup.h"
#include "cli/configline.h"
#include "cli/ourskeys.h"
#include "cli/passwordlines.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

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
    {"ours", "sender-domains", ourskeys_take_domains, N_("domains like example.org")},
    {"ours", "verp", ourskeys_take_verp, N_("addresses with {user} and {domain} in them")},
    {"ours", "batv-keys", ourskeys_take_batv_keys, N_("a path that begins with a slash")},
    {"ours", "sent-log", ourskeys_take_sent_log, N_("a path that begins with a slash")},
};

static gboolean
fail(ConfigError code, const char *file, const char *what, GError **error)
{
    g_set_error(error, CONFIG_ERROR, (int)code, "%s: %s", file, what);
    return FALSE;
}

/* Fails at the line of a key (NULL: of the group). Takes over what. */
static gboolean
fail_at(ConfigError code, const char *file, const char *group, const char *key, char *what,
        GError **error)
{
    g_autofree char *owned = what;
    g_autofree char *where = configline_of(file, group, key);

    return fail(code, where, owned, error);
}

static gboolean
take_value(const char *file, const ConfigKey *key, const char *value, Config *config,
           GError **error)
{
    if (key->take(value, config))
        return TRUE;
    return fail_at(CONFIG_ERROR_VALUE, file, key->group, key->key,
                   g_strdup_printf(_("%s in [%s] is \"%s\", not %s"), key->key, key->group, value,
                                   _(key->kind)),
                   error);
}

gboolean
config_refuse_key(const char *file, const char *group, const char *key, const char *nearest,
                  GError **error)
{
    char *what = nearest ? g_strdup_printf(_("there is no key %s in [%s]; did you mean %s?"), key,
                                           group, nearest)
                         : g_strdup_printf(_("there is no key %s in [%s]"), key, group);

    return fail_at(CONFIG_ERROR_KEY, file, group, key, what, error);
}

static gboolean
is_group(const char *group)
{
    for (guint i = 0; i < G_N_ELEMENTS(keys); i++)
        if (g_str_equal(keys[i].group, group))
            return TRUE;
    return FALSE;
}

/* The names of the table's groups, or of the keys of a group; some more than once. */
static const char *
nearest_name(const char *group, const char *name)
{
    const char *names[G_N_ELEMENTS(keys) + 1] = {NULL};
    guint count = 0;

    for (guint i = 0; i < G_N_ELEMENTS(keys); i++)
        if (!group || g_str_equal(keys[i].group, group))
            names[count++] = group ? keys[i].key : keys[i].group;
    return nearest_word(name, names);
}

static gboolean
refuse_group(const char *file, const char *group, GError **error)
{
    const char *nearest = nearest_name(NULL, group);
    char *what =
        nearest ? g_strdup_printf(_("there is no group [%s]; did you mean [%s]?"), group, nearest)
                : g_strdup_printf(_("there is no group [%s]"), group);

    return fail_at(CONFIG_ERROR_KEY, file, group, NULL, what, error);
}

static gboolean
take_key(const char *file, GKeyFile *keyfile, const char *group, const char *name, Config *config,
         GError **error)
{
    g_autofree char *value = g_key_file_get_string(keyfile, group, name, NULL);

    if (!value)
        return fail_at(
            CONFIG_ERROR_VALUE, file, group, name,
            g_strdup_printf(_("%s in [%s] is no text in UTF-8, or has a stray \\"), name, group),
            error);
    for (guint i = 0; i < G_N_ELEMENTS(keys); i++)
        if (g_str_equal(keys[i].group, group) && g_str_equal(keys[i].key, name))
            return take_value(file, &keys[i], value, config, error);
    return config_refuse_key(file, group, name, nearest_name(group, name), error);
}

static gboolean
take_account(const char *file, const PasswordLines *lines, GKeyFile *keyfile, const char *group,
             Config *config, GError **error)
{
    Account *account = accountgroup_read(file, keyfile, group, error);

    if (!account)
        return FALSE;
    passwordlines_fill_in(lines, &account->secret);
    text_take(&account->settings, configline_of(file, group, NULL));
    g_ptr_array_add(config->accounts, account);
    return TRUE;
}

static gboolean
take_group(const char *file, const PasswordLines *lines, GKeyFile *keyfile, const char *group,
           Config *config, GError **error)
{
    g_auto(GStrv) names = NULL;

    if (accountgroup_is(group))
        return take_account(file, lines, keyfile, group, config, error);
    if (!is_group(group))
        return refuse_group(file, group, error);
    names = g_key_file_get_keys(keyfile, group, NULL, error);
    for (guint i = 0; names && names[i]; i++)
        if (!take_key(file, keyfile, group, names[i], config, error))
            return FALSE;
    return names != NULL;
}

static gboolean
has_password(const Config *config)
{
    for (guint i = 0; i < config->accounts->len; i++) {
        const Account *account = g_ptr_array_index(config->accounts, i);

        if (account->secret.kind == SECRET_PASSWORD)
            return TRUE;
    }
    return FALSE;
}

static gboolean
check_privacy(const char *file, const Config *config, GError **error)
{
    g_autofree char *what = NULL;
    GStatBuf about;

    if (!has_password(config) || g_stat(file, &about) < 0 || !(about.st_mode & (S_IRWXG | S_IRWXO)))
        return TRUE;
    what = g_strdup_printf(_("has a password in it, and others may read it: chmod 600 %s"), file);
    return fail(CONFIG_ERROR_VALUE, file, what, error);
}

/* GKeyFile shows the line that it does not understand: there may be a password in it. */
static gboolean
load_file(const char *file, const GString *text, GKeyFile *keyfile, GError **error)
{
    g_autoptr(GError) trouble = NULL;
    g_autofree char *where = NULL;

    if (g_key_file_load_from_data(keyfile, text->str, text->len, G_KEY_FILE_NONE, &trouble))
        return TRUE;
    where = configline_of_nonsense(file);
    return fail(
        CONFIG_ERROR_VALUE, where,
        _("settings are lines of \"key = value\" below a [group], and comments begin with #"),
        error);
}

static gboolean
take_file(const char *file, Config *config, GError **error)
{
    g_auto(PasswordLines) lines = {0};
    g_autoptr(GKeyFile) keyfile = g_key_file_new();
    g_auto(GStrv) groups = NULL;
    g_autoptr(GError) trouble = NULL;

    if (g_access(file, R_OK) < 0)
        return fail(CONFIG_ERROR_VALUE, file, g_strerror(errno), error);
    if (!passwordlines_read(&lines, file, &trouble))
        return fail(CONFIG_ERROR_VALUE, file, trouble->message, error);
    if (!load_file(file, lines.text, keyfile, error))
        return FALSE;
    groups = g_key_file_get_groups(keyfile, NULL);
    for (guint i = 0; groups[i]; i++)
        if (!take_group(file, &lines, keyfile, groups[i], config, error))
            return FALSE;
    text_set(&config->file, file);
    return check_privacy(file, config, error);
}

static void
free_account(gpointer account)
{
    account_free(account);
}

Config *
config_new(void)
{
    Config *config = g_new0(Config, 1);

    config->file = g_strdup("");
    config->database = g_build_filename(g_get_user_data_dir(), "bounces", "bounces.db", NULL);
    config->keeps_subjects = TRUE;
    config->accounts = g_ptr_array_new_with_free_func(free_account);
    return config;
}

Config *
config_load(const char *path, GError **error)
{
    g_autoptr(Config) config = config_new();
    g_autofree char *users = g_build_filename(g_get_user_config_dir(), "bounces", "config", NULL);

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
    g_free(config->file);
    g_free(config->database);
    g_ptr_array_unref(config->accounts);
    ourskeys_clear(&config->ours);
    g_free(config);
}
