/* jsoncolumn.h - the keys of an event's JSON, for those who write and who read it */

#ifndef BOUNCES_EVENT_JSONCOLUMN_H
#define BOUNCES_EVENT_JSONCOLUMN_H

#include <glib.h>
#include <jansson.h>

/*
 * A key, where its value lies in the event, what becomes of it in each direction, and the bytes
 * that a text may have.
 */
typedef struct {
    const char *key;
    const char *label; /* "key": */
    guint label_length;
    void (*print)(GString *out, gconstpointer field);
    gboolean (*take)(const json_t *value, gsize max, gpointer field);
    const char *kind; /* what take wants, for complaints */
    gsize offset;
    gsize max;
} JsonColumn;

extern const JsonColumn json_columns[];
extern const guint json_columns_count;
extern const JsonColumn json_notice_columns[];
extern const guint json_notice_columns_count;
extern const JsonColumn json_original_columns[];
extern const guint json_original_columns_count;

/* jsonread.c: TRUE where value is of the kind and within the bounds; field is filled then. */
gboolean json_take_text(const json_t *value, gsize max, gpointer field);
gboolean json_take_status(const json_t *value, gsize max, gpointer field);
gboolean json_take_code(const json_t *value, gsize max, gpointer field);
gboolean json_take_boolean(const json_t *value, gsize max, gpointer field);
gboolean json_take_time(const json_t *value, gsize max, gpointer field);
gboolean json_take_type(const json_t *value, gsize max, gpointer field);
gboolean json_take_reason(const json_t *value, gsize max, gpointer field);
gboolean json_take_move(const json_t *value, gsize max, gpointer field);
gboolean json_take_confidence(const json_t *value, gsize max, gpointer field);
gboolean json_take_ours(const json_t *value, gsize max, gpointer field);
gboolean json_take_words(const json_t *value, gsize max, gpointer field);
gboolean json_take_schema(const json_t *value, gsize max, gpointer event);
gboolean json_take_nothing(const json_t *value, gsize max, gpointer event);

#endif
