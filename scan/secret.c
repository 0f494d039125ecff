/* secret.c - where the password or token of an account comes from, and getting it */

#include "scan/secret.h"

#include "scan/vault.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* Bytes of a secret; a token of Microsoft's has some thousands. */
#define LENGTH_MAX ((gsize)16 * 1024)

/* Who has to be asked for a passphrase needs time to write it. */
#define COMMAND_TIME (60 * G_USEC_PER_SEC)

/* Who has said all has little left to do. */
#define END_TIME (5 * G_USEC_PER_SEC)

GQuark
secret_error_quark(void)
{
    return g_quark_from_static_string("bounces-secret-error");
}

void
secret_init(Secret *secret)
{
    *secret = (Secret){.text = vault_new("", 0)};
}

void
secret_clear(Secret *secret)
{
    g_clear_pointer(&secret->text, vault_free);
    g_clear_pointer(&secret->command, g_strfreev);
}

void
secret_set(Secret *secret, SecretKind kind, const char *text, char **command)
{
    const Secret set = {kind, vault_new(text, strlen(text)), g_strdupv(command)};

    secret_clear(secret);
    *secret = set;
}

void
secret_wipe(char *text)
{
    if (text)
        explicit_bzero(text, strlen(text));
    g_free(text);
}

static gboolean
fail(SecretError code, const char *name, const char *what, GError **error)
{
    g_set_error(error, SECRET_ERROR, (int)code, _("%s: %s"), name, what);
    return FALSE;
}

/* Waits until fd has something, or until the time has come; FALSE with errno. */
static gboolean
wait_for(int fd, gint64 deadline)
{
    struct pollfd readable = {.fd = fd, .events = POLLIN};
    int ready;

    do {
        gint64 left = deadline - g_get_monotonic_time();

        ready = left > 0 ? poll(&readable, 1, (int)(left / 1000) + 1) : 0;
    } while (ready < 0 && errno == EINTR);
    if (ready == 0)
        errno = ETIMEDOUT;
    return ready > 0;
}

/* Reads at most LENGTH_MAX bytes until the end, or until the time has come; FALSE with errno. */
static gboolean
read_all(int fd, gint64 deadline, char *bytes, gsize *length)
{
    gssize got = 1;

    while (got > 0 && *length < LENGTH_MAX) {
        if (!wait_for(fd, deadline))
            return FALSE;
        got = read(fd, bytes + *length, LENGTH_MAX - *length);
        *length += (gsize)MAX(got, 0);
    }
    return got >= 0;
}

/* The first line of what fd brings, "" where that is none; NULL with errno set. */
static char *
read_line(int fd)
{
    g_autofree char *bytes = g_malloc0(LENGTH_MAX + 1);
    gsize length = 0;
    gboolean got = read_all(fd, g_get_monotonic_time() + COMMAND_TIME, bytes, &length);
    int trouble = errno;
    char *line = got ? g_strndup(bytes, strcspn(bytes, "\r\n")) : NULL;

    explicit_bzero(bytes, length);
    errno = trouble;
    return line;
}

/* Files. */

static gboolean
is_private(const char *path, int fd, GError **error)
{
    struct stat about;
    g_autofree char *what = g_strdup_printf(_("others may read it: chmod 600 %s"), path);

    if (fstat(fd, &about) == 0 && !(about.st_mode & (S_IRWXG | S_IRWXO)))
        return TRUE;
    return fail(SECRET_ERROR_FILE, path, what, error);
}

/* systemd says with an access list who may read a credential, and the mode does not show it. */
static char *
read_file(const char *path, gboolean is_credential, GError **error)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    g_autofree char *line = NULL;

    if (fd < 0) {
        fail(SECRET_ERROR_FILE, path, g_strerror(errno), error);
        return NULL;
    }
    if (is_credential || is_private(path, fd, error)) {
        line = read_line(fd);
        if (!line)
            fail(SECRET_ERROR_FILE, path, g_strerror(errno), error);
    }
    close(fd);
    return g_steal_pointer(&line);
}

static char *
read_credential(const char *name, GError **error)
{
    const char *folder = g_getenv("CREDENTIALS_DIRECTORY"); /* systemd.exec(5) */
    g_autofree char *path = g_build_filename(folder ? folder : "", name, NULL);

    if (folder)
        return read_file(path, TRUE, error);
    fail(SECRET_ERROR_FILE, name,
         _("a credential is only there in a service of systemd (LoadCredential=)"), error);
    return NULL;
}

/* Programs. */

/* FALSE where a program that has said all goes on and on; it is killed then. */
static gboolean
end_in_time(pid_t pid)
{
    int fd = pidfd_open(pid, 0);
    gboolean has_ended = fd < 0 || wait_for(fd, g_get_monotonic_time() + END_TIME);

    if (fd >= 0)
        close(fd);
    if (!has_ended)
        kill(pid, SIGKILL);
    return has_ended;
}

static gboolean
has_ended_well(const char *name, pid_t pid, GError **error)
{
    gboolean is_in_time = end_in_time(pid);
    int status = 0;

    while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
        continue;
    if (!is_in_time)
        return fail(SECRET_ERROR_COMMAND, name, _("the program does not end"), error);
    return g_spawn_check_wait_status(status, NULL) ||
           fail(SECRET_ERROR_COMMAND, name, _("the program failed"), error);
}

/* Its standard error stays ours: there it tells what is wrong. */
static char *
run(const char *name, char **argv, GError **error)
{
    g_autofree char *line = NULL;
    GPid pid;
    int out;

    if (!g_spawn_async_with_pipes(NULL, argv, NULL,
                                  G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD |
                                      G_SPAWN_CHILD_INHERITS_STDIN,
                                  NULL, NULL, &pid, NULL, &out, NULL, error))
        return NULL;
    line = read_line(out);
    close(out);
    if (!line) {
        fail(SECRET_ERROR_COMMAND, name, g_strerror(errno), error);
        kill(pid, SIGKILL);
    }
    if (!has_ended_well(name, pid, line ? error : NULL))
        g_clear_pointer(&line, secret_wipe);
    return g_steal_pointer(&line);
}

/* Arguments may hold secrets of their own: none but the program is ever named. */
static char *
name_of(const Secret *secret)
{
    const char *first = secret->command ? secret->command[0] : secret->text;

    return g_strndup(first, secret->command ? strcspn(first, " ") : strlen(first));
}

static char *
run_command(const Secret *secret, GError **error)
{
    char *shell[] = {(char[]){"/bin/sh"}, (char[]){"-c"}, secret->command[0], NULL};
    g_autofree char *name = name_of(secret);

    return run(name, secret->command[1] ? secret->command : shell, error);
}

/* Getting it. */

static char *
get(const Secret *secret, GError **error)
{
    switch (secret->kind) {
    case SECRET_FILE:
        return read_file(secret->text, FALSE, error);
    case SECRET_CREDENTIAL:
        return read_credential(secret->text, error);
    case SECRET_COMMAND:
    case SECRET_TOKEN:
        return run_command(secret, error);
    default:
        return g_strdup(secret->text);
    }
}

char *
secret_get(const Secret *secret, GError **error)
{
    g_autofree char *text = get(secret, error);
    g_autofree char *name = NULL;

    if (!text || *text || secret->kind == SECRET_NONE)
        return g_steal_pointer(&text);
    name = name_of(secret);
    fail(SECRET_ERROR_EMPTY, name, _("the first line is empty"), error);
    return NULL;
}
