/* reportgrid.c - a report's lines as a table of HTML that a script can sort */

#include "base/autoptrs.h"
#include "base/time.h"
#include "render/html.h"
#include "render/reportcolumns.h"
#include "render/reporthtml.h"

#include <glib/gi18n.h>

static const char *
class_of(TableFit fit)
{
    return fit == TABLE_NUMBER ? " class=\"number\"" : "";
}

static void
write_heading(const char *title, TableFit fit, gboolean is_fixed, GString *out)
{
    g_string_append_printf(out, "<th scope=\"col\"%s%s>", class_of(fit),
                           is_fixed ? " data-fixed" : "");
    html_text(out, title);
    g_string_append(out, "</th>\n");
}

/* The course takes what room there is, so that it stands behind all that is read. */
static void
write_headings(const Report *report, GString *out)
{
    const ReportKey *key = report_key(report->by);

    g_string_append(out, "<thead><tr>\n");
    write_heading(_(key->title), TABLE_KEEP, FALSE, out);
    for (guint i = 0; i < report_columns_count; i++) {
        const ReportColumn *column = &report_columns[i];

        if (column->title && reportcolumn_is_shown(column, report))
            write_heading(_(column->title), column->fit, FALSE, out);
    }
    write_heading(report->by == STORE_BY_DAY ? "" : _("BY DAY"), TABLE_KEEP, TRUE, out);
    g_string_append(out, "</tr></thead>\n");
}

/* Numbers are sorted as such, whatever they look like in the reader's language. */
static void
write_cell(const Report *report, const ReportColumn *column, const StoreLine *line,
           const RenderStyle *style, GString *out)
{
    g_autofree char *text = column->text(report, line, style);
    g_autoptr(json_t) data = column->data(report, line);

    g_string_append_printf(out, "<td%s", class_of(column->fit));
    if (column->fit == TABLE_NUMBER)
        g_string_append_printf(out, " data-value=\"%" JSON_INTEGER_FORMAT "\"",
                               json_is_integer(data) ? json_integer_value(data)
                                                     : (json_int_t)G_MAXINT32);
    g_string_append_c(out, '>');
    html_text(out, text);
    g_string_append(out, "</td>\n");
}

static void
write_picture(const Report *report, const StoreLine *line, gint64 most, GString *out)
{
    g_string_append(out, "<td>");
    if (report->by == STORE_BY_DAY)
        reportchart_bar(most > 0 ? line->count * 100 / most : 0, out);
    else if (line->day_count > 0)
        reportchart_course(line, out);
    g_string_append(out, "</td>\n");
}

static void
write_line(const Report *report, const StoreLine *line, gint64 most, const RenderStyle *style,
           GString *out)
{
    g_autofree char *name = report_key(report->by)->text(report, line, style);
    gint64 day;

    g_string_append(out, "<tr><th scope=\"row\"");
    if (report->by == STORE_BY_DAY && time_parse_day(line->key, 0, &day))
        g_string_append_printf(out, " data-value=\"%" G_GINT64_FORMAT "\"", day);
    g_string_append_c(out, '>');
    html_text(out, name);
    g_string_append(out, "</th>\n");
    for (guint i = 0; i < report_columns_count; i++) {
        const ReportColumn *column = &report_columns[i];

        if (column->title && reportcolumn_is_shown(column, report))
            write_cell(report, column, line, style, out);
    }
    write_picture(report, line, most, out);
    g_string_append(out, "</tr>\n");
}

void
reportgrid_write(const Report *report, const RenderStyle *style, const char *label, GString *out)
{
    gint64 most = 0;

    for (guint i = 0; i < report->lines->len; i++)
        most = MAX(most, ((const StoreLine *)g_ptr_array_index(report->lines, i))->count);
    html_element(out, "h2", label);
    g_string_append(out, "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"");
    html_text(out, label);
    g_string_append(out, "\"><table class=\"sortable\">\n");
    write_headings(report, out);
    g_string_append(out, "<tbody>\n");
    for (guint i = 0; i < report->lines->len; i++)
        write_line(report, g_ptr_array_index(report->lines, i), most, style, out);
    g_string_append(out, "</tbody></table></div>\n");
}
