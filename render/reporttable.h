/* reporttable.h - a report's lines in columns */

#ifndef BOUNCES_RENDER_REPORTTABLE_H
#define BOUNCES_RENDER_REPORTTABLE_H

#include "render/report.h"

#include <glib.h>

/* Appends the table, at most as wide as the style is. */
void reporttable_write(const Report *report, const RenderStyle *style, GString *out);

#endif
