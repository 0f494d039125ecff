/* json.c - an event as one line of JSON (bounces-json(5)) */

#include "event/json.h"

#include "base/time.h"
#include "event/jsoncolumn.h"

#include <glib/gi18n.h>
#include <limits.h>
#include <string.h>

/*
 * Keys are ours and strings UTF-8 by contract, so that they are printed as they are: to build a
 * tree of them first, with jansson, cost a seventh of all that bounces did.
 */

static void print_notice(GString *out, gconstpointer event);
static void print_original(GString *out, gconstpointer event);

/* What stands for a character that may not stand for itself (RFC 8259 7). */
static const struct {
    char character;
    char escape;
} escapes[] = {
    {'"', '"'}, {'\\', '\\'}, {'\n', 'n'}, {'\t', 't'}, {'\r', 'r'}, {'\b', 'b'}, {'\f', 'f'},
};

static void
print_escape(GString *out, char character)
{
    for (gsize i = 0; i < G_N_ELEMENTS(escapes); i++)
        if (escapes[i].character == character) {
            g_string_append_c(out, '\\');
            g_string_append_c(out, escapes[i].escape);
            return;
        }
    g_string_append_printf(out, "\\u%04X", (guchar)character);
}

/*
 * Length of the character at text that is whole in JSON but ends a line for readers who know
 * Unicode's line ends (NEL, LINE SEPARATOR, PARAGRAPH SEPARATOR); 0 for others.
 */
static gsize
line_end_length(const char *text)
{
    if (text[0] == '\xc2' && text[1] == '\x85')
        return 2;
    return text[0] == '\xe2' && text[1] == '\x80' && (text[2] == '\xa8' || text[2] == '\xa9') ? 3
                                                                                              : 0;
}

static gboolean
is_plain(const char *text)
{
    guchar c = (guchar)*text;

    return c >= ' ' && c != '"' && c != '\\' && !line_end_length(text);
}

static void
print_string(GString *out, const char *text)
{
    g_string_append_c(out, '"');
    while (*text) {
        const char *start = text;
        gsize line_end;

        while (*text && is_plain(text))
            text++;
        g_string_append_len(out, start, text - start);
        line_end = line_end_length(text);
        if (line_end)
            g_string_append_printf(out, "\\u%04X", g_utf8_get_char(text));
        else if (*text)
            print_escape(out, *text);
        text += line_end ? line_end : *text != '\0';
    }
    g_string_append_c(out, '"');
}

static void
print_schema(GString *out, gconstpointer event G_GNUC_UNUSED)
{
    g_string_append(out, G_STRINGIFY(EVENT_JSON_SCHEMA));
}

static void
print_null(GString *out)
{
    g_string_append_len(out, "null", sizeof "null" - 1);
}

static void
print_or_null(GString *out, const char *text)
{
    if (*text)
        print_string(out, text);
    else
        print_null(out);
}

static void
print_text(GString *out, gconstpointer field)
{
    print_or_null(out, *(const char *const *)field);
}

static void
print_time(GString *out, gconstpointer field)
{
    g_autofree char *text = time_format(*(const gint64 *)field);

    print_or_null(out, text);
}

static void
print_code(GString *out, gconstpointer field)
{
    int code = *(const int *)field;

    if (code)
        g_string_append_printf(out, "%d", code);
    else
        print_null(out);
}

static void
print_boolean(GString *out, gconstpointer field)
{
    g_string_append(out, *(const gboolean *)field ? "true" : "false");
}

static void
print_status(GString *out, gconstpointer field)
{
    g_autofree char *text = status_to_string(*(const Status *)field);

    print_or_null(out, text);
}

static void
print_type(GString *out, gconstpointer field)
{
    print_string(out, event_type_name(*(const EventType *)field));
}

static void
print_reason(GString *out, gconstpointer field)
{
    print_string(out, reason_name(*(const Reason *)field));
}

static void
print_confidence(GString *out, gconstpointer field)
{
    print_string(out, confidence_name(*(const Confidence *)field));
}

static void
print_ours(GString *out, gconstpointer field)
{
    print_string(out, ours_name(*(const Ours *)field));
}

static void
print_array(GString *out, const char *const *words)
{
    g_string_append_c(out, '[');
    for (const char *const *word = words; *word; word++) {
        if (word > words)
            g_string_append_c(out, ',');
        print_string(out, *word);
    }
    g_string_append_c(out, ']');
}

static void
print_move(GString *out, gconstpointer field)
{
    const char *names[MOVE_NAMES_MAX];

    move_names(*(const Move *)field, names);
    print_array(out, names);
}

static void
print_words(GString *out, gconstpointer field)
{
    print_array(out, *(const char *const *const *)field);
}

/* Bytes of text: of a word, an address or host, a Message-ID, what a header field may hold. */
#define WORD_MAX 200
#define NAME_MAX_BYTES 1000
#define FIELD_MAX (16 * 1024)

#define A_TEXT print_text, json_take_text, N_("a text")
#define A_STATUS print_status, json_take_status, N_("a status code")
#define A_CODE print_code, json_take_code, N_("a reply code from 200 to 599")
#define A_BOOLEAN print_boolean, json_take_boolean, N_("true or false")
#define A_TIME print_time, json_take_time, N_("a time like 2026-11-24T01:47:00Z")
#define A_TYPE print_type, json_take_type, N_("a type of event")
#define A_REASON print_reason, json_take_reason, N_("a reason")
#define SOME_MOVES print_move, json_take_move, N_("an array of those who must act")
#define A_CONFIDENCE print_confidence, json_take_confidence, N_("rule, code or guess")
#define AN_OURS print_ours, json_take_ours, N_("yes, likely, no or unknown")
#define SOME_WORDS print_words, json_take_words, N_("an array of words")

/* A key, and what is printed for it: there are fifty in a line, and none is measured then. */
#define LABEL(name) name, "\"" name "\":", sizeof("\"" name "\":") - 1

#define COLUMN(member, kind, max)                                                                  \
    {                                                                                              \
        LABEL(#member), kind, G_STRUCT_OFFSET(Event, member), max                                  \
    }
#define NOTICE_COLUMN(member, max)                                                                 \
    {                                                                                              \
        LABEL(#member), A_TEXT, G_STRUCT_OFFSET(Event, notice_##member), max                       \
    }
#define ORIGINAL_COLUMN(member, kind, max)                                                         \
    {                                                                                              \
        LABEL(#member), kind, G_STRUCT_OFFSET(Event, original.member), max                         \
    }

/* In the order in which they are written. */
const JsonColumn json_columns[] = {
    {LABEL("schema"), print_schema, json_take_schema, N_("schema 1"), 0, 0},
    COLUMN(id, A_TEXT, WORD_MAX),
    COLUMN(source, A_TEXT, 2 * PATH_MAX),
    COLUMN(type, A_TYPE, 0),
    COLUMN(recipient, A_TEXT, NAME_MAX_BYTES),
    COLUMN(status, A_STATUS, 0),
    COLUMN(reply_code, A_CODE, 0),
    COLUMN(reason, A_REASON, 0),
    COLUMN(hard_bounce, A_BOOLEAN, 0),
    COLUMN(move, SOME_MOVES, 0),
    COLUMN(advice, A_TEXT, WORD_MAX),
    COLUMN(confidence, A_CONFIDENCE, 0),
    COLUMN(rule, A_TEXT, WORD_MAX),
    COLUMN(ours, AN_OURS, 0),
    COLUMN(forwarded, A_BOOLEAN, 0),
    COLUMN(action, A_TEXT, WORD_MAX),
    COLUMN(command, A_TEXT, WORD_MAX),
    COLUMN(diagnostic, A_TEXT, FIELD_MAX),
    COLUMN(provider, A_TEXT, WORD_MAX),
    COLUMN(software, A_TEXT, WORD_MAX),
    COLUMN(remote_mta, A_TEXT, NAME_MAX_BYTES),
    COLUMN(reporting_mta, A_TEXT, NAME_MAX_BYTES),
    COLUMN(client_ip, A_TEXT, WORD_MAX),
    COLUMN(original_recipient, A_TEXT, NAME_MAX_BYTES),
    COLUMN(recipient_domain, A_TEXT, NAME_MAX_BYTES),
    COLUMN(envelope_from, A_TEXT, NAME_MAX_BYTES),
    COLUMN(received, A_TIME, 0),
    COLUMN(date, A_TIME, 0),
    COLUMN(arrival_date, A_TIME, 0),
    COLUMN(will_retry_until, A_TIME, 0),
    COLUMN(feedback_type, A_TEXT, WORD_MAX),
    COLUMN(new_address, A_TEXT, NAME_MAX_BYTES),
    COLUMN(return_date, A_TEXT, WORD_MAX),
    COLUMN(quirks, SOME_WORDS, WORD_MAX),
    {LABEL("notice"), print_notice, json_take_nothing, "an object", 0, 0},
    {LABEL("original"), print_original, json_take_nothing, "an object", 0, 0},
};
const guint json_columns_count = G_N_ELEMENTS(json_columns);

const JsonColumn json_notice_columns[] = {
    NOTICE_COLUMN(message_id, NAME_MAX_BYTES),
    NOTICE_COLUMN(from, FIELD_MAX),
    NOTICE_COLUMN(subject, FIELD_MAX),
};
const guint json_notice_columns_count = G_N_ELEMENTS(json_notice_columns);

const JsonColumn json_original_columns[] = {
    ORIGINAL_COLUMN(message_id, A_TEXT, NAME_MAX_BYTES),
    ORIGINAL_COLUMN(from, A_TEXT, FIELD_MAX),
    ORIGINAL_COLUMN(subject, A_TEXT, FIELD_MAX),
    ORIGINAL_COLUMN(date, A_TEXT, FIELD_MAX),
    ORIGINAL_COLUMN(list_id, A_TEXT, FIELD_MAX),
    ORIGINAL_COLUMN(dkim_keys, SOME_WORDS, NAME_MAX_BYTES),
};
const guint json_original_columns_count = G_N_ELEMENTS(json_original_columns);

static void
print_object(GString *out, gconstpointer event, const JsonColumn *list, guint count)
{
    for (guint i = 0; i < count; i++) {
        g_string_append_c(out, i ? ',' : '{');
        g_string_append_len(out, list[i].label, list[i].label_length);
        list[i].print(out, (const char *)event + list[i].offset);
    }
    g_string_append_c(out, '}');
}

static void
print_notice(GString *out, gconstpointer event)
{
    print_object(out, event, json_notice_columns, json_notice_columns_count);
}

static void
print_original(GString *out, gconstpointer event)
{
    print_object(out, event, json_original_columns, json_original_columns_count);
}

char *
event_to_json(const Event *event)
{
    GString *out = g_string_sized_new(2048);

    print_object(out, event, json_columns, json_columns_count);
    return g_string_free(out, FALSE);
}
