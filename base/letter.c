/* letter.c - one message as it came, before anybody has read it */

#include "base/letter.h"

Letter *
letter_new(GBytes *bytes, const char *source, gint64 received, gboolean truncated)
{
    Letter *letter = g_new0(Letter, 1);

    letter->bytes = bytes;
    letter->source = g_strdup(source);
    letter->received = received;
    letter->truncated = truncated;
    return letter;
}

void
letter_free(Letter *letter)
{
    if (!letter)
        return;
    g_bytes_unref(letter->bytes);
    g_free(letter->source);
    g_free(letter);
}
