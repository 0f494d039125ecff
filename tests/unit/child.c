/* child.c - tests of base/child.c and base/sandbox.c */

#define _GNU_SOURCE /* O_TMPFILE */

#include "base/child.h"

#include "base/charset.h"
#include "base/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <gmime/gmime.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

static const ChildLimits limits = {.memory = 128 * 1024 * 1024, .files = 16};

/* All that the child writes until it closes the pipe. */
static char *
read_all(int fd)
{
    GString *all = g_string_new("");
    char bytes[4096];
    gssize got;

    while ((got = read(fd, bytes, sizeof bytes)) > 0)
        g_string_append_len(all, bytes, got);
    return g_string_free(all, FALSE);
}

/* What the child said, a space, and how it ended. */
static char *
run_child(ChildFunc run, gpointer data)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Child) child = child_start(run, data, &limits, &error);
    g_autofree char *said = NULL;
    g_autofree char *how = NULL;

    g_assert_no_error(error);
    child_allow_cpu(child, 1);
    said = read_all(child_out(child));
    how = child_end(child);
    return g_strdup_printf("%s %s", said, how);
}

static void
say(int out, const char *what)
{
    g_assert_cmpint(write(out, what, strlen(what)), ==, strlen(what));
}

static int
echo(int in, int out, gpointer data)
{
    char byte;

    while (read(in, &byte, 1) == 1 && byte != '\n')
        say(out, (const char[]){byte, '\0'});
    say(out, data);
    return 0;
}

static void
test_echo(void)
{
    static char tail[] = "!";
    g_autoptr(Child) child = child_start(echo, tail, &limits, NULL);
    g_autofree char *said = NULL;
    g_autofree char *how = NULL;

    g_assert_cmpint(write(child_in(child), "hello\n", 6), ==, 6);
    said = read_all(child_out(child));
    how = child_end(child);
    g_assert_cmpstr(said, ==, "hello!");
    g_assert_cmpstr(how, ==, "");
}

static int
end_badly(int in G_GNUC_UNUSED, int out G_GNUC_UNUSED, gpointer data)
{
    return GPOINTER_TO_INT(data);
}

static int
kill_itself(int in G_GNUC_UNUSED, int out G_GNUC_UNUSED, gpointer data)
{
    kill(getpid(), GPOINTER_TO_INT(data));
    return 0;
}

static int
abort_itself(int in G_GNUC_UNUSED, int out, gpointer data G_GNUC_UNUSED)
{
    sandbox_enter(out, -1, NULL);
    signal(SIGABRT, SIG_DFL);
    abort();
}

static int
burn(int in G_GNUC_UNUSED, int out, gpointer data G_GNUC_UNUSED)
{
    volatile gboolean stop = FALSE;

    sandbox_enter(out, -1, NULL);
    while (!stop)
        continue;
    return 0;
}

static int
devour(int in G_GNUC_UNUSED, int out, gpointer data G_GNUC_UNUSED)
{
    gsize size = 16 * 1024 * 1024;

    for (guint i = 0; i < 64; i++) {
        char *bytes = malloc(size);

        if (!bytes) {
            say(out, "full");
            return 0;
        }
        memset(bytes, (int)i, size);
    }
    say(out, "never full");
    return 0;
}

static void
test_ends(void)
{
    g_autofree char *status = run_child(end_badly, GINT_TO_POINTER(3));
    g_autofree char *killed = run_child(kill_itself, GINT_TO_POINTER(SIGUSR1));
    g_autofree char *aborted = run_child(abort_itself, NULL);
    g_autofree char *burnt = run_child(burn, NULL);

    g_assert_cmpstr(status, ==, " status 3");
    g_assert_cmpstr(killed, ==, " signal 10 (User defined signal 1)");
    g_assert_cmpstr(aborted, ==, " signal 6 (Aborted)");
    g_assert_cmpstr(burnt, ==, " signal 24 (CPU time limit exceeded)");
}

static void
test_memory(void)
{
    g_autofree char *full = NULL;

    if (SANDBOX_IS_WATCHED) {
        g_test_skip("the sanitizers need memory beyond all limits");
        return;
    }
    full = run_child(devour, NULL);
    g_assert_cmpstr(full, ==, "full ");
}

/* A child that does not want to end is made to. */
static int
linger(int in G_GNUC_UNUSED, int out, gpointer data G_GNUC_UNUSED)
{
    close(out);
    while (pause() < 0)
        continue;
    return 0;
}

static void
test_lingering(void)
{
    g_autofree char *how = run_child(linger, NULL);

    g_assert_cmpstr(how, ==, " signal 9 (Killed)");
}

/* Says the letter of each thing that should have been refused and was not. */
static void
try_all(int out, const char *folder)
{
    g_autofree char *path = g_build_filename(folder, "new", NULL);
    static char name[] = "true";
    char *const words[] = {name, NULL};
    pid_t pid;

    if (open(path, O_WRONLY | O_CREAT, 0600) >= 0)
        say(out, "c");
    if (open(folder, O_TMPFILE | O_RDWR, 0600) >= 0)
        say(out, "t");
    if (open("/dev/null", O_RDWR) >= 0)
        say(out, "w");
    if (socket(AF_UNIX, SOCK_STREAM, 0) >= 0 || socket(AF_INET, SOCK_STREAM, 0) >= 0)
        say(out, "s");
    if (unlink(folder) == 0 || errno != EPERM)
        say(out, "u");
    if (mkdir(path, 0700) == 0)
        say(out, "m");
    if (kill(getppid(), 0) == 0)
        say(out, "k");
    if (write(STDOUT_FILENO, "x", 1) == 1)
        say(out, "o");
    pid = fork();
    if (pid >= 0)
        say(out, "f");
    execv("/bin/true", words);
    say(out, errno == EPERM ? "." : "x");
}

static int
try_in_sandbox(int in G_GNUC_UNUSED, int out, gpointer data)
{
    g_autoptr(GError) error = NULL;

    if (!sandbox_enter(out, -1, &error))
        say(out, error->message);
    try_all(out, data);
    return 0;
}

static void
test_sandbox(void)
{
    g_autofree char *folder = g_dir_make_tmp("child-XXXXXX", NULL);
    g_autofree char *refused = run_child(try_in_sandbox, folder);

    g_assert_cmpstr(refused, ==, ". ");
    g_assert_cmpint(g_rmdir(folder), ==, 0);
}

/* A connection that was there before goes on, to nobody else. */
static int
talk(int in G_GNUC_UNUSED, int out, gpointer data G_GNUC_UNUSED)
{
    const struct sockaddr_un nowhere = {.sun_family = AF_UNIX, .sun_path = "/nowhere"};
    int ours[2];
    int other[2];
    char byte = '-';

    if (socketpair(AF_UNIX, SOCK_STREAM, 0, ours) < 0 ||
        socketpair(AF_UNIX, SOCK_STREAM, 0, other) < 0 || write(ours[1], "i", 1) != 1 ||
        write(other[1], "x", 1) != 1 || !sandbox_enter(out, ours[0], NULL))
        return 1;
    if (recv(ours[0], &byte, 1, 0) == 1 && byte == 'i')
        say(out, "in ");
    if (send(ours[0], "x", 1, MSG_NOSIGNAL) == 1)
        say(out, "out ");
    if (recv(other[0], &byte, 1, 0) >= 0 || send(other[0], "x", 1, 0) >= 0 ||
        sendto(ours[0], "x", 1, 0, (const struct sockaddr *)&nowhere, sizeof nowhere) >= 0)
        say(out, "elsewhere ");
    return errno != EPERM;
}

static void
test_socket(void)
{
    g_autofree char *talked = run_child(talk, NULL);

    g_assert_cmpstr(talked, ==, "in out  ");
}

/* Character sets come from libraries that are opened when they are first used. */
static int
convert(int in G_GNUC_UNUSED, int out, gpointer data G_GNUC_UNUSED)
{
    static const char japanese[] = "\x1b$B%a!<%k\x1b(B";
    static const char russian[] = "\xd0\xcf\xde\xd4\xc1";

    if (!sandbox_enter(out, -1, NULL))
        return 1;
    g_autofree char *mail = charset_to_utf8(japanese, strlen(japanese), "iso-2022-jp");
    g_autofree char *post = charset_to_utf8(russian, strlen(russian), "koi8-r");
    say(out, mail);
    say(out, post);
    return 0;
}

static void
test_charsets(void)
{
    g_autofree char *text = run_child(convert, NULL);

    g_assert_cmpstr(text, ==, "メールпочта ");
}

/* Memory may be made executable, for PCRE2. */
static int
map_code(int in G_GNUC_UNUSED, int out, gpointer data G_GNUC_UNUSED)
{
    sandbox_enter(out, -1, NULL);
    return mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1,
                0) == MAP_FAILED;
}

/* The child has its two pipes and nothing else that its parent had open. */
static int
list_files(int in, int out, gpointer data G_GNUC_UNUSED)
{
    for (int fd = STDERR_FILENO + 1; fd < 64; fd++)
        if (fd != in && fd != out && fcntl(fd, F_GETFD) >= 0)
            say(out, "open ");
    return lseek(STDIN_FILENO, 0, SEEK_END) != 0; /* /dev/null, not what it was */
}

static void
test_surroundings(void)
{
    int files[3];
    g_autofree char *code = run_child(map_code, NULL);
    g_autofree char *list = NULL;

    for (guint i = 0; i < G_N_ELEMENTS(files); i++)
        files[i] = open("/dev/zero", O_RDONLY);
    list = run_child(list_files, NULL);
    g_assert_cmpstr(code, ==, " ");
    g_assert_cmpstr(list, ==, " ");
    for (guint i = 0; i < G_N_ELEMENTS(files); i++)
        close(files[i]);
}

/* Says which process it is, and would live for ever. */
static int
live(int in G_GNUC_UNUSED, int out, gpointer data G_GNUC_UNUSED)
{
    pid_t pid = getpid();

    g_assert_cmpint(write(out, &pid, sizeof pid), ==, sizeof pid);
    return linger(in, out, data);
}

/* A parent that passes on what its child says. */
static void
be_parent(int to)
{
    g_autoptr(Child) child = child_start(live, NULL, &limits, NULL);
    pid_t pid;

    if (read(child_out(child), &pid, sizeof pid) == sizeof pid)
        g_assert_cmpint(write(to, &pid, sizeof pid), ==, sizeof pid);
    linger(-1, to, NULL);
}

/* Whoever is killed takes his child with him. An orphan comes to us, to be waited for. */
static void
test_orphan(void)
{
    int ends[2];
    int status = 0;
    pid_t parent;
    pid_t child;

    g_assert_cmpint(prctl(PR_SET_CHILD_SUBREAPER, 1), ==, 0);
    g_assert_cmpint(pipe(ends), ==, 0);
    parent = fork();
    if (parent == 0)
        be_parent(ends[1]);
    g_assert_cmpint(read(ends[0], &child, sizeof child), ==, sizeof child);
    kill(parent, SIGKILL);
    g_assert_cmpint(waitpid(parent, NULL, 0), ==, parent);
    g_assert_cmpint(waitpid(child, &status, 0), ==, child);
    g_assert_true(WIFSIGNALED(status));
    close(ends[0]);
    close(ends[1]);
}

int
main(int argc, char **argv)
{
    g_setenv("LC_ALL", "C", TRUE); /* the words for signals */
    g_test_init(&argc, &argv, NULL);
    g_mime_init();
    g_test_add_func("/child/echo", test_echo);
    g_test_add_func("/child/ends", test_ends);
    g_test_add_func("/child/memory", test_memory);
    g_test_add_func("/child/lingering", test_lingering);
    g_test_add_func("/child/sandbox", test_sandbox);
    g_test_add_func("/child/socket", test_socket);
    g_test_add_func("/child/charsets", test_charsets);
    g_test_add_func("/child/surroundings", test_surroundings);
    g_test_add_func("/child/orphan", test_orphan);
    return g_test_run();
}
