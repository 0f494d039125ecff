/* reportdiagnoses.c - what bounces diagnose found that explains failures, and what was cured */

#include "render/reportparts.h"

#include "render/diagnosiswords.h"
#include "render/figures.h"
#include "render/layout.h"
#include "render/words.h"

#include <glib/gi18n.h>

char *
reportdiagnosis_title(const ReportDiagnosis *diagnosis)
{
    g_autofree char *date = figures_date_in_text(diagnosis->checked);

    return g_strdup_printf(_("Diagnosis of %s, %s"), diagnosis->domain, date);
}

char *
reportdiagnosis_date(const ReportDiagnosis *diagnosis, const Check *check)
{
    gint64 date = diagnosis->dates[finding(check->id)->kind];

    return date == diagnosis->checked ? g_strdup("") : figures_date_in_text(date);
}

/* "DKIM, DMARC". */
static char *
say_kinds(guint kinds)
{
    GString *names = g_string_new("");

    for (guint kind = 0; kind < CHECK_KIND_COUNT; kind++)
        if (kinds & 1U << kind)
            g_string_append_printf(names, "%s%s", names->len ? ", " : "",
                                   diagnosis_kind_word((CheckKind)kind));
    return g_string_free(names, FALSE);
}

/* "14, 15, 16, 12". */
static char *
say_counts(const gint64 *counts, guint count)
{
    GString *numbers = g_string_new("");

    for (guint i = 0; i < count; i++) {
        g_autofree char *number = words_count((guint64)counts[i]);

        g_string_append_printf(numbers, "%s%s", i ? ", " : "", number);
    }
    return g_string_free(numbers, FALSE);
}

static char *
say_course(const ReportCure *cure)
{
    g_autofree char *before = say_counts(cure->before, cure->before_count);
    g_autofree char *after = say_counts(cure->after, cure->after_count);

    if (cure->after_count == 0)
        return g_strdup_printf(_("Failures a day (%s): %s before; no whole day has passed since."),
                               cure->reasons, before);
    return g_strdup_printf(cure->by_week ? _("Failures a week (%s): %s before; %s since.")
                                         : _("Failures a day (%s): %s before; %s since."),
                           cure->reasons, before, after);
}

char **
reportcure_words(const ReportCure *cure)
{
    char **words = g_new0(char *, 3);
    g_autofree char *kinds = say_kinds(cure->kinds);
    g_autofree char *until = figures_date_in_text(cure->until);
    g_autofree char *since = figures_date_in_text(cure->since);

    words[0] = g_strdup_printf(_("%s: %s until %s, mended by %s."), kinds,
                               diagnosis_result_word(cure->was), until, since);
    words[1] = say_course(cure);
    return words;
}

static void
write_check(const ReportDiagnosis *diagnosis, const Check *check, const RenderStyle *style,
            GString *out)
{
    const Finding *row = finding(check->id);
    g_autofree char *what = diagnosis_what(&diagnosis->page, check);
    g_autofree char *explained = diagnosis_explained(&diagnosis->page.explained[row->kind]);
    g_autofree char *date = reportdiagnosis_date(diagnosis, check);
    g_autofree char *head =
        g_strdup_printf("%s %s%s%s%s", diagnosis_result_word(row->result),
                        diagnosis_kind_word(row->kind), *date ? " (" : "", date, *date ? ")" : "");
    g_autofree char *line = g_strdup_printf(_("%s: %s"), head, what);

    layout_paragraph(out, style, "- ", line, 2);
    layout_paragraph(out, style, "  ", explained, 0);
}

static void
write_cure(const ReportCure *cure, const RenderStyle *style, GString *out)
{
    g_auto(GStrv) words = reportcure_words(cure);

    layout_paragraph(out, style, "- ", words[0], 0);
    layout_paragraph(out, style, "  ", words[1], 0);
}

/* The worst of each kind, where failures of the period may come of it. */
static void
write_checks(const ReportDiagnosis *diagnosis, const RenderStyle *style, GString *out)
{
    const GPtrArray *checks = diagnosis->diagnosis.checks;
    guint told = 0; /* kinds, as bits */

    for (guint i = 0; i < checks->len; i++) {
        const Check *check = g_ptr_array_index(checks, i);
        const Finding *row = finding(check->id);

        if (!(told & 1U << row->kind) && diagnosis_explains(row) &&
            diagnosis->page.explained[row->kind].failures > 0)
            write_check(diagnosis, check, style, out);
        told |= 1U << row->kind;
    }
}

static void
write_diagnosis(const Report *report, const ReportDiagnosis *diagnosis, const RenderStyle *style,
                GString *out)
{
    g_autoptr(GString) lines = g_string_new("");
    g_autofree char *title = reportdiagnosis_title(diagnosis);
    g_autofree char *again = g_strconcat("  ", _("Again, and in full:"), NULL);
    g_autofree char *command = g_strconcat("bounces diagnose ", diagnosis->domain,
                                           *report->place ? " " : "", report->place, NULL);

    write_checks(diagnosis, style, lines);
    for (guint i = 0; i < diagnosis->cures->len; i++)
        write_cure(g_ptr_array_index(diagnosis->cures, i), style, lines);
    if (lines->len == 0)
        return;
    g_string_append_c(out, '\n');
    layout_ink(out, style, INK_BOLD, title);
    g_string_append_printf(out, "\n%s", lines->str);
    layout_command(out, style, again, 0, command);
}

void
reportdiagnoses_write(const Report *report, const RenderStyle *style, GString *out)
{
    for (guint i = 0; report->diagnoses && i < report->diagnoses->len; i++)
        write_diagnosis(report, g_ptr_array_index(report->diagnoses, i), style, out);
}
