/* rulescheck.c - bounces rules check: is every rule what it claims to be? */

#include "analyzer/rules.h"
#include "cli/cli.h"
#include "cli/language.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/rulegroups.h"
#include "render/words.h"

#include <glib/gi18n.h>
#include <unistd.h>

static gboolean
count_examples(const RuleGroup *group, gpointer data, GError **error G_GNUC_UNUSED)
{
    guint *examples = data;

    for (guint i = 0; i < group->fields->len; i++) {
        const RuleField *field = &g_array_index(group->fields, RuleField, i);

        *examples += g_str_has_suffix(field->name, "Example");
    }
    return TRUE;
}

/* Rules of one file stand together. */
static guint
count_all_examples(const Rules *rules)
{
    const char *file = "";
    guint examples = 0;

    for (guint n = 0; n < rules_count(rules); n++) {
        const Rule *rule = rules_nth(rules, n);

        if (!g_str_equal(file, rule_file(rule)))
            rulegroups_each(rule_file(rule), rule_is_builtin(rule), count_examples, &examples,
                            NULL);
        file = rule_file(rule);
    }
    return examples;
}

static guint
count_providers(const Rules *rules)
{
    guint n = 0;

    while (providers_nth(rules_providers(rules), n))
        n++;
    return n;
}

static void
write_summary(const Rules *rules, GString *out)
{
    g_autofree char *count = words_count(rules_count(rules));
    g_autofree char *providers = words_count(count_providers(rules));
    g_autofree char *examples = words_count(count_all_examples(rules));

    g_string_append_printf(out, _("%s rules, %s providers, %s examples: all well\n"), count,
                           providers, examples);
}

/* Complains of the errors, and adds what is only worth knowing to out. Returns how many erred. */
static guint
take_findings(const GPtrArray *findings, GString *out)
{
    guint errors = 0;

    for (guint i = 0; i < findings->len; i++) {
        const RuleFinding *finding = g_ptr_array_index(findings, i);

        if (finding->is_error)
            complain("%s: %s", finding->where, finding->what);
        else
            g_string_append_printf(out, "%s: %s\n", finding->where, finding->what);
        errors += finding->is_error;
    }
    return errors;
}

/* A file that cannot be opened is trouble; one that is wrong is what was to be found out. */
static ExitStatus
complain_unloaded(const GError *error)
{
    complain_error(error);
    return error->domain == RULE_ERROR && error->code != RULE_ERROR_IO ? EXIT_NOT_FOUND
                                                                       : EXIT_TROUBLE;
}

static ExitStatus
check(char **files, gboolean is_verbose)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GString) out = g_string_new("");
    g_autoptr(Advices) advices = advices_load(language_current(), &error);
    g_autoptr(Rules) rules =
        advices ? options_rules(files, files ? RULES_GIVEN_ONLY : RULES_IN_USE, &error) : NULL;

    if (!rules)
        return complain_unloaded(error);

    g_autoptr(GPtrArray) findings = rules_check(rules, advices);
    if (take_findings(findings, out) > 0)
        return EXIT_NOT_FOUND;
    if (!is_verbose && !isatty(STDOUT_FILENO))
        return EXIT_DONE;
    write_summary(rules, out);
    return output_prose(out, &error) && output_flush(&error) ? EXIT_DONE : complain_error(error);
}

ExitStatus
rules_check_run(const Command *command, int argc, char **argv)
{
    g_auto(GStrv) files = NULL;
    gboolean is_verbose = FALSE;
    const GOptionEntry entries[] = {
        {"verbose", 'v', 0, G_OPTION_ARG_NONE, &is_verbose,
         N_("Tell what was checked, not to a terminal only"), NULL},
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &files, NULL, NULL},
        {NULL, 0, 0, 0, NULL, NULL, NULL},
    };

    if (!options_parse(command, entries, &argc, &argv))
        return EXIT_TROUBLE;
    return check(files, is_verbose);
}
