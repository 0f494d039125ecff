/* progress.h - the line that tells how far a run is, on a terminal */

#ifndef BOUNCES_CLI_PROGRESS_H
#define BOUNCES_CLI_PROGRESS_H

#include <glib.h>

typedef struct Progress Progress;

/*
 * A line on standard error that begins with name. total is what done is out of, in progress_show;
 * 0 where nobody knows. Where standard error is no terminal, nothing is ever shown.
 */
Progress *progress_new(const char *name, gint64 total);
void progress_free(Progress *progress);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Progress, progress_free)

/* TRUE where progress would be seen; else there is no need to find out a total. */
gboolean progress_is_seen(void);

/* Another total, where it was not known before, or has grown. */
void progress_set_total(Progress *progress, gint64 total);

/* Shows, at times, how many messages there were, and how much of the total is done. */
void progress_show(Progress *progress, gint64 messages, gint64 done);

/* Takes the line away, for other words in its place. */
void progress_hide(Progress *progress);

#endif
