/* jsonread.c - an event out of its JSON (bounces-json(5)), whoever wrote that */

#include "event/json.h"

#include "base/autoptrs.h"
#include "base/text.h"
#include "base/time.h"
#include "event/jsoncolumn.h"

#include <glib/gi18n.h>
#include <string.h>

/* What rules look at of a text; see PATTERN_TEXT_MAX. */
#define TEXT_MAX (16 * 1024)

/* More of them no notice has. */
#define WORDS_MAX 64

GQuark
event_json_error_quark(void)
{
    return g_quark_from_static_string("bounces-event-json-error");
}

/* One function for each kind of value. */

gboolean
json_take_text(const json_t *value, gsize max, gpointer field)
{
    char **place = field;

    if (!json_is_string(value) || json_string_length(value) > max)
        return FALSE;
    g_free(*place);
    *place = g_strdup(json_string_value(value));
    return TRUE;
}

gboolean
json_take_status(const json_t *value, gsize max G_GNUC_UNUSED, gpointer field)
{
    const char *text = json_string_value(value);
    const char *end;

    return text && status_parse(text, field, &end) && !*end;
}

gboolean
json_take_code(const json_t *value, gsize max G_GNUC_UNUSED, gpointer field)
{
    json_int_t code = json_integer_value(value); /* 0 where it is none */

    *(int *)field = (int)code;
    return code >= 200 && code < 600; /* RFC 5321 section 4.2 */
}

gboolean
json_take_boolean(const json_t *value, gsize max G_GNUC_UNUSED, gpointer field)
{
    *(gboolean *)field = json_is_true(value);
    return json_is_boolean(value);
}

gboolean
json_take_time(const json_t *value, gsize max G_GNUC_UNUSED, gpointer field)
{
    const char *text = json_string_value(value);

    *(gint64 *)field = text ? time_parse(text) : 0;
    return *(gint64 *)field != 0;
}

gboolean
json_take_type(const json_t *value, gsize max G_GNUC_UNUSED, gpointer field)
{
    return json_is_string(value) && event_type_from_name(json_string_value(value), field);
}

gboolean
json_take_reason(const json_t *value, gsize max G_GNUC_UNUSED, gpointer field)
{
    return json_is_string(value) && reason_from_name(json_string_value(value), field);
}

gboolean
json_take_confidence(const json_t *value, gsize max G_GNUC_UNUSED, gpointer field)
{
    return json_is_string(value) && confidence_from_name(json_string_value(value), field);
}

gboolean
json_take_ours(const json_t *value, gsize max G_GNUC_UNUSED, gpointer field)
{
    return json_is_string(value) && ours_from_name(json_string_value(value), field);
}

gboolean
json_take_move(const json_t *value, gsize max G_GNUC_UNUSED, gpointer field)
{
    Move *moves = field;

    *moves = MOVE_NONE;
    for (gsize i = 0; i < json_array_size(value); i++) {
        const char *name = json_string_value(json_array_get(value, i));
        Move one;

        if (!name || !move_from_name(name, &one))
            return FALSE;
        *moves |= one;
    }
    return json_is_array(value);
}

gboolean
json_take_words(const json_t *value, gsize max, gpointer field)
{
    char ***place = field;
    gsize count = json_array_size(value);
    g_auto(GStrv) words = g_new0(char *, MIN(count, WORDS_MAX) + 1);

    if (!json_is_array(value) || count > WORDS_MAX)
        return FALSE;
    for (gsize i = 0; i < count; i++)
        if (!json_take_text(json_array_get(value, i), max, &words[i]))
            return FALSE;
    g_strfreev(*place);
    *place = g_steal_pointer(&words);
    return TRUE;
}

gboolean
json_take_schema(const json_t *value, gsize max G_GNUC_UNUSED, gpointer event G_GNUC_UNUSED)
{
    return json_integer_value(value) == EVENT_JSON_SCHEMA;
}

/* What is within the object is taken by columns of its own. */
gboolean
json_take_nothing(const json_t *value, gsize max G_GNUC_UNUSED, gpointer event G_GNUC_UNUSED)
{
    return json_is_object(value);
}

/* The event as a whole. */

static gboolean
fail_value(const char *prefix, const JsonColumn *column, const json_t *value, GError **error)
{
    g_autofree char *key = g_strconcat(prefix, column->key, NULL);
    g_autofree char *max = g_strdup_printf("%" G_GSIZE_FORMAT, column->max);

    if (column->max && json_string_length(value) > column->max)
        g_set_error(error, EVENT_JSON_ERROR, EVENT_JSON_ERROR_VALUE,
                    _("\"%s\" has more than %s bytes"), key, max);
    else
        g_set_error(error, EVENT_JSON_ERROR, EVENT_JSON_ERROR_VALUE, _("\"%s\" is not %s"), key,
                    _(column->kind));
    return FALSE;
}

/* prefix tells where the object stands: "", "notice." */
static gboolean
take_columns(const json_t *object, const char *prefix, const JsonColumn *column, guint count,
             Event *event, GError **error)
{
    for (; count; count--, column++) {
        const json_t *value = json_object_get(object, column->key);

        if (value && !json_is_null(value) &&
            !column->take(value, column->max, (char *)event + column->offset))
            return fail_value(prefix, column, value, error);
    }
    return TRUE;
}

/* Who does not say that he guessed did not. */
static gboolean
take_all(const json_t *object, Event *event, GError **error)
{
    event->confidence = CONFIDENCE_CODE;
    if (!json_is_string(json_object_get(object, "type"))) {
        g_set_error_literal(error, EVENT_JSON_ERROR, EVENT_JSON_ERROR_VALUE,
                            _("is not an event: an object with a \"type\""));
        return FALSE;
    }
    return take_columns(object, "", json_columns, json_columns_count, event, error) &&
           take_columns(json_object_get(object, "notice"), "notice.", json_notice_columns,
                        json_notice_columns_count, event, error) &&
           take_columns(json_object_get(object, "original"), "original.", json_original_columns,
                        json_original_columns_count, event, error);
}

Event *
event_from_json(const char *json, gsize length, GError **error)
{
    json_error_t fault;
    g_autoptr(Event) event = event_new();
    g_autoptr(json_t) object = json_loadb(json, length, JSON_REJECT_DUPLICATES, &fault);

    if (object)
        return take_all(object, event, error) ? g_steal_pointer(&event) : NULL;
    g_set_error(error, EVENT_JSON_ERROR, EVENT_JSON_ERROR_SYNTAX, _("is not JSON: %s, column %d"),
                fault.text, fault.column);
    return NULL;
}

static void
cut_text(char *text, gsize max)
{
    text[text_fitting_length(text, max)] = '\0';
}

static void
cut_columns(const JsonColumn *column, guint count, Event *event)
{
    for (; count; count--, column++)
        if (column->take == json_take_text)
            cut_text(G_STRUCT_MEMBER(char *, event, column->offset), column->max);
}

void
event_cut_texts(Event *event)
{
    cut_columns(json_columns, json_columns_count, event);
    cut_columns(json_notice_columns, json_notice_columns_count, event);
    cut_columns(json_original_columns, json_original_columns_count, event);
    cut_text(event->text, TEXT_MAX);
}
