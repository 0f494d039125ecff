/* verdict.h - what is found about a letter, as the writer is told of it */

#ifndef BOUNCES_SCAN_VERDICT_H
#define BOUNCES_SCAN_VERDICT_H

#include "base/letter.h"
#include "scan/plan.h"

#include <glib.h>

/* Beside the wire lines of its events. It goes from process to process as it lies in memory. */
typedef struct {
    gint64 received;  /* of plain mail: Unix seconds, 0 is not known */
    gsize length;     /* bytes of its lines */
    EventType type;   /* of the notice: a bounce where any of its events is one; else "other" */
    guint is_judged;  /* else its line is the trouble with it; each of these is 0 or 1 */
    guint is_notice;  /* it has events to keep */
    guint is_plain;   /* it has none, and is to be counted */
    guint is_wanting; /* it was guessed, and may be better founded on more of the letter */
} Verdict;

/* Judges letter and appends the lines. */
void verdict_reach(const ScanPlan *plan, const Letter *letter, Verdict *verdict, GString *lines);

#endif
