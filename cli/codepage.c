/* codepage.c - a bare code explained: its meanings at a provider, and in the standards */

#include "cli/codes.h"
#include "cli/language.h"
#include "cli/meanings.h"
#include "render/counsel.h"
#include "render/layout.h"
#include "render/words.h"

#include <glib/gi18n.h>

typedef struct {
    Explainer *explainer;
    int reply_code;
    Status status;
    const GPtrArray *meanings;
} Page;

static Counsel
counsel_of(const Explainer *explainer, const Rule *rule, const char *provider)
{
    Counsel counsel = {
        .advice = rule_advice(rule),
        .reason = rule_reason(rule),
        .sure = TRUE,
        .facts = {.provider = provider_name(rules_providers(explainer->rules), provider),
                  .sender_domain = "",
                  .client_ip = "",
                  .recipient = "",
                  .recipient_domain = ""},
    };

    counsel.move = counsel_move(&counsel, &explainer->style);
    return counsel;
}

static void
write_meaning(const Explainer *explainer, const Meaning *meaning)
{
    const RenderStyle *style = &explainer->style;
    Counsel counsel = counsel_of(explainer, meaning->rule, explainer->provider);
    g_autofree char *title = counsel_title(&counsel, style);
    g_autofree char *moves = words_moves(counsel.move);

    g_string_append_c(explainer->out, '\n');
    layout_edges(explainer->out, style, rule_id(meaning->rule), INK_PLAIN, moves);
    layout_paragraph(explainer->out, style, "  ", title, 0);
    if (*meaning->words)
        layout_quote(explainer->out, style, "  > ", meaning->words, 1);
}

static void
write_at_provider(const Page *page, const char *code)
{
    Explainer *explainer = page->explainer;
    const char *name = provider_name(rules_providers(explainer->rules), explainer->provider);
    guint count = page->meanings->len;
    g_autofree char *sentence =
        count == 0
            ? g_strdup_printf(_("No rule of %s is about %s."), name, code)
            : g_strdup_printf(ngettext("%s at %s has %u meaning.",
                                       "%s at %s has %u meanings; the words after the code tell "
                                       "them apart.",
                                       count),
                              code, name, count);

    layout_paragraph(explainer->out, &explainer->style, "", sentence, 0);
    for (guint i = 0; i < count; i++)
        write_meaning(explainer, g_ptr_array_index(page->meanings, i));
    if (count > 0) {
        g_string_append_c(explainer->out, '\n');
        layout_paragraph(explainer->out, &explainer->style, "",
                         _("What to do: bounces explain, with the whole reply or one of these "
                           "rules."),
                         0);
    }
}

static gboolean
has_meaning_at(const Page *page, const char *provider)
{
    for (guint i = 0; i < page->meanings->len; i++) {
        const Meaning *meaning = g_ptr_array_index(page->meanings, i);

        if (meaning_is_at(meaning, provider))
            return TRUE;
    }
    return FALSE;
}

static void
write_providers(const Page *page)
{
    Explainer *explainer = page->explainer;
    g_autoptr(GString) names = g_string_new("");
    const char *key;

    for (guint n = 0; (key = providers_nth(rules_providers(explainer->rules), n)); n++) {
        if (has_meaning_at(page, key))
            g_string_append_printf(names, "%s%s", names->len ? ", " : "", key);
    }
    if (!names->len)
        return;
    g_autofree char *sentence =
        g_strdup_printf(_("Meanings of their own (--provider NAME): %s."), names->str);
    layout_paragraph(explainer->out, &explainer->style, "", sentence, 0);
}

/* What the code means where nobody says more, and who says more. */
static void
write_in_general(const Page *page)
{
    Explainer *explainer = page->explainer;
    Evidence evidence = {EVENT_BOUNCE, "", "", "", "", page->reply_code, page->status, ""};
    const Rule *rule = rules_match(explainer->rules, &evidence, NULL);

    if (rule) {
        Counsel counsel = counsel_of(explainer, rule, "");
        g_autofree char *title = counsel_title(&counsel, &explainer->style);
        g_autofree char *sentence = g_strdup_printf("%s.", title);

        layout_paragraph(explainer->out, &explainer->style, "", sentence, 0);
        counsel_write(&counsel, &explainer->style, "", explainer->out);
    }
    write_providers(page);
}

gboolean
explain_codes(Explainer *explainer, int reply_code, Status status, GError **error)
{
    g_autoptr(GPtrArray) meanings = meanings_find(explainer, reply_code, status, error);
    Page page = {explainer, reply_code, status, meanings};
    g_autofree char *code = words_code(reply_code, status, "");

    if (!meanings)
        return FALSE;
    if (*explainer->provider)
        write_at_provider(&page, code);
    else
        write_in_general(&page);
    g_string_append_c(explainer->out, '\n');
    return codes_write(language_current(), reply_code, status, explainer->provider,
                       &explainer->style, explainer->out, error);
}
