/* lock.c - one run at a time for each account of a store */

#include "scan/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#define NUMBER_SIZE 24

struct Lock {
    int fd;
};

static Lock *
fail(const char *path, GError **error)
{
    int trouble = errno;

    g_set_error(error, G_FILE_ERROR, g_file_error_from_errno(trouble), _("%s: %s"), path,
                g_strerror(trouble));
    return NULL;
}

/* As the store's folder is made: for its owner alone. */
static int
open_file(const char *path)
{
    g_autofree char *folder = g_path_get_dirname(path);

    if (g_mkdir_with_parents(folder, 0700) < 0)
        return -1;
    return open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
}

static gint64
read_holder(int fd)
{
    char number[NUMBER_SIZE] = "";

    return pread(fd, number, NUMBER_SIZE - 1, 0) > 0 ? g_ascii_strtoll(number, NULL, 10) : 0;
}

/* For people: who does not get in can say who is there. */
static gboolean
write_holder(int fd)
{
    char number[NUMBER_SIZE];

    g_snprintf(number, sizeof number, "%ld\n", (long)getpid());
    return ftruncate(fd, 0) == 0 && pwrite(fd, number, strlen(number), 0) > 0;
}

Lock *
lock_take(const char *database, const char *account, gint64 *holder, GError **error)
{
    g_autofree char *path = g_strdup_printf("%s.%s.lock", database, account);
    g_autoptr(Lock) lock = g_new0(Lock, 1);

    lock->fd = open_file(path);
    *holder = 0;
    if (lock->fd < 0)
        return fail(path, error);
    if (flock(lock->fd, LOCK_EX | LOCK_NB) == 0)
        return write_holder(lock->fd) ? g_steal_pointer(&lock) : fail(path, error);
    if (errno != EWOULDBLOCK)
        return fail(path, error);
    *holder = read_holder(lock->fd);
    return NULL;
}

void
lock_free(Lock *lock)
{
    if (!lock)
        return;
    if (lock->fd >= 0)
        close(lock->fd);
    g_free(lock);
}
