/* nameless.h - whom a report is about that names nobody */

#ifndef BOUNCES_PARSERS_NAMELESS_H
#define BOUNCES_PARSERS_NAMELESS_H

#include "parsers/mime.h"
#include "parsers/notice.h"

/*
 * A report must name its recipients (RFC 3464 2.3.2), and some do not. Where none of notice has an
 * address, they are named by what mail says beside the report and by the message that it returns;
 * as many must be found there as the report has groups. Such a notice has the quirk
 * "recipient-not-in-report".
 */
void nameless_read(const Mail *mail, Notice *notice);

#endif
