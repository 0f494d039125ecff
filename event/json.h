/* json.h - an event as one line of JSON (bounces-json(5)) */

#ifndef BOUNCES_EVENT_JSON_H
#define BOUNCES_EVENT_JSON_H

#include "event/event.h"

#include <glib.h>

/* The event as one JSON object without a newline; all keys are there. Owned by the caller. */
char *event_to_json(const Event *event);

#endif
