/* columns.c - the columns of the table events: an event's members and what is worked out of them */

#include "db/columns.h"

#include "base/text.h"
#include "base/time.h"
#include "db/storeimpl.h"

#include <string.h>

static FieldValue
made(char *text, GPtrArray *keep)
{
    g_ptr_array_add(keep, text);
    return TEXT_VALUE(text);
}

static FieldValue
get_account(const Addition *addition, GPtrArray *keep G_GNUC_UNUSED)
{
    return TEXT_VALUE(addition->account);
}

static FieldValue
get_added(const Addition *addition, GPtrArray *keep G_GNUC_UNUSED)
{
    return NUMBER_VALUE(addition->now);
}

static FieldValue
get_day(const Addition *addition, GPtrArray *keep)
{
    return made(time_day_name(addition->event->received), keep);
}

static FieldValue
get_address(const Addition *addition, GPtrArray *keep)
{
    return made(store_address(addition->event->recipient), keep);
}

static FieldValue
get_address_hash(const Addition *addition, GPtrArray *keep G_GNUC_UNUSED)
{
    g_autofree char *address = store_address(addition->event->recipient);

    return NUMBER_VALUE(*address ? (gint64)text_hash(0, address) : 0);
}

/*
 * The events of a notice have its Message-ID, author and time of receipt in common; without the
 * first, each is one of its own.
 */
static FieldValue
get_notice_hash(const Addition *addition, GPtrArray *keep G_GNUC_UNUSED)
{
    const Event *event = addition->event;
    guint64 begin = (guint64)event->received;

    if (!*event->notice_message_id)
        return NUMBER_VALUE((gint64)text_hash(begin, event->id));
    begin = text_hash(begin, event->notice_message_id);
    return NUMBER_VALUE((gint64)text_hash(begin, event->notice_from));
}

/* The address of a From field: what stands in the last brackets, or the whole of it. */
static char *
author_address(const char *from)
{
    const char *open = strrchr(from, '<');

    if (!open)
        return store_address(strpbrk(from, " \t") ? "" : from);

    g_autofree char *inside = g_strndup(open + 1, strcspn(open + 1, ">"));

    return store_address(inside);
}

static FieldValue
get_sender(const Addition *addition, GPtrArray *keep)
{
    const Event *event = addition->event;

    return made(*event->envelope_from ? store_address(event->envelope_from)
                                      : author_address(event->original.from),
                keep);
}

/* What is worked out, behind the members. */
static const struct {
    const char *name;
    FieldValue (*get)(const Addition *addition, GPtrArray *keep);
} derived[] = {
    {"account", get_account},
    {"added", get_added},
    {"day", get_day},
    {"address", get_address},
    {"address_hash", get_address_hash},
    {"notice_hash", get_notice_hash},
    {"sender", get_sender},
};

#define COLUMN_COUNT (event_field_count + G_N_ELEMENTS(derived))

static const char *
name_at(guint place)
{
    return place < event_field_count ? event_field_name(event_field(place))
                                     : derived[place - event_field_count].name;
}

guint
columns_place(const char *name)
{
    guint place = 0;

    while (!g_str_equal(name_at(place), name))
        place++;
    return place;
}

char *
columns_names(void)
{
    GString *names = g_string_new("");

    for (guint i = 0; i < COLUMN_COUNT; i++)
        g_string_append_printf(names, "%s%s", i ? ", " : "", name_at(i));
    return g_string_free(names, FALSE);
}

char *
columns_parameters(void)
{
    GString *parameters = g_string_new("");

    for (guint i = 1; i <= COLUMN_COUNT; i++)
        g_string_append_printf(parameters, "%s$%u", i > 1 ? ", " : "", i);
    return g_string_free(parameters, FALSE);
}

void
columns_values(const Addition *addition, GArray *values, GPtrArray *keep)
{
    FieldValue *value;

    g_array_set_size(values, COLUMN_COUNT);
    value = (FieldValue *)(gpointer)values->data;
    for (guint i = 0; i < event_field_count; i++)
        *value++ = event_field_get(event_field(i), addition->event, keep);
    for (guint i = 0; i < G_N_ELEMENTS(derived); i++)
        *value++ = derived[i].get(addition, keep);
}

Event *
columns_event(Statement *row)
{
    Event *event = event_new_blank();

    for (guint i = 0; i < event_field_count; i++) {
        const EventField *field = event_field(i);
        FieldValue value = event_field_is_number(field) ? NUMBER_VALUE(statement_number(row, i))
                                                        : TEXT_VALUE(statement_text(row, i));

        event_field_set(field, event, value);
    }
    return event;
}
