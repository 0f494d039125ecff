/* reader.c - the child: reads, parses and judges, behind closed doors */

#include "scan/reader.h"

#include "base/sandbox.h"
#include "event/event.h"
#include "mailbox/reader.h"
#include "scan/plaincount.h"
#include "scan/wire.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What is read goes out when it is so many bytes, or so old (microseconds). */
#define BATCH_BYTES (32 * 1024)
#define BATCH_TIME (G_USEC_PER_SEC / 2)

typedef struct {
    const ScanPlan *plan;
    const ScanStart *start;
    Source *source;
    int out;
    Reader *replies;
    GString *lines;     /* not yet written */
    gint64 written;     /* when they were, last */
    WirePlace done;     /* the last message that was judged */
    gboolean lasts;     /* its place does */
    WireWork work;      /* since the last position, as is all below */
    gboolean has_moved; /* done is not where it was */
    PlainCount *plain;
    gint64 positions; /* written */
    gint64 kept;      /* of them, says the writer */
} Work;

static void
work_init(Work *work, const ScanPlan *plan, const ScanStart *start, int in, int out)
{
    work->plan = plan;
    work->start = start;
    work->out = out;
    work->replies = reader_new(in);
    work->lines = g_string_new("");
    work->written = g_get_monotonic_time();
    work->plain = plaincount_new();
    wire_place_set(&work->done, "", "");
}

static void
work_clear(Work *work)
{
    source_free(work->source);
    reader_free(work->replies);
    g_string_free(work->lines, TRUE);
    plaincount_free(work->plain);
    wire_place_clear(&work->done);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Work, work_clear)

/* To the writer and from it. */

/* Without a writer there is nobody to work for. */
static void
write_lines(Work *work)
{
    const char *next = work->lines->str;
    gsize left = work->lines->len;

    while (left > 0) {
        gssize wrote = write(work->out, next, left);

        if (wrote < 0 && errno != EINTR)
            _exit(EXIT_FAILURE);
        next += MAX(wrote, 0);
        left -= (gsize)MAX(wrote, 0);
    }
    g_string_truncate(work->lines, 0);
    work->written = g_get_monotonic_time();
}

/* Waits for an answer. The answer is the caller's, and NULL where it is a count. */
static char *
take_reply(Work *work)
{
    gsize ahead = reader_want(work->replies, 1);
    const char *end = memchr(reader_bytes(work->replies), '\n', ahead);
    g_autofree char *line = NULL;
    WireReply reply;

    while (!end && !work->replies->done) {
        ahead = reader_want(work->replies, ahead + 1);
        end = memchr(reader_bytes(work->replies), '\n', ahead);
    }
    if (!end)
        _exit(EXIT_FAILURE);
    line = g_strndup(reader_bytes(work->replies), (gsize)(end - reader_bytes(work->replies)));
    reader_take(work->replies, strlen(line) + 1);
    if (!wire_parse_reply(line, &reply))
        _exit(EXIT_FAILURE);
    if (reply.is_place)
        return g_strdup(reply.place);
    work->kept = reply.kept;
    return NULL;
}

/* Answers that nobody waits for must not fill the pipe: the writer would wait, too. */
static void
take_replies_there(Work *work)
{
    struct pollfd readable = {.fd = work->replies->fd, .events = POLLIN};

    while (work->replies->start < work->replies->end || poll(&readable, 1, 0) > 0)
        g_free(take_reply(work));
}

/* A SourceAsk. */
static char *
ask(const char *folder, gpointer data)
{
    Work *work = data;
    char *place = NULL;

    wire_write_ask(work->lines, folder);
    write_lines(work);
    while (!place)
        place = take_reply(work);
    return place;
}

static gboolean
write_plain(const char *folder, gint64 day, gint64 count, gpointer lines,
            GError **error G_GNUC_UNUSED)
{
    wire_write_plain(lines, folder, day, count);
    return TRUE;
}

/* Nothing was done since the last position: then that still holds. */
static void
add_position(Work *work)
{
    if (!work->has_moved)
        return;
    work->has_moved = FALSE;
    plaincount_each(work->plain, write_plain, work->lines, NULL);
    plaincount_clear(work->plain);
    wire_write_position(work->lines, &work->done, work->lasts, &work->work);
    work->work = (WireWork){0};
    work->positions++;
}

static void
flush_if_due(Work *work)
{
    if (!work->start->is_careful && work->lines->len < BATCH_BYTES &&
        g_get_monotonic_time() - work->written < BATCH_TIME)
        return;
    add_position(work);
    write_lines(work);
    take_replies_there(work);
}

/* Messages. */

static void
count_plain(Work *work, const Event *event)
{
    g_autofree char *folder = source_folder(work->source);

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
    wire_write_event(work->lines, event);
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
    wire_write_remark(work->lines, what);
}

static void
take_letter(Work *work, const Letter *letter)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) events = NULL;

    if (work->start->is_careful) {
        wire_write_begin(work->lines, source_place(work->source), letter->source);
        write_lines(work);
    }
    events = work->plan->judge(letter, work->plan->judge_data, &error);
    if (!events) {
        wire_write_trouble(work->lines, error->message);
        return;
    }
    if (!work->plan->is_jsonl)
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

static void
read_all(Work *work)
{
    for (;;) {
        g_autoptr(GError) spoilt = NULL;
        g_autoptr(Letter) letter = source_next(work->source, &spoilt);
        const WirePlace *place = source_place(work->source);

        if (!letter && !spoilt)
            return;
        enter_folder(work);
        if (spoilt)
            wire_write_trouble(work->lines, spoilt->message);
        else
            take_letter(work, letter);
        work->has_moved = TRUE;
        work->lasts = source_lasts(work->source);
        wire_place_set(&work->done, place->folder, place->place);
        flush_if_due(work);
    }
}

int
scan_read(const ScanPlan *plan, const ScanStart *start, int in, int out)
{
    g_auto(Work) work = {0};
    g_autoptr(GError) error = NULL;

    work_init(&work, plan, start, in, out);
    work.source = source_new(plan, start, ask, &work);
    if (!sandbox_enter(out, -1, &error)) {
        wire_write_trouble(work.lines, error->message);
        write_lines(&work);
        return EXIT_FAILURE;
    }
    wire_write_hello(work.lines);
    write_lines(&work);
    read_all(&work);
    add_position(&work);
    wire_write_end(work.lines);
    write_lines(&work);
    while (work.kept < work.positions)
        g_free(take_reply(&work));
    return EXIT_SUCCESS;
}
