/* lane.h - one reader as the writer sees it: its process, what it said, what became of it */

#ifndef BOUNCES_SCAN_LANE_H
#define BOUNCES_SCAN_LANE_H

#include "base/child.h"
#include "scan/plan.h"
#include "scan/quarantine.h"
#include "scan/wire.h"

#include <glib.h>

/* A message at which the server hung up again and again; perhaps it would have at any. */
typedef struct {
    char *source;
    char *how;
} LaneDoubt;

typedef struct {
    ScanJob *job;
    const ScanPlan *plan; /* the job's */
    guint share;
    Child *child;         /* NULL between two starts and at the end */
    GString *input;       /* read, not yet a whole line */
    gint64 allowed;       /* when it was last given CPU time, on the monotonic clock */
    gint64 start_at;      /* when to start it (again); 0 where that is not to be */
    guint crashes;        /* that were no server's fault */
    char *lost;           /* why the server is not there; "" where it is */
    gint64 ahead;         /* messages that are still to come */
    gboolean has_greeted; /* since it was started, like the next two */
    gboolean has_ended;
    gint64 positions;   /* that it has told */
    GPtrArray *pending; /* of WireLine: since its last position */
    WirePlace after;    /* its last position */
    gboolean after_lasts;
    WirePlace begun; /* what it is looking at, folder "" where that is not known */
    char *begun_source;
    Quarantine quarantine;
    GPtrArray *doubts; /* of LaneDoubt: passed over, and nothing behind them was read yet */
} Lane;

Lane *lane_new(ScanJob *job, guint share);
void lane_free(Lane *lane);

/* Starts its process, behind its last position. */
gboolean lane_start(Lane *lane, GError **error);

/* Gets the secret of its account, and gives it to the process. TRUE where there is none. */
gboolean lane_tell_secret(Lane *lane, GError **error);

/* Doubts the message that it is looking at, at which the connection ended as how says. */
void lane_doubt(Lane *lane, const char *how);

typedef enum { LANE_OPEN, LANE_CLOSED, LANE_BROKEN } LaneState;

/*
 * Reads some of what there is and adds whole lines to lines. LANE_CLOSED: nothing more comes.
 * LANE_BROKEN: it says what no reader says.
 */
LaneState lane_read(Lane *lane, GPtrArray *lines);

/* FALSE where the reader does not take it. */
gboolean lane_reply(Lane *lane, const WireReply *reply);

/*
 * Ends its process, that in state LANE_BROKEN without waiting for it to end by itself. How it
 * ended, "" where it ended well. Owned by the caller.
 */
char *lane_stop(Lane *lane, LaneState state);

#endif
