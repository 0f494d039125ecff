/* guess.h - notices of no known kind: an address near words of failure */

#ifndef BOUNCES_PARSERS_GUESS_H
#define BOUNCES_PARSERS_GUESS_H

#include "parsers/mime.h"
#include "parsers/notice.h"

/*
 * Reads mail that a mail system must have written and that tells of a failure. notice->guessed is
 * set unless X-Failed-Recipients, or the returned message together with an SMTP reply, names the
 * recipient too. *returned as in freeform_read.
 */
gboolean guess_read(const Mail *mail, Notice *notice, const char **returned);

#endif
