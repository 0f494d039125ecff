/* text.h - foreign text made safe, and cut to fit */

#ifndef BOUNCES_BASE_TEXT_H
#define BOUNCES_BASE_TEXT_H

#include <glib.h>

/*
 * A copy as UTF-8 without NUL. What is not UTF-8 is read as Windows-1252, byte by byte, since that
 * is what servers that break the rules send; the five bytes that have no meaning there become
 * U+FFFD. All other functions here but text_printable want valid UTF-8.
 */
char *text_to_utf8(const char *bytes, gsize length);

/* Whether that many bytes are valid UTF-8 without NUL. */
gboolean text_is_utf8(const char *bytes, gsize length);

/* Frees what *place holds and puts a copy of text there; text_take takes over text instead. */
void text_set(char **place, const char *text);
void text_take(char **place, char *text);

/*
 * 64 bits (FNV-1a) of what begin is the hash of, 0 of nothing, and text behind it. To count
 * different texts it takes less room than they do: two of a million are taken for one in one of
 * thirty million cases. Who knows the texts can make others of the same hash: what depends on it
 * must not tell a stranger which texts there are.
 */
guint64 text_hash(guint64 begin, const char *text);

/* Length of line without the white space at its end. */
gsize text_trimmed_length(const char *line, gsize length);

/* Length of the longest beginning of at most max bytes that cuts no character in two. */
gsize text_fitting_length(const char *text, gsize max);

/* Past the first character of text, and not past its end, where that cuts a character in two. */
const char *text_next(const char *text);

/* A copy with each run of white space (the no-break space too) as one space, none at the ends. */
char *text_squeeze(const char *text);

/*
 * A copy for a terminal or a log line: control and bidi characters become spaces. Any bytes may
 * come in, as in text_to_utf8.
 */
char *text_printable(const char *text);

/* Columns that text takes on a terminal (wide characters take two, combining ones none). */
int text_width(const char *text);

/* A copy that takes at most width columns; what was cut shows as an ellipsis. */
char *text_cut(const char *text, int width);

/*
 * Lines of at most width columns (indent not counted) broken at white space, joined by newline and
 * indent. A longer word stays whole, so that an address can be copied.
 */
char *text_wrap(const char *text, int width, const char *indent);

/* Whether text begins with prefix, and where it holds needle or NULL; ASCII letters in any case. */
gboolean text_has_prefix(const char *text, const char *prefix);
const char *text_find(const char *text, const char *needle);

#endif
