/* verdict.c - one reply explained: what was read, which rule, what to do */

#include "cli/codes.h"
#include "cli/explain.h"
#include "cli/language.h"
#include "render/counsel.h"
#include "render/layout.h"
#include "render/words.h"

#include <glib/gi18n.h>

/* Some texts fit dozens of rules. */
#define ALSO_MAX 8

/* The column of the texts: one more than the widest label in any of our languages. */
#define LABEL_WIDTH 14

/* A row "label      text", text wrapped. */
static void
write_row(Explainer *explainer, const char *label, const char *text)
{
    g_autoptr(GString) lead = g_string_new("");

    layout_cell(lead, label, LABEL_WIDTH);
    layout_paragraph(explainer->out, &explainer->style, lead->str, text, 0);
}

/* What showed the provider, in the order in which it is looked for. Owned by the caller. */
static char *
why_provider(const Explainer *explainer, const Evidence *evidence, const Surroundings *around)
{
    Providers *providers = rules_providers(explainer->rules);

    if (*explainer->provider)
        return g_strdup(_("as you said"));
    if (*provider_of(providers, around->remote_mta, "", ""))
        return g_strdup(around->remote_mta);
    if (*provider_of(providers, "", evidence->text, ""))
        return g_strdup(_("by its words"));
    return g_strdup(around->recipient_domain);
}

static void
add_fact(GString *facts, char *owned_fact)
{
    g_autofree char *fact = owned_fact;

    g_string_append_printf(facts, "%s%s", facts->len ? ", " : "", fact);
}

static void
write_read(Explainer *explainer, const Evidence *evidence, const Surroundings *around)
{
    g_autoptr(GString) facts = g_string_new("");
    g_autofree char *status = status_to_string(evidence->status);

    if (evidence->reply_code)
        add_fact(facts, g_strdup_printf(_("code %d"), evidence->reply_code));
    if (*status)
        add_fact(facts, g_strdup_printf(_("status %s"), status));
    if (*evidence->command)
        add_fact(facts, words_code(0, (Status){0}, evidence->command));
    if (*evidence->provider) {
        g_autofree char *why = why_provider(explainer, evidence, around);
        add_fact(facts, g_strdup_printf(_("provider %s (%s)"), evidence->provider, why));
    }
    if (*evidence->software)
        add_fact(facts, g_strdup_printf(_("software %s"), evidence->software));
    if (*around->client_ip)
        add_fact(facts, g_strdup_printf(_("client %s"), around->client_ip));
    if (!facts->len)
        g_string_append(facts, _("no code"));
    write_row(explainer, _("read"), facts->str);
    if (*evidence->text)
        write_row(explainer, _("text"), evidence->text);
}

static void
write_rule(Explainer *explainer, const Evidence *evidence, const Rule *rule, RuleMatch match)
{
    if (!rule) {
        write_row(explainer, _("rule"), _("none knows this"));
        return;
    }

    g_autofree char *place =
        g_strdup_printf("%s  (%s:%u)", rule_id(rule), rule_file(rule), rule_line(rule));
    write_row(explainer, _("rule"), place);
    if (match.length > 0) {
        g_autofree char *words = g_strndup(evidence->text + match.start, match.length);
        g_autofree char *quoted = g_strdup_printf(_("\"%s\""), words);
        write_row(explainer, _("matched"), quoted);
    }
}

/* The rules that would have decided if the one before them did not. */
static void
write_also(Explainer *explainer, const Evidence *evidence)
{
    g_autoptr(GPtrArray) all = rules_match_all(explainer->rules, evidence);
    g_autoptr(GString) ids = g_string_new("");

    for (guint i = 1; i < all->len && i <= ALSO_MAX; i++)
        add_fact(ids, g_strdup(rule_id(g_ptr_array_index(all, i))));
    if (all->len > ALSO_MAX + 1)
        g_string_append(ids, ", …");
    if (ids->len)
        write_row(explainer, _("also"), ids->str);
}

static Counsel
counsel_of(const Explainer *explainer, const Evidence *evidence, const Surroundings *around,
           const Rule *rule)
{
    Reason reason = *evidence->text ? REASON_UNCLASSIFIED : REASON_UNSTATED;
    Counsel counsel = {
        .reason = rule ? rule_reason(rule) : reason,
        .sure = TRUE,
        .facts = {.provider = provider_name(rules_providers(explainer->rules), evidence->provider),
                  .sender_domain = around->sender_domain,
                  .client_ip = around->client_ip,
                  .recipient = around->recipient,
                  .recipient_domain = around->recipient_domain},
    };

    counsel.advice = rule ? rule_advice(rule) : reason_name(reason);
    counsel.move = counsel_move(&counsel, &explainer->style);
    return counsel;
}

gboolean
explain_evidence(Explainer *explainer, const Evidence *evidence, const Surroundings *around,
                 GError **error)
{
    RuleMatch match = {0};
    const Rule *rule = rules_match(explainer->rules, evidence, &match);
    Counsel counsel = counsel_of(explainer, evidence, around, rule);
    g_autofree char *title = counsel_title(&counsel, &explainer->style);
    g_autofree char *sentence = g_strdup_printf("%s.", title);

    write_read(explainer, evidence, around);
    write_rule(explainer, evidence, rule, match);
    write_also(explainer, evidence);
    g_string_append_c(explainer->out, '\n');
    layout_paragraph(explainer->out, &explainer->style, "", sentence, 0);
    counsel_write(&counsel, &explainer->style, "", explainer->out);
    g_string_append_c(explainer->out, '\n');
    return codes_write(language_current(), evidence->reply_code, evidence->status,
                       evidence->provider, &explainer->style, explainer->out, error);
}
