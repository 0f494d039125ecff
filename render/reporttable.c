/* reporttable.c - a report's lines in columns */

#include "render/reporttable.h"

#include "base/text.h"
#include "base/time.h"
#include "render/reportcolumns.h"
#include "render/sparkline.h"

#include <glib/gi18n.h>

#define COLUMNS_MAX 16
#define GAP 2

/* The least that shows a shape, and more than anybody reads as one. */
#define DAYS_WIDTH_MIN 8
#define DAYS_WIDTH_MAX 40

/* One cell more than there are columns: the line's key stands before them. */
typedef struct {
    const Report *report;
    const RenderStyle *style;
    guint count; /* of columns */
    TableColumn columns[COLUMNS_MAX];
    const ReportColumn *rows[COLUMNS_MAX]; /* NULL for the key */
    int widths[COLUMNS_MAX];
    guint days; /* the place of the column for the days */
    int days_width;
    guint days_each;
    char *days_title;
} Layout;

static void
layout_clear(Layout *layout)
{
    g_free(layout->days_title);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Layout, layout_clear)

static void
choose_columns(Layout *layout)
{
    const ReportKey *key = report_key(layout->report->by);

    layout->columns[0] = (TableColumn){key->title, key->fit};
    layout->count = 1;
    for (guint i = 0; i < report_columns_count; i++) {
        const ReportColumn *column = &report_columns[i];

        if (!reportcolumn_is_shown(column, layout->report))
            continue;
        if (g_str_equal(column->key, REPORT_DAYS))
            layout->days = layout->count;
        layout->rows[layout->count] = column;
        layout->columns[layout->count++] = (TableColumn){column->title, column->fit};
    }
}

static char *
make_days(const Layout *layout, const StoreLine *line)
{
    const Report *report = layout->report;

    if (report->by != STORE_BY_DAY)
        return sparkline(line->days, line->day_count, layout->days_each, layout->style->utf8);

    gint64 most = 0;
    for (guint i = 0; i < report->lines->len; i++)
        most = MAX(most, ((const StoreLine *)g_ptr_array_index(report->lines, i))->count);
    return sparkline_bar(line->count, most, layout->days_width, layout->style->utf8);
}

/* The cell of a line; "" for the days while their width is not known. Owned by the caller. */
static char *
make_cell(const Layout *layout, guint n, const StoreLine *line)
{
    if (n == 0)
        return report_key(layout->report->by)->text(layout->report, line, layout->style);
    if (n == layout->days)
        return layout->days_width ? make_days(layout, line) : g_strdup("");
    return layout->rows[n]->text(layout->report, line, layout->style);
}

static void
measure(Layout *layout)
{
    for (guint n = 0; n < layout->count; n++) {
        const char *title = layout->columns[n].title;

        layout->widths[n] = title ? text_width(_(title)) : 0;
        for (guint i = 0; i < layout->report->lines->len; i++) {
            g_autofree char *cell =
                make_cell(layout, n, g_ptr_array_index(layout->report->lines, i));

            layout->widths[n] = MAX(layout->widths[n], text_width(cell));
        }
    }
}

/* What may be cut is not to leave the days without room. */
#define CUT_WIDTH 14

static int
wanted_width(const Layout *layout, guint n)
{
    TableFit fit = layout->columns[n].fit;

    return fit == TABLE_CUT || fit == TABLE_TRIM ? MIN(layout->widths[n], CUT_WIDTH)
                                                 : layout->widths[n];
}

/* The days get what the other columns leave. */
static void
fit_days(Layout *layout)
{
    guint count = (guint)((layout->report->until - layout->report->since) / TIME_DAY);
    int room = layout->style->width;

    for (guint n = 0; n < layout->count; n++)
        room -= wanted_width(layout, n) + (n > 0 ? GAP : 0);
    layout->days_width = CLAMP(room, DAYS_WIDTH_MIN, DAYS_WIDTH_MAX);
    layout->days_each = sparkline_days(count, layout->days_width);
    if (layout->report->by == STORE_BY_DAY)
        layout->days_title = g_strdup("");
    else if (layout->days_each == 1)
        layout->days_title = g_strdup(_("BY DAY"));
    else
        layout->days_title = g_strdup_printf(_("BY %u DAYS"), layout->days_each);
    layout->columns[layout->days].title = layout->days_title;
}

static void
add_line(const Layout *layout, Table *table, const StoreLine *line)
{
    char *cells[COLUMNS_MAX];

    for (guint n = 0; n < layout->count; n++)
        cells[n] = make_cell(layout, n, line);
    table_add(table, (const char *const *)cells);
    for (guint n = 0; n < layout->count; n++)
        g_free(cells[n]);
}

void
reporttable_write(const Report *report, const RenderStyle *style, GString *out)
{
    g_auto(Layout) layout = {.report = report, .style = style};

    choose_columns(&layout);
    measure(&layout);
    fit_days(&layout);

    g_autoptr(Table) table = table_new(layout.columns, layout.count, style);
    for (guint i = 0; i < report->lines->len; i++)
        add_line(&layout, table, g_ptr_array_index(report->lines, i));
    table_write(table, out);
}
