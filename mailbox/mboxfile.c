/* mboxfile.c - an mbox that is read again and again: what came since the last time */

#include "mailbox/driver.h"

#include "base/text.h"
#include "mailbox/mailbox.h"
#include "mailbox/mbox.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define PREFIX "mbox:"

/* Hex digits of a letter's hash. */
#define HASH_LENGTH 32

/* Seconds after which nobody is still writing at the last letter. */
#define WRITING_TIME (60 * 60)

/*
 * A place is "COUNT HASH": so many letters are done, and the last of them was this. Where another
 * stands there now, somebody has rewritten the file, and all of it is read again.
 */
typedef struct {
    char *path;
    const MailboxOptions *options;
    Mbox *mbox;      /* NULL before the first letter is asked for, and at the end */
    gboolean is_new; /* the file was opened less than WRITING_TIME after it was written */
    gboolean has_begun;
    guint64 count; /* letters taken */
    MailboxPlace place;
    gboolean is_anew; /* the place that was asked for did not fit */
} MboxBox;

static gboolean
open_file(MboxBox *box, GError **error)
{
    const MboxFile file = {.path = box->path};
    int fd = open(box->path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    struct stat about;

    if (fd < 0 || fstat(fd, &about) < 0) {
        g_set_error(error, MAILBOX_ERROR, MAILBOX_ERROR_OPEN, "%s: %s", box->place.folder,
                    g_strerror(errno));
        if (fd >= 0)
            close(fd);
        return FALSE;
    }
    box->is_new = time(NULL) - about.st_mtime < WRITING_TIME;
    box->count = 0;
    if (S_ISREG(about.st_mode) && about.st_size == 0)
        close(fd);
    else
        box->mbox = mbox_new(fd, &file, box->options->cap);
    return TRUE;
}

/* Letters. */

static char *
hash_letter(const Letter *letter)
{
    g_autofree char *hash = g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, letter->bytes);

    return g_strndup(hash, HASH_LENGTH);
}

static void
take_place(MboxBox *box, const Letter *letter)
{
    g_autofree char *hash = letter ? hash_letter(letter) : g_strdup("-");

    text_take(&box->place.place, g_strdup_printf("%" G_GUINT64_FORMAT " %s", box->count, hash));
}

/* Who writes an mbox ends each letter with its line. */
static gboolean
is_half(const MboxBox *box, const Letter *letter)
{
    gsize length;
    const char *bytes = g_bytes_get_data(letter->bytes, &length);

    return box->is_new && !letter->truncated && length && bytes[length - 1] != '\n';
}

/* The next letter, with its place; NULL at the end, and where it is perhaps still being written. */
static Letter *
take_letter(MboxBox *box, GError **error)
{
    g_autoptr(GError) trouble = NULL;
    g_autoptr(Letter) letter = box->mbox ? mbox_next(box->mbox, &trouble) : NULL;

    if (trouble)
        g_propagate_error(error, g_steal_pointer(&trouble));
    else if (!letter || is_half(box, letter))
        return NULL;
    box->count++;
    take_place(box, letter);
    return g_steal_pointer(&letter);
}

/* Goes past the letters that are done; FALSE where the place does not fit. */
static gboolean
pass(MboxBox *box, const char *place)
{
    guint64 done = g_ascii_strtoull(place, NULL, 10);

    while (box->count < done) {
        g_autoptr(Letter) letter = take_letter(box, NULL);

        if (!letter)
            return FALSE;
    }
    return done && g_str_equal(place, box->place.place);
}

static gboolean
begin(MboxBox *box, GError **error)
{
    const MailboxOptions *options = box->options;
    g_autofree char *place =
        options->place_of ? options->place_of(box->place.folder, options->data) : g_strdup("");

    box->has_begun = TRUE;
    if (!open_file(box, error))
        return FALSE;
    if (!*place || pass(box, place))
        return TRUE;
    g_clear_pointer(&box->mbox, mbox_free);
    box->is_anew = TRUE;
    return open_file(box, error);
}

static Letter *
box_next(gpointer state, GError **error)
{
    MboxBox *box = state;

    if (!box->has_begun && !begin(box, error))
        return NULL;
    return take_letter(box, error);
}

static const MailboxPlace *
box_place(gconstpointer state)
{
    return &((const MboxBox *)state)->place;
}

static gboolean
box_is_again(gconstpointer state)
{
    return ((const MboxBox *)state)->is_anew;
}

static gpointer
box_open(const char *location, const MailboxOptions *options, GError **error G_GNUC_UNUSED)
{
    MboxBox *box = g_new0(MboxBox, 1);

    box->path = g_strdup(location + strlen(PREFIX));
    box->options = options;
    box->place.folder = text_to_utf8(box->path, strlen(box->path));
    box->place.place = g_strdup("");
    return box;
}

static void
box_close(gpointer state)
{
    MboxBox *box = state;

    mbox_free(box->mbox);
    g_free(box->path);
    g_free(box->place.folder);
    g_free(box->place.place);
    g_free(box);
}

const MailboxDriver mailbox_mbox = {
    .prefix = PREFIX,
    .open = box_open,
    .next = box_next,
    .place = box_place,
    .is_again = box_is_again,
    .close = box_close,
};
