/* jsondata.h - objects for programs: values that may not be stated, and lines of JSON */

#ifndef BOUNCES_RENDER_JSONDATA_H
#define BOUNCES_RENDER_JSONDATA_H

#include <glib.h>
#include <jansson.h>

/* New references: null for "", and for 0 seconds or no reply code. */
json_t *jsondata_text(const char *text);
json_t *jsondata_time(gint64 seconds);
json_t *jsondata_code(int reply_code);

/* Appends object as JSON in plain ASCII, without a newline. */
void jsondata_write(const json_t *object, GString *out);

#endif
