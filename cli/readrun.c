/* readrun.c - what import and scan share: settings, rules, and whom to tell */

#include "cli/readrun.h"

#include "cli/language.h"
#include "cli/options.h"

#include <glib/gi18n.h>
#include <unistd.h>

gboolean
readrun_load(ReadRun *run, const char *file, const char *database, char **rules,
             const OwnMailOptions *own, GError **error)
{
    run->config = config_load_for(file, database, error);
    if (!run->config)
        return FALSE;
    run->advices = advices_load(language_current(), error);
    if (!run->advices)
        return FALSE;
    run->own = ownmail_load(&run->config->ours, own, error);
    if (!run->own)
        return FALSE;
    run->rules.advices = run->advices;
    run->rules.own = run->own;
    run->rules.rules = options_rules(rules, RULES_IN_USE, error);
    return run->rules.rules != NULL;
}

void
readrun_clear(ReadRun *run)
{
    config_free(run->config);
    rules_free(run->rules.rules);
    advices_free(run->advices);
    ownmail_free(run->own);
    progress_free(run->progress);
}

static void
tell_trouble(const char *what, gpointer data)
{
    const ReadRun *run = data;

    progress_hide(run->progress);
    complain("%s", what);
}

static void
tell_remark(const char *what, gpointer data)
{
    const ReadRun *run = data;

    if (run->is_verbose)
        tell_trouble(what, data);
}

/* What is still ahead may grow; a total of bytes, where there is one, does not. */
static void
tell_progress(const ScanJob *jobs, guint count, gpointer data)
{
    const ReadRun *run = data;
    gint64 messages = 0;
    gint64 bytes = 0;
    gint64 ahead = 0;

    for (guint i = 0; i < count; i++) {
        messages += jobs[i].totals.messages;
        bytes += jobs[i].totals.bytes;
        ahead += jobs[i].totals.ahead;
    }
    if (ahead)
        progress_set_total(run->progress, messages + ahead);
    progress_show(run->progress, messages, ahead ? messages : bytes);
}

ScanListener
readrun_listener(ReadRun *run)
{
    return (ScanListener){tell_trouble, tell_remark, tell_progress, run, NULL, NULL};
}

gboolean
readrun_is_watched(const ReadRun *run, gboolean is_dry)
{
    return run->is_verbose || is_dry || isatty(STDOUT_FILENO);
}

gboolean
readrun_check_jobs(int jobs, GError **error)
{
    if (jobs >= 0 && jobs <= READRUN_JOBS_MAX)
        return TRUE;
    g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                _("--jobs takes a number from 1 to %d"), READRUN_JOBS_MAX);
    return FALSE;
}
