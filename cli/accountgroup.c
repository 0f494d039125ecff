/* accountgroup.c - the groups [account NAME] of the settings (bounces-config(5)) */

#include "cli/accountgroup.h"

#include "base/nearest.h"
#include "base/text.h"
#include "cli/accountcheck.h"
#include "cli/config.h"
#include "cli/configline.h"
#include "cli/presets.h"

#include <glib/gi18n.h>
#include <string.h>

#define GROUP "account "
#define AFTER "after"

#define NAME_MAX_LENGTH 64
#define NAME_CHARACTERS G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "-_."

gboolean
accountgroup_is(const char *group)
{
    return g_str_equal(group, "account") || g_str_has_prefix(group, GROUP);
}

gboolean
accountgroup_is_name(const char *name)
{
    return *name && *name != '.' && strlen(name) <= NAME_MAX_LENGTH &&
           strspn(name, NAME_CHARACTERS) == strlen(name);
}

/* What takes a key's value, or values where it has several; FALSE where it is none. */
typedef gboolean (*Take)(const char *key, char **values, Account *account);

/* What goes into a line of a protocol must not end it (RFC 9051, section 9: TEXT-CHAR). */
static gboolean
is_line(const char *text)
{
    return *text && !strpbrk(text, "\r\n");
}

static gboolean
take_line(char **place, const char *value)
{
    text_set(place, value);
    return is_line(value);
}

static gboolean
take_provider(const char *key G_GNUC_UNUSED, char **values, Account *account)
{
    const Preset *preset = preset_find(values[0]);

    if (!preset)
        return FALSE;
    text_set(&account->provider, preset->name);
    text_set(&account->host, preset->host);
    return TRUE;
}

static gboolean
take_mailbox(const char *key G_GNUC_UNUSED, char **values, Account *account)
{
    static const char *const kinds[] = {"maildir:", "mbox:"};

    text_set(&account->local, values[0]);
    for (guint i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (g_str_has_prefix(values[0], kinds[i]))
            return g_path_is_absolute(values[0] + strlen(kinds[i]));
    return FALSE;
}

static gboolean
take_host(const char *key G_GNUC_UNUSED, char **values, Account *account)
{
    return take_line(&account->host, values[0]) && !strpbrk(values[0], " /@");
}

static gboolean
take_port(const char *key G_GNUC_UNUSED, char **values, Account *account)
{
    guint64 port;

    if (!g_ascii_string_to_unsigned(values[0], 10, 1, 65535, &port, NULL))
        return FALSE;
    account->port = (guint)port;
    return TRUE;
}

static gboolean
take_security(const char *key G_GNUC_UNUSED, char **values, Account *account)
{
    static const char *const words[] = {
        [MAILBOX_TLS] = "tls",
        [MAILBOX_STARTTLS] = "starttls",
        [MAILBOX_NO_SECURITY] = "none",
    };

    for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
        account->security = (MailboxSecurity)i;
        if (g_str_equal(values[0], words[i]))
            return TRUE;
    }
    return FALSE;
}

static gboolean
take_user(const char *key G_GNUC_UNUSED, char **values, Account *account)
{
    return take_line(&account->user, values[0]);
}

static gboolean
take_ca_file(const char *key G_GNUC_UNUSED, char **values, Account *account)
{
    text_set(&account->ca_file, values[0]);
    return g_path_is_absolute(values[0]);
}

static gboolean
take_secret(Account *account, SecretKind kind, const char *text, char **command)
{
    secret_set(&account->secret, kind, text, command);
    return command ? *command && **command : is_line(text);
}

static gboolean
take_password(const char *key G_GNUC_UNUSED, char **values, Account *account)
{
    return take_secret(account, SECRET_PASSWORD, values[0], NULL);
}

static gboolean
take_password_file(const char *key G_GNUC_UNUSED, char **values, Account *account)
{
    return take_secret(account, SECRET_FILE, values[0], NULL) && g_path_is_absolute(values[0]);
}

static gboolean
take_credential(const char *key G_GNUC_UNUSED, char **values, Account *account)
{
    return take_secret(account, SECRET_CREDENTIAL, values[0], NULL) && !strchr(values[0], '/');
}

static gboolean
take_password_command(const char *key G_GNUC_UNUSED, char **values, Account *account)
{
    return take_secret(account, SECRET_COMMAND, "", values);
}

static gboolean
take_token_command(const char *key G_GNUC_UNUSED, char **values, Account *account)
{
    return take_secret(account, SECRET_TOKEN, "", values);
}

static gboolean
take_folders(const char *key G_GNUC_UNUSED, char **values, Account *account)
{
    for (char **value = values; *value; value++)
        if (!is_line(*value))
            return FALSE;
    g_strfreev(account->folders);
    account->folders = g_strdupv(values);
    return *values != NULL;
}

static gboolean
parse_after(const char *value, MailboxFateKind *kind, const char **name)
{
    static const char move[] = "move ";

    *kind = g_str_equal(value, "flag") ? MAILBOX_FLAG : MAILBOX_KEEP;
    *name = *kind == MAILBOX_FLAG ? "\\Flagged" : "";
    if (*kind == MAILBOX_FLAG || g_str_equal(value, "keep"))
        return TRUE;
    if (!g_str_has_prefix(value, move))
        return FALSE;
    *kind = MAILBOX_MOVE;
    *name = value + strlen(move);
    return is_line(*name);
}

/* "after" alone is for all types, "after-bounce" for one. Plain mail is never touched. */
static gboolean
take_after(const char *key, char **values, Account *account)
{
    const char *type = key + strlen(AFTER);
    MailboxFateKind kind;
    const char *name;

    if (!parse_after(values[0], &kind, &name))
        return FALSE;
    for (EventType i = EVENT_OTHER + 1; i < EVENT_TYPE_COUNT; i++)
        if (!*type || g_str_equal(type + 1, event_type_name(i)))
            account_set_after(account, i, kind, name);
    return TRUE;
}

typedef enum {
    KEY_TEXT,
    KEY_LIST,
    KEY_SECRET,  /* a text that is never shown */
    KEY_COMMAND, /* a list that is never shown: it may have a secret in it */
} KeyForm;

/* Keys are taken in this order, whatever the file's: what is more special comes later. */
static const struct {
    const char *key;
    Take take;
    KeyForm form;
    const char *kind;
} keys[] = {
    {"provider", take_provider, KEY_TEXT, N_("a provider that bounces knows")},
    {"mailbox", take_mailbox, KEY_TEXT,
     N_("maildir: or mbox: and a path that begins with a slash")},
    {"host", take_host, KEY_TEXT, N_("the name of a host")},
    {"port", take_port, KEY_TEXT, N_("a number from 1 to 65535")},
    {"security", take_security, KEY_TEXT, N_("tls, starttls or none")},
    {"user", take_user, KEY_TEXT, N_("a name on one line")},
    {"ca-file", take_ca_file, KEY_TEXT, N_("a path that begins with a slash")},
    {"password", take_password, KEY_SECRET, N_("a password on one line")},
    {"password-file", take_password_file, KEY_TEXT, N_("a path that begins with a slash")},
    {"password-credential", take_credential, KEY_TEXT, N_("the name of a credential")},
    {"password-command", take_password_command, KEY_COMMAND, N_("a command")},
    {"token-command", take_token_command, KEY_COMMAND, N_("a command")},
    {"folders", take_folders, KEY_LIST, N_("names of folders, split by semicolons")},
    {AFTER, take_after, KEY_TEXT, N_("keep, flag or move FOLDER")},
    {"after-bounce", take_after, KEY_TEXT, N_("keep, flag or move FOLDER")},
    {"after-delay", take_after, KEY_TEXT, N_("keep, flag or move FOLDER")},
    {"after-success", take_after, KEY_TEXT, N_("keep, flag or move FOLDER")},
    {"after-auto-reply", take_after, KEY_TEXT, N_("keep, flag or move FOLDER")},
    {"after-feedback", take_after, KEY_TEXT, N_("keep, flag or move FOLDER")},
    {"after-receipt", take_after, KEY_TEXT, N_("keep, flag or move FOLDER")},
    {"after-challenge", take_after, KEY_TEXT, N_("keep, flag or move FOLDER")},
};

/* What a key was perhaps meant to be. */
static const char *
nearest_key(const char *name)
{
    const char *names[G_N_ELEMENTS(keys) + 1] = {NULL};

    for (guint i = 0; i < G_N_ELEMENTS(keys); i++)
        names[i] = keys[i].key;
    return nearest_word(name, names);
}

static gboolean
is_key(const char *name)
{
    for (guint i = 0; i < G_N_ELEMENTS(keys); i++)
        if (g_str_equal(keys[i].key, name))
            return TRUE;
    return FALSE;
}

static gboolean
refuse_second(const char *file, const char *group, const char *first, const char *second,
              GError **error)
{
    g_autofree char *where = configline_of(file, group, second);

    g_set_error(error, CONFIG_ERROR, CONFIG_ERROR_VALUE,
                _("%s: [%s] has both %s and %s; one of them is enough"), where, group, first,
                second);
    return FALSE;
}

static gboolean
check_keys(const char *file, GKeyFile *keyfile, const char *group, GError **error)
{
    g_auto(GStrv) names = g_key_file_get_keys(keyfile, group, NULL, error);
    const char *secret = NULL;

    for (guint i = 0; names && names[i]; i++) {
        gboolean is_secret =
            g_str_has_prefix(names[i], "password") || g_str_has_prefix(names[i], "token");

        if (!is_key(names[i]))
            return config_refuse_key(file, group, names[i], nearest_key(names[i]), error);
        if (is_secret && secret)
            return refuse_second(file, group, secret, names[i], error);
        secret = is_secret ? names[i] : secret;
    }
    return names != NULL;
}

/* A value that is a password is never shown, nor one (NULL) that is no text. */
static gboolean
refuse_value(const char *file, const char *group, guint i, const char *value, GError **error)
{
    const char *nearest = i == 0 && value ? preset_nearest(value) : NULL;
    gboolean is_hidden = !value || keys[i].form == KEY_SECRET || keys[i].form == KEY_COMMAND;
    g_autofree char *where = configline_of(file, group, keys[i].key);
    g_autofree char *shown = is_hidden ? g_strdup("") : g_strdup_printf(" \"%s\",", value);
    g_autofree char *meant =
        nearest ? g_strdup_printf(_("; did you mean %s?"), nearest) : g_strdup("");

    g_set_error(error, CONFIG_ERROR, CONFIG_ERROR_VALUE, _("%s: %s in [%s] is%s not %s%s"), where,
                keys[i].key, group, shown, _(keys[i].kind), meant);
    return FALSE;
}

/* NULL where the value is no text: GLib's error would show it. */
static char **
get_values(GKeyFile *keyfile, const char *group, guint i)
{
    g_auto(GStrv) values = NULL;

    if (keys[i].form == KEY_LIST || keys[i].form == KEY_COMMAND)
        return g_key_file_get_string_list(keyfile, group, keys[i].key, NULL, NULL);
    values = g_new0(char *, 2);
    values[0] = g_key_file_get_string(keyfile, group, keys[i].key, NULL);
    return values[0] ? g_steal_pointer(&values) : NULL;
}

static gboolean
take_key(const char *file, GKeyFile *keyfile, const char *group, guint i, Account *account,
         GError **error)
{
    g_auto(GStrv) values = get_values(keyfile, group, i);

    if (!values)
        return refuse_value(file, group, i, NULL, error);
    return keys[i].take(keys[i].key, values, account) ||
           refuse_value(file, group, i, values[0] ? values[0] : "", error);
}

Account *
accountgroup_read(const char *file, GKeyFile *keyfile, const char *group, GError **error)
{
    const char *name = g_str_has_prefix(group, GROUP) ? group + strlen(GROUP) : "";
    g_autoptr(Account) account = account_new(name);

    if (!accountgroup_is_name(name)) {
        g_autofree char *where = configline_of(file, group, NULL);

        g_set_error(error, CONFIG_ERROR, CONFIG_ERROR_VALUE,
                    _("%s: [%s] must be [account NAME], NAME being of letters, digits, -, _ and ."),
                    where, group);
        return NULL;
    }
    if (!check_keys(file, keyfile, group, error))
        return NULL;
    for (guint i = 0; i < G_N_ELEMENTS(keys); i++)
        if (g_key_file_has_key(keyfile, group, keys[i].key, NULL) &&
            !take_key(file, keyfile, group, i, account, error))
            return NULL;
    return accountcheck(file, account, error) ? g_steal_pointer(&account) : NULL;
}
