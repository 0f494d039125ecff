/* reportchecks.c - what bounces diagnose found of each domain, on the page of a report */

#include "render/reporthtml.h"

#include "render/diagnosiswords.h"
#include "render/html.h"
#include "render/reportparts.h"

#include <glib/gi18n.h>

static void
write_if_any(const char *tag, const char *text, GString *out)
{
    if (*text)
        html_element(out, tag, text);
}

/* "FAIL DKIM no key is published", before what unfolds. */
static void
write_summary(const ReportDiagnosis *diagnosis, const Check *check, GString *out)
{
    const Finding *row = finding(check->id);
    g_autofree char *result =
        g_strdup_printf("strong class=\"%s\"", check_result_name(row->result));
    g_autofree char *what = diagnosis_what(&diagnosis->page, check);
    g_autofree char *date = reportdiagnosis_date(diagnosis, check);

    g_string_append(out, "<summary>");
    html_element(out, result, diagnosis_result_word(row->result));
    html_element(out, "b", diagnosis_kind_word(row->kind));
    html_text(out, what);
    if (*date) {
        g_string_append_c(out, ' ');
        html_element(out, "span class=\"dim\"", date);
    }
    g_string_append(out, "</summary>\n");
}

static void
write_check(const ReportDiagnosis *diagnosis, const Check *check, gboolean is_first, GString *out)
{
    const Finding *row = finding(check->id);
    g_autofree char *explained = diagnosis_explained(&diagnosis->page.explained[row->kind]);
    g_autofree char *remedy = diagnosis_remedy(&diagnosis->page, check);
    g_autofree char *source = g_strdup_printf(_("%s: %s"), row->key, row->source);

    g_string_append(out, "<li><details>");
    write_summary(diagnosis, check, out);
    if (is_first && diagnosis_explains(row))
        write_if_any("p", explained, out);
    write_if_any("p", remedy, out);
    write_if_any("blockquote", check->found, out);
    write_if_any("p", diagnosis_why(row->kind), out);
    html_element(out, "p class=\"dim\"", source);
    g_string_append(out, "</details></li>\n");
}

static void
write_checks(const ReportDiagnosis *diagnosis, GString *out)
{
    const GPtrArray *checks = diagnosis->diagnosis.checks;
    guint told = 0; /* kinds, as bits */

    if (checks->len == 0)
        return;
    g_string_append(out, "<ul class=\"checks\">\n");
    for (guint i = 0; i < checks->len; i++) {
        const Check *check = g_ptr_array_index(checks, i);
        guint kind = 1U << finding(check->id)->kind;

        write_check(diagnosis, check, !(told & kind), out);
        told |= kind;
    }
    g_string_append(out, "</ul>\n");
}

static void
write_cure(const ReportCure *cure, GString *out)
{
    g_auto(GStrv) words = reportcure_words(cure);

    html_element(out, "p", words[0]);
    html_element(out, "p", words[1]);
}

void
reportchecks_write(const Report *report, GString *out)
{
    for (guint i = 0; report->diagnoses && i < report->diagnoses->len; i++) {
        const ReportDiagnosis *diagnosis = g_ptr_array_index(report->diagnoses, i);
        g_autofree char *title = reportdiagnosis_title(diagnosis);

        html_element(out, "h2", title);
        for (guint n = 0; n < diagnosis->cures->len; n++)
            write_cure(g_ptr_array_index(diagnosis->cures, n), out);
        write_checks(diagnosis, out);
    }
}
