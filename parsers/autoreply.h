/* autoreply.h - automatic replies: somebody is away, has left, or a system says "received" */

#ifndef BOUNCES_PARSERS_AUTOREPLY_H
#define BOUNCES_PARSERS_AUTOREPLY_H

#include "parsers/mime.h"
#include "parsers/notice.h"

/* Reads an automatic reply (RFC 3834, and what older programs do instead) into notice. */
gboolean autoreply_read(const Mail *mail, Notice *notice);

#endif
