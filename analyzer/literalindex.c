/*
 * literalindex.c - finds which of thousands of literals are in a text, reading it once
 *
 * Each literal is filed under a window of four of its bytes, the one that the fewest literals
 * share; a text is read window by window, and only where one is on file is the whole literal
 * compared. Literals of three bytes ("spf", "rbl") have a window of three.
 */

#include "analyzer/literalindex.h"

#include "analyzer/bits.h"

#include <string.h>

#define WINDOW_MIN 3
#define WINDOW_MAX 4
#define HASH_BITS 16  /* of hashes: 8 KB, which stays in the first-level cache */
#define COUNT_BITS 13 /* of counts, which need not be exact */
#define NONE G_MAXUINT32

typedef struct {
    guint32 start; /* in text */
    guint16 length;
    guint16 window; /* where in the literal its window begins */
    guint32 owner;
    guint32 next; /* literal in the same bucket, or NONE */
} Filed;

struct LiteralIndex {
    GString *text; /* all literals, one behind the other */
    GArray *filed; /* of Filed */
    guint32 *buckets;
    guint bucket_bits;
    guint64 *hashes; /* those of the windows on file */
};

LiteralIndex *
literal_index_new(guint room)
{
    LiteralIndex *index = g_new0(LiteralIndex, 1);

    index->text = g_string_new(NULL);
    index->filed = g_array_sized_new(FALSE, FALSE, sizeof(Filed), room);
    return index;
}

void
literal_index_free(LiteralIndex *index)
{
    if (!index)
        return;
    g_string_free(index->text, TRUE);
    g_array_free(index->filed, TRUE);
    g_free(index->buckets);
    g_free(index->hashes);
    g_free(index);
}

void
literal_index_add(LiteralIndex *index, const char *literal, gsize length, guint owner)
{
    Filed filed = {(guint32)index->text->len, (guint16)length, 0, owner, NONE};

    g_return_if_fail(length >= WINDOW_MIN && length <= G_MAXUINT16 && !index->buckets);
    g_string_append_len(index->text, literal, (gssize)length);
    g_array_append_val(index->filed, filed);
}

/* Fibonacci hashing (Knuth, 6.4): the upper bits are the well mixed ones. */
static inline guint32
hash_bytes(guint32 bytes)
{
    return bytes * 2654435769U;
}

static guint32
hash_window(const char *at, guint window)
{
    guint32 bytes = 0;

    while (window--)
        bytes = bytes << 8 | (guchar)*at++;
    return hash_bytes(bytes);
}

static guint
window_of(const Filed *filed)
{
    return MIN(filed->length, WINDOW_MAX);
}

static guint16 *
count_of(guint16 *counts, const char *at, guint window)
{
    return &counts[hash_window(at, window) >> (32 - COUNT_BITS)];
}

static void
count_windows(const LiteralIndex *index, guint16 *counts)
{
    for (guint i = 0; i < index->filed->len; i++) {
        const Filed *filed = &g_array_index(index->filed, Filed, i);
        const char *literal = index->text->str + filed->start;
        guint window = window_of(filed);

        for (guint at = 0; at + window <= filed->length; at++) {
            guint16 *count = count_of(counts, literal + at, window);

            *count = (guint16)(*count + (*count < G_MAXUINT16));
        }
    }
}

/* Puts a literal under that of its windows that the fewest literals share. */
static void
file_literal(LiteralIndex *index, guint32 n, guint16 *counts)
{
    Filed *filed = &g_array_index(index->filed, Filed, n);
    const char *literal = index->text->str + filed->start;
    guint window = window_of(filed);
    guint rarest = G_MAXUINT;
    guint32 hash;
    guint32 *bucket;

    for (guint at = 0; at + window <= filed->length; at++) {
        guint16 count = *count_of(counts, literal + at, window);

        if (count < rarest) {
            rarest = count;
            filed->window = (guint16)at;
        }
    }

    hash = hash_window(literal + filed->window, window);
    bits_add(index->hashes, hash >> (32 - HASH_BITS));
    bucket = &index->buckets[hash >> (32 - index->bucket_bits)];
    filed->next = *bucket;
    *bucket = n;
}

/* Files all that were added. */
static void
file_literals(LiteralIndex *index)
{
    g_autofree guint16 *counts = g_new0(guint16, 1 << COUNT_BITS);

    index->hashes = bits_new(1 << HASH_BITS);
    index->bucket_bits = MAX(g_bit_storage(index->filed->len), 4);
    index->buckets = g_new(guint32, (gsize)1 << index->bucket_bits);
    memset(index->buckets, 0xFF, sizeof(guint32) << index->bucket_bits); /* NONE everywhere */
    count_windows(index, counts);
    for (guint32 n = 0; n < index->filed->len; n++)
        file_literal(index, n, counts);
}

/* A text that is looked at, and the set that gets the owners of what is in it. */
typedef struct {
    const char *text;
    gsize length;
    guint64 *owners;
} Look;

/* Compares the literals on file for the window at position. */
static void
compare_literals(const LiteralIndex *index, guint32 hash, gsize position, const Look *look)
{
    guint32 n = index->buckets[hash >> (32 - index->bucket_bits)];

    while (n != NONE) {
        const Filed *filed = &g_array_index(index->filed, Filed, n);
        gsize start = position - filed->window;

        if (position >= filed->window && start + filed->length <= look->length &&
            memcmp(look->text + start, index->text->str + filed->start, filed->length) == 0)
            bits_add(look->owners, filed->owner);
        n = filed->next;
    }
}

static inline void
look_for(const LiteralIndex *index, guint32 bytes, gsize position, const Look *look)
{
    guint32 hash = hash_bytes(bytes);

    if (bits_has(index->hashes, hash >> (32 - HASH_BITS)))
        compare_literals(index, hash, position, look);
}

/* The last window of four takes in the NUL behind the text, and is not on file. */
void
literal_index_look(LiteralIndex *index, const char *text, gsize length, guint64 *owners)
{
    const Look look = {text, length, owners};
    guint32 bytes = 0;

    if (!index->buckets)
        file_literals(index);
    for (gsize end = 0; end <= length; end++) {
        bytes = bytes << 8 | (guchar)text[end];
        if (end + 1 < WINDOW_MAX)
            continue;
        look_for(index, bytes, end + 1 - WINDOW_MAX, &look);
        look_for(index, bytes >> 8, end + 1 - WINDOW_MAX, &look);
    }
}
