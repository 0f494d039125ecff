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
    {"text", TRUE, REPORT_NOTICES | REPORT_COUNSEL | REPORT_DIAGNOSES, 20, report_text},
    {"html", FALSE, REPORT_COUNSEL | REPORT_PROVIDERS | REPORT_DIAGNOSES, 100, report_html},
    {"jsonl", FALSE, 0, 0, report_jsonl},
    {"csv", FALSE, 0, 0, report_csv},
};

char *
report_writer_names(void)
{
    GString *names = g_string_new("");

    for (guint i = 0; i < G_N_ELEMENTS(writers); i++)
        g_string_append_printf(names, "%s%s", i > 0 ? ", " : "", writers[i].name);
    return g_string_free(names, FALSE);
}

const ReportWriter *
report_writer_find(const char *name)
{
    for (guint i = 0; i < G_N_ELEMENTS(writers); i++) {
        if (g_str_equal(writers[i].name, name))
            return &writers[i];
    }
    return NULL;
}

static const Counted dead = NP_("%s address no longer exists:", "%s addresses no longer exist:");
static const Counted unclassified = NP_("%s failure no rule knew:", "%s failures no rule knew:");
static const Counted left_out =
    NP_("... and %s more line: --top 0", "... and %s more lines: --top 0");

static void
write_head(const Report *report, const RenderStyle *style, int width, GString *out)
{
    RenderStyle head = *style;
    g_autofree char *period = figures_period(report->since, report->until);
    g_autofree char *left =
        g_strconcat(report->sender, *report->sender ? LAYOUT_APART : "", period, NULL);
    g_autofree char *count = report_size(report);

    head.width = MIN(width, style->width);
    layout_edges(out, &head, left, INK_PLAIN, count);
}

static void
write_facts(char **owned_facts, const RenderStyle *style, GString *out)
{
    g_auto(GStrv) facts = owned_facts;

    layout_facts(out, style, "", (const char *const *)facts, g_strv_length(facts));
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
write_pointers(const Report *report, const RenderStyle *style, GString *out)
{
    const struct {
        Counted words;
        gint64 count;
        const char *command;
    } pointers[] = {
        {dead, is_told(report) ? 0 : report->dead, "suppress"},
        {unclassified, report->unclassified, "unknown"},
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
        g_autofree char *command =
            g_strdup_printf("bounces %s %s", pointers[i].command, report->options);

        if (*words)
            layout_command(out, style, words, width, command);
    }
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
        g_autofree char *nothing = report_nothing(report);

        layout_paragraph(out, style, "", nothing, 0);
        return;
    }
    if (report->lines->len > 0)
        reporttable_write(report, style, table);
    write_head(report, style, MAX(widest(table->str), HEAD_WIDTH), out);
    write_facts(report_failures(report), style, out);
    write_facts(report_others(report), style, out);
    if (table->len)
        g_string_append_printf(out, "\n%s", table->str);
    if (report->left_out > 0) {
        g_autofree char *more = counted(left_out, report->left_out);
        layout_paragraph(out, style, "", more, 0);
    }
    reportmoves_write(report, style, out);
    reportdiagnoses_write(report, style, out);
    reportmeanings_write(report, style, out);
    reportpeople_write(report, style, out);
    write_pointers(report, style, out);
}
