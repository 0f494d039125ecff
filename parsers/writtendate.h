/* writtendate.h - days as people write them: "7 December", "7/12/26", "le 7 déc. 2026" */

#ifndef BOUNCES_PARSERS_WRITTENDATE_H
#define BOUNCES_PARSERS_WRITTENDATE_H

#include <glib.h>

/* When and by whose habits a text was written. */
typedef struct {
    GDate day;            /* invalid where it is not known */
    gboolean month_first; /* by the time zone from where people write 12/7 for 7 December */
} Writing;

/* Reads a Date field (RFC 5322). */
Writing writing_from_header(const char *date);

/*
 * Reads the day that text, which is folded (phrase.h), begins with, in French, English, German,
 * Spanish, Italian, Dutch or Portuguese words or in numbers. Without a year it is the first such
 * day on or after that of writing. FALSE where there is none, or none of the calendar.
 */
gboolean writtendate_read(const char *text, const Writing *writing, GDate *date);

/* Skips blanks and one word like "the", "of", "de" between the parts of a date. */
const char *writtendate_skip_joint(const char *text);

/* Whether text begins with the name of a month. */
gboolean writtendate_at_month(const char *text);

#endif
