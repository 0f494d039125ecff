/* event.c - one recipient of one notice, with its verdict */

#include "event/event.h"

static const char *const type_names[EVENT_TYPE_COUNT] = {
    [EVENT_OTHER] = "other",     [EVENT_BOUNCE] = "bounce",         [EVENT_DELAY] = "delay",
    [EVENT_SUCCESS] = "success", [EVENT_AUTO_REPLY] = "auto-reply", [EVENT_FEEDBACK] = "feedback",
    [EVENT_RECEIPT] = "receipt", [EVENT_CHALLENGE] = "challenge",
};

static const char *const confidence_names[] = {
    [CONFIDENCE_RULE] = "rule",
    [CONFIDENCE_CODE] = "code",
    [CONFIDENCE_GUESS] = "guess",
};

static const char *const ours_names[] = {
    [OURS_UNKNOWN] = "unknown",
    [OURS_YES] = "yes",
    [OURS_LIKELY] = "likely",
    [OURS_NO] = "no",
};

/* Where an Event keeps its strings; those of the original are original_init's. */
static const gsize strings[] = {
    G_STRUCT_OFFSET(Event, id),
    G_STRUCT_OFFSET(Event, source),
    G_STRUCT_OFFSET(Event, recipient),
    G_STRUCT_OFFSET(Event, advice),
    G_STRUCT_OFFSET(Event, rule),
    G_STRUCT_OFFSET(Event, action),
    G_STRUCT_OFFSET(Event, command),
    G_STRUCT_OFFSET(Event, diagnostic),
    G_STRUCT_OFFSET(Event, provider),
    G_STRUCT_OFFSET(Event, software),
    G_STRUCT_OFFSET(Event, remote_mta),
    G_STRUCT_OFFSET(Event, reporting_mta),
    G_STRUCT_OFFSET(Event, client_ip),
    G_STRUCT_OFFSET(Event, original_recipient),
    G_STRUCT_OFFSET(Event, recipient_domain),
    G_STRUCT_OFFSET(Event, envelope_from),
    G_STRUCT_OFFSET(Event, feedback_type),
    G_STRUCT_OFFSET(Event, new_address),
    G_STRUCT_OFFSET(Event, return_date),
    G_STRUCT_OFFSET(Event, notice_message_id),
    G_STRUCT_OFFSET(Event, notice_from),
    G_STRUCT_OFFSET(Event, notice_subject),
    G_STRUCT_OFFSET(Event, return_path),
    G_STRUCT_OFFSET(Event, text),
};

Event *
event_new(void)
{
    Event *event = g_new0(Event, 1);

    for (guint i = 0; i < G_N_ELEMENTS(strings); i++)
        G_STRUCT_MEMBER(char *, event, strings[i]) = g_strdup("");
    event->confidence = CONFIDENCE_GUESS;
    event->quirks = g_new0(char *, 1);
    event->sent_by = g_new0(char *, 1);
    original_init(&event->original);
    return event;
}

Event *
event_new_blank(void)
{
    return g_new0(Event, 1);
}

void
event_free(Event *event)
{
    if (!event)
        return;
    for (guint i = 0; i < G_N_ELEMENTS(strings); i++)
        g_free(G_STRUCT_MEMBER(char *, event, strings[i]));
    g_strfreev(event->quirks);
    g_strfreev(event->sent_by);
    original_clear(&event->original);
    g_free(event);
}

static void
free_event(gpointer event)
{
    event_free(event);
}

GPtrArray *
event_array_new(void)
{
    return g_ptr_array_new_with_free_func(free_event);
}

const char *
event_type_name(EventType type)
{
    return type_names[type];
}

gboolean
event_type_from_name(const char *name, EventType *type)
{
    for (guint i = 0; i < EVENT_TYPE_COUNT; i++)
        if (g_str_equal(type_names[i], name)) {
            *type = (EventType)i;
            return TRUE;
        }
    return FALSE;
}

const char *
confidence_name(Confidence confidence)
{
    return confidence_names[confidence];
}

gboolean
confidence_from_name(const char *name, Confidence *confidence)
{
    for (guint i = 0; i < G_N_ELEMENTS(confidence_names); i++)
        if (g_str_equal(confidence_names[i], name)) {
            *confidence = (Confidence)i;
            return TRUE;
        }
    return FALSE;
}

const char *
ours_name(Ours ours)
{
    return ours_names[ours];
}

gboolean
ours_from_name(const char *name, Ours *ours)
{
    for (guint i = 0; i < G_N_ELEMENTS(ours_names); i++)
        if (g_str_equal(ours_names[i], name)) {
            *ours = (Ours)i;
            return TRUE;
        }
    return FALSE;
}

void
original_init(Original *original)
{
    original->message_id = g_strdup("");
    original->from = g_strdup("");
    original->subject = g_strdup("");
    original->date = g_strdup("");
    original->list_id = g_strdup("");
    original->dkim_keys = g_new0(char *, 1);
}

void
original_clear(Original *original)
{
    g_clear_pointer(&original->message_id, g_free);
    g_clear_pointer(&original->from, g_free);
    g_clear_pointer(&original->subject, g_free);
    g_clear_pointer(&original->date, g_free);
    g_clear_pointer(&original->list_id, g_free);
    g_clear_pointer(&original->dkim_keys, g_strfreev);
}
