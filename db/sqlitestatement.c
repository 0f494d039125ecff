/* sqlitestatement.c - statements of an engine of SQLite */

#include "db/sqliteimpl.h"

/* SQLite numbers $1 as it comes by: parameters[i] is its number for $(i + 1), 0 for none. */
typedef struct {
    Statement statement;
    sqlite3_stmt *handle;
    guint parameter_count;
    int *parameters;
} SqliteStatement;

static sqlite3_stmt *
handle_of(Statement *statement)
{
    return ((SqliteStatement *)statement)->handle;
}

static void
number_parameters(SqliteStatement *statement)
{
    int count = sqlite3_bind_parameter_count(statement->handle);

    statement->parameter_count = (guint)count;
    statement->parameters = g_new0(int, (gsize)count + 1);
    for (int i = 1; i <= count; i++) {
        const char *name = sqlite3_bind_parameter_name(statement->handle, i);
        guint64 number = name ? g_ascii_strtoull(name + 1, NULL, 10) : 0;

        if (number >= 1 && number <= (guint64)count)
            statement->parameters[number - 1] = i;
    }
}

Statement *
sqlite_prepare(Engine *engine, const char *sql, GError **error)
{
    sqlite3 *database = ((SqliteEngine *)engine)->database;
    SqliteStatement *statement;
    sqlite3_stmt *handle;

    if (sqlite3_prepare_v3(database, sql, -1, SQLITE_PREPARE_PERSISTENT, &handle, NULL) !=
        SQLITE_OK) {
        sqlite_fail(engine, error);
        return NULL;
    }
    statement = g_new0(SqliteStatement, 1);
    statement->statement.engine = engine;
    statement->handle = handle;
    number_parameters(statement);
    return &statement->statement;
}

void
sqlite_finish(Statement *statement)
{
    sqlite3_finalize(handle_of(statement));
    g_free(((SqliteStatement *)statement)->parameters);
    g_free(statement);
}

void
sqlite_bind(Statement *statement, guint parameter, FieldValue value, gboolean is_lasting)
{
    const SqliteStatement *sqlite = (const SqliteStatement *)statement;
    int number = parameter < sqlite->parameter_count ? sqlite->parameters[parameter] : 0;

    if (!number)
        return;
    if (value.text)
        sqlite3_bind_text(sqlite->handle, number, value.text, -1,
                          is_lasting ? SQLITE_STATIC : SQLITE_TRANSIENT);
    else
        sqlite3_bind_int64(sqlite->handle, number, value.number);
}

EngineStep
sqlite_step(Statement *statement, GError **error)
{
    switch (sqlite3_step(handle_of(statement))) {
    case SQLITE_ROW:
        return STEP_ROW;
    case SQLITE_DONE:
        return STEP_DONE;
    default:
        sqlite_fail(statement->engine, error);
        return STEP_FAILED;
    }
}

void
sqlite_reset(Statement *statement)
{
    sqlite3_reset(handle_of(statement));
    sqlite3_clear_bindings(handle_of(statement));
}

const char *
sqlite_text(Statement *statement, guint column)
{
    const char *text = (const char *)sqlite3_column_text(handle_of(statement), (int)column);

    return text ? text : "";
}

gint64
sqlite_number(Statement *statement, guint column)
{
    return sqlite3_column_int64(handle_of(statement), (int)column);
}
