/* ruleslist.c - bounces rules list */

#include "analyzer/rules.h"

#include "cli/cli.h"
#include "cli/options.h"
#include "cli/output.h"
#include "render/table.h"

#include <glib/gi18n.h>
#include <unistd.h>

/* What rules list shows of a rule, in order. */
static char *
show_id(const Rule *rule)
{
    return g_strdup(rule_id(rule));
}

static char *
show_provider(const Rule *rule)
{
    return g_strdup(rule_provider(rule));
}

static char *
show_reason(const Rule *rule)
{
    return g_strdup(reason_name(rule_reason(rule)));
}

static char *
show_advice(const Rule *rule)
{
    return g_strdup(rule_advice(rule));
}

static char *
show_place(const Rule *rule)
{
    return g_strdup_printf("%s:%u", rule_file(rule), rule_line(rule));
}

static const struct {
    TableColumn column;
    char *(*show)(const Rule *rule);
} columns[] = {
    {{N_("RULE"), TABLE_KEEP}, show_id},       {{N_("PROVIDER"), TABLE_CUT}, show_provider},
    {{N_("REASON"), TABLE_KEEP}, show_reason}, {{N_("ADVICE"), TABLE_CUT}, show_advice},
    {{N_("PLACE"), TABLE_CUT}, show_place},
};

#define COLUMNS G_N_ELEMENTS(columns)

static void
show_rule(const Rule *rule, char *cells[COLUMNS + 1])
{
    for (guint i = 0; i < COLUMNS; i++)
        cells[i] = columns[i].show(rule);
    cells[COLUMNS] = NULL;
}

static void
write_columns(const Rules *rules, GString *out)
{
    RenderStyle style = {0};
    TableColumn titles[COLUMNS];

    output_style(&style);
    style.width = output_width();
    for (guint i = 0; i < COLUMNS; i++)
        titles[i] = columns[i].column;

    g_autoptr(Table) table = table_new(titles, COLUMNS, &style);
    for (guint n = 0; n < rules_count(rules); n++) {
        char *cells[COLUMNS + 1];

        show_rule(rules_nth(rules, n), cells);
        table_add(table, (const char *const *)cells);
        for (guint i = 0; i < COLUMNS; i++)
            g_free(cells[i]);
    }
    table_write(table, out);
}

static void
write_tabs(const Rules *rules, GString *out)
{
    for (guint n = 0; n < rules_count(rules); n++) {
        char *cells[COLUMNS + 1];

        show_rule(rules_nth(rules, n), cells);
        for (guint i = 0; i < COLUMNS; i++) {
            g_string_append_printf(out, "%s%c", cells[i], i + 1 < COLUMNS ? '\t' : '\n');
            g_free(cells[i]);
        }
    }
}

ExitStatus
rules_list_run(const Command *command, int argc, char **argv)
{
    g_auto(GStrv) paths = NULL;
    g_autoptr(GError) error = NULL;
    g_autoptr(GString) out = g_string_new("");
    const GOptionEntry entries[] = {
        {"rules", 'r', 0, G_OPTION_ARG_FILENAME_ARRAY, &paths,
         N_("Ask the rules of this file or folder first; may be repeated"), N_("PATH")},
        {NULL, 0, 0, 0, NULL, NULL, NULL},
    };

    if (!options_parse(command, entries, &argc, &argv))
        return EXIT_TROUBLE;
    if (argc > 1)
        return options_refuse(command, argv[1]);

    g_autoptr(Rules) rules = options_rules(paths, RULES_IN_USE, &error);
    if (!rules)
        return complain_error(error);
    if (isatty(STDOUT_FILENO))
        write_columns(rules, out);
    else
        write_tabs(rules, out);
    return output_prose(out, &error) && output_flush(&error) ? EXIT_DONE : complain_error(error);
}
