/* list.c - bounces list: events one a line, newest first */

#include "cli/cli.h"
#include "cli/filter.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/storeuse.h"
#include "render/eventtable.h"

#include <glib/gi18n.h>

typedef struct {
    FilterOptions filter;
    char *format;
    StorePlace place;
    int limit;
} Options;

static void
options_clear(Options *options)
{
    filter_options_clear(&options->filter);
    g_free(options->format);
    storeplace_clear(&options->place);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Options, options_clear)

typedef struct {
    StoreUse use;
    StoreFilter filter;
    RenderRun run;
    Table *table; /* for people; NULL for programs */
    guint count;
} Work;

static void
work_clear(Work *work)
{
    g_clear_pointer(&work->table, table_free);
    storeuse_clear(&work->use);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Work, work_clear)

static gboolean
take_event(const Event *event, gpointer data, GError **error)
{
    Work *work = data;
    g_autoptr(GPtrArray) one = g_ptr_array_new();

    work->count++;
    if (work->table) {
        eventtable_add(work->table, event, &work->use.style);
        return TRUE;
    }
    g_ptr_array_add(one, (gpointer)(gsize)event);
    render_message(&work->run, one, &work->use.style, work->use.out);
    return storeuse_write(&work->use, FALSE, error);
}

static gboolean
write_table(Work *work, GError **error)
{
    if (work->count > 0)
        table_write(work->table, work->use.out);
    return storeuse_write(&work->use, TRUE, error);
}

static gboolean
end_data(Work *work, GError **error)
{
    render_end(&work->run, work->use.out);
    return storeuse_write(&work->use, FALSE, error);
}

static gboolean
make_list(Options *options, GError **error)
{
    g_auto(Work) work = {0};
    const char *format = options->format ? options->format : "text";
    g_autofree char *names = renderer_names();

    work.run.renderer = renderer_find(format);
    if (!work.run.renderer)
        return storeuse_refuse(error, _("there is no format \"%s\"; there are: %s"), format, names);
    if (options->limit < 0)
        return storeuse_refuse(error, _("--limit wants a number of events, 0 for all"));
    if (!storeuse_open(&work.use, &options->place, STORE_READ, STOREUSE_LIST_MAX, error) ||
        !filter_make(&options->filter, work.use.style.providers, storeuse_now(), &work.filter,
                     error))
        return FALSE;
    if (work.run.renderer->is_prose)
        work.table = eventtable_new(&work.use.style);
    else
        render_begin(&work.run, work.use.out);
    return store_each_event(work.use.store, &work.filter, (guint)options->limit, take_event, &work,
                            error) &&
           (work.table ? write_table(&work, error) : end_data(&work, error)) && output_flush(error);
}

ExitStatus
list_run(const Command *command, int argc, char **argv)
{
    g_auto(Options) options = {0};
    g_autoptr(GArray) entries = g_array_new(TRUE, TRUE, sizeof(GOptionEntry));
    g_autoptr(GError) error = NULL;
    const GOptionEntry own[] = {
        {"limit", 'n', 0, G_OPTION_ARG_INT, &options.limit,
         N_("Only the newest so many; 0 is all of them"), N_("N")},
        {"format", 'f', 0, G_OPTION_ARG_STRING, &options.format,
         N_("How to write: text (default), jsonl, csv or sisimai"), N_("FORMAT")},
    };

    filter_add_entries(&options.filter, FILTER_PERIOD | FILTER_TYPE | FILTER_EVENTS, entries);
    g_array_append_vals(entries, own, G_N_ELEMENTS(own));
    storeplace_add_entries(&options.place, entries);
    if (!options_parse(command, (const GOptionEntry *)(gconstpointer)entries->data, &argc, &argv))
        return EXIT_TROUBLE;
    if (argc > 1)
        return options_refuse(command, argv[1]);
    return make_list(&options, &error) ? EXIT_DONE : complain_error(error);
}
