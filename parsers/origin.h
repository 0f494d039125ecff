/* origin.h - who sent the message that came back: hosts that say so, and the address it bore */

#ifndef BOUNCES_PARSERS_ORIGIN_H
#define BOUNCES_PARSERS_ORIGIN_H

#include "parsers/mime.h"
#include "parsers/notice.h"

/*
 * Takes a header field of the returned message, as it is written: the servers that received it
 * ("by" in Received, RFC 5321 4.4; what stands behind "from" is the client's own word), the
 * domains that signed it (d= in DKIM-Signature, RFC 6376 3.5) and the domain of Sender go into
 * notice->sent_by, each once, in lower case; where the keys of its signatures are, into
 * notice->original. Other fields are passed over.
 */
void origin_take_field(Notice *notice, const char *name, const char *value);

/*
 * Sets notice->return_path to the address that the notice came back to where that bears a tag, as
 * VERP and BATV put one there. mail is the notice, or the one that somebody forwarded.
 */
void origin_read_return_path(Notice *notice, const Mail *mail);

#endif
