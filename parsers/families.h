/* families.h - the kinds of notices that are written for people */

#ifndef BOUNCES_PARSERS_FAMILIES_H
#define BOUNCES_PARSERS_FAMILIES_H

#include "event/event.h"

#include <glib.h>

/* Where the words about a recipient stand when they are no SMTP reply. */
typedef enum {
    WORDS_BEHIND, /* behind the address */
    WORDS_BEFORE, /* between the words that lead the addresses in and the address */
    WORDS_AROUND, /* in the paragraph that names it */
} WordsPlace;

/*
 * One kind of notice. Words are compared as wording_at does. NULL: nothing of the kind.
 */
typedef struct {
    const char *software;
    EventType type;
    const char *opening;   /* words near the beginning of the text that only this kind has */
    const char *addresses; /* behind these recipients are named; NULL: behind the opening */
    const char *reply;     /* behind these the reply stands; NULL: behind the address */
    WordsPlace words;
    const char *returned; /* these begin the returned message; NULL: what returned_find knows */
    const char *source;   /* where the kind is known from */
} Family;

/*
 * The family whose opening stands within the first max bytes of text; of several the one that
 * comes first in the table. *behind is set behind the opening. NULL where there is none.
 */
const Family *families_find(const char *text, gsize max, const char **behind);

/* The rows of the table, one after the other; NULL behind the last. */
const Family *families_nth(gsize n);

#endif
