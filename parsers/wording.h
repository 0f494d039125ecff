/* wording.h - set words looked for where they stand, however their lines are broken */

#ifndef BOUNCES_PARSERS_WORDING_H
#define BOUNCES_PARSERS_WORDING_H

#include <glib.h>

/*
 * The end of words at the beginning of text; NULL where text begins otherwise. A space in words
 * stands for any run of white space, line ends and no-break spaces included, and ' for the
 * typographic apostrophe too; ASCII letters in any case.
 */
const char *wording_at(const char *text, const char *words);

/*
 * The first place in text where words stand; where they begin with a letter or digit, only where a
 * word begins. NULL where there is none. *end, where end is not NULL, is set behind them.
 */
const char *wording_find(const char *text, const char *words, const char **end);

/* The beginning of the line behind the one at text. */
const char *wording_next_line(const char *text);

/* Whether nothing but white space stands on the line at line; the end of the text counts too. */
gboolean wording_is_blank_line(const char *line);

/* Whether a word may begin at at, in text. */
gboolean wording_starts(const char *text, const char *at);

#endif
