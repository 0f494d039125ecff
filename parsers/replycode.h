/* replycode.h - where in a quotation an SMTP reply begins */

#ifndef BOUNCES_PARSERS_REPLYCODE_H
#define BOUNCES_PARSERS_REPLYCODE_H

#include "event/status.h"

#include <glib.h>

/*
 * The reply code that text begins with (RFC 5321 4.2.1), 0 where there is none. *rest is set to
 * the text behind code and separator, *more to whether that was a hyphen.
 */
int replycode_at(const char *text, const char **rest, gboolean *more);

/* Past "5.7.1 ", "#5.7.1", "DSN 5.7.1", "[5.7.1]" or "(5.7.1)" that text begins with; else NULL. */
const char *replycode_status_at(const char *text, Status *status);

/* Whether at, in text, no word or number goes on of which a code would be a part. */
gboolean replycode_may_begin(const char *text, const char *at);

/* The first reply code in text; NULL where there is none. */
const char *replycode_find(const char *text);

/* Past the spaces and transcript marks ("<<<") that a line may begin with. */
const char *replycode_skip_marks(const char *line);

/* Whether such a mark begins the line, and whether it is one of what the client said. */
gboolean replycode_is_marked(const char *line);
gboolean replycode_is_command(const char *line);

#endif
