/* work.h - what a reader has done, and telling the writer: positions, troubles, letters settled */

#ifndef BOUNCES_SCAN_WORK_H
#define BOUNCES_SCAN_WORK_H

#include "scan/aftercare.h"
#include "scan/link.h"
#include "scan/plan.h"
#include "scan/source.h"
#include "scan/wire.h"

#include <glib.h>

typedef struct {
    const ScanPlan *plan;
    const ScanStart *start;
    Source *source;
    Link link;
    WirePlace done;     /* the last message that was judged */
    gboolean lasts;     /* its place does */
    WireWork work;      /* since the last position, as is all below */
    gboolean has_moved; /* done is not where it was */
    PlainCount *plain;
    Aftercare *aftercare; /* NULL where notices stay as they are */
} Work;

/* in and out become the work's; source is to be set, and becomes its, too. */
void work_init(Work *work, const ScanPlan *plan, const ScanStart *start, int in, int out);
void work_clear(Work *work);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Work, work_clear)

/* A letter begins: a position speaks of one kind of file only, and if it lasts of one file. */
void work_enter(Work *work, const WirePlace *place, gboolean lasts);

/* It is done, or what spoilt it is told. Writes what is due, and settles what is kept. */
void work_leave(Work *work, const WirePlace *place, gboolean lasts);

/* Tells where done is, so that the writer commits what came before. */
void work_add_position(Work *work);

/* Tells an error. Where the mailbox is lost by it, that is the end of the process. */
void work_tell_trouble(Work *work, const GError *error);

/* What was read until then is whole. The writer starts another reader, a while later. */
void work_end_lost(Work *work, const GError *error) G_GNUC_NORETURN;

/* Settles what is left, and waits until all is kept. */
void work_finish(Work *work);

#endif
