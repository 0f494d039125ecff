/* pager.h - long prose on a terminal, page by page */

#ifndef BOUNCES_CLI_PAGER_H
#define BOUNCES_CLI_PAGER_H

#include <glib.h>

/*
 * Writes prose: through BOUNCES_PAGER, PAGER or less(1) where standard output is a terminal with
 * fewer lines than it has, else straight. An empty pager, or "cat", is none; one that cannot be
 * started is done without.
 */
gboolean pager_write(const GString *text, GError **error);

#endif
