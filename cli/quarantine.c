/* quarantine.c - bounces quarantine list, bounces quarantine retry */

#include "base/time.h"
#include "cli/cli.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/storeuse.h"
#include "render/table.h"
#include "render/words.h"

#include <glib/gi18n.h>
#include <unistd.h>

static const TableColumn columns[] = {
    {N_("DAY"), TABLE_KEEP},
    {N_("ACCOUNT"), TABLE_KEEP},
    {N_("HOW"), TABLE_KEEP},
    {N_("MESSAGE"), TABLE_WRAP},
};

#define COLUMNS G_N_ELEMENTS(columns)

typedef struct {
    Table *table; /* NULL: lines with tabs are wanted */
    GString *out;
} Listing;

/* A StoreQuarantineFunc. */
static gboolean
list_row(const StoreQuarantined *row, gpointer data, GError **error G_GNUC_UNUSED)
{
    Listing *listing = data;
    g_autofree char *day = time_day_name(row->added);
    const char *how = listing->table ? _(row->how) : row->how;
    const char *const cells[COLUMNS + 1] = {day, row->account, how, row->source, NULL};

    if (listing->table) {
        table_add(listing->table, cells);
        return TRUE;
    }
    for (guint i = 0; i < COLUMNS; i++)
        g_string_append_printf(listing->out, "%s%c", cells[i], i + 1 < COLUMNS ? '\t' : '\n');
    return TRUE;
}

static gboolean
list(const StorePlace *place, GError **error)
{
    g_auto(StoreUse) use = {0};
    gboolean is_seen = isatty(STDOUT_FILENO);
    g_autoptr(Table) table = NULL;
    Listing listing;

    if (!storeuse_open(&use, place, STORE_READ, STOREUSE_WIDTH_MAX, error))
        return FALSE;
    table = is_seen ? table_new(columns, COLUMNS, &use.style) : NULL;
    listing = (Listing){table, use.out};
    if (!store_each_quarantined(use.store, list_row, &listing, error))
        return FALSE;
    if (table)
        table_write(table, use.out);
    return storeuse_write(&use, is_seen, error) && output_flush(error);
}

static gboolean
retry(const StorePlace *place, char **accounts, gint64 *count, GError **error)
{
    static const char *const all[] = {"", NULL};
    const char *const *account = *accounts ? (const char *const *)accounts : all;
    g_autoptr(Store) store = storeuse_store(place, STORE_WRITE, error);

    for (*count = 0; store && *account; account++) {
        gint64 released = 0;

        if (!store_release_quarantined(store, *account, &released, error))
            return FALSE;
        *count += released;
    }
    return store != NULL;
}

static ExitStatus
tell_retry(gboolean verbose, gint64 count)
{
    g_autofree char *number = words_count((guint64)count);

    return storeuse_tell(
        verbose, g_strdup_printf(ngettext("%s message is let out; the next scan meets it again.",
                                          "%s messages are let out; the next scan meets them "
                                          "again.",
                                          (gulong)count),
                                 number));
}

ExitStatus
quarantine_list_run(const Command *command, int argc, char **argv)
{
    g_auto(StorePlace) place = {0};
    g_autoptr(GArray) entries = g_array_new(TRUE, TRUE, sizeof(GOptionEntry));
    g_autoptr(GError) error = NULL;

    storeplace_add_entries(&place, entries);
    if (!options_parse(command, (const GOptionEntry *)(gconstpointer)entries->data, &argc, &argv))
        return EXIT_TROUBLE;
    if (argc > 1)
        return options_refuse(command, argv[1]);
    return list(&place, &error) ? EXIT_DONE : complain_error(error);
}

ExitStatus
quarantine_retry_run(const Command *command, int argc, char **argv)
{
    gboolean verbose = FALSE;
    g_auto(StorePlace) place = {0};
    g_autoptr(GArray) entries = g_array_new(TRUE, TRUE, sizeof(GOptionEntry));
    g_autoptr(GError) error = NULL;
    const GOptionEntry own[] = {
        {"verbose", 'v', 0, G_OPTION_ARG_NONE, &verbose,
         N_("Tell what was done, not to a terminal only"), NULL},
    };
    gint64 count;

    g_array_append_vals(entries, own, G_N_ELEMENTS(own));
    storeplace_add_entries(&place, entries);
    if (!options_parse(command, (const GOptionEntry *)(gconstpointer)entries->data, &argc, &argv))
        return EXIT_TROUBLE;
    if (!retry(&place, argv + 1, &count, &error))
        return complain_error(error);
    return tell_retry(verbose, count);
}
