/* link.h - the pipes to the writer and from it, as a reader has them */

#ifndef BOUNCES_SCAN_LINK_H
#define BOUNCES_SCAN_LINK_H

#include "mailbox/reader.h"

#include <glib.h>

/* Called now and again while nothing else can be done. */
typedef void (*LinkPause)(gpointer data);

typedef struct {
    GString *lines;   /* wire lines, not yet written */
    gint64 positions; /* in lines that were, or are to be written */
    gint64 kept;      /* of them, says the writer */
    int out;
    Reader *replies;
    gint64 written;  /* when lines were, last */
    int patience;    /* milliseconds of waiting, behind each of which pause is called */
    LinkPause pause; /* NULL: nothing */
    gpointer pause_data;
} Link;

/* Behind this, out does not block. */
void link_init(Link *link, int in, int out);
void link_clear(Link *link);

/* TRUE where what is read should not wait any longer. */
gboolean link_is_due(const Link *link);

/* Writes the lines. Without a writer there is nobody to work for: then the process ends. */
void link_write(Link *link);

/* Waits for an answer. A text is the caller's; NULL where it was a count, which is kept now. */
char *link_take_reply(Link *link);

/* Takes the answers that are there: if they filled the pipe, the writer would wait, too. */
void link_take_replies_there(Link *link);

#endif
