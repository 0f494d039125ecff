/* charset.h - text in a named character set, as UTF-8 */

#ifndef BOUNCES_BASE_CHARSET_H
#define BOUNCES_BASE_CHARSET_H

#include <glib.h>

/*
 * A copy of bytes as UTF-8 without NUL. What charset (a MIME name, may be NULL) cannot explain is
 * read by text_to_utf8. Converters are kept for the life of the process, since opening one costs
 * more than a notice's whole text; not for use by several threads.
 */
char *charset_to_utf8(const char *bytes, gsize length, const char *charset);

/* A copy of line, its encoded words (RFC 2047) decoded; 8-bit characters are read as UTF-8 is. */
char *charset_decode_words(const char *line);

#endif
