/* identity.c - what makes two readings of a notice the same event */

#include "analyzer/identity.h"

#include <string.h>

#define ID_BYTES 16

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

/* What all events of a notice have in common. */
static GChecksum *
hash_notice(const Notice *notice)
{
    GChecksum *hash = g_checksum_new(G_CHECKSUM_SHA256);

    hash_string(hash, notice->message_id);
    hash_string(hash, notice->raw_from);
    hash_string(hash, notice->raw_date);
    hash_string(hash, notice->leading_text);
    return hash;
}

static char *
identify(const GChecksum *of_notice, const char *address, guint group)
{
    g_autoptr(GChecksum) hash = g_checksum_copy(of_notice);
    g_autofree char *number = g_strdup_printf("%u", group);

    hash_string(hash, address);
    hash_string(hash, number);
    return finish(hash);
}

char **
identities_of(const Notice *notice)
{
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GChecksum) of_notice = hash_notice(notice);
    char **ids = g_new0(char *, notice->recipients->len + 1);

    for (guint i = 0; i < notice->recipients->len; i++) {
        const Recipient *recipient = g_ptr_array_index(notice->recipients, i);
        char *address = g_ascii_strdown(recipient->address, -1);
        guint group = GPOINTER_TO_UINT(g_hash_table_lookup(seen, address));

        ids[i] = identify(of_notice, address, group);
        g_hash_table_replace(seen, address, GUINT_TO_POINTER(group + 1));
    }
    return ids;
}

char *
identity_of_plain(const Notice *notice)
{
    g_autoptr(GChecksum) of_notice = hash_notice(notice);

    return identify(of_notice, "", 0);
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
