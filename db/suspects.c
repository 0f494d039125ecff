/* suspects.c - events that speak for writing no more to an address */

#include "base/text.h"
#include "db/conditions.h"
#include "db/storeimpl.h"
#include "db/suppress.h"

#include <string.h>

/* Reasons that tell of the address, and not of the message or of who sent it. */
#define SOFT_REASONS                                                                               \
    "'mailbox-full', 'mailbox-suspended', 'user-unknown', 'host-unknown', 'has-moved',"            \
    " 'no-mail-accepted'"

/* Complaints of RFC 5965, section 7.3, and RFC 6591 that ask for something else than silence. */
#define OTHER_COMPLAINTS "'not-spam', 'virus', 'fraud', 'auth-failure'"

/* An EvidenceKind, or NULL for what is none. */
#define KIND                                                                                       \
    "CASE WHEN type = 'feedback' AND lower(feedback_type) NOT IN (" OTHER_COMPLAINTS ") THEN 2"    \
    " WHEN type = 'bounce' AND confidence <> 'guess' AND hard_bounce = 1 THEN 0"                   \
    " WHEN type = 'bounce' AND confidence <> 'guess' AND reason IN (" SOFT_REASONS ") THEN 1"      \
    " ELSE -1 END"

static void
free_suspect(gpointer data)
{
    StoreSuspect *suspect = data;

    g_free(suspect->address);
    g_free(suspect->provider);
    g_free(suspect->domain);
    g_free(suspect);
}

static const char *
domain_of(const char *address)
{
    const char *at = strrchr(address, '@');

    return at ? at + 1 : "";
}

static StoreSuspect *
find_suspect(GHashTable *suspects, const char *address)
{
    StoreSuspect *suspect = g_hash_table_lookup(suspects, address);

    if (suspect)
        return suspect;
    suspect = g_new0(StoreSuspect, 1);
    suspect->address = g_strdup(address);
    suspect->provider = g_strdup("");
    suspect->domain = g_strdup(domain_of(address));
    g_hash_table_insert(suspects, suspect->address, suspect);
    return suspect;
}

/* The columns of a row of evidence, in this order. */
#define EVIDENCE_COLUMNS KIND ", address, received, provider, ours, id, reason, status, reply_code"
enum { KIND_NUMBER, ADDRESS, RECEIVED, PROVIDER, OURS, ID, REASON_NAME, STATUS, REPLY_CODE };

static void
take_newest(StoreEvidence *evidence, Statement *row)
{
    if (!reason_from_name(statement_text(row, REASON_NAME), &evidence->reason))
        evidence->reason = REASON_UNCLASSIFIED;
    if (!status_parse(statement_text(row, STATUS), &evidence->status, NULL))
        evidence->status = (Status){0};
    evidence->reply_code = (int)statement_number(row, REPLY_CODE);
    g_strlcpy(evidence->id, statement_text(row, ID), sizeof evidence->id);
}

static const guint ours_ranks[] = {
    [OURS_UNKNOWN] = 1,
    [OURS_YES] = 3,
    [OURS_LIKELY] = 2,
    [OURS_NO] = 0,
};

static void
take_ours(StoreEvidence *evidence, const char *name)
{
    Ours ours = OURS_UNKNOWN;

    if (ours_from_name(name, &ours) && ours_ranks[ours] > ours_ranks[evidence->ours])
        evidence->ours = ours;
}

static void
take_evidence(StoreSuspect *suspect, Statement *row)
{
    StoreEvidence *evidence = &suspect->evidence[statement_number(row, KIND_NUMBER)];
    gint64 received = statement_number(row, RECEIVED);

    if (evidence->count == 0 || received < evidence->first)
        evidence->first = received;
    if (evidence->count == 0 || received >= evidence->last) {
        evidence->last = received;
        take_newest(evidence, row);
    }
    take_ours(evidence, statement_text(row, OURS));
    evidence->count++;
    if (*statement_text(row, PROVIDER))
        text_set(&suspect->provider, statement_text(row, PROVIDER));
}

static Statement *
ask(Store *store, const char *select, const StoreFilter *filter, const char *rest, GError **error)
{
    g_auto(Conditions) conditions = {0};
    g_autofree char *sql = NULL;

    conditions_init(&conditions, filter);
    conditions_add_times(&conditions, filter);
    sql = g_strdup_printf("SELECT %s FROM events WHERE address <> ''%s%s", select,
                          conditions.sql->str, rest);
    return engine_query(store->engine, sql, conditions_values(&conditions), conditions.values->len,
                        error);
}

static void
take_success(GHashTable *times, const char *address, gint64 received)
{
    gint64 *known = g_hash_table_lookup(times, address);

    if (known)
        *known = MAX(*known, received);
    else
        g_hash_table_insert(times, g_strdup(address), g_memdup2(&received, sizeof received));
}

/*
 * What arrived: not what was handed on to others that do not tell (relayed, expanded: RFC 3464
 * 2.3.3), and not what a stranger may have forged.
 */
#define ARRIVED " AND ours <> 'no' AND lower(action) NOT IN ('relayed', 'expanded')"

/* When each address last received something, whatever else the filter asks for. NULL: an error. */
static GHashTable *
find_successes(Store *store, const StoreFilter *filter, GError **error)
{
    const StoreFilter successes = {
        .since = filter->since, .until = filter->until, .type = event_type_name(EVENT_SUCCESS)};
    g_autoptr(GHashTable) times = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    g_autoptr(Statement) statement = ask(store, "address, received", &successes, ARRIVED, error);
    EngineStep step = STEP_FAILED;

    while (statement && (step = statement_step(statement, error)) == STEP_ROW)
        take_success(times, statement_text(statement, 0), statement_number(statement, 1));
    return step == STEP_DONE ? g_steal_pointer(&times) : NULL;
}

/* Who complained does not take that back by receiving more. */
static gboolean
is_reset(GHashTable *successes, Statement *row)
{
    const gint64 *success = g_hash_table_lookup(successes, statement_text(row, ADDRESS));

    return success && statement_number(row, KIND_NUMBER) != EVIDENCE_COMPLAINT &&
           *success >= statement_number(row, RECEIVED);
}

static gboolean
find_evidence(Store *store, const StoreFilter *filter, GHashTable *suspects, GError **error)
{
    g_autoptr(GHashTable) successes = find_successes(store, filter, error);
    g_autoptr(Statement) statement = NULL;
    EngineStep step = STEP_FAILED;

    if (!successes)
        return FALSE;
    statement =
        ask(store, EVIDENCE_COLUMNS, filter,
            " AND ours <> 'no' AND type IN ('bounce', 'feedback') AND " KIND " >= 0", error);
    while (statement && (step = statement_step(statement, error)) == STEP_ROW) {
        if (!is_reset(successes, statement))
            take_evidence(find_suspect(suspects, statement_text(statement, ADDRESS)), statement);
    }
    return step == STEP_DONE;
}

/* Sets what was decided and told about those that are there, and about others where all are. */
static gboolean
find_decisions(Store *store, gboolean all, GHashTable *suspects, GError **error)
{
    g_autoptr(Statement) statement = engine_query(
        store->engine, "SELECT address, decision, decided, told FROM suppressed", NULL, 0, error);
    EngineStep step = STEP_FAILED;

    while (statement && (step = statement_step(statement, error)) == STEP_ROW) {
        const char *address = statement_text(statement, 0);
        StoreDecision decision = (StoreDecision)statement_number(statement, 1);
        StoreSuspect *suspect = g_hash_table_lookup(suspects, address);

        if (!suspect && (!all || decision == DECISION_NONE))
            continue;
        suspect = suspect ? suspect : find_suspect(suspects, address);
        suspect->decision = decision;
        suspect->decided = statement_number(statement, 2);
        suspect->told = statement_number(statement, 3);
    }
    return step == STEP_DONE;
}

static int
compare_addresses(gconstpointer a, gconstpointer b)
{
    const StoreSuspect *first = *(const StoreSuspect *const *)a;
    const StoreSuspect *second = *(const StoreSuspect *const *)b;

    return strcmp(first->address, second->address);
}

static GPtrArray *
sort_suspects(GHashTable *suspects)
{
    GPtrArray *sorted = g_ptr_array_new_with_free_func(free_suspect);
    GHashTableIter iter;
    gpointer suspect;

    g_hash_table_iter_init(&iter, suspects);
    while (g_hash_table_iter_next(&iter, NULL, &suspect)) {
        g_hash_table_iter_steal(&iter);
        g_ptr_array_add(sorted, suspect);
    }
    g_ptr_array_sort(sorted, compare_addresses);
    return sorted;
}

/* Whether it leaves out nothing but times. */
static gboolean
is_open(const StoreFilter *filter)
{
    g_auto(Conditions) conditions = {0};

    conditions_init(&conditions, filter);
    return conditions.values->len == 0;
}

GPtrArray *
store_suspects(Store *store, const StoreFilter *filter, GError **error)
{
    g_autoptr(GHashTable) suspects =
        g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_suspect);
    gboolean own;

    if (!engine_enter(store->engine, STORE_READ, &own, error) ||
        !engine_leave(store->engine, own,
                      find_evidence(store, filter, suspects, error) &&
                          find_decisions(store, is_open(filter), suspects, error),
                      error))
        return NULL;
    return sort_suspects(suspects);
}
