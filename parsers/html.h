/* html.h - the words of an HTML part */

#ifndef BOUNCES_PARSERS_HTML_H
#define BOUNCES_PARSERS_HTML_H

#include <glib.h>

/* Text of html without tags, comments, scripts and styles; blocks end lines. Owned by the caller.
 */
char *html_to_text(const char *html);

#endif
