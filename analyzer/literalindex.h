/* literalindex.h - finds which of thousands of literals are in a text, reading it once */

#ifndef BOUNCES_ANALYZER_LITERALINDEX_H
#define BOUNCES_ANALYZER_LITERALINDEX_H

#include <glib.h>

typedef struct LiteralIndex LiteralIndex;

/* With room for about so many literals. */
LiteralIndex *literal_index_new(guint room);
void literal_index_free(LiteralIndex *index);

/* Adds a literal (copied) of 3 to 65535 bytes; only before the first look. */
void literal_index_add(LiteralIndex *index, const char *literal, gsize length, guint owner);

/*
 * Adds the owner of each literal that is in text to owners, a set (bits.h). Bytes are compared as
 * they are. text[length] must be NUL.
 */
void literal_index_look(LiteralIndex *index, const char *text, gsize length, guint64 *owners);

#endif
