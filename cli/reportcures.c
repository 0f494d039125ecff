/* reportcures.c - what was mended in a report's period, and how many failures came before and since
 */

#include "cli/reportcures.h"
#include "base/time.h"
#include "cli/diagnosefacts.h"
#include "cli/storeuse.h"

#include <string.h>

#define WEEK 7
#define WEEKS_MAX 4
G_STATIC_ASSERT(WEEKS_MAX <= REPORT_COURSE_MAX && WEEK <= REPORT_COURSE_MAX);

static void
free_cure(gpointer data)
{
    ReportCure *cure = data;

    g_free(cure->reasons);
    g_free(cure);
}

static gboolean
explains_any(CheckKind kind)
{
    for (guint reason = 0; reason < REASON_COUNT; reason++)
        if (diagnosefacts_may_explain(kind, (Reason)reason))
            return TRUE;
    return FALSE;
}

/* It got better, within the report's period, and would spare failures. */
static gboolean
is_cured(const ReportFacts *facts, const Kept *kept, CheckKind kind)
{
    const Course *course = &kept->courses[kind];

    return course->since >= MAX(facts->filter.since, 1) && course->since < facts->filter.until &&
           course->is > course->was && explains_any(kind);
}

/* That of the same looks, which is about the same reasons; NULL where there is none. */
static ReportCure *
find_cure(const GPtrArray *cures, const Course *course, CheckKind kind)
{
    for (guint i = 0; i < cures->len; i++) {
        ReportCure *cure = g_ptr_array_index(cures, i);
        CheckKind other = (CheckKind)(g_bit_nth_lsf(cure->kinds, -1));
        gboolean is_alike = cure->until == course->until && cure->since == course->since;

        for (guint reason = 0; reason < REASON_COUNT; reason++)
            is_alike = is_alike && diagnosefacts_may_explain(kind, (Reason)reason) ==
                                       diagnosefacts_may_explain(other, (Reason)reason);
        if (is_alike)
            return cure;
    }
    return NULL;
}

static void
add_cure(GPtrArray *cures, const Course *course, CheckKind kind)
{
    ReportCure *cure = find_cure(cures, course, kind);

    if (!cure) {
        cure = g_new0(ReportCure, 1);
        cure->was = course->was;
        cure->until = course->until;
        cure->since = course->since;
        g_ptr_array_add(cures, cure);
    }
    cure->kinds |= 1U << kind;
    cure->was = MIN(cure->was, course->was);
}

/*
 * Whole weeks, or days where there is no whole week since the cure: before the day of the last look
 * that found the fault, and behind that of the first one that did not. Nobody knows of those
 * between.
 */
typedef struct {
    gint64 begin;
    gint64 broken; /* exclusive */
    gint64 cured;
    gint64 end; /* exclusive */
    gint64 each;
} Span;

static Span
choose_span(const ReportFacts *facts, ReportCure *cure)
{
    gint64 now = MIN(time_day(storeuse_now()), facts->filter.until);
    Span span = {.broken = time_day(cure->until), .cured = time_day(cure->since) + TIME_DAY};
    gint64 days = MAX((now - span.cured) / TIME_DAY, 0);

    cure->by_week = days >= WEEK;
    cure->after_count = (guint)MIN(cure->by_week ? days / WEEK : days, WEEKS_MAX);
    cure->before_count = WEEKS_MAX;
    span.each = (cure->by_week ? WEEK : 1) * (gint64)TIME_DAY;
    span.begin = span.broken - cure->before_count * span.each;
    span.end = span.cured + cure->after_count * span.each;
    return span;
}

static void
count_days(ReportCure *cure, const Span *span, const StoreLine *line)
{
    for (guint day = 0; day < line->day_count; day++) {
        gint64 time = span->begin + day * (gint64)TIME_DAY;

        if (time < span->broken)
            cure->before[(time - span->begin) / span->each] += line->days[day];
        else if (time >= span->cured && time < span->end)
            cure->after[(time - span->cured) / span->each] += line->days[day];
    }
}

static gboolean
is_of_cure(const ReportCure *cure, Reason reason)
{
    for (guint kind = 0; kind < CHECK_KIND_COUNT; kind++)
        if ((cure->kinds & 1U << kind) && diagnosefacts_may_explain((CheckKind)kind, reason))
            return TRUE;
    return FALSE;
}

static gboolean
count_cure(const ReportFacts *facts, const char *domain, ReportCure *cure, GError **error)
{
    Span span = choose_span(facts, cure);
    g_autoptr(GPtrArray) lines =
        reportfacts_failures_of(facts, domain, span.begin, span.end, error);
    Explained told = {0};

    for (guint i = 0; lines && i < lines->len; i++) {
        const StoreLine *line = g_ptr_array_index(lines, i);
        Reason reason;

        if (line->count == 0 || !reason_from_name(line->key, &reason) || !is_of_cure(cure, reason))
            continue;
        count_days(cure, &span, line);
        diagnosefacts_explain(&told, reason, line->count, 0);
    }
    cure->reasons = told.reasons ? told.reasons : g_strdup("");
    return lines != NULL;
}

static gint
compare_cures(gconstpointer a, gconstpointer b)
{
    const ReportCure *left = *(const ReportCure *const *)a;
    const ReportCure *right = *(const ReportCure *const *)b;

    return left->since < right->since ? 1 : left->since > right->since ? -1 : 0;
}

/* One that nothing failed for before is no news. */
static gboolean
count_cures(const ReportFacts *facts, const char *domain, GPtrArray *cures, GError **error)
{
    for (guint i = cures->len; i > 0; i--) {
        ReportCure *cure = g_ptr_array_index(cures, i - 1);

        if (!count_cure(facts, domain, cure, error))
            return FALSE;
        if (!*cure->reasons)
            g_ptr_array_remove_index(cures, i - 1);
    }
    return TRUE;
}

GPtrArray *
reportcures_find(const ReportFacts *facts, const Kept *kept, GError **error)
{
    g_autoptr(GPtrArray) cures = g_ptr_array_new_with_free_func(free_cure);

    for (guint kind = 0; kind < CHECK_KIND_COUNT; kind++)
        if (is_cured(facts, kept, (CheckKind)kind))
            add_cure(cures, &kept->courses[kind], (CheckKind)kind);
    if (!count_cures(facts, kept->domain, cures, error))
        return NULL;
    g_ptr_array_sort(cures, compare_cures);
    return g_steal_pointer(&cures);
}
