/* options.c - what the command line said */

#include "cli/options.h"

#include "base/nearest.h"
#include "cli/help.h"
#include "cli/language.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

static const char system_rules[] = "/etc/bounces/rules.d";

static gboolean
take_language(const char *option G_GNUC_UNUSED, const char *value, gpointer data G_GNUC_UNUSED,
              GError **error)
{
    return language_use(value, error);
}

/* As GLib does for an option of its own, whose page has lines as long as they come. */
static gboolean
print_help(const char *option G_GNUC_UNUSED, const char *value G_GNUC_UNUSED, gpointer data,
           GError **error G_GNUC_UNUSED)
{
    exit((int)help_print_options(data));
}

static const GOptionEntry common[] = {
    {"lang", 0, 0, G_OPTION_ARG_CALLBACK, (gpointer)take_language,
     N_("Language of the text, en or fr"), N_("LANG")},
    {"help", 'h', G_OPTION_FLAG_NO_ARG, G_OPTION_ARG_CALLBACK, (gpointer)print_help,
     N_("Show this page"), NULL},
    {NULL, 0, 0, 0, NULL, NULL, NULL},
};

static GOptionContext *
make_context(const Command *command, const GOptionEntry *entries)
{
    GOptionContext *context =
        g_option_context_new(*command->arguments ? _(command->arguments) : NULL);
    GOptionGroup *group = g_option_group_new("bounces", "", "", context, NULL);
    g_autofree char *name = g_strdup_printf("bounces %s", command->name);

    g_set_prgname(name);
    g_option_group_set_translation_domain(group, "bounces");
    if (entries)
        g_option_group_add_entries(group, entries);
    g_option_group_add_entries(group, common);
    g_option_context_set_help_enabled(context, FALSE);
    g_option_context_set_main_group(context, group);
    g_option_context_set_summary(context, _(command->summary));
    g_option_context_set_description(context, _(command->notes));
    return context;
}

/* The option that was perhaps meant by the unknown one that argv still has; "" for none. */
static char *
nearest_option(const GOptionEntry *entries, char **argv)
{
    g_autoptr(GArray) names = g_array_new(TRUE, FALSE, sizeof(const char *));
    const char *nearest = NULL;

    for (const GOptionEntry *entry = entries; entry && entry->long_name; entry++)
        g_array_append_val(names, entry->long_name);
    for (const GOptionEntry *entry = common; entry->long_name; entry++)
        g_array_append_val(names, entry->long_name);
    for (; *argv && !nearest; argv++) {
        g_autofree char *name = g_str_has_prefix(*argv, "--")
                                    ? g_strndup(*argv + 2, strcspn(*argv + 2, "="))
                                    : g_strdup("");

        nearest = nearest_word(name, (const char *const *)(gconstpointer)names->data);
        if (nearest && g_str_equal(nearest, name))
            nearest = NULL;
    }
    return g_strdup(nearest ? nearest : "");
}

static void
refuse_options(const Command *command, const GOptionEntry *entries, char **argv,
               const GError *error)
{
    gboolean is_unknown = g_error_matches(error, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION);
    g_autofree char *nearest = is_unknown ? nearest_option(entries, argv) : g_strdup("");

    if (*nearest)
        complain(_("%s; did you mean --%s?"), error->message, nearest);
    else
        complain(_("%s; see bounces %s --help"), error->message, command->name);
}

gboolean
options_parse(const Command *command, const GOptionEntry *entries, int *argc, char ***argv)
{
    g_autoptr(GOptionContext) context = make_context(command, entries);
    g_autoptr(GError) error = NULL;

    if (g_option_context_parse(context, argc, argv, &error))
        return TRUE;
    refuse_options(command, entries, *argv, error);
    return FALSE;
}

/* What no shell takes for anything but itself. */
#define PLAIN_CHARACTERS G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "%+,-./:=@_"

void
options_repeat(const char *name, const char *value, GString *line)
{
    if (!value)
        return;

    gboolean is_plain = *value && strspn(value, PLAIN_CHARACTERS) == strlen(value);
    g_autofree char *quoted = is_plain ? g_strdup(value) : g_shell_quote(value);

    g_string_append_printf(line, " --%s %s", name, quoted);
}

ExitStatus
options_refuse(const Command *command, const char *argument)
{
    complain(_("%s takes no \"%s\"; see bounces %s --help"), command->name, argument,
             command->name);
    return EXIT_TROUBLE;
}

gboolean
options_size(const char *text, gsize *size, GError **error)
{
    static const char units[] = "KMG";
    char *end;
    guint64 number = g_ascii_strtoull(text, &end, 10);
    const char *unit = *end ? strchr(units, g_ascii_toupper(*end)) : NULL;
    int shift = unit ? 10 * (int)(unit - units + 1) : 0;

    if (g_ascii_isdigit(*text) && number > 0 && number <= (G_MAXSIZE >> shift) &&
        *(end + (unit != NULL)) == '\0') {
        *size = (gsize)(number << shift);
        return TRUE;
    }
    g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                _("\"%s\" is no size; a size is written like 512K or 10M"), text);
    return FALSE;
}

Rules *
options_rules(char **paths, RulesFrom from, GError **error)
{
    g_autoptr(GArray) folders = g_array_new(TRUE, FALSE, sizeof(const char *));
    g_autoptr(GArray) files = g_array_new(TRUE, FALSE, sizeof(const char *));
    g_autofree char *user_rules =
        g_build_filename(g_get_user_config_dir(), "bounces", "rules.d", NULL);
    const char *const always[] = {user_rules, system_rules};

    for (; paths && *paths; paths++)
        g_array_append_val(g_file_test(*paths, G_FILE_TEST_IS_DIR) ? folders : files, *paths);
    if (from == RULES_IN_USE)
        g_array_append_vals(folders, always, G_N_ELEMENTS(always));
    return rules_load_files((const char *const *)(gconstpointer)folders->data,
                            (const char *const *)(gconstpointer)files->data, error);
}
