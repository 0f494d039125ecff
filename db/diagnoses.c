/* diagnoses.c - what was found of sending domains, and when */

#include "db/storeimpl.h"

static gboolean
insert(Store *store, const char *domain, gint64 checked, gint64 place, const StoreFinding *row,
       GError **error)
{
    return engine_run(store->engine,
                      "INSERT INTO diagnoses (domain, checked, place, kind, result, finding,"
                      " subject, found, number, page, host)"
                      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
                      VALUES(TEXT_VALUE(domain), NUMBER_VALUE(checked), NUMBER_VALUE(place),
                             TEXT_VALUE(row->kind), TEXT_VALUE(row->result),
                             TEXT_VALUE(row->finding), TEXT_VALUE(row->subject),
                             TEXT_VALUE(row->found), NUMBER_VALUE(row->number),
                             TEXT_VALUE(row->page), TEXT_VALUE(row->host)),
                      NULL, error);
}

/* What another one found in the same second gives way. */
static gboolean
add(Store *store, const char *domain, gint64 checked, const StoreFinding *rows, guint count,
    GError **error)
{
    if (!engine_run(store->engine, "DELETE FROM diagnoses WHERE domain = $1 AND checked = $2",
                    VALUES(TEXT_VALUE(domain), NUMBER_VALUE(checked)), NULL, error))
        return FALSE;
    for (guint i = 0; i < count; i++)
        if (!insert(store, domain, checked, i, &rows[i], error))
            return FALSE;
    return TRUE;
}

gboolean
store_add_diagnosis(Store *store, const char *domain, gint64 checked, const StoreFinding *rows,
                    guint count, GError **error)
{
    gboolean own;

    return engine_enter(store->engine, STORE_WRITE, &own, error) &&
           engine_leave(store->engine, own, add(store, domain, checked, rows, count, error), error);
}

#define FINDINGS                                                                                   \
    "SELECT domain, checked, kind, result, finding, subject, found, number, page, host"            \
    " FROM diagnoses WHERE %s = $1 ORDER BY domain, checked, place"

static StoreFinding
read_row(Statement *statement)
{
    return (StoreFinding){.domain = statement_text(statement, 0),
                          .checked = statement_number(statement, 1),
                          .kind = statement_text(statement, 2),
                          .result = statement_text(statement, 3),
                          .finding = statement_text(statement, 4),
                          .subject = statement_text(statement, 5),
                          .found = statement_text(statement, 6),
                          .number = statement_number(statement, 7),
                          .page = statement_text(statement, 8),
                          .host = statement_text(statement, 9)};
}

gboolean
store_each_finding(Store *store, const char *domain, StoreFindingFunc each, gpointer data,
                   GError **error)
{
    g_autofree char *sql = g_strdup_printf(FINDINGS, *domain ? "domain" : "''");
    g_autoptr(Statement) statement =
        engine_query(store->engine, sql, VALUES(TEXT_VALUE(domain)), error);
    EngineStep step = statement ? statement_step(statement, error) : STEP_FAILED;

    for (; step == STEP_ROW; step = statement_step(statement, error)) {
        const StoreFinding row = read_row(statement);

        if (!each(&row, data, error))
            return FALSE;
    }
    return step == STEP_DONE;
}

/* Whether there is evidence left of what came of the domain's mail. */
static gboolean
has_events(Store *store, const char *domain, gboolean *has, GError **error)
{
    g_autofree char *ending = g_strconcat("@", domain, NULL);

    return store_has_row(store,
                         "SELECT 1 FROM events"
                         " WHERE substr(sender, length(sender) - length($1) + 1) = $1",
                         VALUES(TEXT_VALUE(ending)), has, error);
}

/* The last look of each kind outlives its time where the domain still has events. */
static gboolean
purge_domain(Store *store, const char *domain, gint64 before, GError **error)
{
    gboolean has;

    if (!has_events(store, domain, &has, error))
        return FALSE;
    return engine_run(store->engine,
                      has ? "DELETE FROM diagnoses WHERE domain = $1 AND checked < $2"
                            " AND checked < (SELECT max(checked) FROM diagnoses AS last"
                            " WHERE last.domain = $1 AND last.kind = diagnoses.kind)"
                          : "DELETE FROM diagnoses WHERE domain = $1 AND checked < $2",
                      VALUES(TEXT_VALUE(domain), NUMBER_VALUE(before)), NULL, error);
}

/* Those that were looked at before that time. NULL with an error. */
static GPtrArray *
old_domains(Store *store, gint64 before, GError **error)
{
    g_autoptr(GPtrArray) domains = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(Statement) statement =
        engine_query(store->engine, "SELECT DISTINCT domain FROM diagnoses WHERE checked < $1",
                     VALUES(NUMBER_VALUE(before)), error);
    EngineStep step = statement ? statement_step(statement, error) : STEP_FAILED;

    for (; step == STEP_ROW; step = statement_step(statement, error))
        g_ptr_array_add(domains, g_strdup(statement_text(statement, 0)));
    return step == STEP_DONE ? g_steal_pointer(&domains) : NULL;
}

gboolean
store_purge_diagnoses(Store *store, gint64 before, GError **error)
{
    g_autoptr(GPtrArray) domains = old_domains(store, before, error);

    if (!domains)
        return FALSE;
    for (guint i = 0; i < domains->len; i++)
        if (!purge_domain(store, g_ptr_array_index(domains, i), before, error))
            return FALSE;
    return TRUE;
}
