/* diagnosis.h - what was found about a sending domain, for people and for programs */

#ifndef BOUNCES_RENDER_DIAGNOSIS_H
#define BOUNCES_RENDER_DIAGNOSIS_H

#include "diagnose/diagnosis.h"
#include "render/render.h"

#include <glib.h>

/* The failures in the store that such a check explains. */
typedef struct {
    gint64 failures;
    gint64 since;  /* when the first of them came; 0 without any */
    char *reasons; /* those that there were: "client-blocked, bad-reputation" */
} Explained;

/* What the looks before found: of each kind of check the findings of its last look. */
typedef struct {
    GPtrArray *checks;              /* of Check, as a diagnosis has them; NULL: it never was one */
    gint64 dates[CHECK_KIND_COUNT]; /* when that was (Unix seconds); 0: never */
} Earlier;

void earlier_clear(Earlier *earlier);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Earlier, earlier_clear)

/* The worst that it found of that kind; CHECK_UNKNOWN where it looked at none. */
CheckResult earlier_worst(const Earlier *earlier, CheckKind kind);

/* Pointers are borrowed. */
typedef struct {
    const Diagnosis *diagnosis;
    gint64 bounces; /* stored ones that told from where the domain sends; 0: the command line did */
    Explained explained[CHECK_KIND_COUNT];
    const Earlier *earlier; /* NULL: nothing to compare with */
    const char *spf;        /* the records that should be published */
    const char *dmarc;
    gboolean is_verbose;
} DiagnosisPage;

/* Whether failures can come of such a finding. */
gboolean diagnosis_explains(const Finding *row);

/* One way of writing it. */
typedef struct {
    const char *name;
    gboolean is_prose;
    void (*write)(const DiagnosisPage *page, const RenderStyle *style, GString *out);
} DiagnosisWriter;

/* The writer so named ("text", "jsonl"), or NULL. */
const DiagnosisWriter *diagnosis_writer_find(const char *name);

/* The rows of the table of writers: diagnosis.c, diagnosisdata.c. */
void diagnosis_text(const DiagnosisPage *page, const RenderStyle *style, GString *out);
void diagnosis_jsonl(const DiagnosisPage *page, const RenderStyle *style, GString *out);

#endif
