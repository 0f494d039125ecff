/* distinct.h - counting what is different, by hashes of 64 bits */

#ifndef BOUNCES_DB_DISTINCT_H
#define BOUNCES_DB_DISTINCT_H

#include <glib.h>

/* Hashes, in 11 to 22 bytes each. All zero is an empty one. */
typedef struct {
    guint64 *slots; /* 0 is free */
    guint bits;     /* as many slots as two to the power of these; 0 without slots */
    guint64 factor; /* odd; nobody outside knows which slots hashes begin to look at */
    gsize count;
    gboolean has_zero;
} Distinct;

/* Whether the hash was not there yet. */
gboolean distinct_add(Distinct *distinct, guint64 hash);
void distinct_clear(Distinct *distinct);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Distinct, distinct_clear)

#endif
