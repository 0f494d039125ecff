/* maildir.c - a Maildir that is read again and again: what came since the last time */

#include "mailbox/driver.h"

#include "base/text.h"
#include "mailbox/mailbox.h"
#include "mailbox/mbox.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PREFIX "maildir:"
#define SECOND G_GINT64_CONSTANT(1000000000)

/*
 * A file changes its name when it is read or marked, and keeps it when it comes from elsewhere; but
 * whatever comes in gets a new ctime then. So that is the order of letters, and a place is
 * "CTIME COUNT HASH": in nanoseconds, and how many files of that very time are done, for a clock
 * ticks in milliseconds, and which was the last of them. A file that was only renamed turns up
 * again; its events have their ids, and its age tells that it was counted before.
 */
typedef struct {
    char *path;
    gint64 changed; /* nanoseconds, as is the next */
    gint64 modified;
} Entry;

typedef struct {
    char *path;
    const MailboxOptions *options;
    GPtrArray *entries; /* of Entry, in order; NULL before the first letter is asked for */
    guint next;
    Mbox *file; /* being read; may be NULL */
    MailboxPlace place;
    guint first_tied; /* the first entry of the same time as that which came last */
    gint64 from;      /* the place that was asked for: its time, 0 where there was none */
    gboolean is_anew; /* it did not fit */
} Maildir;

static void
free_entry(gpointer data)
{
    Entry *entry = data;

    g_free(entry->path);
    g_free(entry);
}

static gboolean
fail(MailboxError code, const char *path, const char *what, GError **error)
{
    g_autofree char *name = text_to_utf8(path, strlen(path));

    g_set_error(error, MAILBOX_ERROR, (int)code, "%s: %s", name, what);
    return FALSE;
}

/* Listing. */

static gint64
nanoseconds(const struct timespec *when)
{
    return when->tv_sec * SECOND + when->tv_nsec;
}

static void
add_entry(Maildir *maildir, const char *folder, const char *name)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    struct stat about;
    Entry *entry;

    if (*name == '.' || stat(path, &about) < 0 || !S_ISREG(about.st_mode))
        return;
    entry = g_new0(Entry, 1);
    entry->path = g_steal_pointer(&path);
    entry->changed = nanoseconds(&about.st_ctim);
    entry->modified = nanoseconds(&about.st_mtim);
    g_ptr_array_add(maildir->entries, entry);
}

static gboolean
list_part(Maildir *maildir, const char *part, GError **error)
{
    g_autofree char *folder = g_build_filename(maildir->path, part, NULL);
    DIR *dir = opendir(folder);
    const struct dirent *found;

    if (!dir)
        return fail(MAILBOX_ERROR_OPEN, folder, g_strerror(errno), error);
    while ((found = readdir(dir)))
        add_entry(maildir, folder, found->d_name);
    closedir(dir);
    return TRUE;
}

static int
compare_entries(gconstpointer a, gconstpointer b)
{
    const Entry *first = *(const Entry *const *)a;
    const Entry *second = *(const Entry *const *)b;

    if (first->changed != second->changed)
        return first->changed < second->changed ? -1 : 1;
    return strcmp(first->path, second->path);
}

/* Going on. */

/* A place, taken apart. */
typedef struct {
    gint64 changed;
    gint64 count;
    gint64 hash;
} Mark;

/* A time that lies ahead was told by a clock that was wrong: what came since may have any. */
static gboolean
parse_place(const char *place, Mark *mark)
{
    g_auto(GStrv) words = g_strsplit(place, " ", 3);

    return g_strv_length(words) == 3 &&
           g_ascii_string_to_signed(words[0], 10, 1, G_MAXINT64, &mark->changed, NULL) &&
           g_ascii_string_to_signed(words[1], 10, 1, G_MAXINT, &mark->count, NULL) &&
           g_ascii_string_to_signed(words[2], 10, 0, G_MAXUINT, &mark->hash, NULL) &&
           mark->changed <= g_get_real_time() * 1000;
}

/* How many entries are of a time before this; or, with_it, of this one too. */
static guint
count_until(const GPtrArray *entries, gint64 changed, gboolean with_it)
{
    guint count = 0;

    while (count < entries->len) {
        const Entry *entry = g_ptr_array_index(entries, count);

        if (entry->changed > changed || (entry->changed == changed && !with_it))
            break;
        count++;
    }
    return count;
}

/* Files of the mark's time are done as far as it says, unless another has come among them. */
static guint
count_done(const GPtrArray *entries, const Mark *mark)
{
    guint before = count_until(entries, mark->changed, FALSE);
    guint until = count_until(entries, mark->changed, TRUE);
    guint done = before + (guint)mark->count;

    if (until <= done)
        return until;
    return g_str_hash(((const Entry *)g_ptr_array_index(entries, done - 1))->path) == mark->hash
               ? done
               : before;
}

static void
remove_old(GPtrArray *entries, gint64 since)
{
    for (guint i = entries->len; i-- > 0;)
        if (((const Entry *)g_ptr_array_index(entries, i))->modified < since * SECOND)
            g_ptr_array_remove_index(entries, i);
}

static void
find_beginning(Maildir *maildir)
{
    const MailboxOptions *options = maildir->options;
    g_autofree char *place =
        options->place_of ? options->place_of(maildir->place.folder, options->data) : g_strdup("");
    Mark mark;

    if (!*place) {
        remove_old(maildir->entries, options->since);
    } else if (parse_place(place, &mark)) {
        maildir->from = mark.changed;
        maildir->first_tied = count_until(maildir->entries, mark.changed, FALSE);
        maildir->next = count_done(maildir->entries, &mark);
    } else {
        maildir->is_anew = TRUE;
    }
}

static gboolean
list(Maildir *maildir, GError **error)
{
    maildir->entries = g_ptr_array_new_with_free_func(free_entry);
    if (!list_part(maildir, "cur", error) || !list_part(maildir, "new", error))
        return FALSE;
    g_ptr_array_sort(maildir->entries, compare_entries);
    find_beginning(maildir);
    return TRUE;
}

/* Letters. */

static const Entry *
last_entry(const Maildir *maildir)
{
    return g_ptr_array_index(maildir->entries, maildir->next - 1);
}

static void
take_place(Maildir *maildir)
{
    const Entry *entry = last_entry(maildir);
    const Entry *first = g_ptr_array_index(maildir->entries, maildir->first_tied);

    if (first->changed != entry->changed)
        maildir->first_tied = maildir->next - 1;
    text_take(&maildir->place.place,
              g_strdup_printf("%" G_GINT64_FORMAT " %u %u", entry->changed,
                              maildir->next - maildir->first_tied, g_str_hash(entry->path)));
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

/* FALSE without error where the file is gone. */
static gboolean
enter_file(Maildir *maildir, const Entry *entry, GError **error)
{
    g_autofree char *renamed = NULL;
    const char *path = entry->path;
    int fd = open_file(path);

    if (fd < 0 && errno == ENOENT) {
        renamed = find_renamed(maildir, path);
        path = renamed;
        fd = path ? open_file(path) : -1;
    }
    if (fd < 0)
        return !path || errno == ENOENT
                   ? FALSE
                   : fail(MAILBOX_ERROR_LETTER, path, g_strerror(errno), error);
    maildir->file = mbox_new(
        fd, &(MboxFile){.path = path, .modified = entry->modified / SECOND, .single = TRUE},
        maildir->options->cap);
    return TRUE;
}

static Letter *
read_letter(Maildir *maildir, GError **error)
{
    Letter *letter = mbox_next(maildir->file, error);

    g_clear_pointer(&maildir->file, mbox_free);
    return letter;
}

static Letter *
maildir_next(gpointer state, GError **error)
{
    Maildir *maildir = state;

    if (!maildir->entries && !list(maildir, error))
        return NULL;
    while (maildir->next < maildir->entries->len) {
        g_autoptr(GError) trouble = NULL;
        const Entry *entry = g_ptr_array_index(maildir->entries, maildir->next++);

        take_place(maildir);
        if (enter_file(maildir, entry, &trouble))
            return read_letter(maildir, error);
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

    return maildir->entries ? maildir->entries->len - maildir->next : 0;
}

static gboolean
maildir_is_again(gconstpointer state)
{
    const Maildir *maildir = state;

    return maildir->is_anew || last_entry(maildir)->modified <= maildir->from;
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

    mbox_free(maildir->file);
    g_clear_pointer(&maildir->entries, g_ptr_array_unref);
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
