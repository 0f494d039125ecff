/* json.c - an event as one line of JSON (bounces-json(5)) */

#include "event/json.h"

#include "base/time.h"

#include <string.h>

#define SCHEMA 1

/*
 * A key, where its value lies in the event and how it is written. Keys are ours and strings UTF-8
 * by contract, so that they are printed as they are: to build a tree of them first, with jansson,
 * cost a seventh of all that bounces did.
 */
typedef struct {
    const char *key;
    void (*print)(GString *out, gconstpointer field);
    gsize offset;
} Column;

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
    g_string_append_printf(out, "%d", SCHEMA);
}

static void
print_or_null(GString *out, const char *text)
{
    if (*text)
        print_string(out, text);
    else
        g_string_append(out, "null");
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
        g_string_append(out, "null");
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

#define COLUMN(member, print)                                                                      \
    {                                                                                              \
#member, print, G_STRUCT_OFFSET(Event, member)                                             \
    }
#define NOTICE_COLUMN(member)                                                                      \
    {                                                                                              \
#member, print_text, G_STRUCT_OFFSET(Event, notice_##member)                               \
    }
#define ORIGINAL_COLUMN(member)                                                                    \
    {                                                                                              \
#member, print_text, G_STRUCT_OFFSET(Event, original.member)                               \
    }

/* In the order in which they are written. */
static const Column columns[] = {
    {"schema", print_schema, 0},
    COLUMN(id, print_text),
    COLUMN(source, print_text),
    COLUMN(type, print_type),
    COLUMN(recipient, print_text),
    COLUMN(status, print_status),
    COLUMN(reply_code, print_code),
    COLUMN(reason, print_reason),
    COLUMN(hard_bounce, print_boolean),
    COLUMN(move, print_move),
    COLUMN(advice, print_text),
    COLUMN(confidence, print_confidence),
    COLUMN(rule, print_text),
    COLUMN(ours, print_ours),
    COLUMN(forwarded, print_boolean),
    COLUMN(action, print_text),
    COLUMN(command, print_text),
    COLUMN(diagnostic, print_text),
    COLUMN(provider, print_text),
    COLUMN(software, print_text),
    COLUMN(remote_mta, print_text),
    COLUMN(reporting_mta, print_text),
    COLUMN(client_ip, print_text),
    COLUMN(original_recipient, print_text),
    COLUMN(recipient_domain, print_text),
    COLUMN(envelope_from, print_text),
    COLUMN(received, print_time),
    COLUMN(date, print_time),
    COLUMN(arrival_date, print_time),
    COLUMN(will_retry_until, print_time),
    COLUMN(feedback_type, print_text),
    COLUMN(new_address, print_text),
    COLUMN(return_date, print_text),
    COLUMN(quirks, print_words),
    {"notice", print_notice, 0},
    {"original", print_original, 0},
};

static const Column notice_columns[] = {
    NOTICE_COLUMN(message_id),
    NOTICE_COLUMN(from),
    NOTICE_COLUMN(subject),
};

static const Column original_columns[] = {
    ORIGINAL_COLUMN(message_id), ORIGINAL_COLUMN(from),    ORIGINAL_COLUMN(subject),
    ORIGINAL_COLUMN(date),       ORIGINAL_COLUMN(list_id),
};

static void
print_object(GString *out, gconstpointer event, const Column *list, gsize count)
{
    for (gsize i = 0; i < count; i++) {
        g_string_append(out, i ? ",\"" : "{\"");
        g_string_append(out, list[i].key);
        g_string_append(out, "\":");
        list[i].print(out, (const char *)event + list[i].offset);
    }
    g_string_append_c(out, '}');
}

static void
print_notice(GString *out, gconstpointer event)
{
    print_object(out, event, notice_columns, G_N_ELEMENTS(notice_columns));
}

static void
print_original(GString *out, gconstpointer event)
{
    print_object(out, event, original_columns, G_N_ELEMENTS(original_columns));
}

char *
event_to_json(const Event *event)
{
    GString *out = g_string_sized_new(1024);

    print_object(out, event, columns, G_N_ELEMENTS(columns));
    return g_string_free(out, FALSE);
}
