/* wire.c - what a reader and the writer say to each other: lines of fields, tabs between them */

#include "scan/wire.h"

#include "base/text.h"
#include "event/fields.h"

#include <string.h>

/*
 * JSON would do as well, but for reading it: jansson took as long for that as SQLite takes to write
 * the event down.
 */

#define COUNT_MAX G_GINT64_CONSTANT(1000000000000)
#define FIELDS_MAX 64

GQuark
wire_error_quark(void)
{
    return g_quark_from_static_string("bounces-wire-error");
}

void
wire_place_set(WirePlace *to, const char *folder, const char *place)
{
    WirePlace old = *to;

    to->folder = g_strdup(folder);
    to->place = g_strdup(place);
    wire_place_clear(&old);
}

void
wire_place_clear(WirePlace *place)
{
    g_clear_pointer(&place->folder, g_free);
    g_clear_pointer(&place->place, g_free);
}

void
wire_line_free(WireLine *line)
{
    if (!line)
        return;
    event_free(line->event);
    wire_place_clear(&line->place);
    g_free(line->what);
    g_free(line);
}

/* Reading. Each taker has as many fields as its row in kinds[] says. */

static gboolean
take_text(const char *field, gsize max, char **text)
{
    g_free(*text);
    *text = g_strdup(field);
    return strlen(field) <= max;
}

static gboolean
take_number(const char *field, gint64 *number)
{
    return g_ascii_string_to_signed(field, 10, 0, COUNT_MAX, number, NULL);
}

static gboolean
take_hello(char **fields, WireLine *line G_GNUC_UNUSED)
{
    gint64 version;

    return take_number(fields[0], &version) && version == WIRE_VERSION;
}

static gboolean
take_event_field(const EventField *field, const char *text, Event *event)
{
    FieldValue value = {.text = text};

    if (event_field_is_number(field)) {
        value.text = NULL;
        if (!g_ascii_string_to_signed(text, 10, -COUNT_MAX, COUNT_MAX, &value.number, NULL))
            return FALSE;
    }
    return event_field_set(field, event, value);
}

static gboolean
take_event(char **fields, WireLine *line)
{
    line->event = event_new_blank();
    for (guint i = 0; i < event_field_count; i++)
        if (strlen(fields[i]) > WIRE_TEXT_MAX ||
            !take_event_field(event_field(i), fields[i], line->event))
            return FALSE;
    return TRUE;
}

static gboolean
take_folder(char **fields, WireLine *line)
{
    return take_text(fields[0], WIRE_TEXT_MAX, &line->place.folder);
}

static gboolean
take_plain(char **fields, WireLine *line)
{
    return take_folder(fields, line) && take_number(fields[1], &line->day) &&
           take_number(fields[2], &line->count);
}

static gboolean
take_place(char **fields, WireLine *line)
{
    return take_folder(fields, line) && take_text(fields[1], WIRE_PLACE_MAX, &line->place.place);
}

static gboolean
take_begin(char **fields, WireLine *line)
{
    return take_place(fields, line) && take_text(fields[2], WIRE_TEXT_MAX, &line->what);
}

static gboolean
take_position(char **fields, WireLine *line)
{
    line->lasts = g_str_equal(fields[2], "1");
    return take_place(fields, line) && (line->lasts || g_str_equal(fields[2], "0")) &&
           take_number(fields[3], &line->work.messages) &&
           take_number(fields[4], &line->work.notices) && take_number(fields[5], &line->work.bytes);
}

static gboolean
take_what(char **fields, WireLine *line)
{
    return take_text(fields[0], WIRE_TEXT_MAX, &line->what);
}

static gboolean
take_ahead(char **fields, WireLine *line)
{
    return take_number(fields[0], &line->count);
}

static gboolean
take_end(char **fields G_GNUC_UNUSED, WireLine *line G_GNUC_UNUSED)
{
    return TRUE;
}

const char *const wire_names[WIRE_KINDS] = {
    [WIRE_HELLO] = "hello",     [WIRE_EVENT] = "event",       [WIRE_PLAIN] = "plain",
    [WIRE_BEGIN] = "begin",     [WIRE_POSITION] = "position", [WIRE_ASK] = "ask",
    [WIRE_WAIT] = "wait",       [WIRE_AHEAD] = "ahead",       [WIRE_LOST] = "lost",
    [WIRE_TROUBLE] = "trouble", [WIRE_REMARK] = "remark",     [WIRE_END] = "end",
};

static const struct {
    guint fields; /* 0: as many as an event has */
    gboolean (*take)(char **fields, WireLine *line);
} kinds[WIRE_KINDS] = {
    [WIRE_HELLO] = {1, take_hello},       [WIRE_EVENT] = {0, take_event},
    [WIRE_PLAIN] = {3, take_plain},       [WIRE_BEGIN] = {3, take_begin},
    [WIRE_POSITION] = {6, take_position}, [WIRE_ASK] = {1, take_folder},
    [WIRE_WAIT] = {1, take_end},          [WIRE_AHEAD] = {1, take_ahead},
    [WIRE_LOST] = {1, take_what},         [WIRE_TROUBLE] = {1, take_what},
    [WIRE_REMARK] = {1, take_what},       [WIRE_END] = {1, take_end},
};

static char
unescaped(char c)
{
    return c == 't' ? '\t' : c == 'n' ? '\n' : c;
}

/* Undoes add_text, in place. */
static void
unescape(char *field)
{
    const char *from = strchr(field, '\\');
    char *to = field + (from ? from - field : 0);

    if (!from)
        return;
    for (; *from; from++)
        *to++ = *from == '\\' && from[1] ? unescaped(*++from) : *from;
    *to = '\0';
}

/* Takes text apart; returns how many fields there are, FIELDS_MAX at most being filled in. */
static guint
split(char *text, char *fields[FIELDS_MAX])
{
    guint count = 0;
    char *tab;

    do {
        tab = strchr(text, '\t');
        if (tab)
            *tab = '\0';
        unescape(text);
        fields[count++] = text;
        text = tab ? tab + 1 : text;
    } while (tab && count < FIELDS_MAX);
    return count;
}

static gboolean
take_fields(char **fields, guint count, WireLine *line)
{
    for (guint kind = 0; kind < WIRE_KINDS; kind++) {
        guint wanted = kinds[kind].fields ? kinds[kind].fields : event_field_count;

        if (g_str_equal(wire_names[kind], fields[0])) {
            line->kind = (WireKind)kind;
            return count == wanted + 1 && kinds[kind].take(fields + 1, line);
        }
    }
    return FALSE;
}

WireLine *
wire_parse(char *text, gsize length, GError **error)
{
    g_autoptr(WireLine) line = g_new0(WireLine, 1);
    char *fields[FIELDS_MAX];

    wire_place_set(&line->place, "", "");
    line->what = g_strdup("");
    if (length <= WIRE_LINE_MAX && text_is_utf8(text, length) &&
        take_fields(fields, split(text, fields), line))
        return g_steal_pointer(&line);
    g_set_error_literal(error, WIRE_ERROR, WIRE_ERROR_LINE,
                        "the reader wrote what no reader writes");
    return NULL;
}

/* Answers. */

static const char *const reply_words[] = {
    [REPLY_KEPT] = "kept ",
    [REPLY_PLACE] = "place ",
    [REPLY_SECRET] = "secret ",
};

void
wire_write_reply(GString *out, const WireReply *reply)
{
    g_string_append(out, reply_words[reply->kind]);
    if (reply->kind == REPLY_KEPT)
        g_string_append_printf(out, "%" G_GINT64_FORMAT, reply->kept);
    else
        g_string_append(out, reply->text);
    g_string_append_c(out, '\n');
}

gboolean
wire_parse_reply(const char *line, WireReply *reply)
{
    for (guint i = 0; i < G_N_ELEMENTS(reply_words); i++) {
        if (!g_str_has_prefix(line, reply_words[i]))
            continue;
        *reply = (WireReply){.kind = (WireReplyKind)i, .text = line + strlen(reply_words[i])};
        return reply->kind != REPLY_KEPT ||
               g_ascii_string_to_signed(reply->text, 10, 0, G_MAXINT64, &reply->kept, NULL);
    }
    return FALSE;
}
