/* wirewrite.c - what a reader tells the writer, put in lines */

#include "event/fields.h"
#include "event/json.h"
#include "scan/wire.h"

#include <string.h>

static void
add_text(GString *out, const char *text, gsize max)
{
    gsize length = strlen(text);
    const char *stop = length > max ? g_utf8_find_prev_char(text, text + max + 1) : text + length;

    g_string_append_c(out, '\t');
    while (text < stop) {
        gsize plain = MIN(strcspn(text, "\t\n\\"), (gsize)(stop - text));

        g_string_append_len(out, text, (gssize)plain);
        text += plain;
        if (text == stop)
            break;
        g_string_append_c(out, '\\');
        g_string_append_c(out, *text == '\t' ? 't' : *text == '\n' ? 'n' : *text);
        text++;
    }
}

/* The last digit comes first; printf would take ten times as long. */
static void
add_number(GString *out, gint64 number)
{
    char digits[] = "\t-9223372036854775808";
    char *begin = digits + sizeof digits - 1;
    guint64 rest = number < 0 ? -(guint64)number : (guint64)number;

    do {
        *--begin = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    if (number < 0)
        *--begin = '-';
    *--begin = '\t';
    g_string_append(out, begin);
}

static void
write_one_text(GString *out, WireKind kind, const char *text)
{
    g_string_append(out, wire_names[kind]);
    add_text(out, text, WIRE_TEXT_MAX);
    g_string_append_c(out, '\n');
}

void
wire_write_hello(GString *out)
{
    g_string_append(out, wire_names[WIRE_HELLO]);
    add_number(out, WIRE_VERSION);
    g_string_append_c(out, '\n');
}

void
wire_write_event(GString *out, Event *event)
{
    g_autoptr(GPtrArray) keep = g_ptr_array_new_with_free_func(g_free);

    event_cut_texts(event);
    g_string_append(out, wire_names[WIRE_EVENT]);
    for (guint i = 0; i < event_field_count; i++) {
        FieldValue value = event_field_get(event_field(i), event, keep);

        if (value.text)
            add_text(out, value.text, WIRE_TEXT_MAX);
        else
            add_number(out, value.number);
    }
    g_string_append_c(out, '\n');
}

void
wire_write_plain(GString *out, const char *folder, gint64 day, gint64 count)
{
    g_string_append(out, wire_names[WIRE_PLAIN]);
    add_text(out, folder, WIRE_TEXT_MAX);
    add_number(out, day);
    add_number(out, count);
    g_string_append_c(out, '\n');
}

static void
add_place(GString *out, const WirePlace *place)
{
    add_text(out, place->folder, WIRE_TEXT_MAX);
    add_text(out, place->place, WIRE_PLACE_MAX);
}

void
wire_write_begin(GString *out, const WirePlace *place, const char *source)
{
    g_string_append(out, wire_names[WIRE_BEGIN]);
    add_place(out, place);
    add_text(out, source, WIRE_TEXT_MAX);
    g_string_append_c(out, '\n');
}

void
wire_write_position(GString *out, const WirePlace *place, gboolean lasts, const WireWork *work)
{
    g_string_append(out, wire_names[WIRE_POSITION]);
    add_place(out, place);
    add_number(out, lasts);
    add_number(out, work->messages);
    add_number(out, work->notices);
    add_number(out, work->bytes);
    g_string_append_c(out, '\n');
}

void
wire_write_ask(GString *out, const char *folder)
{
    write_one_text(out, WIRE_ASK, folder);
}

void
wire_write_wait(GString *out)
{
    write_one_text(out, WIRE_WAIT, "");
}

void
wire_write_ahead(GString *out, gint64 count)
{
    g_string_append(out, wire_names[WIRE_AHEAD]);
    add_number(out, count);
    g_string_append_c(out, '\n');
}

void
wire_write_lost(GString *out, const char *what)
{
    write_one_text(out, WIRE_LOST, what);
}

void
wire_write_trouble(GString *out, const char *what)
{
    write_one_text(out, WIRE_TROUBLE, what);
}

void
wire_write_remark(GString *out, const char *what)
{
    write_one_text(out, WIRE_REMARK, what);
}

void
wire_write_end(GString *out)
{
    write_one_text(out, WIRE_END, "");
}
