/* bits.h - sets of small numbers: one bit for each rule or pattern */

#ifndef BOUNCES_ANALYZER_BITS_H
#define BOUNCES_ANALYZER_BITS_H

#include <glib.h>

#define BITS_PER_WORD 64U

/* How many words a set of numbers below count takes; never 0. */
static inline gsize
bits_words(guint count)
{
    return count / BITS_PER_WORD + 1;
}

/* An empty set of numbers below count; freed with g_free. */
static inline guint64 *
bits_new(guint count)
{
    return g_new0(guint64, bits_words(count));
}

static inline void
bits_add(guint64 *bits, guint n)
{
    bits[n / BITS_PER_WORD] |= G_GUINT64_CONSTANT(1) << (n % BITS_PER_WORD);
}

static inline gboolean
bits_has(const guint64 *bits, guint n)
{
    return (bits[n / BITS_PER_WORD] >> (n % BITS_PER_WORD)) & 1;
}

/* The first number of the set that is from or more; count where there is none below count. */
static inline guint
bits_next(const guint64 *bits, guint count, guint from)
{
    while (from < count) {
        guint64 rest = bits[from / BITS_PER_WORD] >> (from % BITS_PER_WORD);

        if (rest)
            return MIN(count, from + (guint)__builtin_ctzll(rest));
        from += BITS_PER_WORD - from % BITS_PER_WORD;
    }
    return count;
}

#endif
