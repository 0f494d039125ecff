/* hash.h - 64 bits that stand for a text, where the texts themselves would take too much room */

#ifndef BOUNCES_BASE_HASH_H
#define BOUNCES_BASE_HASH_H

#include <glib.h>

/*
 * FNV-1a of length bytes. Who knows the texts can make others of the same hash: what depends on it
 * must not tell a stranger which texts there are.
 */
guint64 hash_bytes(const char *bytes, gsize length);

#endif
