/* source.h - the letters of one reader's share, one after the other */

#ifndef BOUNCES_SCAN_SOURCE_H
#define BOUNCES_SCAN_SOURCE_H

#include "base/letter.h"
#include "scan/plan.h"
#include "scan/wire.h"

#include <glib.h>

/* Where a reader begins. Everything is borrowed. */
typedef struct {
    guint share;            /* of plan->shares, from 0 */
    const WirePlace *after; /* letters up to here are done; folder "" is none */
    gboolean after_lasts;   /* as WIRE_POSITION said of it */
    const GPtrArray *skip;  /* of WirePlace: letters that nobody may look at */
    gboolean is_careful;    /* says what it is about to do */
} ScanStart;

typedef struct Source Source;

/*
 * Asked when a folder turns out to have several letters: the place that it was read to, "" where
 * it was not. Owned by the caller.
 */
typedef char *(*SourceAsk)(const char *folder, gpointer data);

Source *source_new(const ScanPlan *plan, const ScanStart *start, SourceAsk ask, gpointer data);
void source_free(Source *source);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Source, source_free)

/* As mailbox_next does. Letters that are done or to be skipped do not come. */
Letter *source_next(Source *source, GError **error);

/* Of what source_next came with last: where it stands, borrowed. */
const WirePlace *source_place(const Source *source);

/* TRUE where the place means the same in another run: a file of several letters, unchanged. */
gboolean source_lasts(const Source *source);

/* The folder to count plain mail under: as people think of it. Owned by the caller. */
char *source_folder(const Source *source);

#endif
