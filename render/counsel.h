/* counsel.h - what to do, written out: title, whose move, address, steps */

#ifndef BOUNCES_RENDER_COUNSEL_H
#define BOUNCES_RENDER_COUNSEL_H

#include "render/render.h"

#include <glib.h>

/* What the counsel is about; borrowed. */
typedef struct {
    const char *advice; /* key */
    Reason reason;      /* stands in where there is no advice so named */
    Move move;
    gboolean sure; /* of a dead address: it is known to be dead */
    AdviceFacts facts;
} Counsel;

/* "Gmail refused the message as probable spam", without a full stop. Owned by the caller. */
char *counsel_title(const Counsel *counsel, const RenderStyle *style);

/* Whose move it is: what the advice says, else what the reason says by itself. */
Move counsel_move(const Counsel *counsel, const RenderStyle *style);

/* What to do, one step after the other; empty where no advice is known. g_strfreev. */
char **counsel_steps(const Counsel *counsel, const RenderStyle *style);

/* Appends the line about move and address, then the numbered steps, indented by lead. */
void counsel_write(const Counsel *counsel, const RenderStyle *style, const char *lead,
                   GString *out);

/* "example.org" for "News <news@example.org>", "" where there is none. Owned by the caller. */
char *counsel_domain(const char *address);

#endif
