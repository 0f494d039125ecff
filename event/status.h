/* status.h - enhanced mail system status codes (RFC 3463) */

#ifndef BOUNCES_EVENT_STATUS_H
#define BOUNCES_EVENT_STATUS_H

#include <glib.h>

/* class 0 is "not stated"; else 2, 4 or 5. */
typedef struct {
    guint16 class;
    guint16 subject;
    guint16 detail;
} Status;

/* What a rule asks for: "5.1.1", "X.2.2" (any class), "5.7.X", "5.7.606-5.7.649". */
typedef struct {
    Status first;
    Status last;
    gboolean any_class;
} StatusRange;

/*
 * Reads the code that text begins with and sets *end past it (end may be NULL). A dotted number
 * that goes on ("5.1.1.7", an address) is not a status code.
 */
gboolean status_parse(const char *text, Status *status, const char **end);

gboolean status_is_set(Status status);
gboolean status_equal(Status a, Status b);

/* "5.1.1", or "" where it is not stated. Owned by the caller. */
char *status_to_string(Status status);

/* Reads one word of a rule's Status field; FALSE where it is none. */
gboolean status_range_parse(const char *word, StatusRange *range);
gboolean status_range_contains(const StatusRange *range, Status status);

#endif
