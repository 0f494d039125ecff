/* time.h - points in time as Unix seconds (UTC); 0 is "not stated" */

#ifndef BOUNCES_BASE_TIME_H
#define BOUNCES_BASE_TIME_H

#include <glib.h>

/*
 * Reads a date as RFC 5322 and its forerunners write it, UTC where no zone is named; 0 where it is
 * none, or one before 1980 or after 2099.
 */
gint64 time_parse_mail(const char *text);

/* Reads a date and time as time_format writes it, or another of ISO 8601 with a zone; else 0. */
gint64 time_parse(const char *text);

/*
 * "2026-11-24T01:47:00Z" for 1795484820; "" for 0, and for what RFC 3339 has no words for. Owned by
 * the caller.
 */
char *time_format(gint64 seconds);

#define TIME_DAY (24 * 60 * 60)

/* The beginning of the UTC day, and its name: "2026-11-24", "" for 0 (owned by the caller). */
gint64 time_day(gint64 seconds);
char *time_day_name(gint64 seconds);

/*
 * Reads a day that somebody wrote on the command line: "2026-05-01", or so long before now: "7d",
 * "2w", "1y". *day is its beginning, in UTC; what lies before 1980 is 1980. FALSE where text is
 * neither.
 */
gboolean time_parse_day(const char *text, gint64 now, gint64 *day);

#endif
