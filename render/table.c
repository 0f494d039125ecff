/* table.c - rows in columns that fit the reader's width, by libsmartcols */

#include "render/table.h"

#include "base/text.h"

#include <glib/gi18n.h>
#include <libsmartcols.h>
#include <stdlib.h>
#include <string.h>

#define GAP "  "

struct Table {
    TableColumn *columns;
    int *widths;     /* of the widest cell in each */
    GPtrArray *rows; /* of char **, in the locale's characters */
    const RenderStyle *style;
    guint count;
};

static const int fit_flags[] = {
    [TABLE_KEEP] = 0,
    [TABLE_WRAP] = SCOLS_FL_WRAP,
    [TABLE_CUT] = SCOLS_FL_TRUNC,
    [TABLE_TRIM] = SCOLS_FL_TRUNC,
    [TABLE_NUMBER] = SCOLS_FL_RIGHT,
};

/* Columns that are left of what is cut; 0: it is not. */
static const int least_widths[] = {
    [TABLE_KEEP] = 0, [TABLE_WRAP] = 0, [TABLE_CUT] = 9, [TABLE_TRIM] = 15, [TABLE_NUMBER] = 0,
};

/* libsmartcols measures by the locale, so what it gets must be in the locale's characters. */
static char *
shown(const Table *table, const char *text)
{
    g_autofree char *safe = text_printable(text);

    return table->style->utf8 ? g_steal_pointer(&safe) : g_str_to_ascii(safe, "C");
}

static char *
shown_title(const Table *table, guint column)
{
    const char *title = table->columns[column].title;

    return shown(table, title && *title ? _(title) : "");
}

static void
free_row(gpointer row)
{
    g_strfreev(row);
}

Table *
table_new(const TableColumn *columns, guint count, const RenderStyle *style)
{
    Table *table = g_new0(Table, 1);

    table->columns = g_memdup2(columns, count * sizeof *columns);
    table->widths = g_new0(int, count);
    table->rows = g_ptr_array_new_with_free_func(free_row);
    table->style = style;
    table->count = count;
    for (guint i = 0; i < count; i++) {
        g_autofree char *title = shown_title(table, i);

        table->widths[i] = text_width(title);
    }
    return table;
}

void
table_free(Table *table)
{
    if (!table)
        return;
    g_ptr_array_unref(table->rows);
    g_free(table->columns);
    g_free(table->widths);
    g_free(table);
}

void
table_add(Table *table, const char *const *cells)
{
    char **row = g_new0(char *, table->count + 1);

    for (guint i = 0; i < table->count; i++) {
        row[i] = shown(table, cells[i]);
        table->widths[i] = MAX(table->widths[i], text_width(row[i]));
    }
    g_ptr_array_add(table->rows, row);
}

/* Titles are not cut. */
static int
least_width(const Table *table, guint column)
{
    g_autofree char *title = shown_title(table, column);
    int least = least_widths[table->columns[column].fit];

    return least ? MAX(least, text_width(title)) : 0;
}

/* The widest column that may be cut still, or NULL. */
static int *
find_widest(const Table *table)
{
    int *widest = NULL;

    for (guint i = 0; i < table->count; i++) {
        int least = least_width(table, i);

        if (least && table->widths[i] > least && (!widest || table->widths[i] > *widest))
            widest = &table->widths[i];
    }
    return widest;
}

/*
 * libsmartcols would cut too, but without showing it, and more than it must. What wraps is left to
 * it. Returns the width that it is to know of.
 */
static int
narrow(Table *table)
{
    int width = (int)((table->count - 1) * strlen(GAP));
    int *widest;

    for (guint i = 0; i < table->count; i++) {
        if (table->columns[i].fit == TABLE_WRAP)
            return table->style->width;
        width += table->widths[i];
    }
    for (; width > table->style->width && (widest = find_widest(table)); width--)
        (*widest)--;
    return width + 1;
}

static struct libscols_table *
make_lines(const Table *table, int width)
{
    struct libscols_table *lines = scols_new_table();

    if (!lines)
        g_error("out of memory");
    scols_table_enable_noheadings(lines, table->columns[0].title == NULL);
    scols_table_set_termforce(lines, SCOLS_TERMFORCE_ALWAYS);
    scols_table_set_termwidth(lines, (size_t)width);
    scols_table_set_column_separator(lines, GAP);
    for (guint i = 0; i < table->count; i++) {
        g_autofree char *title = shown_title(table, i);

        scols_table_new_column(lines, title, 0, fit_flags[table->columns[i].fit]);
    }
    return lines;
}

/* Where there is only ASCII, the sign for what was cut takes more than a column. */
static char *
cut(const Table *table, const char *text, int width)
{
    g_autofree char *cell = text_cut(text, width);
    g_autofree char *safe = shown(table, cell);
    int more = text_width(safe) - width;

    if (more <= 0)
        return g_steal_pointer(&safe);

    g_autofree char *shorter = text_cut(text, width - more);
    return shown(table, shorter);
}

static void
add_row(const Table *table, struct libscols_table *lines, char **row)
{
    struct libscols_line *line = scols_table_new_line(lines, NULL);

    for (guint i = 0; line && i < table->count; i++) {
        g_autofree char *cell =
            least_width(table, i) > 0 ? cut(table, row[i], table->widths[i]) : NULL;

        scols_line_set_data(line, i, cell ? cell : row[i]);
    }
}

void
table_write(Table *table, GString *out)
{
    struct libscols_table *lines = make_lines(table, narrow(table));
    char *text = NULL;

    for (guint i = 0; i < table->rows->len; i++)
        add_row(table, lines, g_ptr_array_index(table->rows, i));
    if (scols_print_table_to_string(lines, &text) == 0 && text)
        g_string_append(out, text);
    if (out->len && out->str[out->len - 1] != '\n')
        g_string_append_c(out, '\n');
    free(text);
    scols_unref_table(lines);
}
