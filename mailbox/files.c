/* files.c - messages in files: standard input, a file, a Maildir, a folder of any of these */

#include "mailbox/driver.h"

#include "base/text.h"
#include "mailbox/mailbox.h"
#include "mailbox/mbox.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef enum {
    FOLDER_PLAIN,
    FOLDER_MAILDIR,      /* its names are cur and new, not what else is there */
    FOLDER_MAILDIR_PART, /* cur or new: files of one message each, no folders */
} FolderKind;

/* A folder on the way; its names are visited from next on. */
typedef struct {
    char *path;
    FolderKind kind;
    GPtrArray *names;
    guint next;
} Folder;

typedef struct {
    gsize cap;
    MailboxWants wants;
    gpointer data;
    Mbox *file;          /* being read; may be NULL */
    GPtrArray *folders;  /* of Folder, each within the one before it */
    GHashTable *visited; /* the folders, as "device:inode": symlinks can make a ring */
} Files;

static void
folder_free(Folder *folder)
{
    g_free(folder->path);
    g_ptr_array_unref(folder->names);
    g_free(folder);
}

static gboolean
fail(MailboxError code, const char *path, int trouble, GError **error)
{
    g_autofree char *name = text_to_utf8(path, strlen(path));

    g_set_error(error, MAILBOX_ERROR, (int)code, "%s: %s", name, g_strerror(trouble));
    return FALSE;
}

static gboolean
is_wanted(const Files *files, const char *path, const struct stat *about)
{
    return !files->wants || files->wants(path, about, files->data);
}

/* What is read in parts by several must not be complained of by each of them. */
static gboolean
fail_if_wanted(const Files *files, MailboxError code, const char *path, GError **error)
{
    int trouble = errno;

    return !is_wanted(files, path, NULL) || fail(code, path, trouble, error);
}

static int
compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static gboolean
has_folder(const char *path, const char *name)
{
    g_autofree char *below = g_build_filename(path, name, NULL);

    return g_file_test(below, G_FILE_TEST_IS_DIR);
}

/* What lies beside mail in plain folders (a Maildir's names may end in anything); who names such a
 * file itself has it read all the same. */
static const char *const beside_mail[] = {".json", ".md",  ".tsv", ".csv", ".html",
                                          ".pdf",  ".png", ".jpg", ".gz",  ".zip"};

static gboolean
is_beside_mail(const char *name)
{
    for (gsize i = 0; i < G_N_ELEMENTS(beside_mail); i++)
        if (g_str_has_suffix(name, beside_mail[i]))
            return TRUE;
    return FALSE;
}

/* Fills names in byte order, which is the same everywhere; FALSE with errno set. */
static gboolean
read_names(const char *path, FolderKind kind, GPtrArray *names)
{
    DIR *dir = opendir(path);
    const struct dirent *entry;

    if (!dir)
        return FALSE;
    while ((entry = readdir(dir)))
        if (*entry->d_name != '.' && (kind != FOLDER_PLAIN || !is_beside_mail(entry->d_name)))
            g_ptr_array_add(names, g_strdup(entry->d_name));
    closedir(dir);
    g_ptr_array_sort(names, compare_names);
    return TRUE;
}

static FolderKind
kind_of(const char *path, const Folder *parent)
{
    if (parent && parent->kind == FOLDER_MAILDIR)
        return FOLDER_MAILDIR_PART;
    return has_folder(path, "new") && has_folder(path, "cur") ? FOLDER_MAILDIR : FOLDER_PLAIN;
}

static char *
identity_of(const struct stat *about)
{
    return g_strdup_printf("%ju:%ju", (uintmax_t)about->st_dev, (uintmax_t)about->st_ino);
}

/* Makes the folder the next to be visited, unless it has been already. */
static gboolean
enter_folder(Files *files, const char *path, const struct stat *about, const Folder *parent)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    FolderKind kind = kind_of(path, parent);
    Folder *folder;

    if (!g_hash_table_add(files->visited, identity_of(about)))
        return TRUE;
    if (kind == FOLDER_MAILDIR) {
        g_ptr_array_add(names, g_strdup("cur"));
        g_ptr_array_add(names, g_strdup("new"));
    } else if (!read_names(path, kind, names))
        return FALSE;

    folder = g_new0(Folder, 1);
    folder->path = g_strdup(path);
    folder->kind = kind;
    folder->names = g_steal_pointer(&names);
    g_ptr_array_add(files->folders, folder);
    return TRUE;
}

/* A file found in a folder may have become a pipe by now: opening it must not wait. */
static gboolean
enter_file(Files *files, const char *path, const struct stat *about, const Folder *parent)
{
    MboxFile file = {.path = path, .single = parent && parent->kind == FOLDER_MAILDIR_PART};
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | (parent ? O_NONBLOCK : 0));

    if (fd < 0)
        return FALSE;
    if (S_ISREG(about->st_mode))
        file.modified = about->st_mtime;
    files->file = mbox_new(fd, &file, files->cap);
    return TRUE;
}

/* Enters what path names; what was named itself (no parent) is read even if it is a pipe. */
static gboolean
visit(Files *files, const char *path, const Folder *parent, GError **error)
{
    MailboxError code = parent ? MAILBOX_ERROR_LETTER : MAILBOX_ERROR_OPEN;
    struct stat about;

    if (stat(path, &about) < 0)
        return fail_if_wanted(files, code, path, error);
    if (S_ISDIR(about.st_mode)) {
        if (parent && parent->kind == FOLDER_MAILDIR_PART)
            return TRUE;
        return enter_folder(files, path, &about, parent) ||
               fail_if_wanted(files, code, path, error);
    }
    if ((parent && !S_ISREG(about.st_mode)) || !is_wanted(files, path, &about))
        return TRUE;
    return enter_file(files, path, &about, parent) || fail(code, path, errno, error);
}

static gboolean
enter_stdin(Files *files, GError **error)
{
    const MboxFile file = {.path = "-"};
    struct stat about;
    int fd;

    if (!is_wanted(files, file.path, fstat(STDIN_FILENO, &about) == 0 ? &about : NULL))
        return TRUE;
    fd = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0);
    if (fd < 0)
        return fail(MAILBOX_ERROR_OPEN, file.path, errno, error);
    files->file = mbox_new(fd, &file, files->cap);
    return TRUE;
}

static void
files_close(gpointer state)
{
    Files *files = state;

    mbox_free(files->file);
    g_ptr_array_unref(files->folders);
    g_hash_table_unref(files->visited);
    g_free(files);
}

static gpointer
files_open(const char *location, const MailboxOptions *options, GError **error)
{
    Files *files = g_new0(Files, 1);
    gboolean opened;

    files->cap = options->cap;
    files->wants = options->wants;
    files->data = options->data;
    files->folders = g_ptr_array_new_with_free_func((GDestroyNotify)folder_free);
    files->visited = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    opened = g_str_equal(location, "-") ? enter_stdin(files, error)
                                        : visit(files, location, NULL, error);
    if (opened)
        return files;
    files_close(files);
    return NULL;
}

/* Goes on to the next name; FALSE with error where it cannot be entered. */
static gboolean
visit_next(Files *files, GError **error)
{
    Folder *folder = g_ptr_array_index(files->folders, files->folders->len - 1);
    g_autofree char *path = NULL;

    if (folder->next == folder->names->len) {
        g_ptr_array_set_size(files->folders, files->folders->len - 1);
        return TRUE;
    }
    path = g_build_filename(folder->path, g_ptr_array_index(folder->names, folder->next), NULL);
    folder->next++;
    return visit(files, path, folder, error);
}

static Letter *
files_next(gpointer state, GError **error)
{
    Files *files = state;

    while (files->file || files->folders->len) {
        GError *trouble = NULL;
        Letter *letter;

        if (!files->file) {
            if (!visit_next(files, error))
                return NULL;
            continue;
        }
        letter = mbox_next(files->file, &trouble);
        if (letter)
            return letter;
        if (trouble) {
            g_propagate_error(error, trouble);
            return NULL;
        }
        g_clear_pointer(&files->file, mbox_free);
    }
    return NULL;
}

const MailboxDriver mailbox_files = {
    .prefix = "",
    .open = files_open,
    .next = files_next,
    .close = files_close,
};
