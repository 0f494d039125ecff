/* progress.c - the line that tells how far a run is, on a terminal */

#include "cli/progress.h"

#include "base/text.h"
#include "cli/output.h"
#include "render/words.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <unistd.h>

#define SHOW_EVERY (G_USEC_PER_SEC / 5)

/* A rate of less than a second's work, and what is foretold by it, is nonsense. */
#define KNOWN_AFTER G_USEC_PER_SEC

#define BAR_WIDTH 20
#define CLEAR "\r\033[K"

struct Progress {
    char *name;
    gint64 total;
    gint64 started; /* on the monotonic clock, in microseconds, as is the next */
    gint64 shown;
    gboolean is_there; /* a line on the terminal */
};

gboolean
progress_is_seen(void)
{
    const char *term = g_getenv("TERM");

    return isatty(STDERR_FILENO) && term && !g_str_equal(term, "dumb");
}

Progress *
progress_new(const char *name, gint64 total)
{
    Progress *progress = g_new0(Progress, 1);

    progress->name = text_printable(name);
    progress->total = total;
    progress->started = g_get_monotonic_time();
    return progress;
}

void
progress_free(Progress *progress)
{
    if (!progress)
        return;
    progress_hide(progress);
    g_free(progress->name);
    g_free(progress);
}

void
progress_set_total(Progress *progress, gint64 total)
{
    progress->total = total;
}

void
progress_hide(Progress *progress)
{
    if (progress->is_there)
        fputs(CLEAR, stderr);
    progress->is_there = FALSE;
}

/* Eighths of a character cell, so that the bar moves smoothly. */
static void
add_bar(GString *line, double share)
{
    static const char *const eighths[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
    int filled = (int)(share * BAR_WIDTH * 8);
    int cells = filled / 8;

    g_string_append(line, "  ▕");
    for (int i = 0; i < cells; i++)
        g_string_append(line, "█");
    g_string_append(line, eighths[filled % 8]);
    for (int i = cells + (filled % 8 > 0); i < BAR_WIDTH; i++)
        g_string_append_c(line, ' ');
    g_string_append(line, "▏");
}

static char *
time_words(gint64 seconds)
{
    if (seconds < 100)
        return g_strdup_printf(_("%d s left"), (int)seconds);
    return g_strdup_printf(_("%d min left"), (int)(MIN(seconds, 60 * 60 * 24) / 60) + 1);
}

static void
add_rate(GString *line, const Progress *progress, gint64 messages, double share)
{
    double seconds = (double)(g_get_monotonic_time() - progress->started) / G_USEC_PER_SEC;
    g_autofree char *rate = words_count((guint64)((double)messages / seconds));
    g_autofree char *left = time_words((gint64)(share > 0 ? seconds / share - seconds : 0));

    g_string_append_printf(line, _("  %s/s"), rate);
    if (share > 0)
        g_string_append_printf(line, "  %s", left);
}

static char *
compose(const Progress *progress, gint64 messages, gint64 done)
{
    GString *line = g_string_new(progress->name);
    g_autofree char *count = words_count((guint64)messages);
    double share = progress->total > 0 ? MIN(1.0, (double)done / (double)progress->total) : 0;

    g_string_append_printf(line, ngettext("  %s message", "  %s messages", (unsigned long)messages),
                           count);
    if (progress->total > 0)
        add_bar(line, share);
    if (g_get_monotonic_time() - progress->started >= KNOWN_AFTER)
        add_rate(line, progress, messages, share);
    return g_string_free(line, FALSE);
}

void
progress_show(Progress *progress, gint64 messages, gint64 done)
{
    gint64 now = g_get_monotonic_time();
    g_autofree char *line = NULL;
    g_autofree char *fitting = NULL;
    g_autofree char *shown = NULL;

    if (!progress_is_seen() || now - progress->shown < SHOW_EVERY)
        return;
    progress->shown = now;
    line = compose(progress, messages, done);
    fitting = text_cut(line, output_width() - 1);
    shown = output_shown(fitting);
    fprintf(stderr, CLEAR "%s", shown);
    fflush(stderr);
    progress->is_there = TRUE;
}
