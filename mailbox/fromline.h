/* fromline.h - the "From " lines between the messages of an mbox (RFC 4155, appendix A) */

#ifndef BOUNCES_MAILBOX_FROMLINE_H
#define BOUNCES_MAILBOX_FROMLINE_H

#include <glib.h>

/* Bytes from the beginning of a line that the functions here want to see, unless the file ends. */
#define FROMLINE_AHEAD ((gsize)2048)

/* TRUE where bytes begin with "From ", with any number of > before it. */
gboolean fromline_is_like(const char *bytes, gsize length);

/*
 * Bytes of the line, with its end, where a new message begins: "From SENDER DATE" with a header
 * field in the line behind; 0 where it is none, as in "From Monday on we are closed".
 */
gsize fromline_length(const char *bytes, gsize length);

#endif
