/* writer.c - the parent: starts readers, and keeps what they find */

#include "scan/writer.h"

#include "base/text.h"
#include "scan/intake.h"
#include "scan/keeper.h"
#include "scan/lane.h"

#include <glib/gi18n.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

/* Lines between two positions that are held at once; a notice to more recipients is no error. */
#define PENDING_MAX 2000

/* Milliseconds that nothing need happen. */
#define TICK 100

typedef struct {
    ScanJob *jobs;
    guint count;
    const ScanTarget *target;
    const ScanListener *listener;
    Keeper *keeper;
    Intake *intakes;  /* one for each job */
    GPtrArray *lanes; /* all jobs' */
    int stopped_by;
    int signals;            /* a signalfd */
    gboolean is_incomplete; /* a reader was given up */
} Writer;

static void
free_lane(gpointer lane)
{
    lane_free(lane);
}

static void
free_line(gpointer line)
{
    wire_line_free(line);
}

static void
writer_clear(Writer *writer)
{
    g_clear_pointer(&writer->lanes, g_ptr_array_unref);
    g_clear_pointer(&writer->keeper, keeper_free);
    for (guint i = 0; i < writer->count; i++)
        intake_clear(&writer->intakes[i]);
    g_clear_pointer(&writer->intakes, g_free);
    close(writer->signals);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Writer, writer_clear)

static Intake *
intake_of(const Writer *writer, const Lane *lane)
{
    return &writer->intakes[lane->job - writer->jobs];
}

/* Leaves a message out, which is kept at the next commit: in words of no language but ours. */
static gboolean
shut_away(Writer *writer, const Lane *lane, const char *source, const char *how, GError **error)
{
    intake_tell_trouble(intake_of(writer, lane),
                        _("%s: ended its reader twice, by %s; it is left out, and nothing of it "
                          "is kept"),
                        source, _(how));
    return keeper_add_quarantine(writer->keeper, lane->job->name, source, how, error);
}

/* What is behind them was read: it was these messages that the server hung up at, and no others. */
static gboolean
shut_doubts_away(Writer *writer, const Lane *lane, GError **error)
{
    for (guint i = 0; i < lane->doubts->len; i++) {
        const LaneDoubt *doubt = g_ptr_array_index(lane->doubts, i);

        intake_tell_trouble(intake_of(writer, lane),
                            _("%s: the connection ended at it twice: %s; it is left out, and "
                              "nothing of it is kept"),
                            doubt->source, doubt->how);
        if (!keeper_add_quarantine(writer->keeper, lane->job->name, doubt->source,
                                   N_("the end of the connection"), error))
            return FALSE;
    }
    g_ptr_array_set_size(lane->doubts, 0);
    return TRUE;
}

/* What readers say. */

static gboolean
take_position(Writer *writer, Lane *lane, const WireLine *line, GError **error)
{
    ScanTotals *totals = &lane->job->totals;

    if (!intake_take(intake_of(writer, lane), lane->pending, line->lasts, error) ||
        (line->work.messages > 0 && !shut_doubts_away(writer, lane, error)))
        return FALSE;
    if (line->lasts && lane->doubts->len == 0)
        keeper_set_place(writer->keeper, lane->job->name, line->place.folder, line->place.place);
    totals->messages += line->work.messages;
    totals->notices += line->work.notices;
    totals->bytes += line->work.bytes;
    wire_place_set(&lane->after, line->place.folder, line->place.place);
    wire_place_set(&lane->begun, "", "");
    lane->after_lasts = line->lasts;
    lane->positions++;
    if (line->work.messages > 0)
        quarantine_note_progress(&lane->quarantine);
    return TRUE;
}

/* All that came with a position is committed: tells the readers so. */
static gboolean
commit(Writer *writer, GError **error)
{
    if (!keeper_commit(writer->keeper, error))
        return FALSE;
    for (guint i = 0; i < writer->lanes->len; i++) {
        Lane *lane = g_ptr_array_index(writer->lanes, i);
        const WireReply reply = {.kept = lane->positions};

        if (lane->child)
            lane_reply(lane, &reply);
    }
    return TRUE;
}

static gboolean
answer(Writer *writer, Lane *lane, const char *folder, GError **error)
{
    g_autofree char *place = keeper_place(writer->keeper, lane->job->name, folder, error);
    const WireReply reply = {.kind = REPLY_PLACE, .text = place};

    if (place)
        lane_reply(lane, &reply);
    return place != NULL;
}

static void
note_begun(Lane *lane, const WireLine *line)
{
    wire_place_set(&lane->begun, line->place.folder, line->place.place);
    g_free(lane->begun_source);
    lane->begun_source = g_strdup(line->what);
}

/* Takes over line. */
static gboolean
take_line(Writer *writer, Lane *lane, WireLine *line, GError **error)
{
    g_autoptr(WireLine) owned = line;

    switch (line->kind) {
    case WIRE_HELLO:
        lane->has_greeted = TRUE;
        return TRUE;
    case WIRE_BEGIN:
        note_begun(lane, line);
        return TRUE;
    case WIRE_ASK:
        return answer(writer, lane, line->place.folder, error);
    case WIRE_POSITION:
        return take_position(writer, lane, line, error);
    case WIRE_AHEAD:
        lane->job->totals.ahead += line->count - lane->ahead;
        lane->ahead = line->count;
        return TRUE;
    case WIRE_LOST:
        text_set(&lane->lost, line->what);
        return TRUE;
    case WIRE_WAIT:
        return commit(writer, error);
    case WIRE_END:
        lane->has_ended = TRUE;
        return intake_take(intake_of(writer, lane), lane->pending, FALSE, error) &&
               commit(writer, error);
    default:
        g_ptr_array_add(lane->pending, g_steal_pointer(&owned));
        return lane->pending->len < PENDING_MAX ||
               intake_take(intake_of(writer, lane), lane->pending, FALSE, error);
    }
}

/* Readers that die. */

static void
give_up(Writer *writer, const Lane *lane, const char *how)
{
    Intake *intake = intake_of(writer, lane);

    writer->is_incomplete = TRUE;
    if (*lane->lost)
        intake_tell_trouble(intake, "%s", lane->lost);
    else if (*lane->after.folder)
        intake_tell_trouble(intake,
                            _("%s: the reader ends behind it again and again, by %s; the rest "
                              "is not read"),
                            lane->after.folder, _(how));
    else
        intake_tell_trouble(intake, _("the reader ends before its first message, by %s"), _(how));
}

static void
try_again(Writer *writer, Lane *lane, const char *how)
{
    Intake *intake = intake_of(writer, lane);

    lane->start_at = g_get_monotonic_time() + quarantine_pause(&lane->quarantine);
    if (*lane->lost)
        intake_tell_remark(intake, _("%s; trying again"), lane->lost);
    else
        intake_tell_remark(intake, _("a reader was ended by %s, and is started again"), _(how));
}

/* What could not even start says why, and would say it again. */
static void
fail_start(Writer *writer, Lane *lane)
{
    writer->is_incomplete = TRUE;
    for (guint i = 0; i < lane->pending->len; i++) {
        const WireLine *line = g_ptr_array_index(lane->pending, i);

        intake_tell_trouble(intake_of(writer, lane), _("the reader cannot work: %s"), line->what);
    }
}

/* Where nothing behind them was read, the next run meets these messages again. */
static void
tell_doubts(Writer *writer, const Lane *lane)
{
    for (guint i = 0; i < lane->doubts->len; i++) {
        const LaneDoubt *doubt = g_ptr_array_index(lane->doubts, i);

        writer->is_incomplete = TRUE;
        intake_tell_trouble(intake_of(writer, lane), _("%s: %s; the next run tries it again"),
                            doubt->source, doubt->how);
    }
}

/* A connection that ends says less of the message than a reader that does. */
static gboolean
skip(Writer *writer, Lane *lane, const char *how, gboolean is_lost, GError **error)
{
    try_again(writer, lane, how);
    if (is_lost) {
        lane_doubt(lane, how);
        return TRUE;
    }
    return shut_away(writer, lane, lane->begun_source, how, error) && commit(writer, error);
}

static gboolean
take_death(Writer *writer, Lane *lane, LaneState state, GError **error)
{
    gboolean has_said_why = !lane->has_greeted && lane->pending->len > 0;
    gboolean is_lost = *lane->lost != '\0';
    g_autofree char *how = NULL;

    if (has_said_why)
        fail_start(writer, lane);
    lane->job->totals.ahead -= lane->ahead;
    lane->crashes += !is_lost && !lane->has_ended;
    how = lane_stop(lane, state);
    if (lane->has_ended)
        tell_doubts(writer, lane);
    if (lane->has_ended || has_said_why)
        return TRUE;
    if (!commit(writer, error))
        return FALSE;
    if (is_lost || !*how)
        text_take(&how, g_strdup(is_lost ? lane->lost : N_("itself")));

    switch (quarantine_note_death(&lane->quarantine, &lane->begun, is_lost)) {
    case QUARANTINE_SKIP:
        return skip(writer, lane, how, is_lost, error);
    case QUARANTINE_GIVE_UP:
        give_up(writer, lane, how);
        return TRUE;
    default:
        try_again(writer, lane, how);
        return TRUE;
    }
}

/* Nothing more of it is running, or is to be started. */
static gboolean
is_over(const Writer *writer, const ScanJob *job)
{
    for (guint i = 0; i < writer->lanes->len; i++) {
        const Lane *lane = g_ptr_array_index(writer->lanes, i);

        if (lane->job == job && (lane->child || lane->start_at))
            return FALSE;
    }
    return TRUE;
}

/* Behind the last commit of a lane that has ended: whoever waits for the job need not any more. */
static void
tell_done(const Writer *writer, const ScanJob *job)
{
    if (writer->listener->done && is_over(writer, job))
        writer->listener->done(job, writer->listener->data);
}

static gboolean
end_lane(Writer *writer, Lane *lane, LaneState state, GError **error)
{
    if (!take_death(writer, lane, state, error))
        return FALSE;
    tell_done(writer, lane->job);
    return TRUE;
}

static gboolean
read_lane(Writer *writer, Lane *lane, GError **error)
{
    g_autoptr(GPtrArray) lines = g_ptr_array_new();
    LaneState state = lane_read(lane, lines);
    gboolean kept = TRUE;

    for (guint i = 0; i < lines->len; i++) {
        WireLine *line = g_ptr_array_index(lines, i);

        if (kept)
            kept = take_line(writer, lane, line, error);
        else
            free_line(line);
    }
    return kept && (state == LANE_OPEN || end_lane(writer, lane, state, error));
}

/* The run. */

static guint
count_running(const Writer *writer)
{
    guint count = 0;

    for (guint i = 0; i < writer->lanes->len; i++)
        count += ((const Lane *)g_ptr_array_index(writer->lanes, i))->child != NULL;
    return count;
}

/* Without a password the account is left out, and the others go on. */
static void
tell_secret(Writer *writer, Lane *lane)
{
    g_autoptr(GError) error = NULL;

    if (lane_tell_secret(lane, &error))
        return;
    writer->is_incomplete = TRUE;
    intake_tell_trouble(intake_of(writer, lane), _("%s: no password: %s; see %s"), lane->job->name,
                        error->message, lane->plan->account->settings);
    g_free(lane_stop(lane, LANE_BROKEN));
    tell_done(writer, lane->job);
}

static gboolean
start(Writer *writer, Lane *lane, GError **error)
{
    if (!keeper_close(writer->keeper, error) || !lane_start(lane, error))
        return FALSE;
    tell_secret(writer, lane);
    return TRUE;
}

/* Starts what is due; *running is TRUE where anything is or will be running. */
static gboolean
start_lanes(Writer *writer, gboolean *running, GError **error)
{
    gint64 now = g_get_monotonic_time();
    guint room = writer->target->at_once ? writer->target->at_once : writer->lanes->len;

    *running = FALSE;
    for (guint i = 0; i < writer->lanes->len; i++) {
        Lane *lane = g_ptr_array_index(writer->lanes, i);

        if (lane->start_at && lane->start_at <= now && count_running(writer) < room &&
            !start(writer, lane, error))
            return FALSE;
        *running = *running || lane->child || lane->start_at;
    }
    return keeper_open(writer->keeper, error);
}

/* Waits for readers and signals, a tick at most; the signals' place is the last. */
static void
wait_for_news(const Writer *writer, struct pollfd *news)
{
    for (guint i = 0; i < writer->lanes->len; i++) {
        const Lane *lane = g_ptr_array_index(writer->lanes, i);

        news[i] =
            (struct pollfd){.fd = lane->child ? child_out(lane->child) : -1, .events = POLLIN};
    }
    news[writer->lanes->len] = (struct pollfd){.fd = writer->signals, .events = POLLIN};
    if (poll(news, writer->lanes->len + 1, TICK) < 0)
        memset(news, 0, (writer->lanes->len + 1) * sizeof *news);
}

static void
take_signal(Writer *writer)
{
    struct signalfd_siginfo info;

    if (read(writer->signals, &info, sizeof info) == sizeof info)
        writer->stopped_by = (int)info.ssi_signo;
}

static gboolean
take_news(Writer *writer, struct pollfd *news, GError **error)
{
    wait_for_news(writer, news);
    if (news[writer->lanes->len].revents)
        take_signal(writer);
    for (guint i = 0; i < writer->lanes->len; i++)
        if (news[i].revents && !read_lane(writer, g_ptr_array_index(writer->lanes, i), error))
            return FALSE;
    if (keeper_is_due(writer->keeper) && !commit(writer, error))
        return FALSE;
    writer->listener->progress(writer->jobs, writer->count, writer->listener->data);
    return TRUE;
}

/* Where not all was reached, places stay: the next run goes on there. */
static gboolean
run(Writer *writer, GError **error)
{
    g_autofree struct pollfd *news = g_new0(struct pollfd, writer->lanes->len + 1);
    gboolean running = TRUE;

    for (;;) {
        if (!start_lanes(writer, &running, error))
            return FALSE;
        if (!running || writer->stopped_by)
            break;
        if (!take_news(writer, news, error))
            return FALSE;
    }
    return running || writer->is_incomplete ? commit(writer, error)
                                            : keeper_finish(writer->keeper, error);
}

/* Signals that end a run come by a descriptor; a reader that is gone is found out by write(2). */
static int
open_signals(sigset_t *before)
{
    sigset_t stops;

    sigemptyset(&stops);
    sigaddset(&stops, SIGINT);
    sigaddset(&stops, SIGTERM);
    sigaddset(&stops, SIGHUP);
    sigprocmask(SIG_BLOCK, &stops, before);
    return signalfd(-1, &stops, SFD_CLOEXEC);
}

static void
add_job(Writer *writer, guint i)
{
    ScanJob *job = &writer->jobs[i];

    job->totals = (ScanTotals){0};
    intake_init(&writer->intakes[i], job, writer->keeper, writer->listener);
    for (guint share = 0; share < job->plan->shares; share++)
        g_ptr_array_add(writer->lanes, lane_new(job, share));
}

static void
writer_init(Writer *writer)
{
    writer->keeper = keeper_new(writer->target);
    writer->lanes = g_ptr_array_new_with_free_func(free_lane);
    writer->intakes = g_new0(Intake, writer->count);
    for (guint i = 0; i < writer->count; i++)
        add_job(writer, i);
}

gboolean
scan_write(ScanJob *jobs, guint count, const ScanTarget *target, const ScanListener *listener,
           GError **error)
{
    sigset_t mask;
    void (*old_pipe)(int) = signal(SIGPIPE, SIG_IGN);
    gboolean done;

    {
        g_auto(Writer)
            writer = {.jobs = jobs, .count = count, .target = target, .listener = listener};

        writer.signals = open_signals(&mask);
        writer_init(&writer);
        done = run(&writer, error);
        for (guint i = 0; i < count; i++)
            jobs[i].totals.stopped_by = writer.stopped_by;
    }
    sigprocmask(SIG_SETMASK, &mask, NULL);
    signal(SIGPIPE, old_pipe);
    return done;
}
