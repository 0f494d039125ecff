/* reader.c - the child: reads, parses and judges, behind closed doors */

#include "scan/reader.h"

#include "event/event.h"
#include "mailbox/mailbox.h"
#include "scan/aftercare.h"
#include "scan/doors.h"
#include "scan/link.h"
#include "scan/plaincount.h"
#include "scan/wire.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct {
    const ScanPlan *plan;
    const ScanStart *start;
    Source *source;
    Link link;
    WirePlace done;     /* the last message that was judged */
    gboolean lasts;     /* its place does */
    WireWork work;      /* since the last position, as is all below */
    gboolean has_moved; /* done is not where it was */
    PlainCount *plain;
    Aftercare *aftercare; /* NULL where notices stay as they are */
} Work;

static void
work_init(Work *work, const ScanPlan *plan, const ScanStart *start, int in, int out)
{
    work->plan = plan;
    work->start = start;
    link_init(&work->link, in, out);
    work->plain = plaincount_new();
    if (plan->account && !plan->is_dry && account_is_changed(plan->account))
        work->aftercare = aftercare_new();
    wire_place_set(&work->done, "", "");
}

static void
work_clear(Work *work)
{
    source_free(work->source);
    link_clear(&work->link);
    plaincount_free(work->plain);
    aftercare_free(work->aftercare);
    wire_place_clear(&work->done);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Work, work_clear)

static char *
ask(const char *folder, gpointer data)
{
    Work *work = data;
    char *place = NULL;

    wire_write_ask(work->link.lines, folder);
    link_write(&work->link);
    while (!place)
        place = link_take_reply(&work->link);
    return place;
}

/* There is no letter yet whose source would tell. */
static void
begin(const WirePlace *place, gpointer data)
{
    Work *work = data;
    g_autofree char *what =
        g_strdup_printf("%s: %s, %s", work->plan->account->name, place->folder, place->place);

    wire_write_begin(work->link.lines, place, what);
    link_write(&work->link);
}

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
static void
add_position(Work *work)
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
static void G_GNUC_NORETURN
end_lost(Work *work, const GError *error)
{
    add_position(work);
    wire_write_lost(work->link.lines, error->message);
    link_write(&work->link);
    _exit(EXIT_FAILURE);
}

/* What to do about it is done in the settings. */
static void
tell_refused(Work *work, const GError *error)
{
    g_autofree char *what =
        g_strdup_printf("%s; see %s", error->message, work->plan->account->settings);

    wire_write_trouble(work->link.lines, what);
}

static void
tell_trouble(Work *work, const GError *error)
{
    if (g_error_matches(error, MAILBOX_ERROR, MAILBOX_ERROR_LOST))
        end_lost(work, error);
    if (g_error_matches(error, MAILBOX_ERROR, MAILBOX_ERROR_REFUSED))
        tell_refused(work, error);
    else if (!g_error_matches(error, SOURCE_ERROR, SOURCE_ERROR_SKIPPED))
        wire_write_trouble(work->link.lines, error->message);
}

/* TRUE where an error is of one letter only, which is then gone past. */
static gboolean
is_of_letter(const Work *work, const GError *error)
{
    return !work->plan->account || g_error_matches(error, MAILBOX_ERROR, MAILBOX_ERROR_LETTER) ||
           g_error_matches(error, SOURCE_ERROR, SOURCE_ERROR_SKIPPED);
}

/* Settling what the writer has kept. */

static void
settle_type(Work *work, const Batch *batch, EventType type)
{
    const After *after = &work->plan->account->after[type];
    g_autoptr(GError) error = NULL;

    if (batch->letters[type]->len &&
        !source_settle(work->source, batch->done.folder, batch->letters[type], after, &error))
        tell_trouble(work, error);
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
    add_position(work);
    if (work->plan->account)
        wire_write_ahead(work->link.lines, source_ahead(work->source));
    link_write(&work->link);
    link_take_replies_there(&work->link);
    if (work->aftercare)
        settle_kept(work);
}

/* Messages. */

static void
count_plain(Work *work, const Event *event)
{
    g_autofree char *folder = source_folder(work->source);

    if (source_is_again(work->source))
        return;
    plaincount_add(work->plain, folder, MAX(event->received, 0), 1);
}

static void
take_event(Work *work, Event *event)
{
    if (event->type == EVENT_OTHER) {
        count_plain(work, event);
        return;
    }
    if (!work->plan->keep_subjects) {
        *event->notice_subject = '\0';
        *event->original.subject = '\0';
    }
    wire_write_event(work->link.lines, event);
}

/* A notice is a bounce where any of its events is. */
static void
note_aftercare(Work *work, const GPtrArray *events)
{
    EventType type = EVENT_OTHER;

    for (guint i = 0; i < events->len && type != EVENT_BOUNCE; i++)
        type = ((const Event *)g_ptr_array_index(events, i))->type;
    if (work->aftercare && work->plan->account->after[type].kind != MAILBOX_KEEP)
        aftercare_add(work->aftercare, type, source_place(work->source)->place);
}

static void
take_events(Work *work, const GPtrArray *events)
{
    gboolean is_notice = FALSE;

    for (guint i = 0; i < events->len; i++) {
        Event *event = g_ptr_array_index(events, i);

        is_notice = is_notice || event->type != EVENT_OTHER;
        take_event(work, event);
    }
    work->work.notices += is_notice;
    note_aftercare(work, events);
}

/* Who writes an mbox ends each message with its line: this one is perhaps still being written. */
static void
remark_half(Work *work, const Letter *letter)
{
    gsize length;
    const char *bytes = g_bytes_get_data(letter->bytes, &length);
    g_autofree char *what = NULL;

    if (!source_lasts(work->source) || letter->truncated || bytes[length - 1] == '\n')
        return;
    what = g_strdup_printf("%s: ends in the middle of a line; perhaps it is still being written",
                           letter->source);
    wire_write_remark(work->link.lines, what);
}

/* A verdict that was guessed may be better founded on what has not come yet. */
static gboolean
is_wanting(const Work *work, const Letter *letter, const GPtrArray *events)
{
    const Event *first = events->len ? g_ptr_array_index(events, 0) : NULL;

    return work->plan->account && letter->truncated && first && first->type != EVENT_OTHER &&
           first->confidence == CONFIDENCE_GUESS &&
           g_bytes_get_size(letter->bytes) < work->plan->cap;
}

/* The verdict, on more of the letter where what came first does not do. */
static GPtrArray *
judge(Work *work, const Letter *letter, GError **error)
{
    g_autoptr(GPtrArray) events = work->plan->judge(letter, work->plan->judge_data, error);
    g_autoptr(GError) trouble = NULL;
    g_autoptr(Letter) more = NULL;

    if (!events || !is_wanting(work, letter, events))
        return g_steal_pointer(&events);
    more = source_more(work->source, &trouble);
    if (more)
        return work->plan->judge(more, work->plan->judge_data, error);
    if (g_error_matches(trouble, MAILBOX_ERROR, MAILBOX_ERROR_LOST))
        end_lost(work, trouble);
    return g_steal_pointer(&events);
}

static void
take_letter(Work *work, const Letter *letter)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) events = NULL;

    if (work->start->is_careful) {
        wire_write_begin(work->link.lines, source_place(work->source), letter->source);
        link_write(&work->link);
    }
    events = judge(work, letter, &error);
    if (!events) {
        wire_write_trouble(work->link.lines, error->message);
        return;
    }
    if (!work->plan->is_jsonl && !work->plan->account)
        remark_half(work, letter);
    take_events(work, events);
    work->work.messages++;
    work->work.bytes += (gint64)g_bytes_get_size(letter->bytes);
}

/* A position speaks of one kind of file only, and if it lasts of one file. */
static void
enter_folder(Work *work)
{
    const char *folder = source_place(work->source)->folder;
    gboolean lasts = source_lasts(work->source);

    if (lasts != work->lasts || (lasts && !g_str_equal(folder, work->done.folder)))
        add_position(work);
}

/* A letter, or what spoilt it, is done. */
static void
take(Work *work, const Letter *letter, const GError *spoilt)
{
    const WirePlace *place = source_place(work->source);

    enter_folder(work);
    if (spoilt)
        tell_trouble(work, spoilt);
    else
        take_letter(work, letter);
    work->has_moved = TRUE;
    work->lasts = source_lasts(work->source);
    wire_place_set(&work->done, place->folder, place->place);
    flush_if_due(work);
}

static void
read_all(Work *work)
{
    for (;;) {
        g_autoptr(GError) spoilt = NULL;
        g_autoptr(Letter) letter = source_next(work->source, &spoilt);

        if (letter || (spoilt && is_of_letter(work, spoilt))) {
            take(work, letter, spoilt);
            continue;
        }
        if (spoilt)
            tell_trouble(work, spoilt);
        if (!g_error_matches(spoilt, MAILBOX_ERROR, MAILBOX_ERROR_FOLDER))
            return;
    }
}

/* An account's secret comes before anything else. */
static char *
take_secret(Work *work)
{
    const Account *account = work->plan->account;

    if (!account)
        return NULL;
    return account->secret.kind == SECRET_NONE ? g_strdup("") : link_take_reply(&work->link);
}

int
scan_read(const ScanPlan *plan, const ScanStart *start, int in, int out)
{
    g_auto(Work) work = {0};
    const SourceHooks hooks = {ask, begin, &work};
    g_autoptr(GError) error = NULL;

    work_init(&work, plan, start, in, out);
    work.source = source_new(plan, start, &hooks, take_secret(&work));
    if (!doors_close(plan->account, out, source_socket(work.source), &error)) {
        wire_write_trouble(work.link.lines, error->message);
        link_write(&work.link);
        return EXIT_FAILURE;
    }
    wire_write_hello(work.link.lines);
    link_write(&work.link);
    read_all(&work);
    add_position(&work);
    if (work.aftercare)
        settle_rest(&work);
    wire_write_end(work.link.lines);
    link_write(&work.link);
    while (work.link.kept < work.link.positions)
        g_free(link_take_reply(&work.link));
    return EXIT_SUCCESS;
}
