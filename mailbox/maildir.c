/* maildir.c - a Maildir that is read again and again: what came since the last time */

#include "mailbox/driver.h"

#include "base/text.h"
#include "mailbox/mailbox.h"
#include "mailbox/maildirlist.h"
#include "mailbox/mbox.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>

#define PREFIX "maildir:"
#define SECOND G_GINT64_CONSTANT(1000000000)

/* How often a file may get another name between two looks at it. */
#define RENAMINGS_MAX 5

typedef struct {
    char *path;
    const MailboxOptions *options;
    MaildirList *list; /* NULL before the first letter is asked for */
    MailboxPlace place;
} Maildir;

static void
fail(const char *path, int trouble, GError **error)
{
    g_autofree char *name = text_to_utf8(path, strlen(path));

    g_set_error(error, MAILBOX_ERROR, MAILBOX_ERROR_LETTER, "%s: %s", name, g_strerror(trouble));
}

static gboolean
list(Maildir *maildir, GError **error)
{
    const MailboxOptions *options = maildir->options;
    g_autofree char *place =
        options->place_of ? options->place_of(maildir->place.folder, options->data) : g_strdup("");

    maildir->list = maildirlist_new(maildir->path, error);
    if (maildir->list)
        maildirlist_start(maildir->list, place, options->since);
    return maildir->list != NULL;
}

/* The name by which a file goes on that somebody has marked since: all before its flags is kept. */
static char *
find_renamed(const Maildir *maildir, const char *path)
{
    g_autofree char *name = g_path_get_basename(path);
    g_autofree char *folder = g_build_filename(maildir->path, "cur", NULL);
    gsize length = strcspn(name, ":");
    DIR *dir = opendir(folder);
    const struct dirent *found;
    char *renamed = NULL;

    while (dir && !renamed && (found = readdir(dir)))
        if (strncmp(found->d_name, name, length) == 0 && strchr(":", found->d_name[length]))
            renamed = g_build_filename(folder, found->d_name, NULL);
    if (dir)
        closedir(dir);
    return renamed;
}

static int
open_file(const char *path)
{
    return open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
}

/*
 * Opens a file by the name that it has now, which it may lose again before it is opened; then *path
 * is that. FALSE where it is gone, or has no rest: its ctime is later then, and the next run sees
 * it.
 */
static gboolean
open_renamed(const Maildir *maildir, char **path, int *fd)
{
    *fd = open_file(*path);
    for (guint i = 0; *fd < 0 && errno == ENOENT && i < RENAMINGS_MAX; i++) {
        char *renamed = find_renamed(maildir, *path);

        if (!renamed)
            return FALSE;
        text_take(path, renamed);
        *fd = open_file(*path);
    }
    return *fd >= 0 || errno != ENOENT;
}

/* NULL without error where the file is gone. */
static Letter *
read_file(const Maildir *maildir, const MaildirFile *file, GError **error)
{
    g_autofree char *path = g_strdup(file->path);
    MboxFile named = {.modified = file->modified / SECOND, .single = TRUE};
    g_autoptr(Mbox) mbox = NULL;
    int fd;

    if (!open_renamed(maildir, &path, &fd))
        return NULL;
    if (fd < 0) {
        fail(path, errno, error);
        return NULL;
    }
    named.path = path;
    mbox = mbox_new(fd, &named, maildir->options->cap);
    return mbox_next(mbox, error);
}

static Letter *
maildir_next(gpointer state, GError **error)
{
    Maildir *maildir = state;
    const MaildirFile *file;

    if (!maildir->list && !list(maildir, error))
        return NULL;
    while ((file = maildirlist_next(maildir->list))) {
        g_autoptr(GError) trouble = NULL;
        Letter *letter;

        text_take(&maildir->place.place, maildirlist_place(maildir->list));
        letter = read_file(maildir, file, &trouble);
        if (letter)
            return letter;
        if (trouble) {
            g_propagate_error(error, g_steal_pointer(&trouble));
            return NULL;
        }
    }
    return NULL;
}

static const MailboxPlace *
maildir_place(gconstpointer state)
{
    return &((const Maildir *)state)->place;
}

static gsize
maildir_ahead(gconstpointer state)
{
    const Maildir *maildir = state;

    return maildir->list ? maildirlist_ahead(maildir->list) : 0;
}

static gboolean
maildir_is_again(gconstpointer state)
{
    return maildirlist_is_again(((const Maildir *)state)->list);
}

static gpointer
maildir_open(const char *location, const MailboxOptions *options, GError **error G_GNUC_UNUSED)
{
    Maildir *maildir = g_new0(Maildir, 1);

    maildir->path = g_strdup(location + strlen(PREFIX));
    maildir->options = options;
    maildir->place.folder = text_to_utf8(maildir->path, strlen(maildir->path));
    maildir->place.place = g_strdup("");
    return maildir;
}

static void
maildir_close(gpointer state)
{
    Maildir *maildir = state;

    maildirlist_free(maildir->list);
    g_free(maildir->path);
    g_free(maildir->place.folder);
    g_free(maildir->place.place);
    g_free(maildir);
}

const MailboxDriver mailbox_maildir = {
    .prefix = PREFIX,
    .open = maildir_open,
    .next = maildir_next,
    .place = maildir_place,
    .ahead = maildir_ahead,
    .is_again = maildir_is_again,
    .close = maildir_close,
};
