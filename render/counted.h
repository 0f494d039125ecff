/* counted.h - numbers with their noun, in the reader's language (gettext) */

#ifndef BOUNCES_RENDER_COUNTED_H
#define BOUNCES_RENDER_COUNTED_H

#include <glib.h>

/* Both forms of a noun with its number; %s stands for that. */
typedef struct {
    const char *one;
    const char *many;
} Counted;

#define NP_(one, many)                                                                             \
    {                                                                                              \
        one, many                                                                                  \
    }

/* "12 complaints". Owned by the caller. */
char *counted(Counted words, gint64 count);

/* The same, "" for none. */
char *counted_if_any(Counted words, gint64 count);

#endif
