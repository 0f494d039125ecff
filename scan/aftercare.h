/* aftercare.h - what is still to be done to notices, once they are in the store */

#ifndef BOUNCES_SCAN_AFTERCARE_H
#define BOUNCES_SCAN_AFTERCARE_H

#include "event/event.h"
#include "scan/plaincount.h"
#include "scan/wire.h"

#include <glib.h>

/* What was read of one folder up to a position. */
typedef struct {
    gint64 position; /* its number: when that is kept, the letters may be settled */
    WirePlace done;  /* where it is: what the folder is read to when they are settled */
    WireWork work;   /* what was read */
    PlainCount *plain;
    GPtrArray *letters[EVENT_TYPE_COUNT]; /* places (char *) by type of notice */
} Batch;

void batch_free(Batch *batch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Batch, batch_free)

typedef struct Aftercare Aftercare;

Aftercare *aftercare_new(void);
void aftercare_free(Aftercare *aftercare);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Aftercare, aftercare_free)

/* Notes a letter; the batch that is being filled is closed by a position. Takes over plain. */
void aftercare_add(Aftercare *aftercare, EventType type, const char *place);
void aftercare_close(Aftercare *aftercare, gint64 position, const WirePlace *done,
                     const WireWork *work, PlainCount *plain);

/*
 * The next batches whose positions are among those kept, as one as far as they are of one folder: a
 * server needs about as long for one letter as for some hundred. NULL where there are none. The
 * caller's.
 */
Batch *aftercare_take(Aftercare *aftercare, gint64 kept);

/* TRUE where batches wait. */
gboolean aftercare_is_waiting(const Aftercare *aftercare);

#endif
