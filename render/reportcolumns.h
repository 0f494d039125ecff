/* reportcolumns.h - what a report's lines are made of: one table for the text and the data */

#ifndef BOUNCES_RENDER_REPORTCOLUMNS_H
#define BOUNCES_RENDER_REPORTCOLUMNS_H

#include "render/report.h"
#include "render/table.h"

#include <glib.h>
#include <jansson.h>

typedef char *(*ReportText)(const Report *report, const StoreLine *line, const RenderStyle *style);
typedef json_t *(*ReportData)(const Report *report, const StoreLine *line);

/* What lines are by, which is their first column. */
typedef struct {
    const char *name; /* of --by, and the key in data */
    const char *title;
    TableFit fit;
    ReportText text;
    ReportData data;
} ReportKey;

/* Every other column. One of the two sides may be missing. */
typedef struct {
    const char *key;   /* in data */
    const char *title; /* in the table, where this is a line by one of "by" */
    TableFit fit;
    guint by; /* bits: 1 << STORE_BY_REASON */
    ReportText text;
    ReportData data;
} ReportColumn;

const ReportKey *report_key(StoreBy by);

extern const ReportColumn report_columns[];
extern const guint report_columns_count;

/* Whether the report's lines have something in that column. */
gboolean reportcolumn_is_shown(const ReportColumn *column, const Report *report);

/* The column's place among the others; the table fills it with what the width leaves. */
#define REPORT_DAYS "days"

#endif
