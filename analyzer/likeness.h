/* likeness.h - what two replies have in common that differ in names and numbers only */

#ifndef BOUNCES_ANALYZER_LIKENESS_H
#define BOUNCES_ANALYZER_LIKENESS_H

#include <glib.h>

/* Bytes of a text that are looked at: what comes behind them is mostly the message itself. */
#define LIKENESS_TEXT_MAX 400

/* Strings are never NULL. */
typedef struct {
    char *key;    /* in lower case, with a mark for each name and number: alike have the same */
    char *sample; /* as it was said, made safe, with names of nobody (RFC 2606, RFC 5737) */
} Likeness;

/*
 * Fills likeness, which is the caller's to clear. text is normalised (smtpreply.h); recipient is
 * the address that it is about, "" where that is not known: its local part is a name, too. Names
 * of people that look like words stay.
 */
void likeness_of(const char *text, const char *recipient, Likeness *likeness);
void likeness_clear(Likeness *likeness);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Likeness, likeness_clear)

/*
 * A pattern for a rule that holds for all texts of that key: its longest run of words, or where
 * that is short, the whole of it. "" where there are hardly any letters. Owned by the caller.
 */
char *likeness_pattern(const char *key);

#endif
