/* sparkline.h - numbers day by day, one column of a terminal for each day or few */

#ifndef BOUNCES_RENDER_SPARKLINE_H
#define BOUNCES_RENDER_SPARKLINE_H

#include <glib.h>

/* Days that one column stands for, so that count days take at most width columns. */
guint sparkline_days(guint count, int width);

/*
 * A column for each so many days, the last with the last day; the highest is as high as there is,
 * and nothing but 0 is as low as there is. Owned by the caller.
 */
char *sparkline(const gint64 *days, guint count, guint each, gboolean utf8);

/* A bar for part of whole that takes at most width columns, none for 0. Owned by the caller. */
char *sparkline_bar(gint64 part, gint64 whole, int width, gboolean utf8);

#endif
