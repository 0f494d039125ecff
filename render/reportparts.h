/* reportparts.h - what a report tells below its table; nothing where there is nothing */

#ifndef BOUNCES_RENDER_REPORTPARTS_H
#define BOUNCES_RENDER_REPORTPARTS_H

#include "render/report.h"

#include <glib.h>

/* What the reader does first (reportmoves.c), what Gmail's 5.7.1 meant (reportmoves.c), and who is
 * away or gone (reportpeople.c). */
void reportmoves_write(const Report *report, const RenderStyle *style, GString *out);
void reportmeanings_write(const Report *report, const RenderStyle *style, GString *out);
void reportpeople_write(const Report *report, const RenderStyle *style, GString *out);

/* "Gmail refused the message as probable spam (550 5.7.1)". Owned by the caller. */
char *reportmove_title(const Report *report, const ReportMove *move, const RenderStyle *style);

/* "121 of 389 failures", "Gmail, Yahoo", "since 15 November", "Whose move: you". g_strfreev. */
char **reportmove_facts(const Report *report, const ReportMove *move, const RenderStyle *style);

/* The first steps. g_strfreev. */
char **reportmove_steps(const Report *report, const ReportMove *move, const RenderStyle *style);

/* "away until 7 December", "has left; new address: ...". Owned by the caller. */
char *reportperson_words(const Event *event);

#endif
