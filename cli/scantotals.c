/* scantotals.c - what a run came to, in one line */

#include "cli/scantotals.h"

#include "cli/output.h"
#include "render/words.h"

#include <glib/gi18n.h>

static void
add_failures(GString *line, const ScanTotals *totals)
{
    g_autofree char *failures = words_count((guint64)totals->failures);
    g_autofree char *addresses = words_count(totals->addresses);

    g_string_append_printf(
        line, ngettext(", %s failure", ", %s failures", (gulong)totals->failures), failures);
    if (totals->is_addresses_full)
        g_string_append_printf(line, _(" (over %s addresses)"), addresses);
    else if (totals->failures > 0)
        g_string_append_printf(
            line, ngettext(" (%s address)", " (%s addresses)", totals->addresses), addresses);
}

static void
add_messages(GString *line, const ScanTotals *totals)
{
    g_autofree char *messages = words_count((guint64)totals->messages);
    g_autofree char *notices = words_count((guint64)totals->notices);

    g_string_append_printf(
        line, ngettext(": %s message", ": %s messages", (gulong)totals->messages), messages);
    g_string_append_printf(line, ngettext(", %s notice", ", %s notices", (gulong)totals->notices),
                           notices);
}

/* What is as everybody expects, all being new, is not told. */
static void
add_rest(GString *line, const ScanTotals *totals, gboolean has_store)
{
    g_autofree char *plain = words_count((guint64)(totals->messages - totals->notices));
    g_autofree char *added = words_count((guint64)totals->added);

    g_string_append_printf(line, _("; %s left alone."), plain);
    if (has_store && totals->added < totals->events)
        g_string_append_printf(
            line, ngettext(" %s event is new.", " %s events are new.", (gulong)totals->added),
            added);
    g_string_append_c(line, '\n');
}

ExitStatus
scantotals_print(const ScanJob *job)
{
    const ScanTotals *totals = &job->totals;
    g_autoptr(GString) line = g_string_new(job->name);
    g_autoptr(GError) error = NULL;

    add_messages(line, totals);
    add_failures(line, totals);
    add_rest(line, totals, !job->plan->is_dry);
    return output_prose(line, &error) && output_flush(&error) ? EXIT_DONE : complain_error(error);
}
