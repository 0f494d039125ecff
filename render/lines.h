/* lines.h - what takes one line: there is nothing to do, or one thing that fits in it */

#ifndef BOUNCES_RENDER_LINES_H
#define BOUNCES_RENDER_LINES_H

#include "event/event.h"
#include "render/render.h"

#include <glib.h>

/* The recipient, or words for one that is not named; borrowed. */
const char *lines_who(const Event *event);

/* Each appends the line for its type of event. */
void lines_other(const Event *event, const RenderStyle *style, GString *out);
void lines_auto_reply(const Event *event, const RenderStyle *style, GString *out);
void lines_feedback(const Event *event, const RenderStyle *style, GString *out);
void lines_receipt(const Event *event, const RenderStyle *style, GString *out);
void lines_challenge(const Event *event, const RenderStyle *style, GString *out);

#endif
