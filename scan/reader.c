/* reader.c - the child: reads, parses and judges, behind closed doors */

#include "scan/reader.h"

#include "event/event.h"
#include "mailbox/mailbox.h"
#include "scan/doors.h"
#include "scan/jury.h"
#include "scan/verdict.h"
#include "scan/work.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

/* A letter that came, and what to note with its verdict. */
typedef struct {
    WirePlace place;
    gboolean lasts;
    gboolean is_again; /* it may have been counted by another run */
    char *folder;      /* to count it under */
    gint64 bytes;
} Seen;

typedef struct {
    Work work;
    Jury *jury;  /* NULL where letters are judged here */
    GQueue seen; /* of Seen: letters that the jury has */
} Reading;

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
reading_clear(Reading *reading)
{
    jury_free(reading->jury);
    g_queue_clear_full(&reading->seen, free_seen);
    work_clear(&reading->work);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Reading, reading_clear)

/* What the source asks of the writer. */

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
reach_verdict(Reading *reading, const Letter *letter, Verdict *verdict)
{
    GString *lines = reading->work.link.lines;

    if (reading->jury) {
        jury_hand(reading->jury, letter);
        jury_take(reading->jury, verdict, lines);
    } else
        verdict_reach(reading->work.plan, letter, verdict, lines);
}

/* Again, where what came first does not do. */
static void
reach_on_more(Reading *reading, Verdict *verdict)
{
    Work *work = &reading->work;
    g_autoptr(GError) trouble = NULL;
    g_autoptr(Letter) more = source_more(work->source, &trouble);

    if (more) {
        g_string_truncate(work->link.lines, work->link.lines->len - verdict->length);
        reach_verdict(reading, more, verdict);
    } else if (g_error_matches(trouble, MAILBOX_ERROR, MAILBOX_ERROR_LOST)) {
        g_string_truncate(work->link.lines, work->link.lines->len - verdict->length);
        work_end_lost(work, trouble);
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
take_letter(Reading *reading, const Letter *letter, const Seen *seen)
{
    Work *work = &reading->work;
    Verdict verdict;

    if (work->start->is_careful) {
        wire_write_begin(work->link.lines, &seen->place, letter->source);
        link_write(&work->link);
    }
    reach_verdict(reading, letter, &verdict);
    if (verdict.is_wanting)
        reach_on_more(reading, &verdict);
    if (verdict.is_judged && !work->plan->is_jsonl && !work->plan->account)
        remark_half(work, letter);
    note_verdict(work, seen, &verdict);
}

/* TRUE where an error is of one letter only, which is then gone past. */
static gboolean
is_of_letter(const Work *work, const GError *error)
{
    return !work->plan->account || g_error_matches(error, MAILBOX_ERROR, MAILBOX_ERROR_LETTER) ||
           g_error_matches(error, SOURCE_ERROR, SOURCE_ERROR_SKIPPED);
}

/* The first of the letters that the jury has. */
static void
take_verdict(Reading *reading)
{
    Work *work = &reading->work;
    g_autoptr(Seen) seen = g_queue_pop_head(&reading->seen);
    Verdict verdict;

    work_enter(work, &seen->place, seen->lasts);
    jury_take(reading->jury, &verdict, work->link.lines);
    note_verdict(work, seen, &verdict);
    work_leave(work, &seen->place, seen->lasts);
}

static void
take_verdicts(Reading *reading)
{
    while (reading->seen.length > 0)
        take_verdict(reading);
}

static void
hand_over(Reading *reading, const Letter *letter)
{
    g_queue_push_tail(&reading->seen, seen_new(reading->work.source, letter));
    jury_hand(reading->jury, letter);
    while (jury_has_verdict(reading->jury) || jury_is_full(reading->jury))
        take_verdict(reading);
}

/* A letter, or what spoilt it, when all before it is done. */
static void
take(Reading *reading, const Letter *letter, const GError *spoilt)
{
    Work *work = &reading->work;
    g_autoptr(Seen) seen = seen_new(work->source, letter);

    work_enter(work, &seen->place, seen->lasts);
    if (spoilt)
        work_tell_trouble(work, spoilt);
    else
        take_letter(reading, letter, seen);
    work_leave(work, &seen->place, seen->lasts);
}

/* Of a letter that is not whole more may be wanted, and that only while it is the last. */
static void
read_all(Reading *reading)
{
    Work *work = &reading->work;

    for (;;) {
        g_autoptr(GError) spoilt = NULL;
        g_autoptr(Letter) letter = source_next(work->source, &spoilt);

        if (letter && reading->jury && !letter->truncated) {
            hand_over(reading, letter);
            continue;
        }
        take_verdicts(reading);
        if (letter || (spoilt && is_of_letter(work, spoilt))) {
            take(reading, letter, spoilt);
            continue;
        }
        if (spoilt)
            work_tell_trouble(work, spoilt);
        if (!g_error_matches(spoilt, MAILBOX_ERROR, MAILBOX_ERROR_FOLDER))
            return;
    }
}

/* One that has to find a letter which kills judges all by itself, and says which before. */
static gboolean
find_jury(Reading *reading, GError **error)
{
    const Work *work = &reading->work;

    if (work->plan->jurors == 0 || work->start->is_careful)
        return TRUE;
    reading->jury = jury_new(work->plan, error);
    return reading->jury != NULL;
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
close_doors(const Reading *reading, GError **error)
{
    const Work *work = &reading->work;
    g_autoptr(GArray) outs = g_array_new(FALSE, FALSE, sizeof(int));

    g_array_append_val(outs, work->link.out);
    if (reading->jury)
        jury_add_outs(reading->jury, outs);
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
    g_auto(Reading) reading = {.seen = G_QUEUE_INIT};
    Work *work = &reading.work;
    const SourceHooks hooks = {ask, begin, work};
    g_autoptr(GError) error = NULL;

    work_init(work, plan, start, in, out);
    if (!find_jury(&reading, &error))
        return fail(work, error);
    work->source = source_new(plan, start, &hooks, take_secret(work));
    work->link.pause = keep_alive;
    work->link.pause_data = work;
    if (!close_doors(&reading, &error))
        return fail(work, error);
    wire_write_hello(work->link.lines);
    link_write(&work->link);
    read_all(&reading);
    work_finish(work);
    return EXIT_SUCCESS;
}
