/* maildirlist.c - the files of a Maildir, in the order in which they came in */

#include "mailbox/maildirlist.h"

#include "base/text.h"
#include "mailbox/mailbox.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#define SECOND G_GINT64_CONSTANT(1000000000)

/*
 * A file changes its name when it is read or marked, and keeps it when it comes from elsewhere; but
 * whatever comes in gets a new ctime then. So that is the order of letters, and a place is
 * "CTIME COUNT HASH": in nanoseconds, and how many files of that very time are done, for a clock
 * ticks in milliseconds, and which was the last of them. A file that was only renamed turns up
 * again; its events have their ids, and its age tells that it was counted before.
 */
struct MaildirList {
    GPtrArray *files; /* of MaildirFile */
    GHashTable *seen; /* what names of files begin with, which no renaming changes */
    guint next;
    guint first_tied; /* the first file of the same time as that which came last */
    gint64 from;      /* the time of the place that was asked for; 0 where there was none */
    gboolean is_anew; /* it did not fit */
};

static void
free_file(gpointer data)
{
    MaildirFile *file = data;

    g_free(file->path);
    g_free(file);
}

static gboolean
fail(const char *path, GError **error)
{
    int trouble = errno;
    g_autofree char *name = text_to_utf8(path, strlen(path));

    g_set_error(error, MAILBOX_ERROR, MAILBOX_ERROR_OPEN, "%s: %s", name, g_strerror(trouble));
    return FALSE;
}

/* Listing. */

static gint64
nanoseconds(const struct timespec *when)
{
    return when->tv_sec * SECOND + when->tv_nsec;
}

static void
add_file(MaildirList *list, const char *folder, const char *name)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_autofree char *unique = g_strndup(name, strcspn(name, ":"));
    struct stat about;
    MaildirFile *file;

    if (*name == '.' || g_hash_table_contains(list->seen, unique) || stat(path, &about) < 0 ||
        !S_ISREG(about.st_mode))
        return;
    g_hash_table_add(list->seen, g_steal_pointer(&unique));
    file = g_new0(MaildirFile, 1);
    file->path = g_steal_pointer(&path);
    file->changed = nanoseconds(&about.st_ctim);
    file->modified = nanoseconds(&about.st_mtim);
    g_ptr_array_add(list->files, file);
}

static gboolean
list_part(MaildirList *list, const char *path, const char *part, GError **error)
{
    g_autofree char *folder = g_build_filename(path, part, NULL);
    DIR *dir = opendir(folder);
    const struct dirent *found;

    if (!dir)
        return fail(folder, error);
    while ((found = readdir(dir)))
        add_file(list, folder, found->d_name);
    closedir(dir);
    return TRUE;
}

static int
compare_files(gconstpointer a, gconstpointer b)
{
    const MaildirFile *first = *(const MaildirFile *const *)a;
    const MaildirFile *second = *(const MaildirFile *const *)b;

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

/* How many files are of a time before this; or, with_it, of this one too. */
static guint
count_until(const GPtrArray *files, gint64 changed, gboolean with_it)
{
    guint count = 0;

    while (count < files->len) {
        const MaildirFile *file = g_ptr_array_index(files, count);

        if (file->changed > changed || (file->changed == changed && !with_it))
            break;
        count++;
    }
    return count;
}

/* Files of the mark's time are done as far as it says, unless another has come among them. */
static guint
count_done(const GPtrArray *files, const Mark *mark)
{
    guint before = count_until(files, mark->changed, FALSE);
    guint until = count_until(files, mark->changed, TRUE);
    guint done = before + (guint)mark->count;

    if (until <= done)
        return until;
    return g_str_hash(((const MaildirFile *)g_ptr_array_index(files, done - 1))->path) == mark->hash
               ? done
               : before;
}

static void
remove_old(GPtrArray *files, gint64 since)
{
    for (guint i = files->len; i-- > 0;)
        if (((const MaildirFile *)g_ptr_array_index(files, i))->modified < since * SECOND)
            g_ptr_array_remove_index(files, i);
}

/*
 * What goes from new to cur in between is in neither, or changes its name while cur is read: so cur
 * is read twice, or the place of a later letter would be behind it.
 */
MaildirList *
maildirlist_new(const char *path, GError **error)
{
    static const char *const parts[] = {"cur", "new", "cur"};
    g_autoptr(MaildirList) list = g_new0(MaildirList, 1);

    list->files = g_ptr_array_new_with_free_func(free_file);
    list->seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < G_N_ELEMENTS(parts); i++)
        if (!list_part(list, path, parts[i], error))
            return NULL;
    g_ptr_array_sort(list->files, compare_files);
    return g_steal_pointer(&list);
}

void
maildirlist_free(MaildirList *list)
{
    if (!list)
        return;
    g_ptr_array_unref(list->files);
    g_hash_table_unref(list->seen);
    g_free(list);
}

void
maildirlist_start(MaildirList *list, const char *place, gint64 since)
{
    Mark mark;

    if (!*place) {
        remove_old(list->files, since);
    } else if (parse_place(place, &mark)) {
        list->from = mark.changed;
        list->first_tied = count_until(list->files, mark.changed, FALSE);
        list->next = count_done(list->files, &mark);
    } else {
        list->is_anew = TRUE;
    }
}

static const MaildirFile *
last_file(const MaildirList *list)
{
    return g_ptr_array_index(list->files, list->next - 1);
}

const MaildirFile *
maildirlist_next(MaildirList *list)
{
    const MaildirFile *first;

    if (list->next == list->files->len)
        return NULL;
    list->next++;
    first = g_ptr_array_index(list->files, list->first_tied);
    if (first->changed != last_file(list)->changed)
        list->first_tied = list->next - 1;
    return last_file(list);
}

guint
maildirlist_ahead(const MaildirList *list)
{
    return list->files->len - list->next;
}

char *
maildirlist_place(const MaildirList *list)
{
    const MaildirFile *file = last_file(list);

    return g_strdup_printf("%" G_GINT64_FORMAT " %u %u", file->changed,
                           list->next - list->first_tied, g_str_hash(file->path));
}

gboolean
maildirlist_is_again(const MaildirList *list)
{
    return list->is_anew || last_file(list)->modified <= list->from;
}
