/* text.c - verdicts for people: what is known, then why, then the next step */

#include "base/text.h"
#include "render/counsel.h"
#include "render/layout.h"
#include "render/lines.h"
#include "render/render.h"
#include "render/words.h"

#include <glib/gi18n.h>
#include <string.h>

#define QUOTED_LINES 4

static const Ink outcome_inks[EVENT_TYPE_COUNT] = {
    [EVENT_BOUNCE] = INK_BAD,
    [EVENT_DELAY] = INK_LATER,
    [EVENT_SUCCESS] = INK_GOOD,
};

static void
write_outcome(const Event *event, const RenderStyle *style, GString *out)
{
    layout_edges(out, style, lines_who(event), outcome_inks[event->type], words_outcome(event));
}

static Counsel
counsel_of(const Event *event, const RenderStyle *style, const char *sender_domain)
{
    Counsel counsel = {
        .advice = event->advice,
        .reason = event->reason,
        .move = event->move,
        .sure = event->confidence != CONFIDENCE_GUESS,
        .facts = {.provider = provider_name(style->providers, event->provider),
                  .sender_domain = sender_domain,
                  .client_ip = event->client_ip,
                  .recipient = event->recipient,
                  .recipient_domain = event->recipient_domain},
    };
    return counsel;
}

static void
write_why(const Event *event, const Counsel *counsel, const RenderStyle *style, GString *out)
{
    g_autofree char *title = counsel_title(counsel, style);
    g_autofree char *code = words_code(event->reply_code, event->status, event->command);
    g_autofree char *why =
        *code ? g_strdup_printf("%s (%s).", title, code) : g_strdup_printf("%s.", title);
    const char *words = *event->text ? event->text : event->diagnostic;

    layout_paragraph(out, style, "  ", why, 0);
    if (*words)
        layout_quote(out, style, "  > ", words, QUOTED_LINES);
    if (event->ours == OURS_NO)
        layout_paragraph(out, style, "  ",
                         _("The message did not come from you: it only bore your address."), 0);
}

static const char *const rule_words[] = {
    [CONFIDENCE_RULE] = N_("Rule %s"),
    [CONFIDENCE_CODE] = N_("Rule %s, by the code alone"),
    [CONFIDENCE_GUESS] = N_("Rule %s, a guess"),
};

/* On one line where there is room; the command stays whole, to be copied. */
static void
write_rule(const Event *event, const RenderStyle *style, GString *out)
{
    g_auto(GStrv) around = g_strsplit(_(rule_words[event->confidence]), "%s", 2);
    g_autofree char *rule = g_strjoinv(event->rule, around);
    g_autofree char *more = g_strdup_printf(_("more: bounces explain %s"), event->rule);
    g_autofree char *both = g_strdup_printf(_("%s; %s"), rule, more);

    if (text_width(both) + (int)strlen("  ") > style->width) {
        layout_paragraph(out, style, "  ", rule, 0);
        layout_paragraph(out, style, "  ", more, 0);
    } else {
        layout_paragraph(out, style, "  ", both, 0);
    }
}

static void
write_verdict(const Event *event, const RenderStyle *style, GString *out)
{
    const char *sender =
        strchr(event->original.from, '@') ? event->original.from : event->envelope_from;
    g_autofree char *sender_domain = counsel_domain(sender);
    Counsel counsel = counsel_of(event, style, sender_domain);

    write_why(event, &counsel, style, out);
    counsel_write(&counsel, style, "  ", out);
    if (*event->rule)
        write_rule(event, style, out);
    else if (*event->text)
        layout_paragraph(out, style, "  ",
                         _("No rule knows these words; bounces-rules(5) tells how to add one."), 0);
}

static void
write_delay(const Event *event, const RenderStyle *style, GString *out)
{
    if (event->will_retry_until) {
        g_autofree char *until = words_time(event->will_retry_until);
        g_autofree char *line = g_strdup_printf(_("The server is still trying, until %s."), until);

        layout_paragraph(out, style, "  ", line, 0);
    }
    write_verdict(event, style, out);
}

static const struct {
    const char *action;
    const char *line;
} success_lines[] = {
    {"relayed", N_("Passed on to a server that sends no reports: nothing more will be heard.")},
    {"expanded", N_("The address is a list: the message went on to its members.")},
};

static void
write_success(const Event *event, const RenderStyle *style, GString *out)
{
    for (guint i = 0; i < G_N_ELEMENTS(success_lines); i++) {
        if (g_ascii_strcasecmp(event->action, success_lines[i].action) == 0)
            layout_paragraph(out, style, "  ", _(success_lines[i].line), 0);
    }
}

/* head once for each recipient, body once for all of those that share a verdict. */
static const struct {
    void (*head)(const Event *event, const RenderStyle *style, GString *out);
    void (*body)(const Event *event, const RenderStyle *style, GString *out);
} faces[EVENT_TYPE_COUNT] = {
    [EVENT_OTHER] = {lines_other, NULL},           [EVENT_BOUNCE] = {write_outcome, write_verdict},
    [EVENT_DELAY] = {write_outcome, write_delay},  [EVENT_SUCCESS] = {write_outcome, write_success},
    [EVENT_AUTO_REPLY] = {lines_auto_reply, NULL}, [EVENT_FEEDBACK] = {lines_feedback, NULL},
    [EVENT_RECEIPT] = {lines_receipt, NULL},       [EVENT_CHALLENGE] = {lines_challenge, NULL},
};

/* What two recipients must have in common to be advised together. */
static char *
verdict_key(const Event *event)
{
    g_autofree char *status = status_to_string(event->status);

    return g_strdup_printf("%d\n%s\n%s\n%s\n%d %s %s\n%s\n%s\n%" G_GINT64_FORMAT "\n%s",
                           (int)event->type, event->action, event->rule, event->advice,
                           event->reply_code, status, event->command, event->provider,
                           event->recipient_domain, event->will_retry_until,
                           *event->rule ? "" : event->text);
}

/* The events by verdict: an array of arrays, in the order in which each verdict first comes. */
static GPtrArray *
group_by_verdict(const GPtrArray *events)
{
    GPtrArray *groups = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
    g_autoptr(GHashTable) by_key = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < events->len; i++) {
        g_autofree char *key = verdict_key(g_ptr_array_index(events, i));
        GPtrArray *group = g_hash_table_lookup(by_key, key);

        if (!group) {
            group = g_ptr_array_new();
            g_ptr_array_add(groups, group);
            g_hash_table_insert(by_key, g_steal_pointer(&key), group);
        }
        g_ptr_array_add(group, g_ptr_array_index(events, i));
    }
    return groups;
}

static void
write_group(const GPtrArray *group, const RenderStyle *style, GString *out)
{
    const Event *first = g_ptr_array_index(group, 0);

    for (guint i = 0; i < group->len; i++)
        faces[first->type].head(g_ptr_array_index(group, i), style, out);
    if (faces[first->type].body)
        faces[first->type].body(first, style, out);
}

void
text_message(const GPtrArray *events, const RenderStyle *style, GString *out)
{
    g_autoptr(GPtrArray) groups = group_by_verdict(events);

    if (style->name_source && events->len > 0) {
        const Event *first = g_ptr_array_index(events, 0);
        g_autofree char *line = g_strdup_printf("==> %s <==", first->source);

        layout_ink(out, style, INK_DIM, line);
        g_string_append_c(out, '\n');
    }
    for (guint i = 0; i < groups->len; i++)
        write_group(g_ptr_array_index(groups, i), style, out);
}
