/* mdn.h - receipts: message disposition notifications (RFC 8098) */

#ifndef BOUNCES_PARSERS_MDN_H
#define BOUNCES_PARSERS_MDN_H

#include "parsers/mime.h"
#include "parsers/notice.h"

/* Reads a disposition notification into notice; FALSE where mail is none. */
gboolean mdn_read(const Mail *mail, Notice *notice);

#endif
