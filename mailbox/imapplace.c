/* imapplace.c - a place in a folder, as text: "UIDVALIDITY UID" or "UIDVALIDITY UID,UID" */

#include "mailbox/imapplace.h"

char *
imapplace_write(const ImapPlace *place)
{
    if (place->again_to <= place->uid)
        return g_strdup_printf("%u %u", place->validity, place->uid);
    return g_strdup_printf("%u %u,%u", place->validity, place->uid, place->again_to);
}

static gboolean
read_number(const char *text, guint32 *number)
{
    guint64 value;

    if (!text || !g_ascii_string_to_unsigned(text, 10, 1, G_MAXUINT32, &value, NULL))
        return FALSE;
    *number = (guint32)value;
    return TRUE;
}

gboolean
imapplace_read(const char *text, ImapPlace *place)
{
    g_auto(GStrv) words = g_strsplit(text, " ", 3);
    g_auto(GStrv) uids = NULL;

    *place = (ImapPlace){0};
    if (g_strv_length(words) != 2)
        return FALSE;
    uids = g_strsplit(words[1], ",", 2);
    return read_number(words[0], &place->validity) && read_number(uids[0], &place->uid) &&
           (!uids[1] || read_number(uids[1], &place->again_to));
}
