/* failurewords.h - words of not having delivered, and of trying on, in many languages */

#ifndef BOUNCES_PARSERS_FAILUREWORDS_H
#define BOUNCES_PARSERS_FAILUREWORDS_H

#include <glib.h>

/* Whether folded text (phrase.h) tells of a failure, or of further tries. */
gboolean failure_words_in(const char *folded);
gboolean delay_words_in(const char *folded);

#endif
