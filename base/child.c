/* child.c - part of the work in a process of its own, with a pipe each way */

#define _GNU_SOURCE /* close_range, prlimit, sigdescr_np */

#include "base/child.h"

#include "base/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* Milliseconds that a process has to end by itself. */
#define PATIENCE 1000

struct Child {
    pid_t pid; /* 0 once it was waited for */
    int in;
    int out;
};

typedef struct {
    int read;
    int write;
} Pipe;

/* Closes what is open from first to last, both included; nothing where last is less. */
static void
close_between(int first, int last)
{
    if (first <= last)
        close_range((unsigned)first, (unsigned)last, 0);
}

static void
close_all_but(int a, int b)
{
    int low = MIN(a, b);
    int high = MAX(a, b);

    close_between(STDERR_FILENO + 1, low - 1);
    close_between(low + 1, high - 1);
    close_between(high + 1, G_MAXINT);
}

/* The sanitizers report on standard error, and it is for developers to read. */
static void
leave_terminal(gboolean keep_stdin)
{
    int null = open("/dev/null", O_RDWR | O_CLOEXEC);

    if (null < 0)
        _exit(EXIT_FAILURE);
    if (!keep_stdin)
        dup2(null, STDIN_FILENO);
    dup2(null, STDOUT_FILENO);
    if (!SANDBOX_IS_WATCHED)
        dup2(null, STDERR_FILENO);
    if (null > STDERR_FILENO)
        close(null);
}

/* Signals for the whole terminal or service are the parent's; it ends its children itself. */
static void
set_signals(void)
{
    static const int ours[] = {SIGPIPE, SIGCHLD, SIGXCPU};
    static const int parents[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
    sigset_t none;

    for (guint i = 0; i < G_N_ELEMENTS(ours); i++)
        signal(ours[i], SIG_DFL);
    for (guint i = 0; i < G_N_ELEMENTS(parents); i++)
        signal(parents[i], SIG_IGN);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

static void
limit(__rlimit_resource_t resource, rlim_t most)
{
    const struct rlimit both = {most, most};

    if (setrlimit(resource, &both) < 0)
        _exit(EXIT_FAILURE);
}

static void
set_limits(const ChildLimits *limits)
{
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_FSIZE, 0);
    limit(RLIMIT_NOFILE, limits->files);
    if (limits->memory && !SANDBOX_IS_WATCHED) /* whose shadow memory is beyond all limits */
        limit(RLIMIT_DATA, limits->memory);
}

/* Whoever kills the parent kills the child with it, even before it asked for that. */
static void
die_with(pid_t parent)
{
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) < 0 || getppid() != parent)
        _exit(EXIT_FAILURE);
}

static void G_GNUC_NORETURN
become_child(ChildFunc run, gpointer data, const ChildLimits *limits, pid_t parent, int in, int out)
{
    die_with(parent);
    set_signals();
    close_all_but(in, out);
    leave_terminal(limits->is_reader);
    set_limits(limits);
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0 || prctl(PR_SET_DUMPABLE, 0) < 0)
        _exit(EXIT_FAILURE);
    _exit(run(in, out, data));
}

static gboolean
open_pipe(Pipe *pipe, GError **error)
{
    int ends[2];

    if (!g_unix_open_pipe(ends, FD_CLOEXEC, error))
        return FALSE;
    pipe->read = ends[0];
    pipe->write = ends[1];
    return TRUE;
}

static void
close_pipe(const Pipe *pipe)
{
    close(pipe->read);
    close(pipe->write);
}

static Child *
fork_child(ChildFunc run, gpointer data, const ChildLimits *limits, const Pipe *to,
           const Pipe *from, GError **error)
{
    pid_t parent = getpid();
    pid_t pid = fork();
    Child *child;

    if (pid < 0) {
        g_set_error(error, G_FILE_ERROR, g_file_error_from_errno(errno), "fork: %s",
                    g_strerror(errno));
        return NULL;
    }
    if (pid == 0)
        become_child(run, data, limits, parent, to->read, from->write);
    close(to->read);
    close(from->write);
    child = g_new(Child, 1);
    child->pid = pid;
    child->in = to->write;
    child->out = from->read;
    return child;
}

Child *
child_start(ChildFunc run, gpointer data, const ChildLimits *limits, GError **error)
{
    Pipe to;
    Pipe from;
    Child *child;

    if (!open_pipe(&to, error))
        return NULL;
    if (!open_pipe(&from, error)) {
        close_pipe(&to);
        return NULL;
    }
    child = fork_child(run, data, limits, &to, &from, error);
    if (!child) {
        close_pipe(&to);
        close_pipe(&from);
    }
    return child;
}

int
child_in(const Child *child)
{
    return child->in;
}

int
child_out(const Child *child)
{
    return child->out;
}

void
child_allow_cpu(const Child *child, guint seconds)
{
    clockid_t clock;
    struct timespec used;
    struct rlimit most = {0, RLIM_INFINITY};

    if (clock_getcpuclockid(child->pid, &clock) != 0 || clock_gettime(clock, &used) < 0)
        return; /* it has ended */
    most.rlim_cur = (rlim_t)used.tv_sec + seconds;
    prlimit(child->pid, RLIMIT_CPU, &most, NULL);
}

static char *
describe_end(int status)
{
    const char *signal = WIFSIGNALED(status) ? sigdescr_np(WTERMSIG(status)) : NULL;

    if (WIFSIGNALED(status))
        return g_strdup_printf("signal %d (%s)", WTERMSIG(status), signal ? signal : "of its own");
    if (WEXITSTATUS(status) != 0)
        return g_strdup_printf("status %d", WEXITSTATUS(status));
    return g_strdup("");
}

static void
wait_a_while(pid_t pid)
{
    struct pollfd ended = {.fd = pidfd_open(pid, 0), .events = POLLIN};

    if (ended.fd < 0)
        return;
    while (poll(&ended, 1, PATIENCE) < 0 && errno == EINTR)
        continue;
    close(ended.fd);
}

/* What has ended does not mind being killed. */
gboolean
child_tell(int out, const char *bytes, gsize length)
{
    while (length > 0) {
        gssize wrote = write(out, bytes, length);

        if (wrote < 0 && errno != EINTR)
            return FALSE;
        bytes += MAX(wrote, 0);
        length -= (gsize)MAX(wrote, 0);
    }
    return TRUE;
}

static int
kill_and_wait(Child *child)
{
    int status = 0;

    kill(child->pid, SIGKILL);
    while (waitpid(child->pid, &status, 0) < 0 && errno == EINTR)
        continue;
    child->pid = 0;
    return status;
}

char *
child_end(Child *child)
{
    wait_a_while(child->pid);
    return describe_end(kill_and_wait(child));
}

void
child_free(Child *child)
{
    if (!child)
        return;
    close(child->in);
    close(child->out);
    if (child->pid)
        kill_and_wait(child);
    g_free(child);
}
