/* table.h - rows in columns that fit the reader's width */

#ifndef BOUNCES_RENDER_TABLE_H
#define BOUNCES_RENDER_TABLE_H

#include "render/render.h"

#include <glib.h>

/*
 * What becomes of a cell that is too wide: TABLE_TRIM cuts less off than TABLE_CUT does. Numbers
 * are kept whole, to the right.
 */
typedef enum { TABLE_KEEP, TABLE_WRAP, TABLE_CUT, TABLE_TRIM, TABLE_NUMBER } TableFit;

typedef struct {
    const char *title; /* NULL: this table has no titles; else translated by the table */
    TableFit fit;
} TableColumn;

typedef struct Table Table;

/* A table of count columns; all is borrowed until table_free. */
Table *table_new(const TableColumn *columns, guint count, const RenderStyle *style);
void table_free(Table *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Table, table_free)

/* Adds a row of as many cells as there are columns; copied and made safe. */
void table_add(Table *table, const char *const *cells);

/* Appends the table. */
void table_write(Table *table, GString *out);

#endif
