/* jury.c - the processes that judge beside the one which fetches */

#define _GNU_SOURCE /* F_SETPIPE_SZ */

#include "scan/jury.h"

#include "base/child.h"
#include "scan/juror.h"
#include "scan/wire.h"

#include <errno.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Open files: its pipes, and what the C library loads to convert character sets. */
#define FILES_MAX 64

/* Milliseconds that a juror may be silent while it has a letter: the worst one known takes 200. */
#define PATIENCE (60 * 1000)

/* Letters are written by so many bytes, but to a juror that has nothing to do at once. */
#define BATCH_BYTES (32 * 1024)

/* Microseconds after which it is looked what there is, however few letters come. */
#define LOOK (G_USEC_PER_SEC / 20)

/* What lies ready while this process waits for the server: in the pipes, and beside them. */
#define PIPE_BYTES (1024 * 1024)
#define WAITING_MAX 256 /* letters for each */
#define UNSENT_MAX ((gsize)1024 * 1024)

/* Bytes of a verdict's lines; and verdicts for which there is no turn yet stay in the pipe. */
#define LINES_MAX ((gsize)64 * 1024 * 1024)
#define AHEAD_MAX ((gsize)1024 * 1024)

#define CHUNK (64 * 1024)

typedef struct {
    Child *child;
    guint waiting; /* letters that it has, or is to have, and no verdict was taken of */
    GString *out;  /* letters, not yet written */
    gsize written; /* of these */
    GString *in;   /* verdicts, not yet taken */
    gsize taken;   /* of these */
} Juror;

struct Jury {
    const ScanPlan *plan;
    guint count;
    Juror *jurors;
    GQueue order; /* of Juror: whose turn it is, letter by letter */
    gint64 moved; /* when that was tried last, on the monotonic clock */
};

/* A ChildFunc. */
static int
run_juror(int in, int out, gpointer data)
{
    const Jury *jury = data;

    return juror_run(jury->plan, in, out);
}

/* Without wide pipes all goes on, with more waiting. */
static gboolean
start(Jury *jury, Juror *juror, GError **error)
{
    const ChildLimits limits = {.files = FILES_MAX};

    juror->out = g_string_new("");
    juror->in = g_string_new("");
    juror->child = child_start(run_juror, jury, &limits, error);
    if (!juror->child)
        return FALSE;
    fcntl(child_in(juror->child), F_SETPIPE_SZ, PIPE_BYTES);
    fcntl(child_out(juror->child), F_SETPIPE_SZ, PIPE_BYTES);
    return g_unix_set_fd_nonblocking(child_in(juror->child), TRUE, error);
}

Jury *
jury_new(const ScanPlan *plan, GError **error)
{
    g_autoptr(Jury) jury = g_new0(Jury, 1);

    jury->plan = plan;
    jury->jurors = g_new0(Juror, plan->jurors);
    g_queue_init(&jury->order);
    signal(SIGPIPE, SIG_IGN); /* who is gone is found out by write(2) */
    while (jury->count < plan->jurors)
        if (!start(jury, &jury->jurors[jury->count++], error))
            return NULL;
    return g_steal_pointer(&jury);
}

void
jury_free(Jury *jury)
{
    if (!jury)
        return;
    for (guint i = 0; i < jury->count; i++) {
        child_free(jury->jurors[i].child);
        g_string_free(jury->jurors[i].out, TRUE);
        g_string_free(jury->jurors[i].in, TRUE);
    }
    g_queue_clear(&jury->order);
    g_free(jury->jurors);
    g_free(jury);
}

void
jury_add_outs(const Jury *jury, GArray *outs)
{
    for (guint i = 0; i < jury->count; i++) {
        int out = child_in(jury->jurors[i].child);

        g_array_append_val(outs, out);
    }
}

/* They die with this process. */
static void G_GNUC_NORETURN
dissolve(void)
{
    _exit(EXIT_FAILURE);
}

/* Letters out, verdicts in. */

static gsize
unsent(const Juror *juror)
{
    return juror->out->len - juror->written;
}

static gsize
unread(const Juror *juror)
{
    return juror->in->len - juror->taken;
}

static void
write_some(Juror *juror)
{
    gssize wrote = write(child_in(juror->child), juror->out->str + juror->written, unsent(juror));

    if (wrote < 0 && errno != EINTR && errno != EAGAIN)
        dissolve();
    juror->written += (gsize)MAX(wrote, 0);
    if (unsent(juror) == 0) {
        g_string_truncate(juror->out, 0);
        juror->written = 0;
    }
}

static void
read_some(Juror *juror)
{
    gsize before;
    gssize got;

    if (juror->taken >= unread(juror)) {
        g_string_erase(juror->in, 0, (gssize)juror->taken);
        juror->taken = 0;
    }
    before = juror->in->len;
    g_string_set_size(juror->in, before + CHUNK);
    got = read(child_out(juror->child), juror->in->str + before, CHUNK);
    g_string_set_size(juror->in, before + (gsize)MAX(got, 0));
    if (got == 0 || (got < 0 && errno != EINTR))
        dissolve();
}

/* Whose turn it is may have a verdict of any length. */
static gboolean
is_listened_to(Jury *jury, const Juror *juror)
{
    return unread(juror) < AHEAD_MAX || g_queue_peek_head(&jury->order) == juror;
}

/* Moves what can be moved; waits at most so many milliseconds for that. FALSE where none could. */
static gboolean
move(Jury *jury, int patience)
{
    g_autofree struct pollfd *news = g_new0(struct pollfd, 2 * jury->count);
    int count;

    for (guint i = 0; i < jury->count; i++) {
        const Juror *juror = &jury->jurors[i];
        gboolean is_open = is_listened_to(jury, juror);

        news[2 * i] =
            (struct pollfd){.fd = unsent(juror) ? child_in(juror->child) : -1, .events = POLLOUT};
        news[2 * i + 1] =
            (struct pollfd){.fd = is_open ? child_out(juror->child) : -1, .events = POLLIN};
    }
    jury->moved = g_get_monotonic_time();
    count = poll(news, 2 * jury->count, patience);
    for (guint i = 0; count > 0 && i < jury->count; i++) {
        if (news[2 * i].revents)
            write_some(&jury->jurors[i]);
        if (news[2 * i + 1].revents)
            read_some(&jury->jurors[i]);
    }
    return count != 0;
}

static Juror *
least_busy(const Jury *jury)
{
    Juror *least = &jury->jurors[0];

    for (guint i = 1; i < jury->count; i++)
        if (jury->jurors[i].waiting < least->waiting)
            least = &jury->jurors[i];
    return least;
}

void
jury_hand(Jury *jury, const Letter *letter)
{
    Juror *juror = least_busy(jury);
    gsize length;
    const char *bytes = g_bytes_get_data(letter->bytes, &length);
    const JurorLetter head = {.received = letter->received,
                              .source = strlen(letter->source),
                              .bytes = length,
                              .is_truncated = letter->truncated};

    g_string_append_len(juror->out, (const char *)&head, sizeof head);
    g_string_append_len(juror->out, letter->source, (gssize)head.source);
    g_string_append_len(juror->out, bytes, (gssize)length);
    g_queue_push_tail(&jury->order, juror);
    if (juror->waiting++ == 0 || unsent(juror) >= BATCH_BYTES ||
        g_get_monotonic_time() - jury->moved >= LOOK)
        move(jury, 0);
}

gboolean
jury_is_full(const Jury *jury)
{
    gsize bytes = 0;

    for (guint i = 0; i < jury->count; i++)
        bytes += unsent(&jury->jurors[i]);
    return bytes >= UNSENT_MAX || jury->order.length >= jury->count * WAITING_MAX;
}

/* Verdicts. Who looks at foreign mail may be in a stranger's hands by now. */

static gboolean
take_head(const Juror *juror, Verdict *verdict)
{
    if (!juror || unread(juror) < sizeof *verdict)
        return FALSE;
    memcpy(verdict, juror->in->str + juror->taken, sizeof *verdict);
    if (verdict->length > LINES_MAX || (guint)verdict->type >= EVENT_TYPE_COUNT ||
        verdict->received < 0)
        dissolve();
    return unread(juror) - sizeof *verdict >= verdict->length;
}

gboolean
jury_has_verdict(const Jury *jury)
{
    Verdict verdict;

    return take_head(jury->order.head ? jury->order.head->data : NULL, &verdict);
}

static gboolean
is_of(WireKind kind, const char *line)
{
    return g_str_has_prefix(line, wire_names[kind]) && line[strlen(wire_names[kind])] == '\t';
}

/* It has no word in anything but its letter; what it says of that the writer looks at. */
static gboolean
is_verdict(const char *lines, gsize length)
{
    const char *stop = lines + length;

    while (lines < stop) {
        const char *end = memchr(lines, '\n', (gsize)(stop - lines));

        if (!end || (!is_of(WIRE_EVENT, lines) && !is_of(WIRE_TROUBLE, lines)))
            return FALSE;
        lines = end + 1;
    }
    return TRUE;
}

void
jury_take(Jury *jury, Verdict *verdict, GString *lines)
{
    Juror *juror = g_queue_peek_head(&jury->order);
    const char *said;

    while (!take_head(juror, verdict))
        if (!move(jury, PATIENCE))
            dissolve();
    said = juror->in->str + juror->taken + sizeof *verdict;
    if (!is_verdict(said, verdict->length))
        dissolve();
    g_string_append_len(lines, said, (gssize)verdict->length);
    juror->taken += sizeof *verdict + verdict->length;
    juror->waiting--;
    g_queue_pop_head(&jury->order);
}
