/* csv.h - objects as lines of CSV (RFC 4180) */

#ifndef BOUNCES_RENDER_CSV_H
#define BOUNCES_RENDER_CSV_H

#include <glib.h>
#include <jansson.h>

/*
 * Appends the keys of object, and its values, as a line. Members of an object within it have its
 * key in front ("notice_from"), an array is joined by spaces, null is empty. A text that a
 * spreadsheet would take for a formula gets a ' in front.
 */
void csv_write_keys(const json_t *object, GString *out);
void csv_write_values(const json_t *object, GString *out);

#endif
