/* saying.h - what a notice for people says of a recipient */

#ifndef BOUNCES_PARSERS_SAYING_H
#define BOUNCES_PARSERS_SAYING_H

#include "parsers/notice.h"

#include <glib.h>

/*
 * Takes words as what the notice says of address, which is added if notice has it not yet. A reply
 * that is already there stays, unless words hold one and it did not.
 */
void saying_add(Notice *notice, EventType type, const char *address, const char *words);

/*
 * Where in text what is said begins: behind rules of dashes and Exim's label. The end of text where
 * it is only politeness, or what the server will do next.
 */
const char *saying_start(const char *text);

/* Whether text holds a reply code, or an enhanced code that is led in as one. */
gboolean saying_has_reply(const char *text);

/* Whether text says anything, in any script. */
gboolean saying_has_words(const char *text);

/*
 * The paragraph of text that holds an SMTP refusal: the one behind the words lead, where lead is
 * not NULL and stands there; behind words that usually lead a reply in; else the first that has
 * one. "" where there is none. Owned by the caller.
 */
char *saying_find_reply(const char *text, const char *lead);

#endif
