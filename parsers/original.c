/* original.c - the message that came back, as far as it came back */

#include "parsers/original.h"

#include "base/charset.h"
#include "base/text.h"
#include "parsers/address.h"
#include "parsers/fields.h"
#include "parsers/origin.h"

#include <string.h>

/* Which header field goes where. */
static const struct {
    const char *name;
    gsize offset;
} original_fields[] = {
    {"Message-ID", G_STRUCT_OFFSET(Original, message_id)},
    {"From", G_STRUCT_OFFSET(Original, from)},
    {"Subject", G_STRUCT_OFFSET(Original, subject)},
    {"Date", G_STRUCT_OFFSET(Original, date)},
    {"List-Id", G_STRUCT_OFFSET(Original, list_id)},
};

/* "<id@example.org>" -> "id@example.org". */
static void
strip_brackets(char *id)
{
    gsize length = strlen(id);

    if (length >= 2 && id[0] == '<' && id[length - 1] == '>') {
        memmove(id, id + 1, length - 2);
        id[length - 2] = '\0';
    }
}

/* Where the notice itself does not say to whom it goes back, the returned Return-Path does. */
static void
take_return_path(Notice *notice, const char *value)
{
    g_autofree char *address = address_find(value, NULL);

    if (*address && !*notice->envelope_from)
        text_take(&notice->envelope_from, g_steal_pointer(&address));
}

static void
read_origin(Notice *notice, const Part *message)
{
    for (guint i = 0; i < message->fields->len; i++) {
        const PartField *field = &g_array_index(message->fields, PartField, i);

        origin_take_field(notice, field->name, field->value);
    }
}

static void
read_message(Notice *notice, const Part *message)
{
    g_autofree char *return_path = message_header(message, "Return-Path");

    for (gsize i = 0; i < G_N_ELEMENTS(original_fields); i++)
        text_take(&G_STRUCT_MEMBER(char *, &notice->original, original_fields[i].offset),
                  message_header(message, original_fields[i].name));
    take_return_path(notice, return_path);
    read_origin(notice, message);
}

static char *
decoded_line(const char *value)
{
    g_autofree char *line = text_squeeze(value);
    g_autofree char *decoded = charset_decode_words(line);

    return text_to_utf8(decoded, strlen(decoded));
}

/* The group of header fields that looks like a message's; NULL where none does. */
static const FieldGroup *
find_header(const FieldGroups *groups)
{
    for (guint i = 0; i < fields_count(groups); i++) {
        const FieldGroup *group = fields_nth(groups, i);

        if (field_get(group, "From") && (field_get(group, "Date") || field_get(group, "Subject") ||
                                         field_get(group, "Message-ID")))
            return group;
    }
    return NULL;
}

static void
read_text(Notice *notice, const char *text)
{
    g_autoptr(FieldGroups) groups = fields_parse(text, FALSE);
    const FieldGroup *header = find_header(groups);

    if (!header)
        return;
    for (gsize i = 0; i < G_N_ELEMENTS(original_fields); i++) {
        const char *value = field_get(header, original_fields[i].name);

        if (value)
            text_take(&G_STRUCT_MEMBER(char *, &notice->original, original_fields[i].offset),
                      decoded_line(value));
    }
    if (field_get(header, "Return-Path"))
        take_return_path(notice, field_get(header, "Return-Path"));
    for (guint i = 0; i < field_count(header); i++) {
        const char *value;
        const char *name = field_nth(header, i, &value);

        origin_take_field(notice, name, value);
    }
}

void
original_read(Notice *notice, const Mail *mail, const char *text)
{
    if (mail->returned)
        read_message(notice, mail->returned);
    else if (mail->returned_headers)
        read_text(notice, mail->returned_headers);
    else if (text)
        read_text(notice, text);
    strip_brackets(notice->original.message_id);
}
