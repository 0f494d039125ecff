/* eventtable.h - events in columns, one a line */

#ifndef BOUNCES_RENDER_EVENTTABLE_H
#define BOUNCES_RENDER_EVENTTABLE_H

#include "event/event.h"
#include "render/render.h"
#include "render/table.h"

#include <glib.h>

/* An empty table of events; the style is borrowed until table_free. */
Table *eventtable_new(const RenderStyle *style);
void eventtable_add(Table *table, const Event *event, const RenderStyle *style);

#endif
