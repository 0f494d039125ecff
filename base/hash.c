/* hash.c - 64 bits that stand for a text, where the texts themselves would take too much room */

#include "base/hash.h"

guint64
hash_bytes(const char *bytes, gsize length)
{
    guint64 hash = G_GUINT64_CONSTANT(14695981039346656037);

    for (gsize i = 0; i < length; i++)
        hash = (hash ^ (guchar)bytes[i]) * G_GUINT64_CONSTANT(1099511628211);
    return hash;
}
