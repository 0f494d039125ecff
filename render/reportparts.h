/* reportparts.h - what a report tells beside its table, for its text and for its page */

#ifndef BOUNCES_RENDER_REPORTPARTS_H
#define BOUNCES_RENDER_REPORTPARTS_H

#include "render/report.h"

#include <glib.h>

/* "210 notices". Owned by the caller (reportsums.c). */
char *report_size(const Report *report);

/* "173 deliveries failed, to 124 addresses", how many before; what else came. g_strfreev. */
char **report_failures(const Report *report);
char **report_others(const Report *report);

/* That there is nothing to tell. Owned by the caller. */
char *report_nothing(const Report *report);

/* Each appends nothing where there is nothing: what the reader does first (reportmoves.c), what
 * Gmail's 5.7.1 meant (reportmoves.c), and who is away or gone (reportpeople.c). */
void reportmoves_write(const Report *report, const RenderStyle *style, GString *out);
void reportmeanings_write(const Report *report, const RenderStyle *style, GString *out);
void reportpeople_write(const Report *report, const RenderStyle *style, GString *out);

/* What bounces diagnose found that explains failures, and what was cured (reportdiagnoses.c). */
void reportdiagnoses_write(const Report *report, const RenderStyle *style, GString *out);

/* "Diagnosis of example.org, 3 Nov 2026". Owned by the caller. */
char *reportdiagnosis_title(const ReportDiagnosis *diagnosis);

/* "3 Nov 2026" where that check was made before the others of the page, else "". Owned likewise. */
char *reportdiagnosis_date(const ReportDiagnosis *diagnosis, const Check *check);

/* "DKIM: FAIL until 3 Nov 2026, better since 10 Nov 2026." and what failed. g_strfreev. */
char **reportcure_words(const ReportCure *cure);

/* "Gmail refused the message as probable spam (550 5.7.1)". Owned by the caller. */
char *reportmove_title(const Report *report, const ReportMove *move, const RenderStyle *style);

/* "121 of 389 failures", "Gmail, Yahoo", "since 15 November", "Whose move: you". g_strfreev. */
char **reportmove_facts(const Report *report, const ReportMove *move, const RenderStyle *style);

/* The first steps. g_strfreev. */
char **reportmove_steps(const Report *report, const ReportMove *move, const RenderStyle *style);

/* A command that tells more and the words before it; "" where there is none. Owned likewise. */
char *reportmove_command(const Report *report, const ReportMove *move);
char *reportmove_command_words(const ReportMove *move);

/* "Gmail refused the message as probable spam (you)". Owned by the caller. */
char *reportmove_meaning(const Report *report, const ReportMove *move, const RenderStyle *style);

/* "away until 7 December", "has left; new address: ...". Owned by the caller. */
char *reportperson_words(const Event *event);

#endif
