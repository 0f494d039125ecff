/* reportchart.c - the pictures of a report's page, as SVG */

#include "base/time.h"
#include "render/figures.h"
#include "render/html.h"
#include "render/reportcolumns.h"
#include "render/reporthtml.h"
#include "render/sparkline.h"
#include "render/words.h"

#include <glib/gi18n.h>

/* The lines that are told apart; all others are one series more. */
#define SERIES_MAX 5

/* Bars that can still be told apart on a telephone. */
#define BARS_MAX 92

/* What a bar and its gap measure; the picture is stretched to whatever room there is. */
#define BAR_WIDTH 8
#define BAR_GAP 2
#define BAR_HEIGHT 1000

typedef struct {
    const Report *report;
    const RenderStyle *style;
    guint series; /* lines that have one of their own */
    guint each;   /* days to a bar */
    guint bars;
    gint64 most; /* failures of the highest bar */
} Chart;

static guint
first_day(const Chart *chart, guint bar)
{
    return bar * chart->each;
}

static gint64
sum(const Chart *chart, guint bar, const gint64 *days, guint count)
{
    gint64 total = 0;

    for (guint i = first_day(chart, bar); i < MIN(first_day(chart, bar + 1), count); i++)
        total += days[i];
    return total;
}

static const StoreLine *
nth_line(const Chart *chart, guint n)
{
    return g_ptr_array_index(chart->report->lines, n);
}

/* What the n-th series has of a bar; the last has what the others leave. */
static gint64
value_of(const Chart *chart, guint n, guint bar)
{
    const Report *report = chart->report;
    gint64 rest = sum(chart, bar, report->days, report->day_count);

    if (n < chart->series)
        return sum(chart, bar, nth_line(chart, n)->days, nth_line(chart, n)->day_count);
    for (guint i = 0; i < chart->series; i++)
        rest -= value_of(chart, i, bar);
    return MAX(rest, 0);
}

/* A day has no course, and its line is one bar of the picture. */
static Chart
measure(const Report *report, const RenderStyle *style)
{
    Chart chart = {.report = report, .style = style};

    chart.series = report->by == STORE_BY_DAY ? 0 : MIN(report->lines->len, SERIES_MAX);
    chart.each = sparkline_days(report->day_count, BARS_MAX);
    chart.bars = (report->day_count + chart.each - 1) / chart.each;
    for (guint bar = 0; bar < chart.bars; bar++)
        chart.most = MAX(chart.most, sum(&chart, bar, report->days, report->day_count));
    return chart;
}

static char *
name_of(const Chart *chart, guint n)
{
    if (n < chart->series)
        return report_key(chart->report->by)->text(chart->report, nth_line(chart, n), chart->style);
    return g_strdup(chart->series ? _("others") : _("all"));
}

static char *
bar_name(const Chart *chart, guint bar)
{
    gint64 since = chart->report->since + (gint64)first_day(chart, bar) * TIME_DAY;
    gint64 until = MIN(since + chart->each * (gint64)TIME_DAY, chart->report->until);

    return figures_period(since, until);
}

static void
write_piece(const Chart *chart, guint n, guint bar, gint64 below, GString *out)
{
    gint64 value = value_of(chart, n, bar);
    gint64 height = value * BAR_HEIGHT / chart->most;
    gint64 foot = below * BAR_HEIGHT / chart->most;
    g_autofree char *name = name_of(chart, n);
    g_autofree char *day = bar_name(chart, bar);
    g_autofree char *number = words_count((guint64)value);
    g_autofree char *title = g_strdup_printf(_("%s: %s %s"), day, number, name);

    if (value == 0)
        return;
    g_string_append_printf(out,
                           "<rect class=\"s%u\" x=\"%u\" y=\"%" G_GINT64_FORMAT
                           "\" width=\"%d\" height=\"%" G_GINT64_FORMAT "\">",
                           n < chart->series ? n : SERIES_MAX, bar * (BAR_WIDTH + BAR_GAP),
                           BAR_HEIGHT - foot - height, BAR_WIDTH, MAX(height, 1));
    html_element(out, "title", title);
    g_string_append(out, "</rect>\n");
}

static void
write_bars(const Chart *chart, GString *out)
{
    g_string_append_printf(out,
                           "<svg role=\"img\" aria-labelledby=\"days\" preserveAspectRatio=\"none\""
                           " viewBox=\"0 0 %u %d\">\n",
                           chart->bars * (BAR_WIDTH + BAR_GAP), BAR_HEIGHT);
    for (guint bar = 0; bar < chart->bars; bar++) {
        gint64 below = 0;

        for (guint n = 0; n <= chart->series; n++) {
            write_piece(chart, n, bar, below, out);
            below += value_of(chart, n, bar);
        }
    }
    g_string_append(out, "</svg>\n");
}

static gboolean
has_others(const Chart *chart)
{
    for (guint bar = 0; bar < chart->bars; bar++) {
        if (value_of(chart, chart->series, bar) > 0)
            return TRUE;
    }
    return FALSE;
}

static void
write_legend(const Chart *chart, GString *out)
{
    guint count = chart->series + has_others(chart);

    g_string_append(out, "<ul class=\"legend\">\n");
    for (guint n = 0; n < count; n++) {
        g_autofree char *name = name_of(chart, n);

        g_string_append_printf(out,
                               "<li><svg aria-hidden=\"true\" viewBox=\"0 0 1 1\"><rect"
                               " class=\"s%u\" width=\"1\" height=\"1\"/></svg>",
                               n < chart->series ? n : SERIES_MAX);
        html_text(out, name);
        g_string_append(out, "</li>\n");
    }
    g_string_append(out, "</ul>\n");
}

/* Which day the first and the last bar stand for, and how much the highest one is. */
static void
write_ends(const Chart *chart, GString *out)
{
    g_autofree char *first = figures_date(chart->report->since);
    g_autofree char *last = figures_date(chart->report->until - 1);
    g_autofree char *most = words_count((guint64)chart->most);
    g_autofree char *middle =
        chart->each == 1
            ? g_strdup_printf(_("a bar for each day; the highest is %s"), most)
            : g_strdup_printf(_("a bar for %u days; the highest is %s"), chart->each, most);

    g_string_append(out, "<div class=\"ends\">\n");
    html_element(out, "span", first);
    html_element(out, "span", middle);
    html_element(out, "span", last);
    g_string_append(out, "</div>\n");
}

void
reportchart_days(const Report *report, const RenderStyle *style, GString *out)
{
    Chart chart = measure(report, style);

    if (chart.most == 0)
        return;
    html_element(out, "h2 id=\"days\"", _("Failures day by day"));
    g_string_append(out, "<figure class=\"chart\">\n");
    write_bars(&chart, out);
    write_ends(&chart, out);
    write_legend(&chart, out);
    g_string_append(out, "</figure>\n");
}

void
reportchart_course(const StoreLine *line, GString *out)
{
    guint each = sparkline_days(line->day_count, BARS_MAX);
    guint bars = (line->day_count + each - 1) / each;
    const Report alone = {.days = line->days, .day_count = line->day_count};
    Chart chart = {.report = &alone, .each = each, .bars = bars};

    for (guint bar = 0; bar < bars; bar++)
        chart.most = MAX(chart.most, sum(&chart, bar, line->days, line->day_count));
    g_string_append_printf(out,
                           "<svg aria-hidden=\"true\" preserveAspectRatio=\"none\""
                           " viewBox=\"0 0 %u %d\">",
                           MAX(bars, 1) * (BAR_WIDTH + BAR_GAP), BAR_HEIGHT);
    for (guint bar = 0; bar < bars && chart.most > 0; bar++) {
        gint64 height = sum(&chart, bar, line->days, line->day_count) * BAR_HEIGHT / chart.most;

        if (height > 0)
            g_string_append_printf(out,
                                   "<rect class=\"s0\" x=\"%u\" y=\"%" G_GINT64_FORMAT
                                   "\" width=\"%d\" height=\"%" G_GINT64_FORMAT "\"/>",
                                   bar * (BAR_WIDTH + BAR_GAP), BAR_HEIGHT - height, BAR_WIDTH,
                                   height);
    }
    g_string_append(out, "</svg>");
}

void
reportchart_bar(gint64 percent, GString *out)
{
    g_string_append_printf(out,
                           "<svg aria-hidden=\"true\" preserveAspectRatio=\"none\""
                           " viewBox=\"0 0 100 10\"><rect class=\"s0\" y=\"2\" width=\"%d\""
                           " height=\"6\"/></svg>",
                           (int)CLAMP(percent, 1, 100));
}
