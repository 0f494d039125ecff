/* sandbox.c - what a process that reads foreign mail may still ask of the system */

#include "base/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <seccomp.h>
#include <unistd.h>

/*
 * All else is refused as EPERM: a library that tries something odd gets an error, and goes on.
 * Memory may be executable: converters are libraries, and PCRE2 compiles patterns to machine code.
 */
static const int allowed[] = {
    /* reading and finding */
    SCMP_SYS(read),
    SCMP_SYS(readv),
    SCMP_SYS(pread64),
    SCMP_SYS(lseek),
    SCMP_SYS(_llseek),
    SCMP_SYS(close),
    SCMP_SYS(fstat),
    SCMP_SYS(fstat64),
    SCMP_SYS(stat),
    SCMP_SYS(stat64),
    SCMP_SYS(lstat),
    SCMP_SYS(lstat64),
    SCMP_SYS(newfstatat),
    SCMP_SYS(fstatat64),
    SCMP_SYS(statx),
    SCMP_SYS(access),
    SCMP_SYS(faccessat),
    SCMP_SYS(faccessat2),
    SCMP_SYS(readlink),
    SCMP_SYS(readlinkat),
    SCMP_SYS(getdents),
    SCMP_SYS(getdents64),
    SCMP_SYS(getcwd),
    /* memory */
    SCMP_SYS(brk),
    SCMP_SYS(mmap),
    SCMP_SYS(mmap2),
    SCMP_SYS(munmap),
    SCMP_SYS(mremap),
    SCMP_SYS(mprotect),
    SCMP_SYS(madvise),
    /* waiting, clocks, chance */
    SCMP_SYS(poll),
    SCMP_SYS(ppoll),
    SCMP_SYS(ppoll_time64),
    SCMP_SYS(futex),
    SCMP_SYS(futex_time64),
    SCMP_SYS(sched_yield),
    SCMP_SYS(clock_gettime),
    SCMP_SYS(clock_gettime64),
    SCMP_SYS(gettimeofday),
    SCMP_SYS(time),
    SCMP_SYS(getrandom),
    SCMP_SYS(restart_syscall),
    /* itself */
    SCMP_SYS(getpid),
    SCMP_SYS(gettid),
    SCMP_SYS(getuid),
    SCMP_SYS(geteuid),
    SCMP_SYS(getgid),
    SCMP_SYS(getegid),
    SCMP_SYS(getrusage),
    SCMP_SYS(uname),
    SCMP_SYS(sysinfo),
    SCMP_SYS(rt_sigaction),
    SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigreturn),
    SCMP_SYS(sigreturn),
    SCMP_SYS(sigaltstack),
    SCMP_SYS(exit),
    SCMP_SYS(exit_group),
};

/* Not those that make a file's signals go to another process. */
static const int fcntl_commands[] = {F_GETFD, F_SETFD, F_GETFL, F_DUPFD_CLOEXEC};

/* Bits of open(2)'s flags that make or change a file. */
#define WRITING (O_ACCMODE | O_CREAT | O_TRUNC)

GQuark
sandbox_error_quark(void)
{
    return g_quark_from_static_string("bounces-sandbox-error");
}

/* A call that is allowed where one of its arguments is as condition says. */
static int
allow_if(scmp_filter_ctx filter, int call, struct scmp_arg_cmp condition)
{
    return seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, call, 1, &condition);
}

static int
allow_writing(scmp_filter_ctx filter, int fd)
{
    int failed = allow_if(filter, SCMP_SYS(write), SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)fd));

    if (!failed)
        failed = allow_if(filter, SCMP_SYS(writev), SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)fd));
    return failed;
}

/* Not to an address: a socket may have been connected and then be sent elsewhere. */
static int
allow_talking(scmp_filter_ctx filter, int socket)
{
    const struct scmp_arg_cmp sending[] = {SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)socket),
                                           SCMP_A4(SCMP_CMP_EQ, 0)};
    int failed = seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, SCMP_SYS(sendto),
                                        G_N_ELEMENTS(sending), sending);

    if (!failed)
        failed = allow_if(filter, SCMP_SYS(recvfrom), SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)socket));
    return failed;
}

static int
allow_opening(scmp_filter_ctx filter)
{
    int failed = allow_if(filter, SCMP_SYS(open), SCMP_A1(SCMP_CMP_MASKED_EQ, WRITING, O_RDONLY));

    if (!failed)
        failed = allow_if(filter, SCMP_SYS(openat), SCMP_A2(SCMP_CMP_MASKED_EQ, WRITING, O_RDONLY));
    return failed;
}

/* abort(3) sends a signal to its own thread; ours is the only one. */
static int
allow_aborting(scmp_filter_ctx filter)
{
    return allow_if(filter, SCMP_SYS(tgkill), SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)getpid()));
}

static int
add_rules(scmp_filter_ctx filter, const int *outs, gsize count, int socket)
{
    int failed = 0;

    for (gsize i = 0; !failed && i < count; i++)
        failed = allow_writing(filter, outs[i]);
    if (!failed && socket >= 0)
        failed = allow_talking(filter, socket);
    if (!failed && SANDBOX_IS_WATCHED)
        failed = allow_writing(filter, STDERR_FILENO);
    if (!failed)
        failed = allow_opening(filter);
    if (!failed)
        failed = allow_aborting(filter);
    for (guint i = 0; !failed && i < G_N_ELEMENTS(allowed); i++)
        failed = seccomp_rule_add(filter, SCMP_ACT_ALLOW, allowed[i], 0);
    for (guint i = 0; !failed && i < G_N_ELEMENTS(fcntl_commands); i++)
        failed = allow_if(filter, SCMP_SYS(fcntl),
                          SCMP_A1(SCMP_CMP_EQ, (scmp_datum_t)fcntl_commands[i]));
    return failed;
}

gboolean
sandbox_enter_with(const int *outs, gsize count, int socket, GError **error)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
    int failed = filter ? add_rules(filter, outs, count, socket) : -ENOMEM;

    if (!failed)
        failed = seccomp_load(filter);
    if (filter)
        seccomp_release(filter);
    if (!failed)
        return TRUE;
    g_set_error(error, SANDBOX_ERROR, SANDBOX_ERROR_REFUSED,
                _("the kernel takes no system call filter (seccomp): %s"), g_strerror(-failed));
    return FALSE;
}

gboolean
sandbox_enter(int out, int socket, GError **error)
{
    return sandbox_enter_with(&out, 1, socket, error);
}
