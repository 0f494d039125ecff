/* letter.h - one message as it came, before anybody has read it */

#ifndef BOUNCES_BASE_LETTER_H
#define BOUNCES_BASE_LETTER_H

#include <glib.h>

typedef struct {
    GBytes *bytes;      /* the message, at most the cap that its mailbox was opened with */
    char *source;       /* path or mailbox URL, for people and for the JSON; never NULL */
    gint64 received;    /* Unix seconds: mtime or INTERNALDATE; 0 when not known */
    gboolean truncated; /* the message was longer than the cap */
} Letter;

/* Takes over bytes and copies source. */
Letter *letter_new(GBytes *bytes, const char *source, gint64 received, gboolean truncated);
void letter_free(Letter *letter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Letter, letter_free)

#endif
