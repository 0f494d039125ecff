/* scan.c - bounces scan: what came into the mailboxes of the settings since the last time */

#include "base/nearest.h"
#include "base/time.h"
#include "cli/cli.h"
#include "cli/filter.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/readrun.h"
#include "cli/scantotals.h"
#include "cli/storeuse.h"
#include "event/json.h"
#include "mailbox/mailbox.h"
#include "parsers/notice.h"
#include "scan/lock.h"

#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

/* What the command line asked for. */
typedef struct {
    int jobs;
    char *database;
    char *config;
    char *format;
    char *since;
    char *size;
    char **rules;
    char **names;
    gboolean is_dry;
    gboolean is_verbose;
} Options;

/* The work on all of it. */
typedef struct {
    ReadRun run;       /* first: the listener's data is this, and all of it */
    ScanPlan common;   /* what the plans of all accounts have in common */
    GPtrArray *plans;  /* of ScanPlan */
    GArray *jobs;      /* of ScanJob, one for each plan */
    GHashTable *locks; /* name of account to Lock, until it has been read */
    ScanTarget target;
    gboolean is_stream; /* events go to standard output as they come */
    GString *out;
} Work;

static void
options_clear(Options *options)
{
    g_free(options->database);
    g_free(options->config);
    g_free(options->format);
    g_free(options->since);
    g_free(options->size);
    g_strfreev(options->rules);
    g_strfreev(options->names);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Options, options_clear)

static void
free_lock(gpointer lock)
{
    lock_free(lock);
}

static void
work_init(Work *work)
{
    work->plans = g_ptr_array_new_with_free_func(g_free);
    work->jobs = g_array_new(FALSE, TRUE, sizeof(ScanJob));
    work->locks = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_lock);
    work->out = g_string_new("");
}

static void
work_clear(Work *work)
{
    readrun_clear(&work->run);
    g_ptr_array_unref(work->plans);
    g_array_unref(work->jobs);
    g_hash_table_unref(work->locks);
    g_string_free(work->out, TRUE);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Work, work_clear)

/* The run. */

/* Each is written through at once: who reads along does not wait, and knows before the store. */
static gboolean
stream_event(const Event *event, gpointer data, GError **error)
{
    Work *work = data;
    g_autofree char *json = event_to_json(event);

    g_string_assign(work->out, json);
    g_string_append_c(work->out, '\n');
    return output_data(work->out, error) && output_flush(error);
}

/* Who scans this account next need not wait for those that are slower. */
static void
unlock(const ScanJob *job, gpointer data)
{
    const Work *work = data;

    g_hash_table_remove(work->locks, job->name);
}

/* The listener's functions want the run, which work begins with. */
static ScanListener
make_listener(Work *work)
{
    ScanListener listener = readrun_listener(&work->run);

    listener.done = unlock;
    if (work->is_stream)
        listener.event = stream_event;
    return listener;
}

static ExitStatus
tell_totals(const Work *work)
{
    ExitStatus status = EXIT_DONE;

    for (guint i = 0; i < work->jobs->len && status == EXIT_DONE; i++)
        status = scantotals_print(&g_array_index(work->jobs, ScanJob, i));
    return status;
}

static gboolean
has_trouble(const Work *work)
{
    for (guint i = 0; i < work->jobs->len; i++) {
        const ScanTotals *totals = &g_array_index(work->jobs, ScanJob, i).totals;

        if (totals->troubles || totals->stopped_by)
            return TRUE;
    }
    return FALSE;
}

static ExitStatus
run(Work *work)
{
    ScanJob *jobs = &g_array_index(work->jobs, ScanJob, 0);
    const ScanListener listener = make_listener(work);
    g_autoptr(GError) error = NULL;
    gboolean is_done = scan_write(jobs, work->jobs->len, &work->target, &listener, &error);
    ExitStatus status = EXIT_DONE;

    progress_hide(work->run.progress);
    if (!is_done)
        return complain_error(error);
    if (!work->is_stream && readrun_is_watched(&work->run, work->common.is_dry))
        status = tell_totals(work);
    if (jobs->totals.stopped_by)
        complain(_("stopped; what was read until then is kept, and the same command goes on"));
    return has_trouble(work) ? EXIT_TROUBLE : status;
}

/* Which accounts. */

static Account *
find_account(const Config *config, const char *name)
{
    for (guint i = 0; i < config->accounts->len; i++) {
        Account *account = g_ptr_array_index(config->accounts, i);

        if (g_str_equal(account->name, name))
            return account;
    }
    return NULL;
}

static gboolean
refuse_name(const Config *config, const char *name, GError **error)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    const char *nearest;

    for (guint i = 0; i < config->accounts->len; i++)
        g_ptr_array_add(names, ((Account *)g_ptr_array_index(config->accounts, i))->name);
    g_ptr_array_add(names, NULL);
    nearest = nearest_word(name, (const char *const *)(gconstpointer)names->pdata);
    return nearest ? storeuse_refuse(error, _("%s: there is no [account %s]; did you mean %s?"),
                                     config->file, name, nearest)
                   : storeuse_refuse(error, _("%s: there is no [account %s]"), config->file, name);
}

/* Somebody who looks after all of it wants to know; cron, which comes again soon, does not. */
static void
tell_locked(const Work *work, const char *name, gint64 holder)
{
    if (!work->run.is_verbose && !isatty(STDERR_FILENO))
        return;
    complain(_("%s: another scan is reading it (process %d); it is left to that one"), name,
             (int)holder);
}

/* TRUE with *is_ours FALSE where another scan is at it; a dry run harms nobody. */
static gboolean
lock(Work *work, const Account *account, gboolean *is_ours, GError **error)
{
    g_autoptr(GError) trouble = NULL;
    gint64 holder = 0;
    Lock *taken;

    *is_ours = TRUE;
    if (work->common.is_dry)
        return TRUE;
    taken = lock_take(work->run.config->database, account->name, &holder, &trouble);
    *is_ours = taken != NULL;
    if (trouble) {
        g_propagate_error(error, g_steal_pointer(&trouble));
        return FALSE;
    }
    if (taken)
        g_hash_table_insert(work->locks, account->name, taken);
    else
        tell_locked(work, account->name, holder);
    return TRUE;
}

static void
add_job(Work *work, const Account *account)
{
    ScanPlan *plan = g_memdup2(&work->common, sizeof work->common);
    const ScanJob job = {.plan = plan, .name = account->name};

    plan->account = account;
    g_ptr_array_add(work->plans, plan);
    g_array_append_val(work->jobs, job);
    if (!*account->local && account->security == MAILBOX_NO_SECURITY && work->run.is_verbose)
        complain(_("%s: without TLS, as security = none wants it"), account->name);
}

/* Who names one twice means it once. */
static gboolean
has_job(const Work *work, const Account *account)
{
    for (guint i = 0; i < work->jobs->len; i++)
        if (g_array_index(work->jobs, ScanJob, i).plan->account == account)
            return TRUE;
    return FALSE;
}

static gboolean
add_account(Work *work, const Account *account, GError **error)
{
    gboolean is_ours;

    if (has_job(work, account))
        return TRUE;
    if (!lock(work, account, &is_ours, error))
        return FALSE;
    if (is_ours)
        add_job(work, account);
    return TRUE;
}

static gboolean
add_named(Work *work, char **names, GError **error)
{
    for (char **name = names; *name; name++) {
        const Account *account = find_account(work->run.config, *name);

        if (!account)
            return refuse_name(work->run.config, *name, error);
        if (!add_account(work, account, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
add_accounts(Work *work, char **names, GError **error)
{
    const Config *config = work->run.config;

    if (config->accounts->len == 0)
        return storeuse_refuse(error,
                               *config->file
                                   ? _("%s: there is no [account NAME]; bounces setup adds one")
                                   : _("there are no settings yet%s; bounces setup makes them"),
                               config->file);
    if (names)
        return add_named(work, names, error);
    for (guint i = 0; i < config->accounts->len; i++)
        if (!add_account(work, g_ptr_array_index(config->accounts, i), error))
            return FALSE;
    return TRUE;
}

/* What is to be done. */

/* Jurors of one account: with more of them they would wait for what the server brings. */
#define JURORS_MAX 4

/* Processors that are left over when each account has one; one juror would be no gain. */
static void
share_processors(Work *work, guint jobs)
{
    guint accounts = MIN(jobs ? jobs : G_MAXUINT, work->plans->len);
    guint jurors = MIN(g_get_num_processors() / MAX(accounts, 1), JURORS_MAX);

    for (guint i = 0; i < work->plans->len; i++)
        ((ScanPlan *)g_ptr_array_index(work->plans, i))->jurors = jurors > 1 ? jurors : 0;
}

static gboolean
take_format(Work *work, const char *format, GError **error)
{
    work->is_stream = format && g_str_equal(format, "jsonl");
    if (!format || work->is_stream || g_str_equal(format, "text"))
        return TRUE;
    return storeuse_refuse(error, _("there is no format \"%s\"; there are: %s"), format,
                           "text, jsonl");
}

static gboolean
take_options(Work *work, const Options *options, GError **error)
{
    work->run.is_verbose = options->is_verbose;
    work->target.at_once = (guint)options->jobs;
    work->target.keeps_places = TRUE;
    work->common.shares = 1;
    work->common.cap = MAILBOX_MESSAGE_CAP;
    work->common.is_dry = options->is_dry;
    work->common.judge = scan_judge_mail;
    work->common.judge_data = &work->run.rules;
    return take_format(work, options->format, error) && readrun_check_jobs(options->jobs, error) &&
           (!options->size || options_size(options->size, &work->common.cap, error)) &&
           (!options->since ||
            filter_day(options->since, storeuse_now(), &work->common.since, error));
}

static char *
progress_name(const Work *work)
{
    const ScanJob *first = &g_array_index(work->jobs, ScanJob, 0);
    guint count = work->jobs->len;

    return count == 1 ? g_strdup(first->name)
                      : g_strdup_printf(ngettext("%u account", "%u accounts", count), count);
}

static gboolean
prepare(Work *work, const Options *options, GError **error)
{
    const OwnMailOptions nothing = {0}; /* what mail is ours stands in the settings */
    const Config *config;

    if (!take_options(work, options, error) ||
        !readrun_load(&work->run, options->config, options->database, options->rules, &nothing,
                      error))
        return FALSE;
    config = work->run.config;
    work->common.keep_subjects = config->keeps_subjects;
    work->target.database = options->is_dry ? NULL : config->database;
    work->target.rules_digest = rules_digest(work->run.rules.rules);
    if (!add_accounts(work, options->names, error))
        return FALSE;
    share_processors(work, (guint)options->jobs);
    return TRUE;
}

static gboolean
parse_options(const Command *command, int argc, char **argv, Options *options)
{
    const GOptionEntry entries[] = {
        {"config", 0, 0, G_OPTION_ARG_FILENAME, &options->config,
         N_("Read this file of settings, and no other"), N_("FILE")},
        {"db", 0, 0, G_OPTION_ARG_FILENAME, &options->database, N_("Where the store is"),
         N_("PATH")},
        {"dry-run", 'n', 0, G_OPTION_ARG_NONE, &options->is_dry,
         N_("Keep nothing, and leave the mailbox alone; tell what there is"), NULL},
        {"format", 'f', 0, G_OPTION_ARG_STRING, &options->format,
         N_("text (default), or jsonl: each new event as it comes"), N_("FORMAT")},
        {"jobs", 'j', 0, G_OPTION_ARG_INT, &options->jobs,
         N_("So many accounts at once (default: all)"), N_("N")},
        {"max-size", 0, 0, G_OPTION_ARG_STRING, &options->size,
         N_("Read only so much of each message (default 1M)"), N_("SIZE")},
        {"rules", 'r', 0, G_OPTION_ARG_FILENAME_ARRAY, &options->rules,
         N_("Ask the rules of this file or folder first; may be repeated"), N_("PATH")},
        {"since", 0, 0, G_OPTION_ARG_STRING, &options->since,
         N_("Of a folder that was never read, only what came from this day on"), N_("DAY")},
        {"verbose", 'v', 0, G_OPTION_ARG_NONE, &options->is_verbose,
         N_("Tell what it came to, not to a terminal only"), NULL},
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &options->names, NULL, NULL},
        {NULL, 0, 0, 0, NULL, NULL, NULL},
    };
    return options_parse(command, entries, &argc, &argv);
}

ExitStatus
scan_run(const Command *command, int argc, char **argv)
{
    g_auto(Options) options = {0};
    g_auto(Work) work = {0};
    g_autoptr(GError) error = NULL;
    g_autofree char *name = NULL;

    work_init(&work);
    if (!parse_options(command, argc, argv, &options))
        return EXIT_TROUBLE;
    if (!prepare(&work, &options, &error))
        return complain_error(error);
    if (work.jobs->len == 0)
        return EXIT_DONE;
    name = progress_name(&work);
    work.run.progress = progress_new(name, 0);
    notice_init();
    return run(&work);
}
