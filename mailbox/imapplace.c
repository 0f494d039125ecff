/* imapplace.c - a place in a folder, as text: "UIDVALIDITY UID" */

#include "mailbox/imapplace.h"

char *
imapplace_write(const ImapPlace *place)
{
    return g_strdup_printf("%u %u", place->validity, place->uid);
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

    return g_strv_length(words) == 2 && read_number(words[0], &place->validity) &&
           read_number(words[1], &place->uid);
}
