/* figures.h - shares, changes and periods as people read them (gettext) */

#ifndef BOUNCES_RENDER_FIGURES_H
#define BOUNCES_RENDER_FIGURES_H

#include <glib.h>

/* part of whole in percent, rounded; 0 where there is no whole. */
gint64 figures_percent(gint64 part, gint64 whole);

/* "+210 %", "-4 %", "0 %"; "new" where there was nothing before. Owned by the caller. */
char *figures_change(gint64 count, gint64 before);

/* "38 % more than in the 31 days before", or that nothing is known of them. Owned by the caller. */
char *figures_comparison(gint64 count, gint64 before, guint days);

/*
 * "25 October to 24 November 2026" for the days from since to until (exclusive). Owned by the
 * caller.
 */
char *figures_period(gint64 since, gint64 until);

/* "24 Nov 2026", " 3 Nov 2026" in a column. Owned by the caller. */
char *figures_date(gint64 seconds);

/* The same in a sentence: "3 Nov 2026". */
char *figures_date_in_text(gint64 seconds);

#endif
