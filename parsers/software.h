/* software.h - which mail server wrote a notice */

#ifndef BOUNCES_PARSERS_SOFTWARE_H
#define BOUNCES_PARSERS_SOFTWARE_H

#include "parsers/mime.h"

/* "postfix", or "" where nothing tells. Borrowed. */
const char *software_of(const Mail *mail);

#endif
