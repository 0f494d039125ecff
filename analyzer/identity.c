/* identity.c - what makes two readings of a notice the same event */

#include "analyzer/identity.h"

#include "parsers/address.h"

#include <string.h>

#define ID_BYTES 16

/* How many groups for the same recipient stand before this one. */
static guint
group_number(const Notice *notice, guint index)
{
    const Recipient *recipient = g_ptr_array_index(notice->recipients, index);
    guint number = 0;

    for (guint i = 0; i < index; i++) {
        const Recipient *other = g_ptr_array_index(notice->recipients, i);

        number += address_equal(other->address, recipient->address);
    }
    return number;
}

static void
hash_string(GChecksum *hash, const char *text)
{
    g_checksum_update(hash, (const guchar *)text, (gssize)strlen(text) + 1);
}

static char *
finish(GChecksum *hash)
{
    return g_strndup(g_checksum_get_string(hash), 2 * ID_BYTES);
}

static char *
identify(const Notice *notice, const char *recipient, guint group)
{
    g_autoptr(GChecksum) hash = g_checksum_new(G_CHECKSUM_SHA256);
    g_autofree char *address = g_ascii_strdown(recipient, -1);
    g_autofree char *number = g_strdup_printf("%u", group);

    hash_string(hash, notice->message_id);
    hash_string(hash, notice->raw_from);
    hash_string(hash, notice->raw_date);
    hash_string(hash, notice->leading_text);
    hash_string(hash, address);
    hash_string(hash, number);
    return finish(hash);
}

char *
identity_of(const Notice *notice, guint index)
{
    const Recipient *recipient = g_ptr_array_index(notice->recipients, index);

    return identify(notice, recipient->address, group_number(notice, index));
}

char *
identity_of_plain(const Notice *notice)
{
    return identify(notice, "", 0);
}

char *
identity_of_foreign(const Event *event)
{
    g_autoptr(GChecksum) hash = g_checksum_new(G_CHECKSUM_SHA256);
    g_autofree char *address = g_ascii_strdown(event->recipient, -1);
    g_autofree char *status = status_to_string(event->status);
    g_autofree char *numbers =
        g_strdup_printf("%d %" G_GINT64_FORMAT, event->reply_code, event->date);
    const char *const parts[] = {
        "event",
        event->notice_message_id,
        event->notice_from,
        address,
        event_type_name(event->type),
        event->action,
        status,
        event->diagnostic,
        numbers,
    };

    for (guint i = 0; i < G_N_ELEMENTS(parts); i++)
        hash_string(hash, parts[i]);
    return finish(hash);
}
