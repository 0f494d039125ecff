/* pattern.c - one PCRE2 pattern, compiled when it is first needed */

#define PCRE2_CODE_UNIT_WIDTH 8

#include "analyzer/pattern.h"

#include "analyzer/rulefile.h"

#include <pcre2.h>

/* Rules of good will need a hundredth of this on a text of full length. */
#define MATCH_LIMIT 100000
#define DEPTH_LIMIT 10000
#define HEAP_LIMIT_KIB 4096

#define USES_BEFORE_JIT 64

struct PatternMatcher {
    pcre2_match_context *limits;
    pcre2_match_data *match; /* of one pair: where the whole match lies */
};

PatternMatcher *
pattern_matcher_new(void)
{
    PatternMatcher *matcher = g_new0(PatternMatcher, 1);

    matcher->limits = pcre2_match_context_create(NULL);
    matcher->match = pcre2_match_data_create(1, NULL);
    if (!matcher->limits || !matcher->match)
        g_error("out of memory"); /* as GLib does */
    pcre2_set_match_limit(matcher->limits, MATCH_LIMIT);
    pcre2_set_depth_limit(matcher->limits, DEPTH_LIMIT);
    pcre2_set_heap_limit(matcher->limits, HEAP_LIMIT_KIB);
    return matcher;
}

void
pattern_matcher_free(PatternMatcher *matcher)
{
    if (!matcher)
        return;
    pcre2_match_data_free(matcher->match);
    pcre2_match_context_free(matcher->limits);
    g_free(matcher);
}

static gboolean
fail_to_compile(const Pattern *pattern, int code, PCRE2_SIZE offset, GError **error)
{
    PCRE2_UCHAR message[256];

    pcre2_get_error_message(code, message, sizeof message);
    return rulefile_fail(error, RULE_ERROR_PATTERN, pattern->file, pattern->line,
                         "\"%s\" is no pattern: %s at character %" G_GSIZE_FORMAT, pattern->text,
                         (const char *)message, (gsize)offset + 1);
}

gboolean
pattern_compile(Pattern *pattern, GError **error)
{
    PCRE2_SIZE offset = 0;
    int code = 0;

    if (pattern->code)
        return TRUE;
    pattern->code =
        pcre2_compile((PCRE2_SPTR)pattern->text, PCRE2_ZERO_TERMINATED,
                      PCRE2_UTF | PCRE2_CASELESS | PCRE2_NEVER_BACKSLASH_C, &code, &offset, NULL);
    pattern->is_broken = !pattern->code;
    if (pattern->is_broken)
        return fail_to_compile(pattern, code, offset, error);
    return TRUE;
}

void
pattern_clear(Pattern *pattern)
{
    pcre2_code_free(pattern->code);
    pattern->code = NULL;
}

/*
 * Machine code costs as much as some hundred uses of the pattern without it. Where memory may not
 * be executable there is none, and the pattern goes on being interpreted.
 */
static void
count_use(Pattern *pattern)
{
    if (pattern->uses < USES_BEFORE_JIT && ++pattern->uses == USES_BEFORE_JIT)
        pcre2_jit_compile(pattern->code, PCRE2_JIT_COMPLETE);
}

/* What machine code has no room for is interpreted, so that both come to the same verdict. */
static gboolean
matches(const Pattern *pattern, const PatternMatcher *matcher, const char *text, gsize length)
{
    int found = pcre2_match(pattern->code, (PCRE2_SPTR)text, length, 0, PCRE2_NO_UTF_CHECK,
                            matcher->match, matcher->limits);

    if (found == PCRE2_ERROR_JIT_STACKLIMIT)
        found = pcre2_match(pattern->code, (PCRE2_SPTR)text, length, 0,
                            PCRE2_NO_UTF_CHECK | PCRE2_NO_JIT, matcher->match, matcher->limits);
    return found >= 0;
}

gboolean
pattern_holds(Pattern *pattern, PatternMatcher *matcher, const char *text, gsize length,
              PatternMatch *match)
{
    const PCRE2_SIZE *pair = pcre2_get_ovector_pointer(matcher->match);

    if (pattern->is_broken || !pattern_compile(pattern, NULL))
        return FALSE;
    count_use(pattern);
    if (!matches(pattern, matcher, text, length))
        return FALSE;
    if (match) {
        match->start = pair[0];
        match->length = pair[1] > pair[0] ? pair[1] - pair[0] : 0; /* \K may turn them round */
    }
    return TRUE;
}
