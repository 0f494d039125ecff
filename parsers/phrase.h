/* phrase.h - set phrases in the text of people and their mail programs, in any language */

#ifndef BOUNCES_PARSERS_PHRASE_H
#define BOUNCES_PARSERS_PHRASE_H

#include <glib.h>

/*
 * A copy of text (valid UTF-8) in which phrases can be looked for: lower case, Latin letters
 * without accents, plain apostrophes, hyphens and colons, each run of white space as one space.
 * Owned by the caller.
 */
char *phrase_fold(const char *text);

/*
 * Where text, which is folded, holds phrase, which is too; NULL where it does not. A phrase that
 * begins with a letter or digit is found only where a word begins. It may end within a word, so
 * that "absent" finds "absente"; write a space at its end where it may not.
 */
const char *phrase_find(const char *text, const char *phrase);

#endif
