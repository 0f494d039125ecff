/* table.c - rows in columns that fit the reader's width, by libsmartcols */

#include "render/table.h"

#include "base/text.h"

#include <glib/gi18n.h>
#include <libsmartcols.h>
#include <stdlib.h>

struct Table {
    struct libscols_table *lines;
    const RenderStyle *style;
    guint count;
};

static const int fit_flags[] = {
    [TABLE_KEEP] = 0,
    [TABLE_WRAP] = SCOLS_FL_WRAP,
    [TABLE_CUT] = SCOLS_FL_TRUNC,
    [TABLE_NUMBER] = SCOLS_FL_RIGHT,
};

/* libsmartcols measures by the locale, so what it gets must be in the locale's characters. */
static char *
shown(const Table *table, const char *text)
{
    g_autofree char *safe = text_printable(text);

    return table->style->utf8 ? g_steal_pointer(&safe) : g_str_to_ascii(safe, "C");
}

Table *
table_new(const TableColumn *columns, guint count, const RenderStyle *style)
{
    Table *table = g_new0(Table, 1);

    table->lines = scols_new_table();
    if (!table->lines)
        g_error("out of memory");
    table->style = style;
    table->count = count;
    scols_table_enable_noheadings(table->lines, columns[0].title == NULL);
    scols_table_set_termforce(table->lines, SCOLS_TERMFORCE_ALWAYS);
    scols_table_set_termwidth(table->lines, (size_t)style->width);
    scols_table_set_column_separator(table->lines, "  ");
    for (guint i = 0; i < count; i++) {
        g_autofree char *title = shown(table, columns[i].title ? _(columns[i].title) : "");

        scols_table_new_column(table->lines, title, 0, fit_flags[columns[i].fit]);
    }
    return table;
}

void
table_free(Table *table)
{
    if (!table)
        return;
    scols_unref_table(table->lines);
    g_free(table);
}

void
table_add(Table *table, const char *const *cells)
{
    struct libscols_line *line = scols_table_new_line(table->lines, NULL);

    for (guint i = 0; line && i < table->count; i++) {
        g_autofree char *cell = shown(table, cells[i]);

        scols_line_set_data(line, i, cell);
    }
}

void
table_write(Table *table, GString *out)
{
    char *text = NULL;

    if (scols_print_table_to_string(table->lines, &text) == 0 && text)
        g_string_append(out, text);
    free(text);
}
