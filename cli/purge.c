/* purge.c - bounces purge: evidence that is older than it need be */

#include "base/time.h"
#include "cli/cli.h"
#include "cli/filter.h"
#include "cli/options.h"
#include "cli/storeuse.h"
#include "render/words.h"

#include <glib/gi18n.h>

typedef struct {
    char *older_than;
    StorePlace place;
    gboolean verbose;
} Options;

static void
options_clear(Options *options)
{
    g_free(options->older_than);
    storeplace_clear(&options->place);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Options, options_clear)

static ExitStatus
tell(const Options *options, gint64 count, gint64 day)
{
    g_autofree char *number = words_count((guint64)count);
    g_autofree char *name = time_day_name(day);
    g_autofree char *date = words_day(name, 0);

    return storeuse_tell(
        options->verbose,
        g_strdup_printf(ngettext("%s event from before %s purged; counts by day stay.",
                                 "%s events from before %s purged; counts by day stay.",
                                 (gulong)count),
                        number, date));
}

static ExitStatus
purge(const Options *options)
{
    g_autoptr(GError) error = NULL;
    gint64 day;
    gint64 count = 0;

    if (!filter_day(options->older_than, storeuse_now(), &day, &error))
        return complain_error(error);

    g_autoptr(Store) store = storeuse_store(&options->place, STORE_WRITE, &error);
    if (!store || !store_purge(store, day, &count, &error))
        return complain_error(error);
    return tell(options, count, day);
}

ExitStatus
purge_run(const Command *command, int argc, char **argv)
{
    g_auto(Options) options = {0};
    g_autoptr(GArray) entries = g_array_new(TRUE, TRUE, sizeof(GOptionEntry));
    const GOptionEntry own[] = {
        {"older-than", 0, 0, G_OPTION_ARG_STRING, &options.older_than,
         N_("Purge what was received before this day: 90d, 1y or 2026-05-01"), N_("DAY")},
        {"verbose", 'v', 0, G_OPTION_ARG_NONE, &options.verbose,
         N_("Tell what was done, not to a terminal only"), NULL},
    };

    g_array_append_vals(entries, own, G_N_ELEMENTS(own));
    storeplace_add_entries(&options.place, entries);
    if (!options_parse(command, (const GOptionEntry *)(gconstpointer)entries->data, &argc, &argv))
        return EXIT_TROUBLE;
    if (argc > 1)
        return options_refuse(command, argv[1]);
    if (options.older_than)
        return purge(&options);
    complain(_("purge wants to know how old: bounces purge --older-than 1y"));
    return EXIT_TROUBLE;
}
