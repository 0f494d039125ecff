/* quarantine.h - which message kills its reader, and when to start that again */

#ifndef BOUNCES_SCAN_QUARANTINE_H
#define BOUNCES_SCAN_QUARANTINE_H

#include "scan/wire.h"

#include <glib.h>

/* What one reader went through. */
typedef struct {
    guint deaths;        /* without a message judged in between */
    WirePlace suspect;   /* the message that it was looking at when it last died */
    guint suspect_kills; /* how often */
    GPtrArray *skip;     /* of WirePlace: those that are shut away */
} Quarantine;

void quarantine_init(Quarantine *quarantine);
void quarantine_clear(Quarantine *quarantine);

typedef enum { QUARANTINE_TRY_AGAIN, QUARANTINE_SKIP, QUARANTINE_GIVE_UP } QuarantineAdvice;

/*
 * What to do after a death. begun is the message that the reader said it would look at, folder ""
 * where it was none or the reader was not careful. QUARANTINE_SKIP: that message is in skip now.
 * is_lost: the connection ended it. A server that is away says so of every message, so that such
 * deaths count on until a message was judged.
 */
QuarantineAdvice quarantine_note_death(Quarantine *quarantine, const WirePlace *begun,
                                       gboolean is_lost);

/* It got further than before. */
void quarantine_note_progress(Quarantine *quarantine);

/* Microseconds to wait before the next start; longer after each death. */
gint64 quarantine_pause(const Quarantine *quarantine);

#endif
