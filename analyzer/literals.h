/* literals.h - the words that every match of a pattern must contain */

#ifndef BOUNCES_ANALYZER_LITERALS_H
#define BOUNCES_ANALYZER_LITERALS_H

#include <glib.h>

#define LITERAL_LENGTH_MIN 3 /* shorter ones are in every text */
#define LITERALS_MAX 64
#define LITERALS_TEXT_MAX 2048

typedef struct {
    guint16 start; /* in the text that belongs to it */
    guint16 length;
} Literal;

/*
 * Every match of the pattern contains at least one of these, ASCII letters in any case. None
 * (count 0): nothing is known, the pattern must be tried on every text.
 */
typedef struct {
    guint count;
    Literal at[LITERALS_MAX];
    char text[LITERALS_TEXT_MAX]; /* letters lower-cased */
} Literals;

/* Reads a PCRE2 pattern. What is not surely understood gives none; never a wrong one. */
void literals_read(const char *pattern, Literals *literals);

#endif
