/* fields.h - the members of an event by name, for whatever stores or carries events */

#ifndef BOUNCES_EVENT_FIELDS_H
#define BOUNCES_EVENT_FIELDS_H

#include "event/event.h"

#include <glib.h>

/* Either a text or, where text is NULL, a number. */
typedef struct {
    const char *text;
    gint64 number;
} FieldValue;

typedef struct EventField EventField;

/* The fields in the order of bounces-json(5), the normalised text last. */
extern const guint event_field_count;
const EventField *event_field(guint index);

/* "reply_code"; members of the notice and the original have "notice_" and "original_" in front. */
const char *event_field_name(const EventField *field);

/*
 * The member as a text (words are joined by a space) or as a number (codes, times, and booleans as
 * 0 and 1). What had to be made for it is added to keep, which frees it; else it is the event's.
 */
FieldValue event_field_get(const EventField *field, const Event *event, GPtrArray *keep);

/* Sets the member from what event_field_get gave; FALSE where it gives nothing of the kind. */
gboolean event_field_set(const EventField *field, Event *event, FieldValue value);

gboolean event_field_is_number(const EventField *field);

/* An event with the same members. */
Event *event_copy(const Event *event);

#endif
