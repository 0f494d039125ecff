/*
 * patternindex.c - thousands of patterns held against a text, few of them tried
 *
 * Of each pattern we know literals of which every match must contain one (literals.h). A pattern
 * of which no literal is in the text cannot match, and is never compiled.
 */

#include "analyzer/patternindex.h"

#include "analyzer/bits.h"
#include "analyzer/literalindex.h"
#include "analyzer/literals.h"
#include "base/text.h"

#include <string.h>

struct PatternIndex {
    GArray *patterns; /* of Pattern */
    PatternMatcher *matcher;
    LiteralIndex *literals; /* NULL until the first look */
    guint64 *always;        /* patterns of which nothing is known */

    GString *folded; /* the text looked at, ASCII letters lower-cased */
    guint64 *hits;
    const char *text;
    gsize length;
};

static void
clear_pattern(gpointer pattern)
{
    pattern_clear(pattern);
}

PatternIndex *
pattern_index_new(guint room)
{
    PatternIndex *index = g_new0(PatternIndex, 1);

    index->patterns = g_array_sized_new(FALSE, FALSE, sizeof(Pattern), room);
    g_array_set_clear_func(index->patterns, clear_pattern);
    index->matcher = pattern_matcher_new();
    index->folded = g_string_new(NULL);
    index->text = "";
    return index;
}

/* Forgets what was made of the patterns so far. */
static void
unfile(PatternIndex *index)
{
    g_clear_pointer(&index->literals, literal_index_free);
    g_clear_pointer(&index->always, g_free);
    g_clear_pointer(&index->hits, g_free);
}

void
pattern_index_free(PatternIndex *index)
{
    if (!index)
        return;
    unfile(index);
    g_array_free(index->patterns, TRUE);
    pattern_matcher_free(index->matcher);
    g_string_free(index->folded, TRUE);
    g_free(index);
}

guint
pattern_index_add(PatternIndex *index, const char *pattern, const char *file, guint line)
{
    Pattern added = {.text = pattern, .file = file, .line = line};

    unfile(index);
    g_array_append_val(index->patterns, added);
    return index->patterns->len - 1;
}

guint
pattern_index_count(const PatternIndex *index)
{
    return index->patterns->len;
}

gboolean
pattern_index_compile(PatternIndex *index, guint n, GError **error)
{
    return pattern_compile(&g_array_index(index->patterns, Pattern, n), error);
}

const Pattern *
pattern_index_nth(const PatternIndex *index, guint n)
{
    return &g_array_index(index->patterns, Pattern, n);
}

static void
file_pattern(PatternIndex *index, guint n, Literals *found)
{
    literals_read(g_array_index(index->patterns, Pattern, n).text, found);
    if (found->count == 0)
        bits_add(index->always, n);
    for (guint i = 0; i < found->count; i++)
        literal_index_add(index->literals, found->text + found->at[i].start, found->at[i].length,
                          n);
}

static void
file_patterns(PatternIndex *index)
{
    guint count = index->patterns->len;
    g_autofree Literals *found = g_new(Literals, 1);

    index->literals = literal_index_new(count);
    index->always = bits_new(count);
    index->hits = bits_new(count);
    for (guint n = 0; n < count; n++)
        file_pattern(index, n, found);
}

/*
 * Lower-cases as PCRE2 compares: U+017F (long s) and U+212A (Kelvin sign) are the only characters
 * beyond ASCII that caseless matching takes for ASCII letters.
 */
static void
fold(GString *folded, const char *text, gsize length)
{
    gsize used = 0;

    g_string_set_size(folded, length);
    for (gsize i = 0; i < length; i++) {
        guchar c = (guchar)text[i];

        if ((guint)(c - 'A') < 26) {
            c |= 0x20;
        } else if (c == 0xC5 && (guchar)text[i + 1] == 0xBF) {
            c = 's';
            i++;
        } else if (c == 0xE2 && strncmp(text + i, "\xE2\x84\xAA", 3) == 0) {
            c = 'k';
            i += 2;
        }
        folded->str[used++] = (char)c;
    }
    g_string_set_size(folded, used);
}

const guint64 *
pattern_index_look(PatternIndex *index, const char *text)
{
    if (!index->literals)
        file_patterns(index);
    index->text = text;
    index->length = text_fitting_length(text, PATTERN_TEXT_MAX);
    fold(index->folded, text, index->length);
    memcpy(index->hits, index->always, bits_words(index->patterns->len) * sizeof(guint64));
    literal_index_look(index->literals, index->folded->str, index->folded->len, index->hits);
    return index->hits;
}

gboolean
pattern_index_holds(PatternIndex *index, guint n, PatternMatch *match)
{
    return bits_has(index->hits, n) &&
           pattern_holds(&g_array_index(index->patterns, Pattern, n), index->matcher, index->text,
                         index->length, match);
}
