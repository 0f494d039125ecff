/* json.h - an event as one line of JSON (bounces-json(5)) */

#ifndef BOUNCES_EVENT_JSON_H
#define BOUNCES_EVENT_JSON_H

#include "event/event.h"

#include <glib.h>

#define EVENT_JSON_SCHEMA 1

#define EVENT_JSON_ERROR (event_json_error_quark())
typedef enum { EVENT_JSON_ERROR_SYNTAX, EVENT_JSON_ERROR_VALUE } EventJsonError;
GQuark event_json_error_quark(void);

/* The event as one JSON object without a newline; all keys are there. Owned by the caller. */
char *event_to_json(const Event *event);

/*
 * Reads one object. Keys that are missing are not stated, but a type there must be; a missing
 * confidence is CONFIDENCE_CODE. Keys that are not ours are left alone, since a later version may
 * add some. Words that we do not have and texts longer than a notice could hold are errors, which
 * name the key. Owned by the caller.
 */
Event *event_from_json(const char *json, gsize length, GError **error);

/* Cuts every text of the event to what event_from_json takes. */
void event_cut_texts(Event *event);

#endif
