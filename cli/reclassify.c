/* reclassify.c - bounces reclassify: what is stored, judged by today's rules */

#include "analyzer/judge.h"
#include "cli/cli.h"
#include "cli/filter.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/ownmail.h"
#include "cli/storeuse.h"
#include "event/fields.h"
#include "parsers/notice.h"
#include "render/table.h"
#include "render/words.h"

#include <glib/gi18n.h>

typedef struct {
    char *since;
    StorePlace place;
    OwnMailOptions own;
    gboolean dry_run;
} Options;

static void
options_clear(Options *options)
{
    g_free(options->since);
    storeplace_clear(&options->place);
    ownmailoptions_clear(&options->own);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Options, options_clear)

typedef struct {
    StoreUse use;
    OwnMail *own;
    StoreFilter filter;
    gboolean dry_run;
    gint64 judged;
    gint64 changed; /* that got another verdict */
    gint64 before[REASON_COUNT];
    gint64 after[REASON_COUNT];
} Work;

static void
work_clear(Work *work)
{
    storeuse_clear(&work->use);
    ownmail_free(work->own);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Work, work_clear)

static gboolean
take_event(const Event *stored, gpointer data, GError **error)
{
    Work *work = data;
    g_autoptr(Event) event = event_copy(stored);

    work->judged++;
    work->before[stored->reason]++;
    if (!judge_again(event, work->use.rules, work->use.advices, work->own)) {
        work->after[stored->reason]++;
        return TRUE;
    }
    work->changed++;
    work->after[event->reason]++;
    return work->dry_run || store_judge_again(work->use.store, event, error);
}

static gboolean
judge_all(Work *work, GError **error)
{
    return store_each_event(work->use.store, &work->filter, 0, take_event, work, error);
}

/* Only where all were judged is it true of all. */
static gboolean
note_rules(Work *work, GError **error)
{
    return work->filter.since > 0 ||
           store_set_rules_digest(work->use.store, rules_digest(work->use.rules), error);
}

/* Nothing may come between what was read and what is written. */
static gboolean
judge_and_write(Work *work, GError **error)
{
    if (!store_begin(work->use.store, error))
        return FALSE;
    if (judge_all(work, error) && note_rules(work, error))
        return store_commit(work->use.store, error);
    store_rollback(work->use.store);
    return FALSE;
}

static const TableColumn columns[] = {
    {N_("WHY"), TABLE_KEEP},
    {N_("BEFORE"), TABLE_NUMBER},
    {N_("AFTER"), TABLE_NUMBER},
};

/* The reasons of which there are now more or fewer. */
static void
write_table(Work *work)
{
    g_autoptr(Table) table = table_new(columns, G_N_ELEMENTS(columns), &work->use.style);
    gboolean any = FALSE;

    for (guint i = 0; i < REASON_COUNT; i++) {
        g_autofree char *before = words_count((guint64)work->before[i]);
        g_autofree char *after = words_count((guint64)work->after[i]);
        const char *const cells[] = {words_reason((Reason)i), before, after};

        if (work->before[i] == work->after[i])
            continue;
        table_add(table, cells);
        any = TRUE;
    }
    if (any) {
        g_string_append_c(work->use.out, '\n');
        table_write(table, work->use.out);
    }
}

static void
write_outcome(Work *work, gboolean dry_run)
{
    g_autofree char *changed = words_count((guint64)work->changed);
    g_autofree char *judged = words_count((guint64)work->judged);

    if (work->changed == 0) {
        g_string_append_printf(work->use.out,
                               ngettext("%s event judged again: nothing changed.\n",
                                        "%s events judged again: nothing changed.\n",
                                        (gulong)work->judged),
                               judged);
        return;
    }
    g_string_append_printf(work->use.out,
                           dry_run ? _("%s of %s events would get another verdict.\n")
                                   : _("%s of %s events got another verdict.\n"),
                           changed, judged);
    write_table(work);
}

static OwnMail *
load_own(const Options *options, GError **error)
{
    g_autoptr(Config) config = config_load(options->place.config, error);

    return config ? ownmail_load(&config->ours, &options->own, error) : NULL;
}

static gboolean
reclassify(const Options *options, GError **error)
{
    g_auto(Work) work = {.filter = filter_everything};
    StoreMode mode = options->dry_run ? STORE_READ : STORE_WRITE;

    if (options->since && !filter_day(options->since, storeuse_now(), &work.filter.since, error))
        return FALSE;
    if (!storeuse_open(&work.use, &options->place, mode, STOREUSE_PROSE_MAX, error))
        return FALSE;
    work.own = load_own(options, error);
    if (!work.own)
        return FALSE;
    notice_init();
    work.dry_run = options->dry_run;
    if (!(options->dry_run ? judge_all(&work, error) : judge_and_write(&work, error)))
        return FALSE;
    write_outcome(&work, options->dry_run);
    return storeuse_write(&work.use, TRUE, error) && output_flush(error);
}

ExitStatus
reclassify_run(const Command *command, int argc, char **argv)
{
    g_auto(Options) options = {0};
    g_autoptr(GError) error = NULL;
    g_autoptr(GArray) entries = g_array_new(TRUE, TRUE, sizeof(GOptionEntry));
    const GOptionEntry own[] = {
        {"since", 0, 0, G_OPTION_ARG_STRING, &options.since,
         N_("From this day on: 7d, 2w, 1y or 2026-05-01; days are UTC"), N_("DAY")},
        {"dry-run", 0, 0, G_OPTION_ARG_NONE, &options.dry_run,
         N_("Tell what would change, and change nothing"), NULL},
    };

    g_array_append_vals(entries, own, G_N_ELEMENTS(own));
    ownmailoptions_add_entries(&options.own, entries);
    storeplace_add_entries(&options.place, entries);
    if (!options_parse(command, (const GOptionEntry *)(gconstpointer)entries->data, &argc, &argv))
        return EXIT_TROUBLE;
    if (argc > 1)
        return options_refuse(command, argv[1]);
    return reclassify(&options, &error) ? EXIT_DONE : complain_error(error);
}
