/* keeper.h - what is read goes into the store, some of it at a time */

#ifndef BOUNCES_SCAN_KEEPER_H
#define BOUNCES_SCAN_KEEPER_H

#include "event/event.h"
#include "scan/writer.h"

#include <glib.h>

typedef struct Keeper Keeper;

/* target is borrowed; where it has no database nothing is kept, and nothing fails. */
Keeper *keeper_new(const ScanTarget *target);
void keeper_free(Keeper *keeper);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Keeper, keeper_free)

/*
 * A store must not be open while a process is started, or that would have a copy of it: open it
 * behind each start, and close it, committed, before.
 */
gboolean keeper_open(Keeper *keeper, GError **error);
gboolean keeper_close(Keeper *keeper, GError **error);

/* *added is FALSE where the store had the event. */
gboolean keeper_add_event(Keeper *keeper, const char *account, const Event *event, gboolean *added,
                          GError **error);

/*
 * Counts plain mail, day 0 being today. What no lasting position speaks of is held back until
 * keeper_finish: a run that is killed and made again counts it once.
 */
gboolean keeper_count_plain(Keeper *keeper, const char *account, const char *folder, gint64 day,
                            gint64 count, gboolean lasts, GError **error);

/* Where a folder is read to, once that is committed; "" where it was not. Owned by the caller. */
void keeper_set_place(Keeper *keeper, const char *account, const char *folder, const char *place);
char *keeper_place(Keeper *keeper, const char *account, const char *folder, GError **error);

gboolean keeper_add_quarantine(Keeper *keeper, const char *account, const char *source,
                               const char *how, GError **error);

/* TRUE where a commit should not wait any longer; it is at most a second, or 5,000 events. */
gboolean keeper_is_due(const Keeper *keeper);

gboolean keeper_commit(Keeper *keeper, GError **error);

/*
 * The run went to its end: what was held back is counted, and no place is left but where the target
 * keeps them, so that importing again reads all again.
 */
gboolean keeper_finish(Keeper *keeper, GError **error);

#endif
