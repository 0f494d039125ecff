/* patternindex.h - thousands of patterns held against a text, few of them tried */

#ifndef BOUNCES_ANALYZER_PATTERNINDEX_H
#define BOUNCES_ANALYZER_PATTERNINDEX_H

#include "analyzer/pattern.h"

#include <glib.h>

/* Nothing that says why mail was refused stands further behind; it bounds what a text can cost. */
#define PATTERN_TEXT_MAX (16 * 1024)

typedef struct PatternIndex PatternIndex;

/* With room for about so many patterns; it grows, but growing copies. */
PatternIndex *pattern_index_new(guint room);
void pattern_index_free(PatternIndex *index);

/* Adds a pattern and returns its number, from 0 upwards. All strings are borrowed. */
guint pattern_index_add(PatternIndex *index, const char *pattern, const char *file, guint line);
guint pattern_index_count(const PatternIndex *index);

/* Compiles the n-th, see pattern_compile; or just shows it. */
gboolean pattern_index_compile(PatternIndex *index, guint n, GError **error);
const Pattern *pattern_index_nth(const PatternIndex *index, guint n);

/*
 * Looks at text (valid UTF-8, borrowed until the next call) and returns the set (bits.h) of the
 * patterns that may match: no other does. Borrowed until the next call, or the next pattern.
 */
const guint64 *pattern_index_look(PatternIndex *index, const char *text);

/* TRUE where pattern n matches the text last looked at. match may be NULL. */
gboolean pattern_index_holds(PatternIndex *index, guint n, PatternMatch *match);

#endif
