/* autoreplyphrases.h - what automatic replies say, in the languages that a postmaster meets */

#ifndef BOUNCES_PARSERS_AUTOREPLYPHRASES_H
#define BOUNCES_PARSERS_AUTOREPLYPHRASES_H

#include <glib.h>

typedef enum {
    PHRASE_AUTOMATIC, /* this is an automatic reply */
    PHRASE_AWAY,      /* I am not here */
    PHRASE_LEFT,      /* I am no longer here, or my address is another */
    PHRASE_RECEIVED,  /* we have your message; a ticket was opened */
    PHRASE_CHALLENGE, /* prove that you are a person */
    PHRASE_BOUNCE,    /* your message was not delivered: no automatic reply */
    PHRASE_KIND_COUNT
} PhraseKind;

typedef enum {
    PLACE_SUBJECT_START = 1 << 0, /* behind "[list]" tags */
    PLACE_SUBJECT = 1 << 1,
    PLACE_TEXT = 1 << 2,
} PhrasePlace;

/* Folded, see phrase.h. */
typedef struct {
    const char *text;
    PhraseKind kind;
    int places;         /* PhrasePlace bits: where it counts */
    int subject_points; /* how much it says in a subject */
} Phrase;

extern const Phrase autoreply_phrases[];
extern const gsize autoreply_phrase_count;

#endif
