/* time.h - points in time as Unix seconds (UTC); 0 is "not stated" */

#ifndef BOUNCES_BASE_TIME_H
#define BOUNCES_BASE_TIME_H

#include <glib.h>

/*
 * Reads a date as RFC 5322 and its forerunners write it, UTC where no zone is named; 0 where it is
 * none, or one before 1980 or after 2099.
 */
gint64 time_parse_mail(const char *text);

/* "2026-11-24T01:47:00Z" for 1795484820, "" for 0. Owned by the caller. */
char *time_format(gint64 seconds);

#endif
