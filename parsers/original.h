/* original.h - the message that came back, as far as it came back */

#ifndef BOUNCES_PARSERS_ORIGINAL_H
#define BOUNCES_PARSERS_ORIGINAL_H

#include "parsers/mime.h"
#include "parsers/notice.h"

/*
 * Fills notice->original, and the envelope sender where the returned message tells it, from the
 * attached message or headers, else from header lines in text (may be NULL).
 */
void original_read(Notice *notice, const Mail *mail, const char *text);

#endif
