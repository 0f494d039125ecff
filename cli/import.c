/* import.c - bounces import: messages in files, or events of others, into the store */

#include "cli/cli.h"
#include "cli/options.h"
#include "cli/ownmail.h"
#include "cli/readrun.h"
#include "cli/scantotals.h"
#include "mailbox/mailbox.h"
#include "parsers/notice.h"
#include "scan/writer.h"

#include <glib/gi18n.h>
#include <unistd.h>

#define DEFAULT_ACCOUNT "import"

/* What the command line asked for. */
typedef struct {
    int jobs;
    char *database;
    char *config;
    char *format;
    char *account;
    char *size;
    char **rules;
    char **paths;
    OwnMailOptions own;
    gboolean is_dry;
    gboolean is_verbose;
} Options;

/* The work on all of it. */
typedef struct {
    ReadRun run;
    char **locations;
    ScanPlan plan;
    ScanJob job;
    ScanTarget target;
} Work;

static void
options_clear(Options *options)
{
    g_free(options->database);
    g_free(options->config);
    g_free(options->format);
    g_free(options->account);
    g_free(options->size);
    g_strfreev(options->rules);
    g_strfreev(options->paths);
    ownmailoptions_clear(&options->own);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Options, options_clear)

static void
work_clear(Work *work)
{
    readrun_clear(&work->run);
    g_strfreev(work->locations);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Work, work_clear)

static ExitStatus
run(Work *work)
{
    const ScanListener listener = readrun_listener(&work->run);
    const ScanTotals *totals = &work->job.totals;
    g_autoptr(GError) error = NULL;
    gboolean is_done = scan_write(&work->job, 1, &work->target, &listener, &error);
    ExitStatus status = EXIT_DONE;

    progress_hide(work->run.progress);
    if (!is_done)
        return complain_error(error);
    if (readrun_is_watched(&work->run, work->plan.is_dry))
        status = scantotals_print(&work->job);
    if (totals->stopped_by)
        complain(_("stopped; what was read until then is kept, and the same command goes on"));
    return totals->stopped_by || totals->troubles ? EXIT_TROUBLE : status;
}

/* What is to be done. */

/* A MailboxWants that looks and takes nothing. */
static gboolean
add_size(const char *path G_GNUC_UNUSED, const struct stat *about, gpointer total)
{
    if (about && S_ISREG(about->st_mode))
        *(gint64 *)total += about->st_size;
    return FALSE;
}

static gint64
total_bytes(const Work *work)
{
    gint64 total = 0;
    const MailboxOptions options = {.cap = work->plan.cap, .wants = add_size, .data = &total};

    for (char **location = work->locations; *location; location++) {
        g_autoptr(Mailbox) mailbox = mailbox_open_with(*location, &options, NULL);

        if (mailbox)
            mailbox_next(mailbox, NULL);
    }
    return total;
}

/* A folder may hold any number of files. */
static guint
default_jobs(const Work *work)
{
    guint processors = MIN(g_get_num_processors(), READRUN_JOBS_MAX);
    guint files = 0;

    for (char **location = work->locations; *location && files < processors; location++)
        files += g_file_test(*location, G_FILE_TEST_IS_DIR) ? processors : 1;
    return MIN(files, processors);
}

/* The store keeps where an event came from, and that must mean something in another folder. */
static char **
absolute_paths(char **paths)
{
    g_autoptr(GPtrArray) absolute = g_ptr_array_new();

    for (; paths && *paths; paths++)
        g_ptr_array_add(absolute, g_str_equal(*paths, "-") ? g_strdup(*paths)
                                                           : g_canonicalize_filename(*paths, NULL));
    if (absolute->len == 0)
        g_ptr_array_add(absolute, g_strdup("-"));
    g_ptr_array_add(absolute, NULL);
    return (char **)g_ptr_array_free(g_steal_pointer(&absolute), FALSE);
}

static gboolean
take_format(ScanPlan *plan, const char *format, GError **error)
{
    plan->is_jsonl = g_str_equal(format, "jsonl");
    if (plan->is_jsonl || g_str_equal(format, "mail"))
        return TRUE;
    g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                _("there is no format \"%s\"; there are: %s"), format, "mail, jsonl");
    return FALSE;
}

static gboolean
take_options(Work *work, const Options *options, GError **error)
{
    const char *format = options->format ? options->format : "mail";

    work->plan.cap = MAILBOX_MESSAGE_CAP;
    work->plan.shares = options->jobs ? (guint)options->jobs : default_jobs(work);
    work->run.is_verbose = options->is_verbose;
    return take_format(&work->plan, format, error) && readrun_check_jobs(options->jobs, error) &&
           (!options->size || options_size(options->size, &work->plan.cap, error));
}

static gboolean
prepare(Work *work, const Options *options, GError **error)
{
    work->locations = absolute_paths(options->paths);
    if (!take_options(work, options, error) ||
        !readrun_load(&work->run, options->config, options->database, options->rules, &options->own,
                      error))
        return FALSE;

    work->plan.locations = (const char *const *)work->locations;
    work->plan.keep_subjects = work->run.config->keeps_subjects;
    work->plan.stdin_start = lseek(STDIN_FILENO, 0, SEEK_CUR);
    work->plan.judge = work->plan.is_jsonl ? scan_judge_json : scan_judge_mail;
    work->plan.judge_data = &work->run.rules;
    work->target.database = options->is_dry ? NULL : work->run.config->database;
    work->plan.is_dry = options->is_dry;
    work->job.plan = &work->plan;
    work->job.name = options->account ? options->account : DEFAULT_ACCOUNT;
    work->target.rules_digest = rules_digest(work->run.rules.rules);
    work->run.progress = progress_new(work->job.name, progress_is_seen() ? total_bytes(work) : 0);
    return TRUE;
}

static gboolean
parse_options(const Command *command, int argc, char **argv, Options *options)
{
    g_autoptr(GArray) entries = g_array_new(TRUE, TRUE, sizeof(GOptionEntry));
    const GOptionEntry own[] = {
        {"account", 'a', 0, G_OPTION_ARG_STRING, &options->account,
         N_("Under whose name to keep it (default import)"), N_("NAME")},
        {"config", 0, 0, G_OPTION_ARG_FILENAME, &options->config,
         N_("Read this file of settings, and no other"), N_("FILE")},
        {"db", 0, 0, G_OPTION_ARG_FILENAME, &options->database, N_("Where the store is"),
         N_("PATH")},
        {"dry-run", 'n', 0, G_OPTION_ARG_NONE, &options->is_dry,
         N_("Keep nothing; tell what there is"), NULL},
        {"format", 'f', 0, G_OPTION_ARG_STRING, &options->format,
         N_("What is read: mail (default) or jsonl"), N_("FORMAT")},
        {"jobs", 'j', 0, G_OPTION_ARG_INT, &options->jobs,
         N_("So many readers at once (default: one for each processor)"), N_("N")},
        {"max-size", 0, 0, G_OPTION_ARG_STRING, &options->size,
         N_("Read only so much of each message (default 1M)"), N_("SIZE")},
        {"rules", 'r', 0, G_OPTION_ARG_FILENAME_ARRAY, &options->rules,
         N_("Ask the rules of this file or folder first; may be repeated"), N_("PATH")},
        {"verbose", 'v', 0, G_OPTION_ARG_NONE, &options->is_verbose,
         N_("Tell what it came to, not to a terminal only"), NULL},
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->paths, NULL, NULL},
    };

    g_array_append_vals(entries, own, G_N_ELEMENTS(own));
    ownmailoptions_add_entries(&options->own, entries);
    return options_parse(command, (const GOptionEntry *)(gconstpointer)entries->data, &argc, &argv);
}

ExitStatus
import_run(const Command *command, int argc, char **argv)
{
    g_auto(Options) options = {0};
    g_auto(Work) work = {0};
    g_autoptr(GError) error = NULL;

    if (!parse_options(command, argc, argv, &options))
        return EXIT_TROUBLE;
    if (!options.paths && isatty(STDIN_FILENO)) {
        complain(_("nothing to import; see bounces %s --help"), command->name);
        return EXIT_TROUBLE;
    }
    if (!prepare(&work, &options, &error))
        return complain_error(error);
    notice_init();
    return run(&work);
}
