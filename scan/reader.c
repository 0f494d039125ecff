/* reader.c - the child: reads, parses and judges, behind closed doors */

#include "scan/reader.h"

#include "event/event.h"
#include "mailbox/mailbox.h"
#include "scan/aftercare.h"
#include "scan/doors.h"
#include "scan/jury.h"
#include "scan/link.h"
#include "scan/plaincount.h"
#include "scan/verdict.h"
#include "scan/wire.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A letter that came, and what to note with its verdict. */
typedef struct {
    WirePlace place;
    gboolean lasts;
    gboolean is_again; /* it may have been counted by another run */
    char *folder;      /* to count it under */
    gint64 bytes;
} Seen;

typedef struct {
    const ScanPlan *plan;
    const ScanStart *start;
    Source *source;
    Jury *jury;  /* NULL where letters are judged here */
    GQueue seen; /* of Seen: letters that the jury has */
    Link link;
    WirePlace done;     /* the last message that was judged */
    gboolean lasts;     /* its place does */
    WireWork work;      /* since the last position, as is all below */
    gboolean has_moved; /* done is not where it was */
    PlainCount *plain;
    Aftercare *aftercare; /* NULL where notices stay as they are */
} Work;

static Seen *
seen_new(const Source *source, const Letter *letter)
{
    const WirePlace *place = source_place(source);
    Seen *seen = g_new0(Seen, 1);

    wire_place_set(&seen->place, place->folder, place->place);
    seen->lasts = source_lasts(source);
    seen->is_again = source_is_again(source);
    seen->folder = letter ? source_folder(source) : g_strdup("");
    seen->bytes = letter ? (gint64)g_bytes_get_size(letter->bytes) : 0;
    return seen;
}

static void
seen_free(Seen *seen)
{
    wire_place_clear(&seen->place);
    g_free(seen->folder);
    g_free(seen);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Seen, seen_free)

static void
free_seen(gpointer seen)
{
    seen_free(seen);
}

static void
work_init(Work *work, const ScanPlan *plan, const ScanStart *start, int in, int out)
{
    work->plan = plan;
    work->start = start;
    link_init(&work->link, in, out);
    work->plain = plaincount_new();
    g_queue_init(&work->seen);
    if (plan->account && !plan->is_dry && account_is_changed(plan->account))
        work->aftercare = aftercare_new();
    wire_place_set(&work->done, "", "");
}

static void
work_clear(Work *work)
{
    source_free(work->source);
    jury_free(work->jury);
    g_queue_clear_full(&work->seen, free_seen);
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
        g_strdup_printf(_("%s; see %s"), error->message, work->plan->account->settings);

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

/* Who writes an mbox ends each message with its line: this one is perhaps still being written. */
static void
remark_half(Work *work, const Letter *letter)
{
    gsize length;
    const char *bytes = g_bytes_get_data(letter->bytes, &length);
    g_autofree char *what = NULL;

    if (!source_lasts(work->source) || letter->truncated || bytes[length - 1] == '\n')
        return;
    what = g_strdup_printf(_("%s: ends in the middle of a line; perhaps it is still being written"),
                           letter->source);
    wire_write_remark(work->link.lines, what);
}

static void
reach_verdict(Work *work, const Letter *letter, Verdict *verdict)
{
    if (work->jury) {
        jury_hand(work->jury, letter);
        jury_take(work->jury, verdict, work->link.lines);
    } else
        verdict_reach(work->plan, letter, verdict, work->link.lines);
}

/* Again, where what came first does not do. */
static void
reach_on_more(Work *work, Verdict *verdict)
{
    g_autoptr(GError) trouble = NULL;
    g_autoptr(Letter) more = source_more(work->source, &trouble);

    if (more) {
        g_string_truncate(work->link.lines, work->link.lines->len - verdict->length);
        reach_verdict(work, more, verdict);
    } else if (g_error_matches(trouble, MAILBOX_ERROR, MAILBOX_ERROR_LOST)) {
        g_string_truncate(work->link.lines, work->link.lines->len - verdict->length);
        end_lost(work, trouble);
    }
}

static void
note_verdict(Work *work, const Seen *seen, const Verdict *verdict)
{
    const Account *account = work->plan->account;

    if (!verdict->is_judged)
        return;
    if (verdict->is_plain && !seen->is_again)
        plaincount_add(work->plain, seen->folder, verdict->received, 1);
    if (work->aftercare && account && account->after[verdict->type].kind != MAILBOX_KEEP)
        aftercare_add(work->aftercare, verdict->type, seen->place.place);
    work->work.notices += verdict->is_notice;
    work->work.messages++;
    work->work.bytes += seen->bytes;
}

static void
take_letter(Work *work, const Letter *letter, const Seen *seen)
{
    Verdict verdict;

    if (work->start->is_careful) {
        wire_write_begin(work->link.lines, &seen->place, letter->source);
        link_write(&work->link);
    }
    reach_verdict(work, letter, &verdict);
    if (verdict.is_wanting)
        reach_on_more(work, &verdict);
    if (verdict.is_judged && !work->plan->is_jsonl && !work->plan->account)
        remark_half(work, letter);
    note_verdict(work, seen, &verdict);
}

/* A position speaks of one kind of file only, and if it lasts of one file. */
static void
enter_folder(Work *work, const Seen *seen)
{
    if (seen->lasts != work->lasts ||
        (seen->lasts && !g_str_equal(seen->place.folder, work->done.folder)))
        add_position(work);
}

/* It is done, or what spoilt it is told. */
static void
leave(Work *work, const Seen *seen)
{
    work->has_moved = TRUE;
    work->lasts = seen->lasts;
    wire_place_set(&work->done, seen->place.folder, seen->place.place);
    flush_if_due(work);
}

/* The first of the letters that the jury has. */
static void
take_verdict(Work *work)
{
    g_autoptr(Seen) seen = g_queue_pop_head(&work->seen);
    Verdict verdict;

    enter_folder(work, seen);
    jury_take(work->jury, &verdict, work->link.lines);
    note_verdict(work, seen, &verdict);
    leave(work, seen);
}

static void
take_verdicts(Work *work)
{
    while (work->seen.length > 0)
        take_verdict(work);
}

static void
hand_over(Work *work, const Letter *letter)
{
    g_queue_push_tail(&work->seen, seen_new(work->source, letter));
    jury_hand(work->jury, letter);
    while (jury_has_verdict(work->jury) || jury_is_full(work->jury))
        take_verdict(work);
}

/* A letter, or what spoilt it, when all before it is done. */
static void
take(Work *work, const Letter *letter, const GError *spoilt)
{
    g_autoptr(Seen) seen = seen_new(work->source, letter);

    enter_folder(work, seen);
    if (spoilt)
        tell_trouble(work, spoilt);
    else
        take_letter(work, letter, seen);
    leave(work, seen);
}

/* Of a letter that is not whole more may be wanted, and that only while it is the last. */
static void
read_all(Work *work)
{
    for (;;) {
        g_autoptr(GError) spoilt = NULL;
        g_autoptr(Letter) letter = source_next(work->source, &spoilt);

        if (letter && work->jury && !letter->truncated) {
            hand_over(work, letter);
            continue;
        }
        take_verdicts(work);
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

/* One that has to find a letter which kills judges all by itself, and says which before. */
static gboolean
find_jury(Work *work, GError **error)
{
    if (work->plan->jurors == 0 || work->start->is_careful)
        return TRUE;
    work->jury = jury_new(work->plan, error);
    return work->jury != NULL;
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

static gboolean
close_doors(const Work *work, GError **error)
{
    g_autoptr(GArray) outs = g_array_new(FALSE, FALSE, sizeof(int));

    g_array_append_val(outs, work->link.out);
    if (work->jury)
        jury_add_outs(work->jury, outs);
    return doors_close(work->plan->account, (const int *)(gconstpointer)outs->data, outs->len,
                       source_socket(work->source), error);
}

/* What cannot even begin says why, and ends. */
static int
fail(Work *work, const GError *error)
{
    wire_write_trouble(work->link.lines, error->message);
    link_write(&work->link);
    return EXIT_FAILURE;
}

/* A LinkPause. Whether the server is still there is seen when it is asked for something. */
static void
keep_alive(gpointer data)
{
    const Work *work = data;

    source_keep_alive(work->source);
}

int
scan_read(const ScanPlan *plan, const ScanStart *start, int in, int out)
{
    g_auto(Work) work = {0};
    const SourceHooks hooks = {ask, begin, &work};
    g_autoptr(GError) error = NULL;

    work_init(&work, plan, start, in, out);
    if (!find_jury(&work, &error))
        return fail(&work, error);
    work.source = source_new(plan, start, &hooks, take_secret(&work));
    work.link.pause = keep_alive;
    work.link.pause_data = &work;
    if (!close_doors(&work, &error))
        return fail(&work, error);
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
