/* work.c - what a reader has done, and telling the writer: positions, troubles, letters settled */

#include "scan/work.h"

#include "mailbox/mailbox.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <unistd.h>

void
work_init(Work *work, const ScanPlan *plan, const ScanStart *start, int in, int out)
{
    *work = (Work){.plan = plan, .start = start, .plain = plaincount_new()};
    link_init(&work->link, in, out);
    if (plan->account && !plan->is_dry && account_is_changed(plan->account))
        work->aftercare = aftercare_new();
    wire_place_set(&work->done, "", "");
}

void
work_clear(Work *work)
{
    source_free(work->source);
    link_clear(&work->link);
    plaincount_free(work->plain);
    aftercare_free(work->aftercare);
    wire_place_clear(&work->done);
}

/* Positions. */

static gboolean
write_plain(const char *folder, gint64 day, gint64 count, gpointer lines,
            GError **error G_GNUC_UNUSED)
{
    wire_write_plain(lines, folder, day, count);
    return TRUE;
}

/*
 * Nothing was done since the last position: then that still holds. Where notices are to be settled
 * first, this one does not last, and neither plain mail nor work is counted yet: a run that ends in
 * between reads these letters again.
 */
void
work_add_position(Work *work)
{
    const WireWork nothing = {0};

    if (!work->has_moved)
        return;
    work->has_moved = FALSE;
    work->link.positions++;
    if (work->aftercare) {
        wire_write_position(work->link.lines, &work->done, FALSE, &nothing);
        aftercare_close(work->aftercare, work->link.positions, &work->done, &work->work,
                        g_steal_pointer(&work->plain));
        work->plain = plaincount_new();
    } else {
        plaincount_each(work->plain, write_plain, work->link.lines, NULL);
        plaincount_clear(work->plain);
        wire_write_position(work->link.lines, &work->done, work->lasts, &work->work);
    }
    work->work = (WireWork){0};
}

/* What goes wrong with a mailbox as a whole. */

/* What was read until then is whole. The writer starts another reader, a while later. */
void
work_end_lost(Work *work, const GError *error)
{
    work_add_position(work);
    wire_write_lost(work->link.lines, error->message);
    link_write(&work->link);
    _exit(EXIT_FAILURE);
}

/* What to do about it is done in the settings. */
static void
tell_refused(Work *work, const GError *error)
{
    g_autofree char *what =
        g_strdup_printf(_("%s; see %s"), error->message, work->plan->account->settings);

    wire_write_trouble(work->link.lines, what);
}

void
work_tell_trouble(Work *work, const GError *error)
{
    if (g_error_matches(error, MAILBOX_ERROR, MAILBOX_ERROR_LOST))
        work_end_lost(work, error);
    if (g_error_matches(error, MAILBOX_ERROR, MAILBOX_ERROR_REFUSED))
        tell_refused(work, error);
    else if (!g_error_matches(error, SOURCE_ERROR, SOURCE_ERROR_SKIPPED))
        wire_write_trouble(work->link.lines, error->message);
}

/* Settling what the writer has kept. */

static void
settle_type(Work *work, const Batch *batch, EventType type)
{
    const After *after = &work->plan->account->after[type];
    g_autoptr(GError) error = NULL;

    if (batch->letters[type]->len &&
        !source_settle(work->source, batch->done.folder, batch->letters[type], after, &error))
        work_tell_trouble(work, error);
}

static void
settle_kept(Work *work)
{
    for (;;) {
        g_autoptr(Batch) batch = aftercare_take(work->aftercare, work->link.kept);

        if (!batch)
            return;
        for (EventType type = 0; type < EVENT_TYPE_COUNT; type++)
            settle_type(work, batch, type);
        plaincount_each(batch->plain, write_plain, work->link.lines, NULL);
        wire_write_position(work->link.lines, &batch->done, TRUE, &batch->work);
        work->link.positions++;
    }
}

static void
settle_rest(Work *work)
{
    wire_write_wait(work->link.lines);
    link_write(&work->link);
    while (aftercare_is_waiting(work->aftercare)) {
        g_free(link_take_reply(&work->link));
        settle_kept(work);
    }
}

static void
flush_if_due(Work *work)
{
    if (!work->start->is_careful && !link_is_due(&work->link))
        return;
    work_add_position(work);
    if (work->plan->account)
        wire_write_ahead(work->link.lines, source_ahead(work->source));
    link_write(&work->link);
    link_take_replies_there(&work->link);
    if (work->aftercare)
        settle_kept(work);
}

/* Letters, one after the other. */

void
work_enter(Work *work, const WirePlace *place, gboolean lasts)
{
    if (lasts != work->lasts || (lasts && !g_str_equal(place->folder, work->done.folder)))
        work_add_position(work);
}

void
work_leave(Work *work, const WirePlace *place, gboolean lasts)
{
    work->has_moved = TRUE;
    work->lasts = lasts;
    wire_place_set(&work->done, place->folder, place->place);
    flush_if_due(work);
}

void
work_finish(Work *work)
{
    work_add_position(work);
    if (work->aftercare)
        settle_rest(work);
    wire_write_end(work->link.lines);
    link_write(&work->link);
    while (work->link.kept < work->link.positions)
        g_free(link_take_reply(&work->link));
}
