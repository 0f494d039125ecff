/* diagnosekept.h - what earlier looks at a domain found, kept in the store */

#ifndef BOUNCES_CLI_DIAGNOSEKEPT_H
#define BOUNCES_CLI_DIAGNOSEKEPT_H

#include "db/store.h"
#include "render/diagnosis.h"

/* How the worst result of a kind of check went, as far as it was known (Unix seconds; 0: never). */
typedef struct {
    CheckResult is;
    gint64 checked; /* last */
    CheckResult was;
    gint64 until; /* the last look that found what was, */
    gint64 since; /* and the first one that found what is; both 0 where it never changed */
} Course;

/* What the looks at a domain left. */
typedef struct {
    char *domain;
    gint64 checked; /* last, whatever was looked at then */
    char *host;     /* who ran its mail then, as Diagnosis has it */
    Earlier last;
    Course courses[CHECK_KIND_COUNT];
} Kept;

/* All domains ever looked at, or that one (else ""): of Kept. Owned by the caller. */
GPtrArray *diagnosekept_all(Store *store, const char *domain, GError **error);

/* The same of one domain, without its courses; all zero stays so where it was never looked at. */
gboolean diagnosekept_read(Store *store, const char *domain, Earlier *earlier, GError **error);

/* Keeps the findings as made now (Unix seconds). */
gboolean diagnosekept_write(Store *store, const Diagnosis *diagnosis, gint64 now, GError **error);

#endif
