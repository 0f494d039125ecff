/* reportmoves.c - what the reader does first, and what Gmail's 5.7.1 meant */

#include "render/reportparts.h"

#include "base/time.h"
#include "event/reason.h"
#include "render/counsel.h"
#include "render/counted.h"
#include "render/figures.h"
#include "render/layout.h"
#include "render/reportwords.h"
#include "render/words.h"

#include <glib/gi18n.h>
#include <string.h>

/* The others are in bounces show. */
#define STEPS_MAX 3
#define PROVIDERS_MAX 3

/* So much of an id tells it from all others in a store of millions. */
#define ID_SHOWN 8

static const Counted removals = NP_("%s address no longer exists", "%s addresses no longer exist");
static const Counted of_failures = NP_("of %s failure", "of %s failures");

/* Advice names a provider only where there is but one. */
static const char *
only_provider(const ReportMove *move, const RenderStyle *style)
{
    char **providers = move->move->providers;

    return providers[0] && !providers[1] ? provider_name(style->providers, providers[0]) : "";
}

/* What is left of the facts holds for all of the move's failures. */
static Counsel
counsel_of(const Report *report, const ReportMove *move, const RenderStyle *style)
{
    Counsel counsel = {
        .advice = move->move->advice,
        .sure = TRUE,
        .move = report_moves_parse(move->move->move),
        .facts = {.provider = only_provider(move, style),
                  .sender_domain = report->sender,
                  .client_ip = move->newest ? move->newest->client_ip : "",
                  .recipient = "",
                  .recipient_domain = ""},
    };

    if (!reason_from_name(move->move->reason, &counsel.reason))
        counsel.reason = REASON_UNCLASSIFIED;
    return counsel;
}

/* One provider has one code for it; others would each have theirs. */
static char *
title_of(const Report *report, const ReportMove *move, const RenderStyle *style)
{
    Counsel counsel = counsel_of(report, move, style);
    g_autofree char *title = counsel_title(&counsel, style);
    g_autofree char *code = move->newest && *only_provider(move, style)
                                ? words_code(move->newest->reply_code, move->newest->status, "")
                                : g_strdup("");

    return *code ? g_strdup_printf("%s (%s)", title, code) : g_steal_pointer(&title);
}

char *
reportmove_title(const Report *report, const ReportMove *move, const RenderStyle *style)
{
    return move->is_removal ? counted(removals, report->dead) : title_of(report, move, style);
}

static char *
say_providers(const ReportMove *move, const RenderStyle *style)
{
    GString *names = g_string_new("");
    guint told = 0;

    for (char **key = move->move->providers; *key && told < PROVIDERS_MAX; key++) {
        if (!**key)
            continue;
        g_string_append_printf(names, "%s%s", told++ ? ", " : "",
                               provider_name(style->providers, *key));
    }
    return g_string_free(names, FALSE);
}

/* Only where it began later than others: else it has always been so. */
static char *
say_since(const Report *report, const ReportMove *move)
{
    gint64 day;

    if (!time_parse_day(move->move->first_day, 0, &day) || day <= report->first_failure)
        return g_strdup("");

    g_autofree char *words = words_day(move->move->first_day, report->until - 1);
    return g_strdup_printf(_("since %s"), words);
}

static char *
say_share(const Report *report, const ReportMove *move)
{
    g_autofree char *count = words_count((guint64)move->move->count);
    g_autofree char *all = counted(of_failures, report->types[EVENT_BOUNCE]);

    return g_strdup_printf("%s %s", count, all);
}

char **
reportmove_facts(const Report *report, const ReportMove *move, const RenderStyle *style)
{
    char **facts = g_new0(char *, 5);
    g_autofree char *moves = words_moves(report_moves_parse(move->move->move));

    facts[0] = say_share(report, move);
    facts[1] = say_providers(move, style);
    facts[2] = say_since(report, move);
    facts[3] = g_strdup_printf(_("Whose move: %s."), moves);
    return facts;
}

/* What fails for some hours may call everybody unknown. Owned by the caller; NULL for no burst. */
static char *
doubt(const Report *report, const RenderStyle *style)
{
    const ReportBurst *burst = &report->burst;
    g_autofree char *day = NULL;
    g_autofree char *count = words_count((guint64)burst->count);

    if (!burst->provider)
        return NULL;
    day = figures_date_in_text(burst->day);
    return g_strdup_printf(_("First see whether %s failed on %s: it called addresses unknown %s "
                             "times that day, far more than usual. bounces suppress holds these "
                             "until they are refused again."),
                           provider_name(style->providers, burst->provider), day, count);
}

static char **
removal_steps(const Report *report, const RenderStyle *style)
{
    GPtrArray *steps = g_ptr_array_new();
    char *first = doubt(report, style);

    if (first)
        g_ptr_array_add(steps, first);
    g_ptr_array_add(
        steps,
        g_strdup(_("Look for typing errors among them: gmial for gmail, wanado for wanadoo.")));
    g_ptr_array_add(
        steps, g_strdup(_("Take the others off your lists: writing on to dead addresses wears out "
                          "the reputation of your domain.")));
    g_ptr_array_add(steps, NULL);
    return (char **)g_ptr_array_free(steps, FALSE);
}

char **
reportmove_steps(const Report *report, const ReportMove *move, const RenderStyle *style)
{
    Counsel counsel = counsel_of(report, move, style);
    char **steps = move->is_removal ? removal_steps(report, style) : counsel_steps(&counsel, style);

    for (guint i = 0; steps[i]; i++) {
        if (i >= STEPS_MAX)
            g_clear_pointer(&steps[i], g_free);
    }
    return steps;
}

char *
reportmove_command(const Report *report, const ReportMove *move)
{
    const char *place = report->place;

    if (move->is_removal)
        return g_strdup_printf("bounces suppress %s", report->options);
    if (!move->newest)
        return g_strdup("");
    return g_strdup_printf("bounces show %.*s%s%s", ID_SHOWN, move->newest->id, *place ? " " : "",
                           place);
}

char *
reportmove_command_words(const ReportMove *move)
{
    return g_strdup(move->is_removal ? _("All of them:") : _("The newest in full:"));
}

static void
write_command(const Report *report, const ReportMove *move, const RenderStyle *style, GString *out)
{
    g_autofree char *what = reportmove_command_words(move);
    g_autofree char *words = g_strconcat("   ", what, NULL);
    g_autofree char *command = reportmove_command(report, move);

    if (*command)
        layout_command(out, style, words, 0, command);
}

static void
write_move(const Report *report, const ReportMove *move, guint number, const RenderStyle *style,
           GString *out)
{
    g_autofree char *lead = g_strdup_printf("%u. ", number);
    g_autofree char *title = reportmove_title(report, move, style);
    g_autofree char *sentence = g_strdup_printf("%s.", title);
    g_auto(GStrv) facts = reportmove_facts(report, move, style);
    g_auto(GStrv) steps = reportmove_steps(report, move, style);

    layout_paragraph(out, style, lead, sentence, 0);
    layout_facts(out, style, "   ", (const char *const *)facts, g_strv_length(facts));
    for (char **step = steps; *step; step++)
        layout_paragraph(out, style, "   - ", *step, 0);
    write_command(report, move, style, out);
}

void
reportmoves_write(const Report *report, const RenderStyle *style, GString *out)
{
    if (!report->moves || report->moves->len == 0)
        return;
    g_string_append_c(out, '\n');
    layout_ink(out, style, INK_BOLD, _("What to do first"));
    g_string_append_c(out, '\n');
    for (guint i = 0; i < report->moves->len; i++)
        write_move(report, g_ptr_array_index(report->moves, i), i + 1, style, out);
}

char *
reportmove_meaning(const Report *report, const ReportMove *move, const RenderStyle *style)
{
    Counsel counsel = counsel_of(report, move, style);
    g_autofree char *title = counsel_title(&counsel, style);
    g_autofree char *moves = report_moves(counsel.move);

    return g_strdup_printf("%s (%s)", title, moves);
}

static void
write_meaning(const Report *report, const ReportMove *move, const RenderStyle *style, GString *out)
{
    g_autofree char *count = words_count((guint64)move->move->count);
    g_autofree char *lead = g_strdup_printf("%4s  ", count);
    g_autofree char *meaning = reportmove_meaning(report, move, style);

    layout_paragraph(out, style, lead, meaning, 0);
}

void
reportmeanings_write(const Report *report, const RenderStyle *style, GString *out)
{
    if (!report->meanings || report->meanings->len == 0)
        return;
    g_string_append_c(out, '\n');
    layout_ink(out, style, INK_BOLD, _("What Gmail’s 5.7.1 meant"));
    g_string_append_c(out, '\n');
    for (guint i = 0; i < report->meanings->len; i++)
        write_meaning(report, g_ptr_array_index(report->meanings, i), style, out);
}
