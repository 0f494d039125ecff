/* suppression.h - addresses to write to no more, for people and for programs */

#ifndef BOUNCES_RENDER_SUPPRESSION_H
#define BOUNCES_RENDER_SUPPRESSION_H

#include "db/suppress.h"
#include "render/render.h"

#include <glib.h>

typedef enum {
    SUPPRESS_NOT,     /* what there is does not suffice */
    SUPPRESS_REMOVE,  /* write to it no more */
    SUPPRESS_CONFIRM, /* the same, but nothing proves that the mail was the reader's */
    SUPPRESS_HELD,    /* the same, but its provider refused too many at once */
    SUPPRESS_KEPT,    /* the same, but somebody decided otherwise */
    SUPPRESS_STATES
} SuppressState;

/* What decided beside the kinds of evidence: somebody. */
#define SUPPRESS_BY_HAND EVIDENCE_KINDS

typedef struct {
    const StoreSuspect *suspect;
    SuppressState state;
    guint kind; /* an EvidenceKind or SUPPRESS_BY_HAND */
} Suppression;

/* Addresses that one provider called unknown within a day, far more than before. */
typedef struct {
    const char *place; /* the provider's key, or a domain */
    gint64 count;
    gint64 first; /* Unix seconds */
    gint64 last;
} SuppressBurst;

/* Pointers are borrowed. */
typedef struct {
    const GPtrArray *lines;  /* Suppression, by address; none that is SUPPRESS_NOT */
    const GPtrArray *bursts; /* SuppressBurst */
} SuppressionList;

/* One way of writing them. */
typedef struct {
    const char *name;
    gboolean is_prose;
    void (*write)(const SuppressionList *list, const RenderStyle *style, GString *out);
} SuppressionWriter;

/* The writer so named ("text", "txt", ...), or NULL; all names, owned by the caller. */
const SuppressionWriter *suppression_writer_find(const char *name);
char *suppression_writer_names(void);

/* "remove", "held": the word in data. */
const char *suppression_state_name(SuppressState state);

/* "user-unknown", "complaint", "by hand": why, for people. Borrowed. */
const char *suppression_why(const Suppression *line);

/* The evidence that decided; NULL where somebody did. Borrowed. */
const StoreEvidence *suppression_evidence(const Suppression *line);

/* When the newest of that was received, or when somebody decided. Unix seconds. */
gint64 suppression_time(const Suppression *line);

/* Whether it can stand on a line of its own, and names one mailbox: something@domain. */
gboolean suppression_is_address(const char *text);

/* The rows of the table of writers: suppression.c, suppressiondata.c. */
void suppression_text(const SuppressionList *list, const RenderStyle *style, GString *out);
void suppression_txt(const SuppressionList *list, const RenderStyle *style, GString *out);
void suppression_csv(const SuppressionList *list, const RenderStyle *style, GString *out);
void suppression_jsonl(const SuppressionList *list, const RenderStyle *style, GString *out);
void suppression_postfix(const SuppressionList *list, const RenderStyle *style, GString *out);

#endif
