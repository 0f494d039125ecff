/* distinct.c - counting what is different, by hashes of 64 bits */

#include "db/distinct.h"

#include <string.h>

#define BITS_MIN 8

/*
 * Multiplicative hashing. Hashes are of what strangers write, and by a factor of its own each
 * process puts them into other slots.
 */
static gsize
first_place(const Distinct *distinct, guint64 hash)
{
    return (gsize)((hash * distinct->factor) >> (64 - distinct->bits));
}

static gsize
next_place(const Distinct *distinct, gsize place)
{
    return (place + 1) & (((gsize)1 << distinct->bits) - 1);
}

/* Puts what is in that slot where it belongs, and likewise what was there. */
static void
settle(Distinct *distinct, gsize from, guint8 *is_settled)
{
    guint64 hash = distinct->slots[from];

    distinct->slots[from] = 0;
    while (hash) {
        gsize place = first_place(distinct, hash);
        guint64 driven_out;

        while (is_settled[place])
            place = next_place(distinct, place);
        driven_out = distinct->slots[place];
        distinct->slots[place] = hash;
        is_settled[place] = TRUE;
        hash = driven_out;
    }
}

/* In place: beside the old slots, the new ones would take half as much memory again. */
static void
grow(Distinct *distinct)
{
    gsize old = distinct->bits ? (gsize)1 << distinct->bits : 0;
    gsize size = old ? 2 * old : (gsize)1 << BITS_MIN;
    g_autofree guint8 *is_settled = g_new0(guint8, size);

    if (!distinct->factor)
        distinct->factor = ((guint64)g_random_int() << 32 | g_random_int()) | 1;
    distinct->bits = old ? distinct->bits + 1 : BITS_MIN;
    distinct->slots = g_renew(guint64, distinct->slots, size);
    memset(distinct->slots + old, 0, (size - old) * sizeof *distinct->slots);
    for (gsize i = 0; i < old; i++)
        if (!is_settled[i])
            settle(distinct, i, is_settled);
}

static gboolean
add_zero(Distinct *distinct)
{
    gboolean is_new = !distinct->has_zero;

    distinct->has_zero = TRUE;
    distinct->count += is_new ? 1 : 0;
    return is_new;
}

/* Three quarters of the slots are taken at most: with more, each look goes past many. */
gboolean
distinct_add(Distinct *distinct, guint64 hash)
{
    gsize place;

    if (!hash)
        return add_zero(distinct);
    if (!distinct->slots || distinct->count >= (gsize)3 << (distinct->bits - 2))
        grow(distinct);
    place = first_place(distinct, hash);
    while (distinct->slots[place] && distinct->slots[place] != hash)
        place = next_place(distinct, place);
    if (distinct->slots[place])
        return FALSE;
    distinct->slots[place] = hash;
    distinct->count++;
    return TRUE;
}

void
distinct_clear(Distinct *distinct)
{
    g_clear_pointer(&distinct->slots, g_free);
    *distinct = (Distinct){0};
}
