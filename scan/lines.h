/* lines.h - a file of events, one JSON object a line, as letters of one line each */

#ifndef BOUNCES_SCAN_LINES_H
#define BOUNCES_SCAN_LINES_H

#include "base/letter.h"
#include "mailbox/mailbox.h"

#include <glib.h>

/* Bytes of the longest line that is looked at; bounces writes none half as long. */
#define LINES_CAP ((gsize)1024 * 1024)

typedef struct Lines Lines;

/*
 * Opens a file, or standard input for "-"; wants is asked as mailbox_open_part asks it, and where
 * it is FALSE there are no lines.
 */
Lines *lines_open(const char *path, MailboxWants wants, gpointer data, GError **error);

/*
 * The next line that is not empty, without its end, as a letter from "FILE:N"; what is longer than
 * the cap is truncated. NULL without error at the end. Owned by the caller.
 */
Letter *lines_next(Lines *lines, GError **error);

void lines_free(Lines *lines);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Lines, lines_free)

#endif
