/* reporthtml.c - a report as one page that needs nothing else */

#include "render/reporthtml.h"

#include "render/figures.h"
#include "render/html.h"
#include "render/lines.h"
#include "render/reportparts.h"
#include "render/reportwords.h"

#include <glib/gi18n.h>

/* Appends <tag> with each of texts that is not "". */
static void
write_texts(const char *tag, char **texts, GString *out)
{
    for (char **text = texts; *text; text++) {
        if (**text)
            html_element(out, tag, *text);
    }
}

static char *
page_title(const Report *report)
{
    g_autofree char *period = figures_period(report->since, report->until);

    return *report->sender ? g_strdup_printf("%s, %s", report->sender, period)
                           : g_steal_pointer(&period);
}

/* Nothing is loaded, and nothing runs but what stands here. */
static void
write_head(const Report *report, GString *out)
{
    g_autoptr(GString) styles = g_string_new("");
    g_autoptr(GString) scripts = g_string_new("");
    g_autoptr(GString) style = g_string_new("");
    g_autoptr(GString) script = g_string_new("");
    g_autofree char *title = page_title(report);

    html_resource(style, "style", "report.css", styles);
    html_resource(script, "script type=\"module\"", "report.js", scripts);
    g_string_append_printf(out,
                           "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n"
                           "<meta charset=\"utf-8\">\n",
                           C_("language", "en"));
    g_string_append_printf(out,
                           "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src"
                           " 'none'; style-src%s; script-src%s; base-uri 'none'; form-action"
                           " 'none'\">\n",
                           styles->str, scripts->str);
    g_string_append(out, "<meta name=\"viewport\" content=\"width=device-width\">\n"
                         "<meta name=\"robots\" content=\"noindex\">\n"
                         "<meta name=\"referrer\" content=\"no-referrer\">\n");
    html_element(out, "title", title);
    g_string_append_printf(out, "%s%s</head>\n", style->str, script->str);
}

static void
write_move(const Report *report, const ReportMove *move, const RenderStyle *style, GString *out)
{
    g_autofree char *title = reportmove_title(report, move, style);
    g_auto(GStrv) facts = reportmove_facts(report, move, style);
    g_auto(GStrv) steps = reportmove_steps(report, move, style);
    g_autofree char *words = reportmove_command_words(move);
    g_autofree char *command = reportmove_command(report, move);

    g_string_append(out, "<li>");
    html_element(out, "h3", title);
    g_string_append(out, "<ul class=\"facts\">\n");
    write_texts("li", facts, out);
    g_string_append(out, "</ul>\n<ul>\n");
    write_texts("li", steps, out);
    g_string_append(out, "</ul>\n");
    if (*command) {
        g_string_append(out, "<p>");
        html_text(out, words);
        g_string_append_c(out, ' ');
        html_element(out, "code", command);
        g_string_append(out, "</p>\n");
    }
    g_string_append(out, "</li>\n");
}

static void
write_moves(const Report *report, const RenderStyle *style, GString *out)
{
    if (!report->moves || report->moves->len == 0)
        return;
    html_element(out, "h2", _("What to do first"));
    g_string_append(out, "<ol class=\"moves\">\n");
    for (guint i = 0; i < report->moves->len; i++)
        write_move(report, g_ptr_array_index(report->moves, i), style, out);
    g_string_append(out, "</ol>\n");
}

static void
write_meanings(const Report *report, const RenderStyle *style, GString *out)
{
    if (!report->meanings || report->meanings->len == 0)
        return;
    html_element(out, "h2", _("What Gmail’s 5.7.1 meant"));
    g_string_append(out, "<dl>\n");
    for (guint i = 0; i < report->meanings->len; i++) {
        const ReportMove *move = g_ptr_array_index(report->meanings, i);
        g_auto(GStrv) facts = reportmove_facts(report, move, style);
        g_autofree char *meaning = reportmove_meaning(report, move, style);

        html_element(out, "dt", facts[0]);
        html_element(out, "dd", meaning);
    }
    g_string_append(out, "</dl>\n");
}

static void
write_people(const Report *report, GString *out)
{
    if (!report->people || report->people->len == 0)
        return;
    html_element(out, "h2", _("Who is away or gone"));
    g_string_append(out, "<dl>\n");
    for (guint i = 0; i < report->people->len; i++) {
        const Event *event = g_ptr_array_index(report->people, i);
        g_autofree char *words = reportperson_words(event);

        html_element(out, "dt", lines_who(event));
        html_element(out, "dd", words);
    }
    g_string_append(out, "</dl>\n");
}

static void
write_providers(const Report *report, const RenderStyle *style, GString *out)
{
    Report providers = *report;

    if (!report->providers || report->providers->len == 0 || report->by == STORE_BY_PROVIDER)
        return;
    providers.by = STORE_BY_PROVIDER;
    providers.lines = report->providers;
    reportgrid_write(&providers, style, _("Providers"), out);
}

static void
write_body(const Report *report, const RenderStyle *style, GString *out)
{
    g_auto(GStrv) failures = report_failures(report);
    g_auto(GStrv) others = report_others(report);

    g_string_append(out, "<ul class=\"facts\">\n");
    write_texts("li", failures, out);
    write_texts("li", others, out);
    g_string_append(out, "</ul>\n");
    reportchart_days(report, style, out);
    write_moves(report, style, out);
    reportchecks_write(report, out);
    if (report->lines->len > 0)
        reportgrid_write(report, style, _("Failures"), out);
    write_providers(report, style, out);
    write_meanings(report, style, out);
    write_people(report, out);
}

void
report_html(const Report *report, const RenderStyle *style, GString *out)
{
    g_autofree char *title = page_title(report);

    write_head(report, out);
    g_string_append(out, "<body>\n<main>\n");
    html_element(out, "h1", title);
    if (report->events > 0) {
        write_body(report, style, out);
    } else {
        g_autofree char *nothing = report_nothing(report);

        html_element(out, "p", nothing);
    }
    g_string_append(out, "</main>\n</body>\n</html>\n");
}
