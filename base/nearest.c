/* nearest.c - the word that a misspelt one was perhaps meant to be */

#include "base/nearest.h"

#include <string.h>

#define WORD_MAX 32 /* no word of ours is longer */

/* Levenshtein's distance of a and b, both at most WORD_MAX long; letters in any case. */
static guint
distance(const char *a, const char *b)
{
    guint row[WORD_MAX + 1];
    guint b_length = (guint)strlen(b);

    for (guint j = 0; j <= b_length; j++)
        row[j] = j;
    for (guint i = 1; *a; a++, i++) {
        guint diagonal = row[0];

        row[0] = i;
        for (guint j = 1; j <= b_length; j++) {
            guint changed = diagonal + (g_ascii_tolower(*a) != g_ascii_tolower(b[j - 1]));

            diagonal = row[j];
            row[j] = MIN(changed, MIN(row[j], row[j - 1]) + 1);
        }
    }
    return row[b_length];
}

const char *
nearest_word(const char *word, const char *const *words)
{
    const char *nearest = NULL;
    guint best = ((guint)strlen(word) + 1) / 3; /* with more differences it is another word */

    if (strlen(word) > WORD_MAX)
        return NULL;
    for (; *words; words++) {
        guint apart = strlen(*words) > WORD_MAX ? G_MAXUINT : distance(word, *words);

        if (apart <= best && (!nearest || apart < best)) {
            nearest = *words;
            best = apart;
        }
    }
    return nearest;
}
