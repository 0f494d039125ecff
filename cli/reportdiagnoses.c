/* reportdiagnoses.c - what was found of the domains that mail was sent from, and what it changed */

#include "base/time.h"
#include "cli/diagnosefacts.h"
#include "cli/diagnosekept.h"
#include "cli/reportcures.h"
#include "cli/reportfacts.h"
#include "diagnose/record.h"

#include <glib/gi18n.h>
#include <string.h>

/* Those whose mail failed most; the others have their page by bounces diagnose. */
#define DOMAINS_MAX 10

static void
free_diagnosis(gpointer data)
{
    ReportDiagnosis *diagnosis = data;

    g_free(diagnosis->domain);
    g_free(diagnosis->host);
    g_free(diagnosis->spf);
    g_free(diagnosis->dmarc);
    g_ptr_array_unref(diagnosis->diagnosis.checks);
    g_clear_pointer(&diagnosis->cures, g_ptr_array_unref);
    for (guint kind = 0; kind < CHECK_KIND_COUNT; kind++)
        g_free(diagnosis->page.explained[kind].reasons);
    g_free(diagnosis);
}

GPtrArray *
reportfacts_failures_of(const ReportFacts *facts, const char *domain, gint64 since, gint64 until,
                        GError **error)
{
    g_autofree char *sender = g_strconcat("@", domain, NULL);
    StoreFilter failures = facts->filter;

    failures.type = event_type_name(EVENT_BOUNCE);
    failures.since = since;
    failures.until = until;
    failures.without_addresses = TRUE;
    if (!*failures.sender)
        failures.sender = sender;
    return store_summarise(facts->store, STORE_BY_REASON, &failures, error);
}

/* The day on which a line's first failure came. */
static gint64
first_day(const StoreLine *line, gint64 since)
{
    for (guint day = 0; day < line->day_count; day++)
        if (line->days[day] > 0)
            return since + day * (gint64)TIME_DAY;
    return 0;
}

static gboolean
explain(const ReportFacts *facts, ReportDiagnosis *diagnosis, GError **error)
{
    g_autoptr(GPtrArray) lines = reportfacts_failures_of(
        facts, diagnosis->domain, facts->filter.since, facts->filter.until, error);

    for (guint i = 0; lines && i < lines->len; i++) {
        const StoreLine *line = g_ptr_array_index(lines, i);
        Reason reason;

        if (line->count == 0 || !reason_from_name(line->key, &reason))
            continue;
        for (guint kind = 0; kind < CHECK_KIND_COUNT; kind++)
            if (diagnosefacts_may_explain((CheckKind)kind, reason))
                diagnosefacts_explain(&diagnosis->page.explained[kind], reason, line->count,
                                      first_day(line, facts->filter.since));
    }
    return lines != NULL;
}

/* The domains. */

static ReportDiagnosis *
make_diagnosis(const ReportFacts *facts, const Kept *kept)
{
    static char *nothing[] = {NULL};
    ReportDiagnosis *diagnosis = g_new0(ReportDiagnosis, 1);
    const char *place = facts->report.place;
    g_autofree char *command = g_strdup_printf("bounces diagnose %s --record spf%s%s", kept->domain,
                                               *place ? " " : "", place);

    diagnosis->domain = g_strdup(kept->domain);
    diagnosis->host = g_strdup(kept->host);
    diagnosis->checked = kept->checked;
    memcpy(diagnosis->dates, kept->last.dates, sizeof(diagnosis->dates));
    diagnosis->sender = (Sender){.domain = diagnosis->domain,
                                 .addresses = nothing,
                                 .helos = nothing,
                                 .selectors = nothing,
                                 .signers = nothing,
                                 .froms = nothing,
                                 .hosts = nothing,
                                 .ca_file = ""};
    diagnosis->diagnosis = (Diagnosis){.sender = &diagnosis->sender,
                                       .checks = g_ptr_array_ref(kept->last.checks),
                                       .host = diagnosis->host};
    diagnosis->spf = g_strdup_printf(_("what \"%s\" prints"), command);
    diagnosis->dmarc = record_dmarc(&diagnosis->diagnosis);
    diagnosis->page.diagnosis = &diagnosis->diagnosis;
    diagnosis->page.spf = diagnosis->spf;
    diagnosis->page.dmarc = diagnosis->dmarc;
    return diagnosis;
}

/* How many failures of the period each domain's mail had: a number by the domain. */
static GHashTable *
count_by_domain(const GPtrArray *senders)
{
    GHashTable *counts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < senders->len; i++) {
        const StoreLine *line = g_ptr_array_index(senders, i);
        const char *at = strrchr(line->key, '@');
        char *domain = g_strdup(at ? at + 1 : line->key);
        gsize before = GPOINTER_TO_SIZE(g_hash_table_lookup(counts, domain));

        g_hash_table_insert(counts, domain, GSIZE_TO_POINTER(before + (gsize)line->count));
    }
    return counts;
}

static gint
compare_domains(gconstpointer a, gconstpointer b, gpointer counts)
{
    const Kept *left = *(const Kept *const *)a;
    const Kept *right = *(const Kept *const *)b;
    gsize left_count = GPOINTER_TO_SIZE(g_hash_table_lookup(counts, left->domain));
    gsize right_count = GPOINTER_TO_SIZE(g_hash_table_lookup(counts, right->domain));

    if (left_count != right_count)
        return left_count < right_count ? 1 : -1;
    if (left->checked != right->checked)
        return left->checked < right->checked ? 1 : -1;
    return strcmp(left->domain, right->domain);
}

/* The domain that the reader asks about; "" for all of them. */
static const char *
wanted_domain(const ReportFacts *facts)
{
    const char *at = strrchr(facts->filter.sender, '@');

    return at ? at + 1 : facts->filter.sender;
}

gboolean
reportfacts_diagnoses(ReportFacts *facts, GError **error)
{
    g_autofree char *domain = g_ascii_strdown(wanted_domain(facts), -1);
    g_autoptr(GPtrArray) all = diagnosekept_all(facts->store, domain, error);
    g_autoptr(GHashTable) counts = count_by_domain(facts->senders);

    facts->diagnoses = g_ptr_array_new_with_free_func(free_diagnosis);
    facts->report.diagnoses = facts->diagnoses;
    if (!all)
        return FALSE;
    g_ptr_array_sort_with_data(all, compare_domains, counts);
    for (guint i = 0; i < MIN(all->len, DOMAINS_MAX); i++) {
        const Kept *kept = g_ptr_array_index(all, i);
        ReportDiagnosis *diagnosis = make_diagnosis(facts, kept);

        g_ptr_array_add(facts->diagnoses, diagnosis);
        diagnosis->cures = reportcures_find(facts, kept, error);
        if (!diagnosis->cures || !explain(facts, diagnosis, error))
            return FALSE;
    }
    return TRUE;
}
