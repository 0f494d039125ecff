/* returned.h - where the returned message begins in a notice, and to whom it went */

#ifndef BOUNCES_PARSERS_RETURNED_H
#define BOUNCES_PARSERS_RETURNED_H

#include "parsers/mime.h"

#include <glib.h>

/*
 * Where, in text, the notice ends and the returned message begins: at words that lead it in, or at
 * lines that are a message's header. NULL where nothing is returned in it.
 */
const char *returned_find(const char *text);

/*
 * To whom the returned message of mail went: the addresses in its To, Cc and the like, each once.
 * text is the returned message where it stands in the text of mail, or NULL. Owned by the caller.
 */
GPtrArray *returned_recipients(const Mail *mail, const char *text);

#endif
