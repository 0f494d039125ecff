/* dsn.h - delivery status notifications (RFC 3464, RFC 6533) */

#ifndef BOUNCES_PARSERS_DSN_H
#define BOUNCES_PARSERS_DSN_H

#include "parsers/mime.h"
#include "parsers/notice.h"

/*
 * Reads the delivery-status parts of mail into notice, or the same fields where they stand in the
 * text of a report whose boundaries are broken. FALSE where there is no recipient in them.
 */
gboolean dsn_read(const Mail *mail, Notice *notice);

#endif
