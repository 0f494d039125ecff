/* report.c - a report for people, and the table of its writers */

#include "render/report.h"

#include "base/text.h"
#include "base/time.h"
#include "render/counted.h"
#include "render/figures.h"
#include "render/layout.h"
#include "render/reportcolumns.h"
#include "render/reportparts.h"
#include "render/reporttable.h"

#include <glib/gi18n.h>
#include <string.h>

static const ReportWriter writers[] = {
    {"text", TRUE, TRUE, report_text},
    {"jsonl", FALSE, FALSE, report_jsonl},
    {"csv", FALSE, FALSE, report_csv},
};

const ReportWriter *
report_writer_find(const char *name)
{
    for (guint i = 0; i < G_N_ELEMENTS(writers); i++) {
        if (g_str_equal(writers[i].name, name))
            return &writers[i];
    }
    return NULL;
}

static const Counted notices = NP_("%s notice", "%s notices");
static const Counted events = NP_("%s event", "%s events");
static const Counted failures = NP_("%s delivery failed", "%s deliveries failed");
static const Counted addresses = NP_("to %s address", "to %s addresses");
static const Counted strangers = NP_("%s that was not from you", "%s that were not from you");
static const Counted dead = NP_("%s address no longer exists:", "%s addresses no longer exist:");
static const Counted unclassified = NP_("%s failure no rule knew:", "%s failures no rule knew:");
static const Counted left_out =
    NP_("... and %s more line: --top 0", "... and %s more lines: --top 0");

/* What else came, in the order in which it is told. */
static const struct {
    EventType type;
    Counted words;
} others[] = {
    {EVENT_DELAY, NP_("%s delayed", "%s delayed")},
    {EVENT_AUTO_REPLY, NP_("%s automatic reply", "%s automatic replies")},
    {EVENT_FEEDBACK, NP_("%s complaint", "%s complaints")},
    {EVENT_SUCCESS, NP_("%s delivered", "%s delivered")},
    {EVENT_RECEIPT, NP_("%s receipt", "%s receipts")},
    {EVENT_CHALLENGE, NP_("%s challenge", "%s challenges")},
};

static void
write_head(const Report *report, const RenderStyle *style, int width, GString *out)
{
    RenderStyle head = *style;
    g_autofree char *period = figures_period(report->since, report->until);
    g_autofree char *left =
        g_strconcat(report->sender, *report->sender ? LAYOUT_APART : "", period, NULL);
    g_autofree char *count =
        report->notices > 0 ? counted(notices, report->notices) : counted(events, report->events);

    head.width = MIN(width, style->width);
    layout_edges(out, &head, left, INK_PLAIN, count);
}

static void
write_failures(const Report *report, const RenderStyle *style, GString *out)
{
    gint64 count = report->types[EVENT_BOUNCE];
    g_autofree char *failed = counted(failures, count);
    g_autofree char *to = counted(addresses, report->addresses);
    g_autofree char *both = g_strdup_printf(_("%s, %s"), failed, to);
    g_autofree char *comparison = figures_comparison(
        count, report->before, (guint)((report->until - report->since) / TIME_DAY));
    const char *const facts[] = {report->addresses > 0 ? both : failed, comparison};

    if (count == 0)
        layout_paragraph(out, style, "", _("No delivery failed."), 0);
    else
        layout_facts(out, style, "", facts, G_N_ELEMENTS(facts));
}

static void
write_others(const Report *report, const RenderStyle *style, GString *out)
{
    char *facts[G_N_ELEMENTS(others) + 1];

    for (guint i = 0; i < G_N_ELEMENTS(others); i++)
        facts[i] = counted_if_any(others[i].words, report->types[others[i].type]);
    facts[G_N_ELEMENTS(others)] = counted_if_any(strangers, report->strangers);
    layout_facts(out, style, "", (const char *const *)facts, G_N_ELEMENTS(facts));
    for (guint i = 0; i < G_N_ELEMENTS(facts); i++)
        g_free(facts[i]);
}

/* The removal of dead addresses may be one of the things to do first. */
static gboolean
is_told(const Report *report)
{
    for (guint i = 0; report->moves && i < report->moves->len; i++) {
        if (((const ReportMove *)g_ptr_array_index(report->moves, i))->is_removal)
            return TRUE;
    }
    return FALSE;
}

/* What there is to look at, each with the command that shows it. */
static void
write_pointers(const Report *report, GString *out)
{
    const struct {
        Counted words;
        gint64 count;
        const char *command;
        const char *filter;
    } pointers[] = {
        {dead, is_told(report) ? 0 : report->dead, "suppress", ""},
        {unclassified, report->unclassified, "unknown", ""},
    };
    int width = 0;

    for (guint i = 0; i < G_N_ELEMENTS(pointers); i++) {
        g_autofree char *words = counted_if_any(pointers[i].words, pointers[i].count);

        width = MAX(width, text_width(words));
    }
    if (width > 0)
        g_string_append_c(out, '\n');
    for (guint i = 0; i < G_N_ELEMENTS(pointers); i++) {
        g_autofree char *words = counted_if_any(pointers[i].words, pointers[i].count);

        if (!*words)
            continue;
        layout_cell(out, words, width);
        g_string_append_printf(out, "  bounces %s %s", pointers[i].command, report->options);
        if (!strstr(report->options, pointers[i].filter))
            g_string_append_printf(out, " %s", pointers[i].filter);
        g_string_append_c(out, '\n');
    }
}

static void
write_nothing(const Report *report, const RenderStyle *style, GString *out)
{
    g_autofree char *period = figures_period(report->since, report->until);
    g_autofree char *sentence = g_strdup_printf(_("No notices from %s."), period);

    if (report->is_store_empty)
        layout_paragraph(out, style, "",
                         _("The store is empty; bounces import PATH reads notices into it."), 0);
    else
        layout_paragraph(out, style, "", sentence, 0);
}

/* The widest of the lines in text. */
static int
widest(const char *text)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    int width = 0;

    for (char **line = lines; *line; line++)
        width = MAX(width, text_width(*line));
    return width;
}

/* The head is as wide as the table, but not narrower than this. */
#define HEAD_WIDTH 80

void
report_text(const Report *report, const RenderStyle *style, GString *out)
{
    g_autoptr(GString) table = g_string_new("");

    if (report->events == 0) {
        write_nothing(report, style, out);
        return;
    }
    if (report->lines->len > 0)
        reporttable_write(report, style, table);
    write_head(report, style, MAX(widest(table->str), HEAD_WIDTH), out);
    write_failures(report, style, out);
    write_others(report, style, out);
    if (table->len)
        g_string_append_printf(out, "\n%s", table->str);
    if (report->left_out > 0) {
        g_autofree char *more = counted(left_out, report->left_out);
        layout_paragraph(out, style, "", more, 0);
    }
    reportmoves_write(report, style, out);
    reportmeanings_write(report, style, out);
    reportpeople_write(report, style, out);
    write_pointers(report, out);
}
