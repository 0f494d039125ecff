/* layout.h - paragraphs, columns and colours of the text for people */

#ifndef BOUNCES_RENDER_LAYOUT_H
#define BOUNCES_RENDER_LAYOUT_H

#include "render/render.h"

#include <glib.h>

typedef enum { INK_PLAIN, INK_BOLD, INK_DIM, INK_BAD, INK_LATER, INK_GOOD } Ink;

/* Appends text, in colour where the style has it. Foreign text is made safe. */
void layout_ink(GString *out, const RenderStyle *style, Ink ink, const char *text);

/*
 * Appends text wrapped to the style's width: lead before the first line, as many spaces before
 * the others, a newline at the end. Foreign text is made safe. lines caps the lines, 0 does not;
 * what was left out shows as an ellipsis.
 */
void layout_paragraph(GString *out, const RenderStyle *style, const char *lead, const char *text,
                      guint lines);

/* The same with lead before every line, for quotations. */
void layout_quote(GString *out, const RenderStyle *style, const char *lead, const char *text,
                  guint lines);

/* Appends left and, at the right edge, right; on a line of its own where they do not fit. */
void layout_edges(GString *out, const RenderStyle *style, const char *left, Ink ink,
                  const char *right);

/* Between facts that stand on one line. */
#define LAYOUT_APART "   "

/* Appends lead and, behind it, those of facts that are not "", as many to a line as fit. */
void layout_facts(GString *out, const RenderStyle *style, const char *lead,
                  const char *const *facts, guint count);

/*
 * Appends words, at least so many columns wide, and the command that goes with them: behind them,
 * or whole on the next line where it would not fit, for it is there to be copied.
 */
void layout_command(GString *out, const RenderStyle *style, const char *words, int width,
                    const char *command);

/* Appends text and spaces up to width columns. */
void layout_cell(GString *out, const char *text, int width);

#endif
