/* arf.h - complaints: abuse feedback reports (RFC 5965, RFC 6591) and the shapes like them */

#ifndef BOUNCES_PARSERS_ARF_H
#define BOUNCES_PARSERS_ARF_H

#include "parsers/mime.h"
#include "parsers/notice.h"

/* Reads a feedback report into notice; FALSE where mail is none. */
gboolean arf_read(const Mail *mail, Notice *notice);

#endif
