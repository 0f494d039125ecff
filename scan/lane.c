/* lane.c - one reader as the writer sees it: its process, what it said, what became of it */

#define _GNU_SOURCE /* F_SETPIPE_SZ */

#include "scan/lane.h"

#include "base/text.h"
#include "scan/reader.h"

#include <errno.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

/* Memory beside that which grows with the messages: rules, and what the parser has for a part. */
#define MEMORY_BASE ((gsize)256 * 1024 * 1024)
#define MEMORY_FACTOR 32
#define CAP_MAX ((gsize)1024 * 1024 * 1024)
#define FILES_MAX 64

/* CPU seconds without a word; a batch takes a hundredth, and so does the worst message known. */
#define CPU_SECONDS 20

/* Deaths in a row after which a reader says of each letter that it is about to look at it. */
#define CARELESS_DEATHS 2

/* Bytes of a reply beside its text. */
#define REPLY_ROOM 64

#define CHUNK (64 * 1024)

/* What a reader may say while the writer waits for the disk: some hundred events. */
#define PIPE_BYTES (1024 * 1024)

typedef struct {
    const ScanPlan *plan;
    ScanStart start;
} Errand;

static void
free_line(gpointer line)
{
    wire_line_free(line);
}

static void
free_doubt(gpointer data)
{
    LaneDoubt *doubt = data;

    g_free(doubt->source);
    g_free(doubt->how);
    g_free(doubt);
}

Lane *
lane_new(ScanJob *job, guint share)
{
    Lane *lane = g_new0(Lane, 1);

    lane->job = job;
    lane->plan = job->plan;
    lane->share = share;
    lane->input = g_string_new("");
    lane->pending = g_ptr_array_new_with_free_func(free_line);
    lane->doubts = g_ptr_array_new_with_free_func(free_doubt);
    lane->begun_source = g_strdup("");
    lane->lost = g_strdup("");
    lane->start_at = 1;
    wire_place_set(&lane->after, "", "");
    wire_place_set(&lane->begun, "", "");
    quarantine_init(&lane->quarantine);
    return lane;
}

void
lane_free(Lane *lane)
{
    if (!lane)
        return;
    child_free(lane->child);
    g_string_free(lane->input, TRUE);
    g_ptr_array_unref(lane->pending);
    g_ptr_array_unref(lane->doubts);
    g_free(lane->begun_source);
    g_free(lane->lost);
    wire_place_clear(&lane->after);
    wire_place_clear(&lane->begun);
    quarantine_clear(&lane->quarantine);
    g_free(lane);
}

/* A ChildFunc. */
static int
run_errand(int in, int out, gpointer data)
{
    const Errand *errand = data;

    return scan_read(errand->plan, &errand->start, in, out);
}

static void
allow_cpu(Lane *lane)
{
    gint64 now = g_get_monotonic_time();

    if (lane->allowed && now - lane->allowed < G_USEC_PER_SEC)
        return;
    lane->allowed = now;
    child_allow_cpu(lane->child, CPU_SECONDS);
}

static gboolean
reads_stdin(const ScanPlan *plan)
{
    return plan->locations && g_strv_contains(plan->locations, "-");
}

/*
 * A server may be away for a moment; what it says of one letter may also be what nobody can read.
 * And what is passed over is told when it is reached, so that nothing before it counts as read.
 */
static gboolean
is_to_be_careful(const Lane *lane)
{
    return lane->crashes > 0 || lane->quarantine.deaths >= CARELESS_DEATHS ||
           lane->quarantine.skip->len > 0;
}

gboolean
lane_start(Lane *lane, GError **error)
{
    const ChildLimits limits = {
        .memory = MEMORY_BASE + MEMORY_FACTOR * MIN(lane->plan->cap, CAP_MAX),
        .files = FILES_MAX,
        .is_reader = reads_stdin(lane->plan),
    };
    Errand errand = {lane->plan,
                     {.share = lane->share,
                      .after = &lane->after,
                      .after_lasts = lane->after_lasts,
                      .skip = lane->quarantine.skip,
                      .is_careful = is_to_be_careful(lane)}};

    lane->child = child_start(run_errand, &errand, &limits, error);
    if (!lane->child || !g_unix_set_fd_nonblocking(child_in(lane->child), TRUE, error))
        return FALSE;
    fcntl(child_out(lane->child), F_SETPIPE_SZ, PIPE_BYTES); /* or else it waits with it */
    lane->start_at = 0;
    text_set(&lane->lost, "");
    lane->ahead = 0;
    lane->has_greeted = FALSE;
    lane->has_ended = FALSE;
    lane->positions = 0;
    lane->allowed = 0;
    wire_place_set(&lane->begun, "", "");
    allow_cpu(lane);
    return TRUE;
}

/* Only now, so that a process knows of no account's secret but its own. */
gboolean
lane_tell_secret(Lane *lane, GError **error)
{
    const Account *account = lane->plan->account;
    char *secret;

    if (!account || account->secret.kind == SECRET_NONE)
        return TRUE;
    secret = secret_get(&account->secret, error);
    if (!secret)
        return FALSE;
    /* A reader that is gone already says why by itself. */
    lane_reply(lane, &(WireReply){.kind = REPLY_SECRET, .text = secret});
    secret_wipe(secret);
    return TRUE;
}

void
lane_doubt(Lane *lane, const char *how)
{
    LaneDoubt *doubt = g_new(LaneDoubt, 1);

    doubt->source = g_strdup(lane->begun_source);
    doubt->how = g_strdup(how);
    g_ptr_array_add(lane->doubts, doubt);
}

/* Takes the whole lines off the input. */
static gboolean
take_lines(Lane *lane, GPtrArray *lines)
{
    char *line = lane->input->str;
    char *end = memchr(line, '\n', lane->input->len);

    while (end) {
        WireLine *parsed;

        *end = '\0';
        parsed = wire_parse(line, (gsize)(end - line), NULL);

        if (!parsed)
            return FALSE;
        g_ptr_array_add(lines, parsed);
        line = end + 1;
        end = memchr(line, '\n', lane->input->len - (gsize)(line - lane->input->str));
    }
    g_string_erase(lane->input, 0, line - lane->input->str);
    return lane->input->len <= WIRE_LINE_MAX;
}

LaneState
lane_read(Lane *lane, GPtrArray *lines)
{
    gsize before = lane->input->len;
    gssize got;

    g_string_set_size(lane->input, before + CHUNK);
    got = read(child_out(lane->child), lane->input->str + before, CHUNK);
    g_string_set_size(lane->input, before + (gsize)MAX(got, 0));
    if (got < 0)
        return errno == EINTR || errno == EAGAIN ? LANE_OPEN : LANE_CLOSED;
    if (got == 0)
        return LANE_CLOSED;
    allow_cpu(lane);
    return take_lines(lane, lines) ? LANE_OPEN : LANE_BROKEN;
}

gboolean
lane_reply(Lane *lane, const WireReply *reply)
{
    gsize length = reply->text ? strlen(reply->text) : 0;
    g_autoptr(GString) line = g_string_sized_new(REPLY_ROOM + 2 * length); /* it never moves */
    gboolean is_sent;

    wire_write_reply(line, reply);
    is_sent = write(child_in(lane->child), line->str, line->len) == (gssize)line->len;
    explicit_bzero(line->str, line->allocated_len); /* it may be a secret */
    return is_sent;
}

char *
lane_stop(Lane *lane, LaneState state)
{
    char *how =
        state == LANE_BROKEN ? g_strdup(N_("words that no reader says")) : child_end(lane->child);

    g_clear_pointer(&lane->child, child_free);
    g_string_truncate(lane->input, 0);
    g_ptr_array_set_size(lane->pending, 0);
    return how;
}
