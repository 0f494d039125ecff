/* reportwords.h - whose move it is, in the few columns that a table has for it */

#ifndef BOUNCES_RENDER_REPORTWORDS_H
#define BOUNCES_RENDER_REPORTWORDS_H

#include "event/reason.h"

#include <glib.h>
#include <jansson.h>

/* "you, host". Owned by the caller. */
char *report_moves(Move moves);

/* The words that stand in text, split at spaces or commas. */
Move report_moves_parse(const char *text);

/* ["you", "host"]. A new reference. */
json_t *report_moves_data(Move moves);

#endif
