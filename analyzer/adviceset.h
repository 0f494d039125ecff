/* adviceset.h - the advices from within; for advice.c and advicetext.c */

#ifndef BOUNCES_ANALYZER_ADVICESET_H
#define BOUNCES_ANALYZER_ADVICESET_H

#include "analyzer/advice.h"

#include <glib.h>

#define PLACEHOLDER_COUNT 6

struct Advice {
    char *key;
    Move move;
    AddressAdvice address;
    gboolean has_address;
    gboolean is_translated;
    const char *title;
    GPtrArray *steps; /* of const char * */
};

struct Advices {
    GStringChunk *strings;
    GPtrArray *all; /* of Advice, in the order of the reference */
    GHashTable *by_key;
    const char *otherwise[PLACEHOLDER_COUNT];
};

/* The number of the placeholder that name (not ending in NUL) names, or PLACEHOLDER_COUNT. */
guint advice_placeholder(const char *name, gsize length);

#endif
