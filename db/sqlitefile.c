/* sqlitefile.c - the file of an SQLite store, looked at before SQLite may touch it */

#include "db/sqlitefile.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define HEADER_BYTES 100
#define MAGIC "SQLite format 3" /* and its NUL */
#define APPLICATION_ID_AT 68

/* What may be wrong with a path, by errno; the last row takes the rest. */
static const struct {
    int number;
    StoreError code;
} causes[] = {
    {ENOSPC, STORE_ERROR_FULL},     {EDQUOT, STORE_ERROR_FULL},     {EACCES, STORE_ERROR_READ_ONLY},
    {EPERM, STORE_ERROR_READ_ONLY}, {EROFS, STORE_ERROR_READ_ONLY}, {0, STORE_ERROR_ENGINE},
};

static gboolean
fail_errno(const char *path, const char *what, int number, GError **error)
{
    guint i = 0;

    while (causes[i].number && causes[i].number != number)
        i++;
    g_set_error(error, STORE_ERROR, (int)causes[i].code, _("%s: %s: %s"), path, what,
                g_strerror(number));
    return FALSE;
}

static gboolean
fail_foreign(const char *path, GError **error)
{
    g_set_error(error, STORE_ERROR, STORE_ERROR_FOREIGN,
                _("%s: this is no store of bounces, and was left as it is; name another file with "
                  "--db"),
                path);
    return FALSE;
}

char *
sqlite_file_immutable(const char *path)
{
    g_autofree char *escaped = g_uri_escape_string(path, "/", FALSE);

    return g_strconcat("file:", escaped, "?immutable=1", NULL);
}

/*
 * The beginning of the file by SQLite's own means: an ordinary look would replay another program's
 * journal, and closing a file that was opened by hand drops the locks that SQLite holds on it in
 * this process (fcntl's are the process's, not the descriptor's).
 */
static gboolean
read_header(const char *path, guint8 header[HEADER_BYTES])
{
    sqlite3_vfs *vfs = sqlite3_vfs_find(NULL);
    g_autofree sqlite3_file *file = g_malloc0((gsize)vfs->szOsFile);
    int flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_MAIN_DB;
    gboolean done;

    g_autofree char *resolved = sqlite_file_resolve(path);

    if (vfs->xOpen(vfs, resolved, file, flags, NULL) != SQLITE_OK)
        return FALSE;
    done = file->pMethods->xRead(file, header, HEADER_BYTES, 0) == SQLITE_OK;
    file->pMethods->xClose(file);
    return done;
}

/* https://www.sqlite.org/fileformat.html section 1.3 */
static gboolean
is_ours(const char *path)
{
    guint8 header[HEADER_BYTES];
    guint32 id;

    if (!read_header(path, header) || memcmp(header, MAGIC, sizeof MAGIC) != 0)
        return FALSE;
    memcpy(&id, header + APPLICATION_ID_AT, sizeof id);
    return GUINT32_FROM_BE(id) == SQLITE_APPLICATION_ID;
}

/* A file is not made behind a link: who made the link meant one that is there. */
static gboolean
fail_dangling(const char *path, GError **error)
{
    g_autofree char *target = g_file_read_link(path, NULL);

    g_set_error(error, STORE_ERROR, STORE_ERROR_MISSING,
                _("%s: this is a link to %s, which does not exist; name the file itself"), path,
                target ? target : "?");
    return FALSE;
}

static gboolean
make_file(const char *path, GError **error)
{
    g_autofree char *folder = g_path_get_dirname(path);
    int fd;

    if (g_file_test(path, G_FILE_TEST_IS_SYMLINK))
        return fail_dangling(path, error);

    if (g_mkdir_with_parents(folder, 0700) != 0)
        return fail_errno(path, _("its folder cannot be made"), errno, error);
    fd = g_open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0 && errno != EEXIST) /* another process was quicker */
        return fail_errno(path, _("it cannot be made"), errno, error);
    if (fd >= 0)
        close(fd);
    return TRUE;
}

static gboolean
fail_missing(const char *path, GError **error)
{
    g_set_error(error, STORE_ERROR, STORE_ERROR_MISSING,
                _("%s: there is no store yet; bounces import makes it"), path);
    return FALSE;
}

gboolean
sqlite_file_check(const char *path, StoreMode mode, GError **error)
{
    GStatBuf about;

    if (g_stat(path, &about) != 0) {
        if (errno != ENOENT)
            return fail_errno(path, _("it cannot be looked at"), errno, error);
        return mode == STORE_READ ? fail_missing(path, error) : make_file(path, error);
    }
    if (!S_ISREG(about.st_mode))
        return fail_foreign(path, error);
    if (faccessat(AT_FDCWD, path, R_OK, AT_EACCESS) != 0)
        return fail_errno(path, _("it may not be read"), errno, error);
    if (about.st_size == 0)
        return mode == STORE_WRITE || fail_missing(path, error);
    return is_ours(path) || fail_foreign(path, error);
}

char *
sqlite_file_resolve(const char *path)
{
    char *resolved = realpath(path, NULL);

    return resolved ? resolved : g_strdup(path);
}

gboolean
sqlite_file_has_no_log(const char *path)
{
    g_autofree char *log = g_strconcat(path, "-wal", NULL);
    GStatBuf about;

    return g_stat(log, &about) != 0 || about.st_size == 0;
}
