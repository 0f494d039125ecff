/* rulepage.c - a rule explained: its meaning, and as it is written */

#include "cli/explain.h"
#include "cli/rulegroups.h"
#include "render/counsel.h"
#include "render/layout.h"

#include <glib/gi18n.h>

/* The longest name is Reply-Code. */
#define FIELD_WIDTH 12

typedef struct {
    Explainer *explainer;
    const Rule *rule;
} Page;

/* The head has the first; examples are for rules check, and long. */
static const char *const left_out[] = {"Rule", "Example", "Not-Example", NULL};

/* Patterns are there to be copied, so they are not wrapped. */
static void
write_field(const Explainer *explainer, const RuleField *field)
{
    layout_cell(explainer->out, field->name, FIELD_WIDTH);
    layout_ink(explainer->out, &explainer->style, INK_PLAIN, field->value);
    g_string_append_c(explainer->out, '\n');
}

static gboolean
write_fields(const RuleGroup *group, gpointer data, GError **error G_GNUC_UNUSED)
{
    Page *page = data;
    const char *id = rule_group_get(group, "Rule");

    if (!id || !g_str_equal(id, rule_id(page->rule)))
        return TRUE;
    for (guint i = 0; i < group->fields->len; i++) {
        const RuleField *field = &g_array_index(group->fields, RuleField, i);

        if (!g_strv_contains(left_out, field->name))
            write_field(page->explainer, field);
    }
    return TRUE;
}

gboolean
explain_rule(Explainer *explainer, const Rule *rule, GError **error)
{
    Page page = {explainer, rule};
    Counsel counsel = {
        .advice = rule_advice(rule),
        .reason = rule_reason(rule),
        .sure = TRUE,
        .facts = {.provider = provider_name(rules_providers(explainer->rules), rule_provider(rule)),
                  .sender_domain = "",
                  .client_ip = "",
                  .recipient = "",
                  .recipient_domain = ""},
    };
    g_autofree char *title = counsel_title(&counsel, &explainer->style);
    g_autofree char *sentence = g_strdup_printf("%s.", title);
    g_autofree char *place = g_strdup_printf("  (%s:%u)", rule_file(rule), rule_line(rule));

    counsel.move = counsel_move(&counsel, &explainer->style);
    layout_ink(explainer->out, &explainer->style, INK_BOLD, rule_id(rule));
    layout_ink(explainer->out, &explainer->style, INK_PLAIN, place);
    g_string_append_c(explainer->out, '\n');
    layout_paragraph(explainer->out, &explainer->style, "  ", sentence, 0);
    counsel_write(&counsel, &explainer->style, "  ", explainer->out);
    g_string_append_c(explainer->out, '\n');
    return rulegroups_each(rule_file(rule), rule_is_builtin(rule), write_fields, &page, error);
}
