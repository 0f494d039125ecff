/* unknown.c - bounces unknown: what no rule knew, for who writes rules */

#include "cli/cli.h"
#include "cli/filter.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/pager.h"
#include "cli/storeuse.h"
#include "cli/unknowngroups.h"
#include "parsers/notice.h"

#include <glib/gi18n.h>

#define TOP_DEFAULT 20

typedef struct {
    FilterOptions filter;
    StorePlace place;
    char *format;
    const char *id; /* NULL: not said */
    int top;        /* -1: not said */
} Options;

static void
options_clear(Options *options)
{
    filter_options_clear(&options->filter);
    storeplace_clear(&options->place);
    g_free(options->format);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Options, options_clear)

typedef struct {
    StoreUse use;
    StoreFilter filter;
    UnknownGroups groups;
    const UnknownsWriter *writer;
    char *options;
} Work;

static void
work_clear(Work *work)
{
    unknowngroups_clear(&work->groups);
    storeuse_clear(&work->use);
    g_free(work->options);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Work, work_clear)

/* Those who have no store can be helped all the same. */
static gboolean
open_store(Work *work, const Options *options, GError **error)
{
    g_autoptr(GError) trouble = NULL;

    if (storeuse_open(&work->use, &options->place, STORE_READ, STOREUSE_LIST_MAX, &trouble))
        return TRUE;
    if (g_error_matches(trouble, STORE_ERROR, STORE_ERROR_MISSING))
        g_set_error(error, STORE_ERROR, STORE_ERROR_MISSING,
                    _("%s; without one, bounces analyze PATH tells of each notice whether a rule "
                      "knows it"),
                    trouble->message);
    else
        g_propagate_error(error, g_steal_pointer(&trouble));
    return FALSE;
}

static gboolean
find_event(Work *work, const char *id, GError **error)
{
    g_autoptr(GError) trouble = NULL;
    g_autoptr(Event) event = store_find_event(work->use.store, id, &trouble);

    if (event) {
        unknowngroups_want(&work->groups, event);
        return TRUE;
    }
    if (trouble) {
        g_propagate_error(error, g_steal_pointer(&trouble));
        return FALSE;
    }
    return storeuse_refuse(
        error, _("no event's id begins with %s, or several do; bounces list shows them"), id);
}

/* What is not ours is nobody's to write rules for, unless it is asked for. */
static gboolean
make_filter(Work *work, Options *options, GError **error)
{
    g_autoptr(GString) line = g_string_new("");

    filter_repeat(&options->filter, line);
    storeplace_repeat(&options->place, line);
    work->options = g_strdup(g_strchug(line->str));
    if (!filter_make(&options->filter, work->use.style.providers, storeuse_now(), &work->filter,
                     error))
        return FALSE;
    work->filter.without_rule = TRUE;
    work->filter.without_strangers = !*work->filter.ours;
    return TRUE;
}

static gboolean
prepare(Work *work, Options *options, GError **error)
{
    const char *format = options->format ? options->format : "text";
    g_autofree char *names = unknowns_writer_names();

    work->writer = unknowns_writer_find(format);
    if (!work->writer)
        return storeuse_refuse(error, _("there is no format \"%s\"; there are: %s"), format, names);
    if (options->top < -1)
        return storeuse_refuse(error, _("--top wants a number of lines, 0 for all"));
    if (!open_store(work, options, error) || !make_filter(work, options, error))
        return FALSE;
    unknowngroups_init(&work->groups, &work->use);
    work->groups.unknowns.options = work->options;
    return !options->id || find_event(work, options->id, error);
}

static gboolean
tell(Options *options, GError **error)
{
    g_auto(Work) work = {0};
    int top = options->top;

    if (!prepare(&work, options, error))
        return FALSE;
    if (top < 0)
        top = work.writer->is_prose ? TOP_DEFAULT : 0;
    notice_init();
    if (!unknowngroups_gather(&work.groups, &work.filter, top, error))
        return FALSE;
    work.writer->write(&work.groups.unknowns, &work.use.style, work.use.out);
    return (work.writer->is_prose ? pager_write(work.use.out, error)
                                  : output_data(work.use.out, error)) &&
           output_flush(error);
}

ExitStatus
unknown_run(const Command *command, int argc, char **argv)
{
    g_auto(Options) options = {.top = -1};
    g_autoptr(GArray) entries = g_array_new(TRUE, TRUE, sizeof(GOptionEntry));
    g_autoptr(GError) error = NULL;
    const GOptionEntry own[] = {
        {"format", 'f', 0, G_OPTION_ARG_STRING, &options.format,
         N_("How to write: text (default), jsonl, csv, or rules to complete"), N_("FORMAT")},
        {"top", 'n', 0, G_OPTION_ARG_INT, &options.top, N_("Only so many lines; 0 is all of them"),
         N_("N")},
    };

    filter_add_entries(&options.filter, FILTER_PERIOD, entries);
    g_array_append_vals(entries, own, G_N_ELEMENTS(own));
    filter_add_entries(&options.filter, FILTER_EVENTS, entries);
    storeplace_add_entries(&options.place, entries);
    if (!options_parse(command, (const GOptionEntry *)(gconstpointer)entries->data, &argc, &argv))
        return EXIT_TROUBLE;
    if (argc > 2)
        return options_refuse(command, argv[2]);
    options.id = argc > 1 ? argv[1] : NULL;
    return tell(&options, &error) ? EXIT_DONE : complain_error(error);
}
