/* reporthtml.h - the parts of a report's page */

#ifndef BOUNCES_RENDER_REPORTHTML_H
#define BOUNCES_RENDER_REPORTHTML_H

#include "render/report.h"

#include <glib.h>

/* Failures day by day, the lines with most of them stacked (reportchart.c). */
void reportchart_days(const Report *report, const RenderStyle *style, GString *out);

/* The course of one line, and a bar for so many percent, as pictures in a cell. */
void reportchart_course(const StoreLine *line, GString *out);
void reportchart_bar(gint64 percent, GString *out);

/* The report's lines as a table that its script can sort (reportgrid.c). */
void reportgrid_write(const Report *report, const RenderStyle *style, const char *label,
                      GString *out);

/* What bounces diagnose found of each domain, to unfold (reportchecks.c). */
void reportchecks_write(const Report *report, GString *out);

#endif
