/* pattern.h - one PCRE2 pattern, compiled when it is first needed */

#ifndef BOUNCES_ANALYZER_PATTERN_H
#define BOUNCES_ANALYZER_PATTERN_H

#include <glib.h>

typedef struct {
    const char *text; /* borrowed, like file, which with line is for errors */
    const char *file;
    gpointer code; /* NULL until compiled */
    guint line;
    guint16 uses;      /* until it is worth being made machine code */
    guint16 is_broken; /* does not compile */
} Pattern;

/* What patterns that are used one after the other share: limits and room for the match. */
typedef struct PatternMatcher PatternMatcher;
PatternMatcher *pattern_matcher_new(void);
void pattern_matcher_free(PatternMatcher *matcher);

/* Compiles the pattern if that is not done; error is "FILE:LINE: what". */
gboolean pattern_compile(Pattern *pattern, GError **error);
void pattern_clear(Pattern *pattern);

/* The matched piece of a text. */
typedef struct {
    gsize start;
    gsize length;
} PatternMatch;

/*
 * TRUE where text, which is valid UTF-8, matches. A pattern that does not compile, or goes beyond
 * the limits, does not match. match may be NULL.
 */
gboolean pattern_holds(Pattern *pattern, PatternMatcher *matcher, const char *text, gsize length,
                       PatternMatch *match);

#endif
