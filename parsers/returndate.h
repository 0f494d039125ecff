/* returndate.h - until when somebody is away */

#ifndef BOUNCES_PARSERS_RETURNDATE_H
#define BOUNCES_PARSERS_RETURNDATE_H

#include <glib.h>

/*
 * The day on which the absence that text tells of ends, as "2026-12-07"; "" where it tells none.
 * text is folded (phrase.h). written is the date of the message as in its header field (RFC 5322):
 * a day without a year is the first such day on or after it, and not known without it. Owned by
 * the caller.
 */
char *returndate_find(const char *text, const char *written);

#endif
