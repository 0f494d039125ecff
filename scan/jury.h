/* jury.h - the processes that judge beside the one which fetches */

#ifndef BOUNCES_SCAN_JURY_H
#define BOUNCES_SCAN_JURY_H

#include "scan/plan.h"
#include "scan/verdict.h"

#include <glib.h>

/*
 * Letters are handed to whichever of them has least to do, and verdicts come in the order of the
 * letters. Where one of them ends, or says what none says, or nothing for a minute, this process
 * ends with all of them: then the letter is to be found that it was about, one by one.
 */
typedef struct Jury Jury;

/*
 * Starts plan->jurors processes, each a copy of this one: to be called before that knows a secret,
 * and before it closes its doors.
 */
Jury *jury_new(const ScanPlan *plan, GError **error);
void jury_free(Jury *jury);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Jury, jury_free)

/* Appends the descriptors (int) that are written to; those do not change. */
void jury_add_outs(const Jury *jury, GArray *outs);

void jury_hand(Jury *jury, const Letter *letter);

/* TRUE where so much waits that no letter should be handed over before a verdict is taken. */
gboolean jury_is_full(const Jury *jury);

/* TRUE where the next verdict is there. */
gboolean jury_has_verdict(const Jury *jury);

/* Waits for the verdict on the first letter of those that wait, and appends its lines. */
void jury_take(Jury *jury, Verdict *verdict, GString *lines);

#endif
