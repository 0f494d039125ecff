/* suppresspolicy.c - when evidence suffices for writing no more to an address */

#include "cli/suppresspolicy.h"

#include "base/time.h"

/* What weighs most first. */
static const EvidenceKind order[] = {EVIDENCE_HARD, EVIDENCE_COMPLAINT, EVIDENCE_SOFT};

static gboolean
suffices(EvidenceKind kind, const StoreEvidence *evidence, const SuppressPolicy *policy)
{
    gint64 days = (evidence->last - evidence->first) / TIME_DAY;

    if (kind == EVIDENCE_SOFT)
        return evidence->count >= policy->soft_count && days >= policy->soft_days;
    return evidence->count > 0;
}

static gboolean
is_trusted(Ours ours, Ours trust)
{
    return ours == OURS_YES || (ours == OURS_LIKELY && trust != OURS_YES) ||
           (ours == OURS_UNKNOWN && trust == OURS_UNKNOWN);
}

/* By the weightiest evidence that can be trusted, or else the weightiest. */
static Suppression
judge_evidence(const StoreSuspect *suspect, const SuppressPolicy *policy)
{
    Suppression line = {suspect, SUPPRESS_NOT, EVIDENCE_HARD};

    for (guint i = 0; i < G_N_ELEMENTS(order); i++) {
        const StoreEvidence *evidence = &suspect->evidence[order[i]];

        if (!suffices(order[i], evidence, policy))
            continue;
        if (is_trusted(evidence->ours, policy->trust))
            return (Suppression){suspect, SUPPRESS_REMOVE, order[i]};
        if (line.state == SUPPRESS_NOT)
            line = (Suppression){suspect, SUPPRESS_CONFIRM, order[i]};
    }
    return line;
}

Suppression
suppress_judge(const StoreSuspect *suspect, const SuppressPolicy *policy)
{
    Suppression line = judge_evidence(suspect, policy);

    if (!suppression_is_address(suspect->address))
        line.state = SUPPRESS_NOT;
    else if (suspect->decision == DECISION_ADD)
        line = (Suppression){suspect, SUPPRESS_REMOVE, SUPPRESS_BY_HAND};
    else if (suspect->decision == DECISION_KEEP && line.state != SUPPRESS_NOT)
        line.state = SUPPRESS_KEPT;
    return line;
}
