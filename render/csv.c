/* csv.c - objects as lines of CSV (RFC 4180) */

#include "render/csv.h"

#include "base/autoptrs.h"
#include "event/json.h"
#include "render/render.h"

#include <string.h>

/* RFC 4180, section 2, asks for CRLF. */
#define LINE_END "\r\n"

/* What spreadsheets evaluate when a cell begins with it, be it quoted. */
#define FORMULA "=+-@\t\r"

static void
add_text(GString *out, const char *text)
{
    gboolean quoted = strpbrk(text, ",\"\r\n") != NULL;

    if (quoted)
        g_string_append_c(out, '"');
    if (*text && strchr(FORMULA, *text))
        g_string_append_c(out, '\'');
    for (; *text; text++) {
        if (*text == '"')
            g_string_append_c(out, '"');
        g_string_append_c(out, *text);
    }
    if (quoted)
        g_string_append_c(out, '"');
}

static void
add_array(GString *out, const json_t *array)
{
    g_autoptr(GString) words = g_string_new("");

    for (gsize i = 0; i < json_array_size(array); i++) {
        const json_t *item = json_array_get(array, i);

        if (words->len)
            g_string_append_c(words, ' ');
        if (json_is_integer(item))
            g_string_append_printf(words, "%" JSON_INTEGER_FORMAT, json_integer_value(item));
        else
            g_string_append(words, json_string_value(item));
    }
    add_text(out, words->str);
}

static void
add_value(GString *out, const json_t *value)
{
    if (json_is_string(value))
        add_text(out, json_string_value(value));
    else if (json_is_integer(value))
        g_string_append_printf(out, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
    else if (json_is_boolean(value))
        g_string_append(out, json_is_true(value) ? "true" : "false");
    else if (json_is_array(value))
        add_array(out, value);
}

typedef void (*CellFunc)(GString *out, const char *prefix, const char *key, const json_t *value);

static void
add_key_cell(GString *out, const char *prefix, const char *key, const json_t *value G_GNUC_UNUSED)
{
    g_string_append_printf(out, "%s%s%s", prefix, *prefix ? "_" : "", key);
}

static void
add_value_cell(GString *out, const char *prefix G_GNUC_UNUSED, const char *key G_GNUC_UNUSED,
               const json_t *value)
{
    add_value(out, value);
}

/* jansson keeps the order in which members were set, and wants objects that it may change. */
static void
add_cells(GString *out, const char *prefix, const json_t *object, CellFunc add)
{
    json_t *members = (json_t *)(gsize)object;
    const char *separator = "";
    const char *key;
    json_t *value;

    json_object_foreach(members, key, value)
    {
        g_string_append(out, separator);
        if (json_is_object(value))
            add_cells(out, key, value, add);
        else
            add(out, prefix, key, value);
        separator = ",";
    }
}

void
csv_write_keys(const json_t *object, GString *out)
{
    add_cells(out, "", object, add_key_cell);
    g_string_append(out, LINE_END);
}

void
csv_write_values(const json_t *object, GString *out)
{
    add_cells(out, "", object, add_value_cell);
    g_string_append(out, LINE_END);
}

/* Events have the cells that their JSON has keys. */
static json_t *
event_object(const Event *event)
{
    g_autofree char *json = event_to_json(event);

    return json_loads(json, 0, NULL);
}

void
csv_begin(GString *out)
{
    g_autoptr(Event) nothing = event_new();
    g_autoptr(json_t) object = event_object(nothing);

    csv_write_keys(object, out);
}

void
csv_message(const GPtrArray *events, const RenderStyle *style G_GNUC_UNUSED, GString *out)
{
    for (guint i = 0; i < events->len; i++) {
        g_autoptr(json_t) object = event_object(g_ptr_array_index(events, i));

        if (object)
            csv_write_values(object, out);
    }
}
