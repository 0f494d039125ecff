/* clean.c - a person's name out of what is about others: who wrote, what was quoted */

#include "db/clean.h"

#include "db/columns.h"
#include "db/daily.h"
#include "db/storeimpl.h"
#include "event/fields.h"

#include <string.h>

/* An author's field has the name as people say it, too: "Anna Doe <anna@example.org>". */
static char *
without_phrase(const char *name, char *owned_text)
{
    g_autofree char *text = owned_text;
    const char *open = g_str_has_suffix(name, "_from") ? strrchr(text, '<') : NULL;

    return g_strdup(open ? open : text);
}

static char *
clean_field(const EventField *field, const Event *event, NamesFunc is_hidden, gpointer data)
{
    g_autoptr(GPtrArray) keep = g_ptr_array_new_with_free_func(g_free);
    char *clean;

    if (event_field_is_number(field))
        return NULL;
    clean = names_hide(event_field_get(field, event, keep).text, is_hidden, data);
    return clean ? without_phrase(event_field_name(field), clean) : NULL;
}

Event *
clean_event(const Event *event, NamesFunc is_hidden, gpointer data)
{
    g_autoptr(Event) clean = NULL;

    for (guint i = 0; i < event_field_count; i++) {
        g_autofree char *text = clean_field(event_field(i), event, is_hidden, data);

        if (text && !clean)
            clean = event_copy(event);
        if (text)
            event_field_set(event_field(i), clean, (FieldValue){text, 0});
    }
    return g_steal_pointer(&clean);
}

/* A NamesFunc. */
static gboolean
is_address(const char *address, gpointer wanted)
{
    return g_str_equal(address, wanted);
}

/* For LIKE: what may hold first and then second, anything between them. Owned by the caller. */
static char *
make_pattern(const char *first, const char *second)
{
    g_autofree char *all = g_strdup_printf("%s\n%s", first, second);
    GString *pattern = g_string_new("%");

    for (const char *c = all; *c; c++) {
        if (strchr("%_\\", *c))
            g_string_append_c(pattern, '\\');
        g_string_append_c(pattern, *c == '\n' ? '%' : *c);
    }
    return g_string_free(g_string_append_c(pattern, '%'), FALSE);
}

/* The two orders in which an address is written: SRS has the domain in front. */
typedef struct {
    char *address;
    char *plain;
    char *rewritten;
} Name;

static void
name_init(Name *name, const char *address)
{
    const char *at = strrchr(address, '@');
    g_autofree char *local = g_strndup(address, at ? (gsize)(at - address) : strlen(address));

    name->address = g_strdup(address);
    name->plain = make_pattern(local, at ? at + 1 : "");
    name->rewritten = make_pattern(at ? at + 1 : "", local);
}

static void
name_clear(Name *name)
{
    g_free(name->address);
    g_free(name->plain);
    g_free(name->rewritten);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Name, name_clear)

#define MAY_HOLD(text) "(" text " LIKE $1 ESCAPE '\\' OR " text " LIKE $2 ESCAPE '\\')"

/* Where the address may stand: in any text of an event. Owned by the caller. */
static char *
events_sql(void)
{
    g_autofree char *names = columns_names();
    g_autoptr(GString) texts = g_string_new("sender");

    for (guint i = 0; i < event_field_count; i++)
        if (!event_field_is_number(event_field(i)))
            g_string_append_printf(texts, " || ' ' || %s", event_field_name(event_field(i)));
    return g_strdup_printf("SELECT %s FROM (SELECT events.*, lower(%s) AS texts FROM events)"
                           " AS all_texts WHERE " MAY_HOLD("texts"),
                           names, texts->str);
}

static GPtrArray *
find_events(Store *store, const Name *name, GError **error)
{
    g_autoptr(GPtrArray) events = event_array_new();
    g_autofree char *sql = events_sql();
    g_autoptr(Statement) statement = engine_query(
        store->engine, sql, VALUES(TEXT_VALUE(name->plain), TEXT_VALUE(name->rewritten)), error);
    EngineStep step = STEP_FAILED;

    while (statement && (step = statement_step(statement, error)) == STEP_ROW)
        g_ptr_array_add(events, columns_event(statement));
    return step == STEP_DONE ? g_steal_pointer(&events) : NULL;
}

static gboolean
write_field(Store *store, const EventField *field, const Event *event, GError **error)
{
    g_autoptr(GPtrArray) keep = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *sql =
        g_strdup_printf("UPDATE events SET %s = $1 WHERE id = $2", event_field_name(field));

    return engine_run(store->engine, sql,
                      VALUES(event_field_get(field, event, keep), TEXT_VALUE(event->id)), NULL,
                      error);
}

static gboolean
write_event(Store *store, const Event *clean, GError **error)
{
    for (guint i = 0; i < event_field_count; i++)
        if (!event_field_is_number(event_field(i)) &&
            !write_field(store, event_field(i), clean, error))
            return FALSE;
    return TRUE;
}

static gboolean
clean_events(Store *store, const Name *name, gint64 *count, GError **error)
{
    g_autoptr(GPtrArray) events = find_events(store, name, error);

    *count = 0;
    for (guint i = 0; events && i < events->len; i++) {
        g_autoptr(Event) clean =
            clean_event(g_ptr_array_index(events, i), is_address, name->address);

        if (clean && !write_event(store, clean, error))
            return FALSE;
        *count += clean != NULL;
    }
    return events != NULL;
}

/* The different texts of a column in which the address stands. NULL: an error. */
static GPtrArray *
find_texts(Store *store, const char *sql, const Name *name, GError **error)
{
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(Statement) statement = engine_query(
        store->engine, sql, VALUES(TEXT_VALUE(name->plain), TEXT_VALUE(name->rewritten)), error);
    EngineStep step = STEP_FAILED;

    while (statement && (step = statement_step(statement, error)) == STEP_ROW)
        g_ptr_array_add(texts, g_strdup(statement_text(statement, 0)));
    return step == STEP_DONE ? g_steal_pointer(&texts) : NULL;
}

/* Columns outside of events' own that may name somebody, and what writes another text into them. */
static const struct {
    const char *find;
    const char *replace[2];
} columns[] = {
    {"SELECT DISTINCT sender FROM events WHERE " MAY_HOLD("sender"),
     {"UPDATE events SET sender = $2 WHERE sender = $1", NULL}},
    {"SELECT DISTINCT sender FROM daily WHERE " MAY_HOLD("sender"),
     {DAILY_COPY_SENDER, "DELETE FROM daily WHERE sender = $1"}},
    {"SELECT DISTINCT subject FROM diagnoses WHERE " MAY_HOLD("lower(subject)"),
     {"UPDATE diagnoses SET subject = $2 WHERE subject = $1", NULL}},
    {"SELECT DISTINCT found FROM diagnoses WHERE " MAY_HOLD("lower(found)"),
     {"UPDATE diagnoses SET found = $2 WHERE found = $1", NULL}},
};

/* $1 is what stands there, $2 what shall. */
static gboolean
replace_text(Store *store, const char *const replace[2], const char *from, const char *to,
             GError **error)
{
    if (!engine_run(store->engine, replace[0], VALUES(TEXT_VALUE(from), TEXT_VALUE(to)), NULL,
                    error))
        return FALSE;
    return !replace[1] ||
           engine_run(store->engine, replace[1], VALUES(TEXT_VALUE(from)), NULL, error);
}

static gboolean
clean_column(Store *store, guint column, const Name *name, GError **error)
{
    g_autoptr(GPtrArray) texts = find_texts(store, columns[column].find, name, error);

    for (guint i = 0; texts && i < texts->len; i++) {
        g_autofree char *clean = names_hide(texts->pdata[i], is_address, name->address);

        if (clean && !replace_text(store, columns[column].replace, texts->pdata[i], clean, error))
            return FALSE;
    }
    return texts != NULL;
}

gboolean
store_clean(Store *store, const char *address, gint64 *count, GError **error)
{
    g_auto(Name) name = {0};

    name_init(&name, address);
    if (!clean_events(store, &name, count, error))
        return FALSE;
    for (guint i = 0; i < G_N_ELEMENTS(columns); i++)
        if (!clean_column(store, i, &name, error))
            return FALSE;
    return TRUE;
}
