/* positions.c - how far folders were read, and what was only counted or skipped there */

#include "base/time.h"
#include "db/storeimpl.h"

char *
store_position(Store *store, const char *account, const char *folder, GError **error)
{
    return store_find_text(store,
                           "SELECT position FROM positions WHERE account = $1 AND folder = $2",
                           VALUES(TEXT_VALUE(account), TEXT_VALUE(folder)), error);
}

static gboolean
remove_position(Store *store, const char *account, const char *folder, GError **error)
{
    return engine_run(store->engine, "DELETE FROM positions WHERE account = $1 AND folder = $2",
                      VALUES(TEXT_VALUE(account), TEXT_VALUE(folder)), NULL, error);
}

gboolean
store_set_position(Store *store, const char *account, const char *folder, const char *position,
                   GError **error)
{
    if (!*position)
        return remove_position(store, account, folder, error);
    return engine_run(store->engine,
                      "INSERT INTO positions (account, folder, position) VALUES ($1, $2, $3)"
                      " ON CONFLICT (account, folder) DO UPDATE SET position = excluded.position",
                      VALUES(TEXT_VALUE(account), TEXT_VALUE(folder), TEXT_VALUE(position)), NULL,
                      error);
}

gboolean
store_count_plain(Store *store, const char *account, const char *folder, gint64 day, gint64 count,
                  GError **error)
{
    g_autofree char *name = time_day_name(day);

    return engine_run(
        store->engine,
        "INSERT INTO plain_mail (day, account, folder, count) VALUES ($1, $2, $3, $4)"
        " ON CONFLICT (day, account, folder)"
        " DO UPDATE SET count = plain_mail.count + excluded.count",
        VALUES(TEXT_VALUE(name), TEXT_VALUE(account), TEXT_VALUE(folder), NUMBER_VALUE(count)),
        NULL, error);
}

gboolean
store_add_quarantine(Store *store, const char *account, const char *position,
                     const char *error_text, gint64 now, GError **error)
{
    return engine_run(store->engine,
                      "INSERT INTO quarantine (account, position, error, added)"
                      " VALUES ($1, $2, $3, $4)"
                      " ON CONFLICT (account, position)"
                      " DO UPDATE SET error = excluded.error, added = excluded.added",
                      VALUES(TEXT_VALUE(account), TEXT_VALUE(position), TEXT_VALUE(error_text),
                             NUMBER_VALUE(now)),
                      NULL, error);
}
