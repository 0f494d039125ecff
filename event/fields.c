/* fields.c - the members of an event by name, for whatever stores or carries events */

#include "event/fields.h"

#include <string.h>

typedef struct {
    gboolean is_number;
    FieldValue (*get)(gconstpointer member, GPtrArray *keep);
    gboolean (*set)(gpointer member, FieldValue value); /* FALSE: there is no such word */
} Kind;

struct EventField {
    const char *name;
    const Kind *kind;
    gsize offset;
};

static FieldValue
text_value(const char *text)
{
    return (FieldValue){text, 0};
}

static FieldValue
number_value(gint64 number)
{
    return (FieldValue){NULL, number};
}

/* Takes over text. */
static FieldValue
made_value(char *text, GPtrArray *keep)
{
    g_ptr_array_add(keep, text);
    return text_value(text);
}

static FieldValue
get_text(gconstpointer member, GPtrArray *keep G_GNUC_UNUSED)
{
    return text_value(*(const char *const *)member);
}

static gboolean
set_text(gpointer member, FieldValue value)
{
    g_free(*(char **)member);
    *(char **)member = g_strdup(value.text);
    return TRUE;
}

static FieldValue
get_time(gconstpointer member, GPtrArray *keep G_GNUC_UNUSED)
{
    return number_value(*(const gint64 *)member);
}

static gboolean
set_time(gpointer member, FieldValue value)
{
    *(gint64 *)member = value.number;
    return TRUE;
}

/* A reply code, or a boolean: gboolean is an int. */
static FieldValue
get_int(gconstpointer member, GPtrArray *keep G_GNUC_UNUSED)
{
    return number_value(*(const int *)member);
}

static gboolean
set_code(gpointer member, FieldValue value)
{
    if (value.number < 0 || value.number > 999)
        return FALSE;
    *(int *)member = (int)value.number;
    return TRUE;
}

static gboolean
set_boolean(gpointer member, FieldValue value)
{
    *(gboolean *)member = value.number != 0;
    return value.number == 0 || value.number == 1;
}

static FieldValue
get_status(gconstpointer member, GPtrArray *keep)
{
    return made_value(status_to_string(*(const Status *)member), keep);
}

static gboolean
set_status(gpointer member, FieldValue value)
{
    Status status = {0};
    g_autofree char *same = NULL;

    status_parse(value.text, &status, NULL);
    *(Status *)member = status;
    same = status_to_string(status);
    return g_str_equal(same, value.text);
}

static FieldValue
get_type(gconstpointer member, GPtrArray *keep G_GNUC_UNUSED)
{
    return text_value(event_type_name(*(const EventType *)member));
}

static gboolean
set_type(gpointer member, FieldValue value)
{
    return event_type_from_name(value.text, member);
}

static FieldValue
get_reason(gconstpointer member, GPtrArray *keep G_GNUC_UNUSED)
{
    return text_value(reason_name(*(const Reason *)member));
}

static gboolean
set_reason(gpointer member, FieldValue value)
{
    return reason_from_name(value.text, member);
}

static FieldValue
get_confidence(gconstpointer member, GPtrArray *keep G_GNUC_UNUSED)
{
    return text_value(confidence_name(*(const Confidence *)member));
}

static gboolean
set_confidence(gpointer member, FieldValue value)
{
    return confidence_from_name(value.text, member);
}

static FieldValue
get_ours(gconstpointer member, GPtrArray *keep G_GNUC_UNUSED)
{
    return text_value(ours_name(*(const Ours *)member));
}

static gboolean
set_ours(gpointer member, FieldValue value)
{
    return ours_from_name(value.text, member);
}

static FieldValue
get_move(gconstpointer member, GPtrArray *keep)
{
    const char *names[MOVE_NAMES_MAX];

    move_names(*(const Move *)member, names);
    return made_value(g_strjoinv(" ", (char **)(gpointer)names), keep);
}

/* The words come in the order of the values, each once. */
static gboolean
set_move(gpointer member, FieldValue value)
{
    g_auto(GStrv) words = g_strsplit(value.text, " ", -1);
    Move moves = MOVE_NONE;
    Move one;

    for (char **word = words; *word; word++) {
        if (!move_from_name(*word, &one) || one <= moves)
            return FALSE;
        moves |= one;
    }
    *(Move *)member = moves;
    return TRUE;
}

static FieldValue
get_words(gconstpointer member, GPtrArray *keep)
{
    return made_value(g_strjoinv(" ", *(char **const *)member), keep);
}

static gboolean
set_words(gpointer member, FieldValue value)
{
    g_strfreev(*(char ***)member);
    *(char ***)member = *value.text ? g_strsplit(value.text, " ", -1) : g_new0(char *, 1);
    return TRUE;
}

static const Kind text_kind = {FALSE, get_text, set_text};
static const Kind time_kind = {TRUE, get_time, set_time};
static const Kind code_kind = {TRUE, get_int, set_code};
static const Kind boolean_kind = {TRUE, get_int, set_boolean};
static const Kind status_kind = {FALSE, get_status, set_status};
static const Kind type_kind = {FALSE, get_type, set_type};
static const Kind reason_kind = {FALSE, get_reason, set_reason};
static const Kind confidence_kind = {FALSE, get_confidence, set_confidence};
static const Kind ours_kind = {FALSE, get_ours, set_ours};
static const Kind move_kind = {FALSE, get_move, set_move};
static const Kind words_kind = {FALSE, get_words, set_words};

#define FIELD(member, kind)                                                                        \
    {                                                                                              \
#member, &kind##_kind, G_STRUCT_OFFSET(Event, member)                                      \
    }
#define ORIGINAL(member, kind)                                                                     \
    {                                                                                              \
        "original_" #member, &kind##_kind, G_STRUCT_OFFSET(Event, original.member)                 \
    }

static const EventField fields[] = {
    FIELD(id, text),
    FIELD(source, text),
    FIELD(type, type),
    FIELD(recipient, text),
    FIELD(status, status),
    FIELD(reply_code, code),
    FIELD(reason, reason),
    FIELD(hard_bounce, boolean),
    FIELD(move, move),
    FIELD(advice, text),
    FIELD(confidence, confidence),
    FIELD(rule, text),
    FIELD(ours, ours),
    FIELD(forwarded, boolean),
    FIELD(action, text),
    FIELD(command, text),
    FIELD(diagnostic, text),
    FIELD(provider, text),
    FIELD(software, text),
    FIELD(remote_mta, text),
    FIELD(reporting_mta, text),
    FIELD(client_ip, text),
    FIELD(original_recipient, text),
    FIELD(recipient_domain, text),
    FIELD(envelope_from, text),
    FIELD(received, time),
    FIELD(date, time),
    FIELD(arrival_date, time),
    FIELD(will_retry_until, time),
    FIELD(feedback_type, text),
    FIELD(new_address, text),
    FIELD(return_date, text),
    FIELD(quirks, words),
    FIELD(notice_message_id, text),
    FIELD(notice_from, text),
    FIELD(notice_subject, text),
    ORIGINAL(message_id, text),
    ORIGINAL(from, text),
    ORIGINAL(subject, text),
    ORIGINAL(date, text),
    ORIGINAL(list_id, text),
    ORIGINAL(dkim_keys, words),
    FIELD(return_path, text),
    FIELD(sent_by, words),
    FIELD(text, text),
};

const guint event_field_count = G_N_ELEMENTS(fields);

const EventField *
event_field(guint index)
{
    return &fields[index];
}

const char *
event_field_name(const EventField *field)
{
    return field->name;
}

gboolean
event_field_is_number(const EventField *field)
{
    return field->kind->is_number;
}

FieldValue
event_field_get(const EventField *field, const Event *event, GPtrArray *keep)
{
    return field->kind->get((const char *)event + field->offset, keep);
}

gboolean
event_field_set(const EventField *field, Event *event, FieldValue value)
{
    return field->kind->set((char *)event + field->offset, value);
}

Event *
event_copy(const Event *event)
{
    Event *copy = event_new_blank();
    g_autoptr(GPtrArray) keep = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 0; i < event_field_count; i++)
        event_field_set(&fields[i], copy, event_field_get(&fields[i], event, keep));
    return copy;
}
