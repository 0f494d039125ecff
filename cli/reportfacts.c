/* reportfacts.c - what a report tells, out of the store */

#include "cli/reportfacts.h"

#include "base/time.h"
#include "cli/filter.h"

#include <string.h>

void
reportfacts_clear(ReportFacts *facts)
{
    g_clear_pointer(&facts->lines, g_ptr_array_unref);
    g_clear_pointer(&facts->senders, g_ptr_array_unref);
    g_clear_pointer(&facts->sender, g_free);
    g_clear_pointer(&facts->days, g_free);
    g_clear_pointer(&facts->providers, g_ptr_array_unref);
    g_clear_pointer(&facts->bursts, g_ptr_array_unref);
    g_clear_pointer(&facts->diagnoses, g_ptr_array_unref);
    reportfacts_clear_counsel(facts);
}

static gboolean
count_types(ReportFacts *facts, GError **error)
{
    Report *report = &facts->report;
    StoreFilter wanted = facts->filter;
    g_autoptr(GPtrArray) lines = NULL;

    wanted.without_addresses = TRUE;
    lines = store_summarise(facts->store, STORE_BY_TYPE, &wanted, error);
    for (guint i = 0; lines && i < lines->len; i++) {
        const StoreLine *line = g_ptr_array_index(lines, i);
        EventType type;

        if (!event_type_from_name(line->key, &type))
            continue;
        report->types[type] = line->count;
        report->events += line->count;
        if (type == EVENT_BOUNCE) {
            report->before = line->before;
            facts->days = g_memdup2(line->days, line->day_count * sizeof *line->days);
            report->days = facts->days;
            report->day_count = line->day_count;
        }
    }
    return lines != NULL;
}

/*
 * All that came, strangers' mail too. After a purge there are counts of events, and no more
 * notices to count.
 */
static gboolean
count_notices(ReportFacts *facts, GError **error)
{
    StoreFilter all = facts->filter;
    gint64 notices = 0;
    gint64 events = 0;

    all.without_strangers = FALSE;
    if (!store_count_notices(facts->store, &all, &notices, &events, error))
        return FALSE;
    facts->report.notices = events == facts->report.events ? notices : 0;
    return TRUE;
}

/* How many the filter leaves. */
static gboolean
count_all(ReportFacts *facts, const StoreFilter *filter, gint64 *count, GError **error)
{
    StoreFilter wanted = *filter;
    g_autoptr(GPtrArray) lines = NULL;

    wanted.without_addresses = TRUE;
    lines = store_summarise(facts->store, STORE_BY_TYPE, &wanted, error);
    for (guint i = 0; lines && i < lines->len; i++) {
        *count += ((const StoreLine *)g_ptr_array_index(lines, i))->count;
    }
    return lines != NULL;
}

gboolean
reportfacts_narrow(const char **member, const char *word)
{
    gboolean narrows = !**member || g_str_equal(*member, word);

    *member = word;
    return narrows;
}

/*
 * Notices about mail that somebody else sent in the reader's name, of whatever type: they are
 * counted apart, unless the reader asked about such mail.
 */
static gboolean
count_strangers(ReportFacts *facts, GError **error)
{
    StoreFilter strange = facts->filter;

    strange.without_strangers = FALSE;
    strange.ours = ours_name(OURS_NO);
    if (!facts->filter.without_strangers)
        return TRUE;
    if (!count_all(facts, &strange, &facts->report.strangers, error))
        return FALSE;
    facts->report.events += facts->report.strangers;
    return TRUE;
}

static gboolean
count_unclassified(ReportFacts *facts, const StoreFilter *failures, GError **error)
{
    StoreFilter unknown = *failures;

    return !reportfacts_narrow(&unknown.reason, reason_name(REASON_UNCLASSIFIED)) ||
           count_all(facts, &unknown, &facts->report.unclassified, error);
}

static int
compare_days(gconstpointer a, gconstpointer b)
{
    const StoreLine *first = *(const StoreLine *const *)a;
    const StoreLine *second = *(const StoreLine *const *)b;

    return strcmp(first->key, second->key);
}

/* What has gone away is in no line: those are about what there is. */
static void
drop_empty(GPtrArray *lines)
{
    for (guint i = lines->len; i > 0; i--) {
        if (((const StoreLine *)g_ptr_array_index(lines, i - 1))->count == 0)
            g_ptr_array_remove_index(lines, i - 1);
    }
}

static gboolean
has_line(const GPtrArray *lines, const char *key)
{
    for (guint i = 0; i < lines->len; i++) {
        if (g_str_equal(((const StoreLine *)g_ptr_array_index(lines, i))->key, key))
            return TRUE;
    }
    return FALSE;
}

/* A day on which nothing failed is a day too. */
static void
add_days(ReportFacts *facts)
{
    guint stored = facts->lines->len;

    for (gint64 day = facts->filter.since; day < facts->filter.until; day += TIME_DAY) {
        g_autofree char *name = time_day_name(day);

        if (stored > 0 && !has_line(facts->lines, name)) {
            StoreLine *line = g_new0(StoreLine, 1);

            line->key = g_steal_pointer(&name);
            line->mostly = g_strdup("");
            g_ptr_array_add(facts->lines, line);
        }
    }
}

static void
cut_lines(ReportFacts *facts, int top)
{
    gboolean by_day = facts->report.by == STORE_BY_DAY;

    drop_empty(facts->lines);
    if (by_day && top == 0)
        add_days(facts);
    if (top > 0 && facts->lines->len > (guint)top) {
        facts->report.left_out = facts->lines->len - (guint)top;
        g_ptr_array_set_size(facts->lines, top);
    }
    if (by_day)
        g_ptr_array_sort(facts->lines, compare_days);
}

static gboolean
take_lines(ReportFacts *facts, const StoreFilter *failures, int top, GError **error)
{
    StoreAddresses together = {0};

    facts->lines =
        store_summarise_together(facts->store, facts->report.by, failures, &together, error);
    if (!facts->lines)
        return FALSE;
    facts->report.addresses = together.is_purged ? 0 : together.addresses;
    facts->report.dead = together.dead;
    cut_lines(facts, top);
    facts->report.lines = facts->lines;
    return TRUE;
}

/* The domain that all of it was sent from; "" where there are several or none is known. */
static const char *
only_sender(const GPtrArray *senders)
{
    const char *only = NULL;

    for (guint i = 0; i < senders->len; i++) {
        const StoreLine *line = g_ptr_array_index(senders, i);
        const char *at = strrchr(line->key, '@');
        const char *domain = at ? at + 1 : line->key;

        if (line->count > 0)
            only = !only || g_ascii_strcasecmp(only, domain) == 0 ? domain : "";
    }
    return only ? only : "";
}

static gboolean
find_senders(ReportFacts *facts, const StoreFilter *failures, GError **error)
{
    StoreFilter wanted = *failures;

    wanted.without_addresses = TRUE;
    facts->senders = store_summarise(facts->store, STORE_BY_SENDER, &wanted, error);
    if (!facts->senders)
        return FALSE;
    facts->sender = g_strdup(only_sender(facts->senders));
    facts->report.sender = facts->sender;
    return TRUE;
}

/* Where the period is empty it makes a difference whether the store is. */
static gboolean
look_beyond(ReportFacts *facts, GError **error)
{
    gint64 count = 0;

    if (facts->report.events > 0)
        return TRUE;
    if (!count_all(facts, &filter_everything, &count, error))
        return FALSE;
    facts->report.is_store_empty = count == 0;
    return TRUE;
}

static gboolean
take_providers(ReportFacts *facts, const StoreFilter *failures, GError **error)
{
    facts->providers = store_summarise(facts->store, STORE_BY_PROVIDER, failures, error);
    if (!facts->providers)
        return FALSE;
    drop_empty(facts->providers);
    facts->report.providers = facts->providers;
    return TRUE;
}

gboolean
reportfacts_gather(ReportFacts *facts, Store *store, int top, guint parts, GError **error)
{
    StoreFilter failures;

    facts->store = store;
    facts->filter.without_strangers = !*facts->filter.ours;
    failures = facts->filter;
    failures.type = event_type_name(EVENT_BOUNCE);
    return count_types(facts, error) && count_strangers(facts, error) &&
           count_unclassified(facts, &failures, error) &&
           take_lines(facts, &failures, top, error) && find_senders(facts, &failures, error) &&
           look_beyond(facts, error) &&
           (!(parts & REPORT_NOTICES) || count_notices(facts, error)) &&
           (!(parts & REPORT_PROVIDERS) || take_providers(facts, &failures, error)) &&
           (!(parts & REPORT_COUNSEL) ||
            (reportfacts_burst(facts, error) && reportfacts_counsel(facts, error))) &&
           (!(parts & REPORT_DIAGNOSES) || reportfacts_diagnoses(facts, error));
}
