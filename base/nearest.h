/* nearest.h - the word that a misspelt one was perhaps meant to be */

#ifndef BOUNCES_BASE_NEAREST_H
#define BOUNCES_BASE_NEAREST_H

#include <glib.h>

/* The one of words (NULL-terminated) that is like word, in any case; borrowed, NULL where none is.
 */
const char *nearest_word(const char *word, const char *const *words);

#endif
