/* dossier.h - all that is stored of one event, for people */

#ifndef BOUNCES_RENDER_DOSSIER_H
#define BOUNCES_RENDER_DOSSIER_H

#include "event/event.h"
#include "render/render.h"

#include <glib.h>

/* Appends the verdict with its advice, as for a message, and below it what is known beside. */
void dossier_write(const Event *event, const RenderStyle *style, GString *out);

#endif
