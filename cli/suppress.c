/* suppress.c - bounces suppress: addresses to write to no more */

#include "cli/cli.h"
#include "cli/filter.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/pager.h"
#include "cli/storeuse.h"
#include "cli/suppresslist.h"

#include <glib/gi18n.h>

typedef struct {
    FilterOptions filter;
    StorePlace place;
    char *format;
    char *trust;
    gboolean since_last;
    gboolean no_guard;
    int soft_count;
    int soft_days;
} Options;

static void
options_clear(Options *options)
{
    filter_options_clear(&options->filter);
    storeplace_clear(&options->place);
    g_free(options->format);
    g_free(options->trust);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Options, options_clear)

typedef struct {
    StoreUse use;
    const SuppressionWriter *writer;
    SuppressPolicy policy;
    StoreFilter filter;
    SuppressList list;
} Work;

static void
work_clear(Work *work)
{
    suppresslist_clear(&work->list);
    storeuse_clear(&work->use);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Work, work_clear)

static gboolean
make_policy(const Options *options, SuppressPolicy *policy, GError **error)
{
    const char *trust = options->trust ? options->trust : ours_name(OURS_YES);

    if (!ours_from_name(trust, &policy->trust) || policy->trust == OURS_NO)
        return storeuse_refuse(error, _("--trust is yes, likely or unknown, not \"%s\""), trust);
    if (options->soft_count < 1 || options->soft_days < 0)
        return storeuse_refuse(error, _("--soft-count and --soft-days want a number"));
    policy->soft_count = (guint)options->soft_count;
    policy->soft_days = (guint)options->soft_days;
    policy->has_guard = !options->no_guard;
    return TRUE;
}

static gboolean
prepare(Work *work, Options *options, GError **error)
{
    const char *format = options->format ? options->format : "text";
    g_autofree char *names = suppression_writer_names();

    work->writer = suppression_writer_find(format);
    if (!work->writer)
        return storeuse_refuse(error, _("there is no format \"%s\"; there are: %s"), format, names);
    return make_policy(options, &work->policy, error) &&
           storeuse_open(&work->use, &options->place,
                         options->since_last ? STORE_WRITE : STORE_READ, STOREUSE_LIST_MAX,
                         error) &&
           filter_make(&options->filter, work->use.style.providers, storeuse_now(), &work->filter,
                       error);
}

static gboolean
write_list(Work *work, GError **error)
{
    const SuppressionList list = {work->list.judged.lines, work->list.bursts};

    work->writer->write(&list, &work->use.style, work->use.out);
    return (work->writer->is_prose ? pager_write(work->use.out, error)
                                   : output_data(work->use.out, error)) &&
           output_flush(error);
}

/* Only what has arrived was told. */
static gboolean
suppress(Options *options, GError **error)
{
    g_auto(Work) work = {0};

    if (!prepare(&work, options, error) ||
        !suppresslist_make(&work.list, work.use.store, &work.filter, &work.policy, error))
        return FALSE;
    if (options->since_last && !suppresslist_keep_new(&work.list, work.use.store, error))
        return FALSE;
    return write_list(&work, error) &&
           (!options->since_last ||
            suppresslist_set_told(&work.list, work.use.store, storeuse_now(), error));
}

ExitStatus
suppress_run(const Command *command, int argc, char **argv)
{
    g_auto(Options) options = {.soft_count = SUPPRESS_SOFT_COUNT, .soft_days = SUPPRESS_SOFT_DAYS};
    g_autoptr(GArray) entries = g_array_new(TRUE, TRUE, sizeof(GOptionEntry));
    g_autoptr(GError) error = NULL;
    const GOptionEntry own[] = {
        {"format", 'f', 0, G_OPTION_ARG_STRING, &options.format,
         N_("How to write: text (default), txt, csv, jsonl or postfix"), N_("FORMAT")},
        {"since-last", 0, 0, G_OPTION_ARG_NONE, &options.since_last,
         N_("Only what this option has not given before"), NULL},
        {"trust", 0, 0, G_OPTION_ARG_STRING, &options.trust,
         N_("What need not be confirmed: yes (default), likely or unknown"), N_("WORD")},
        {"soft-count", 0, 0, G_OPTION_ARG_INT, &options.soft_count,
         N_("Full and suspended mailboxes count from so many failures on (5)"), N_("N")},
        {"soft-days", 0, 0, G_OPTION_ARG_INT, &options.soft_days,
         N_("and where these go on for so many days (14)"), N_("DAYS")},
        {"no-guard", 0, 0, G_OPTION_ARG_NONE, &options.no_guard,
         N_("Believe a provider that calls many addresses unknown at once"), NULL},
    };

    filter_add_entries(&options.filter, FILTER_PERIOD, entries);
    g_array_append_vals(entries, own, G_N_ELEMENTS(own));
    filter_add_entries(&options.filter, FILTER_EVENTS, entries);
    storeplace_add_entries(&options.place, entries);
    if (!options_parse(command, (const GOptionEntry *)(gconstpointer)entries->data, &argc, &argv))
        return EXIT_TROUBLE;
    if (argc > 1)
        return options_refuse(command, argv[1]);
    return suppress(&options, &error) ? EXIT_DONE : complain_error(error);
}
