/* diagnosiswords.h - findings in the reader's language (gettext) */

#ifndef BOUNCES_RENDER_DIAGNOSISWORDS_H
#define BOUNCES_RENDER_DIAGNOSISWORDS_H

#include "render/diagnosis.h"

/* "FAIL" and "blocklist", as the page's first columns have them. Borrowed. */
const char *diagnosis_result_word(CheckResult result);
const char *diagnosis_kind_word(CheckKind kind);

/* What was found, and what is to be done ("" for nothing). Owned by the caller. */
char *diagnosis_what(const DiagnosisPage *page, const Check *check);
char *diagnosis_remedy(const DiagnosisPage *page, const Check *check);

/* "may explain 2 failures since 24 Nov 2026 (auth-failure)"; "" without any. Owned likewise. */
char *diagnosis_explained(const Explained *explained);

/* Why the receiving side cares. Borrowed. */
const char *diagnosis_why(CheckKind kind);

#endif
