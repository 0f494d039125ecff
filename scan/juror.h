/* juror.h - a process that judges the letters which another one has fetched */

#ifndef BOUNCES_SCAN_JUROR_H
#define BOUNCES_SCAN_JUROR_H

#include "scan/plan.h"
#include "scan/verdict.h"

#include <glib.h>

/*
 * What goes to it, for each letter: this, then so many bytes of the source, then of the message.
 * What comes from it, in the same order: a Verdict, then its lines.
 */
typedef struct {
    gint64 received;
    gsize source;
    gsize bytes;
    guint is_truncated;
} JurorLetter;

/* The process: closes its doors and judges for plan, until no letter comes any more. */
int juror_run(const ScanPlan *plan, int in, int out);

#endif
