/* report.h - what came back in a period, for people and for programs */

#ifndef BOUNCES_RENDER_REPORT_H
#define BOUNCES_RENDER_REPORT_H

#include "db/moves.h"
#include "db/store.h"
#include "event/event.h"
#include "render/diagnosis.h"
#include "render/render.h"

#include <glib.h>

/* A move, and the newest failure that it would have spared; NULL where that was purged. */
typedef struct {
    StoreMove *move;
    Event *newest;
    gboolean is_removal; /* of all dead addresses, for whatever reason they are dead */
} ReportMove;

/* A cure: what was wrong, and since when it no longer is; and what failed for the reasons of it. */
#define REPORT_COURSE_MAX 7

typedef struct {
    guint kinds;        /* of checks, as bits */
    CheckResult was;    /* the worst of them before */
    gint64 until;       /* the last look that found it so, */
    gint64 since;       /* and the first one that did not */
    char *reasons;      /* "auth-failure" */
    gboolean by_week;   /* else by day */
    guint before_count; /* whole weeks or days, */
    guint after_count;  /* and how many failures each had, oldest first */
    gint64 before[REPORT_COURSE_MAX];
    gint64 after[REPORT_COURSE_MAX];
} ReportCure;

/* What is kept of looks at a domain that mail of the report was sent from. */
typedef struct {
    char *domain;
    char *host;
    gint64 checked; /* last; some kinds of check may be older: */
    gint64 dates[CHECK_KIND_COUNT];
    Sender sender; /* what the words of the page ask for, with no other use */
    Diagnosis diagnosis;
    DiagnosisPage page; /* explained are the failures of the report's period */
    char *spf;
    char *dmarc;
    GPtrArray *cures; /* of ReportCure, the latest first */
} ReportDiagnosis;

/* A provider that called far more addresses unknown than usual, on one day. */
typedef struct {
    const char *provider; /* its key; NULL: none did */
    gint64 day;
    gint64 count;
} ReportBurst;

/* What is to be told. Of failures (type bounce) where nothing else is said; pointers are borrowed.
 */
typedef struct {
    StoreBy by;
    gint64 since;
    gint64 until;            /* exclusive */
    const char *options;     /* that lead to the same events: "--since 30d" */
    const char *place;       /* those of them that tell where the store is; "" for the usual one */
    const char *sender;      /* the domain that all were sent from; "" where there are several */
    gboolean is_store_empty; /* the store has never held anything */
    gint64 types[EVENT_TYPE_COUNT]; /* how many events of each type */
    gint64 events;                  /* of all types */
    gint64 notices;                 /* that they came in; 0 where that is not known any more */
    gint64 before;                  /* failures in the period before */
    gint64 addresses;       /* different ones that failed; 0 where that is not known any more */
    gint64 strangers;       /* events of mail that was not the reader's own; in no other */
    gint64 dead;            /* addresses that no longer exist */
    gint64 unclassified;    /* failures that no rule knew */
    const GPtrArray *lines; /* of StoreLine, in the order in which they are told */
    guint left_out;         /* lines that there are beside */
    ReportBurst burst;      /* the greatest of them */
    const GPtrArray *moves; /* ReportMove: what the reader does first; NULL: not asked for */
    guint day_count;        /* of the period; days: the failures of each, NULL: none */
    const gint64 *days;
    const GPtrArray *providers; /* StoreLine: by provider; NULL: not asked for */
    gint64 first_failure;       /* the first day of the period on which something failed; 0: none */
    const GPtrArray *meanings;  /* ReportMove: what Gmail's 5.7.1 meant; NULL: not asked for */
    const GPtrArray *people;    /* Event: the newest of those who are away or gone; NULL likewise */
    guint people_left_out;
    const GPtrArray *diagnoses; /* ReportDiagnosis, the latest first; NULL: not asked for */
} Report;

typedef enum {
    REPORT_COUNSEL = 1 << 0,   /* moves, meanings and people */
    REPORT_PROVIDERS = 1 << 1, /* lines by provider */
    REPORT_NOTICES = 1 << 2,   /* in how many notices all came */
    REPORT_DIAGNOSES = 1 << 3, /* what was found of the domains that it was sent from */
} ReportPart;

/* One way of writing a report. */
typedef struct {
    const char *name;
    gboolean is_prose;
    guint parts; /* bits of ReportPart: what it tells beside its lines */
    guint top;   /* lines, where nobody says how many; 0: all */
    void (*write)(const Report *report, const RenderStyle *style, GString *out);
} ReportWriter;

/* The writer so named ("text", "html", "jsonl", "csv"), or NULL; all names, for complaints. */
const ReportWriter *report_writer_find(const char *name);
char *report_writer_names(void);

/* What lines can be by: "reason", "provider". The names are the caller's. */
gboolean report_by_from_name(const char *name, StoreBy *by);
char *report_by_names(void);

/* Which failures of the provider and status "meanings" are of. */
#define REPORT_MEANINGS_PROVIDER "google"
#define REPORT_MEANINGS_STATUS "5.7.1"

/* The rows of the table of writers: report.c, reporthtml.c, reportdata.c. */
void report_text(const Report *report, const RenderStyle *style, GString *out);
void report_html(const Report *report, const RenderStyle *style, GString *out);
void report_jsonl(const Report *report, const RenderStyle *style, GString *out);
void report_csv(const Report *report, const RenderStyle *style, GString *out);

#endif
