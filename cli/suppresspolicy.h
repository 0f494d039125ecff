/* suppresspolicy.h - when evidence suffices for writing no more to an address */

#ifndef BOUNCES_CLI_SUPPRESSPOLICY_H
#define BOUNCES_CLI_SUPPRESSPOLICY_H

#include "base/time.h"
#include "render/suppression.h"

#include <glib.h>

typedef struct {
    Ours trust;       /* what need not be confirmed: yes, likely and better, unknown and better */
    guint soft_count; /* soft failures that suffice, where they go on for so many days */
    guint soft_days;
    gboolean has_guard;
} SuppressPolicy;

#define SUPPRESS_SOFT_COUNT 5
#define SUPPRESS_SOFT_DAYS 14

/* Judges one address by itself. */
Suppression suppress_judge(const StoreSuspect *suspect, const SuppressPolicy *policy);

/* A burst: so many within a day, and so many times more than on any of the days before. */
#define SUPPRESS_BURST_LEAST 10
#define SUPPRESS_BURST_TIMES 3
#define SUPPRESS_BURST_MEMORY (90 * TIME_DAY)
gboolean suppress_is_burst(guint count, guint most_before);

/*
 * Holds what one provider called unknown in a burst: at least 10 addresses within 24 hours, and
 * more than three times as many as on any day of the 90 before. An address that was called so
 * again a day later is none of them. SuppressBursts, owned by the caller (suppressguard.c).
 */
GPtrArray *suppress_guard(GPtrArray *lines);

#endif
