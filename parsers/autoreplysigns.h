/* autoreplysigns.h - what tells an automatic reply from the mail of a person */

#ifndef BOUNCES_PARSERS_AUTOREPLYSIGNS_H
#define BOUNCES_PARSERS_AUTOREPLYSIGNS_H

#include "parsers/autoreplyphrases.h"
#include "parsers/mime.h"

#include <glib.h>

/* What was found, and how much it says together. */
typedef struct {
    int points;        /* for an automatic reply; what people and lists write counts against it */
    gboolean machine;  /* something that the mail program of a person does not write */
    gboolean made;     /* the subject, or how it came about, is that of an automatic reply */
    gboolean certain;  /* a header field says that it is an automatic reply */
    gboolean list;     /* it came over a mailing list, or is a newsletter */
    gboolean answers;  /* it refers to another message */
    gboolean titled;   /* the subject begins as those of automatic replies do */
    gboolean declared; /* the subject says that it is automatic, and nothing else */
    gboolean ticket;   /* a ticket system wrote it */
    gboolean in_subject[PHRASE_KIND_COUNT];
    gboolean in_text[PHRASE_KIND_COUNT];
} Signs;

/* Weighs what is in the header of mail. */
Signs signs_read(const Mail *mail);

/* The part of it that is about other fields than Subject; for signs_read alone. */
void signs_read_headers(const Mail *mail, Signs *signs);

/* Whether that is enough for the text to decide; of a person's mail it is not even looked at. */
gboolean signs_want_text(const Signs *signs);

/* Weighs the beginning of the text, folded (phrase.h), too. */
void signs_read_text(const char *opening, Signs *signs);

/* Whether they are enough to call it an automatic reply. */
gboolean signs_suffice(const Signs *signs);

#endif
