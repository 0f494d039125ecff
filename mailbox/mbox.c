/* mbox.c - the messages of one file: a single one, or an mbox (RFC 4155) */

#include "mailbox/mbox.h"

#include "base/text.h"
#include "mailbox/fromline.h"
#include "mailbox/mailbox.h"
#include "mailbox/reader.h"

#include <string.h>

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

/* Bytes of most messages. What lies ahead of an mbox are many of them. */
#define USUAL_LENGTH ((gsize)8 * 1024)

struct Mbox {
    Reader *reader;
    gsize cap;
    char *name;
    gint64 modified;
    gboolean is_mbox;
    char line_end;  /* '\n', or '\r' in a file that has no other */
    guint64 count;  /* messages taken */
    gboolean ended; /* no message follows */
};

/* One message while it is put together. */
typedef struct {
    GByteArray *bytes;
    gsize cap;
    gboolean truncated;
} Draft;

static void
draft_add(Draft *draft, const char *bytes, gsize length)
{
    gsize room = draft->cap - draft->bytes->len;

    if (length > room)
        draft->truncated = TRUE;
    g_byte_array_append(draft->bytes, (const guint8 *)bytes, (guint)MIN(length, room));
}

/* Bytes of the line ahead with its end, or of as much of it as lies ahead. */
static gsize
line_length(const Mbox *mbox)
{
    const char *bytes = reader_bytes(mbox->reader);
    gsize ahead = mbox->reader->end - mbox->reader->start;
    const char *end = memchr(bytes, mbox->line_end, ahead);

    return end ? (gsize)(end + 1 - bytes) : ahead;
}

/* The byte order mark and blank lines that may come before the first "From ". */
static gsize
blank_length(const char *bytes, gsize length)
{
    gsize mark = strlen(BYTE_ORDER_MARK);
    gsize blank = length >= mark && memcmp(bytes, BYTE_ORDER_MARK, mark) == 0 ? mark : 0;

    while (blank < length && (bytes[blank] == '\r' || bytes[blank] == '\n'))
        blank++;
    return blank;
}

/* Goes past a line that begins "From " or ">From ", as uucp left more than one of. */
static void
skip_from_lines(Mbox *mbox)
{
    gsize ahead = reader_want(mbox->reader, FROMLINE_AHEAD);

    while (fromline_is_like(reader_bytes(mbox->reader), ahead)) {
        reader_take(mbox->reader, line_length(mbox));
        ahead = reader_want(mbox->reader, FROMLINE_AHEAD);
    }
}

/* Looks at the beginning of the file: which line ends, one message or an mbox? */
static void
begin(Mbox *mbox, gboolean single)
{
    gsize ahead = reader_want(mbox->reader, FROMLINE_AHEAD);
    const char *bytes = reader_bytes(mbox->reader);
    gsize blank = blank_length(bytes, ahead);
    gsize quote;

    if (!memchr(bytes, '\n', ahead) && memchr(bytes, '\r', ahead))
        mbox->line_end = '\r';
    if (!fromline_is_like(bytes + blank, ahead - blank))
        return;
    quote = bytes[blank] == '>' ? 1 : 0;
    mbox->is_mbox = !single && fromline_length(bytes + blank + quote, ahead - blank - quote) > 0;
    reader_take(mbox->reader, blank);
    skip_from_lines(mbox);
}

Mbox *
mbox_new(int fd, const MboxFile *file, gsize cap)
{
    Mbox *mbox = g_new0(Mbox, 1);

    mbox->reader = reader_new(fd);
    mbox->cap = MIN(cap, G_MAXUINT / 2); /* what a GByteArray holds */
    mbox->name = text_to_utf8(file->path, strlen(file->path));
    mbox->modified = file->modified;
    mbox->line_end = '\n';
    begin(mbox, file->single);
    return mbox;
}

void
mbox_free(Mbox *mbox)
{
    if (!mbox)
        return;
    reader_free(mbox->reader);
    g_free(mbox->name);
    g_free(mbox);
}

/* A pipe is read to its end even beyond the cap, so that who writes into it is not killed. */
static void
take_all(Mbox *mbox, Draft *draft)
{
    for (gsize ahead = reader_want(mbox->reader, 1); ahead; ahead = reader_want(mbox->reader, 1)) {
        draft_add(draft, reader_bytes(mbox->reader), ahead);
        reader_take(mbox->reader, ahead);
        if (draft->truncated && !reader_is_pipe(mbox->reader))
            return;
    }
}

/* Adds a line or piece of one, less one > where it was quoted as the mboxrd format has it. */
static void
add_line(Draft *draft, const char *line, gsize length, gboolean at_start)
{
    gsize quote = at_start && *line == '>' && fromline_is_like(line, length) ? 1 : 0;

    draft_add(draft, line + quote, length - quote);
}

static gboolean
is_empty_line(const char *line, gsize length)
{
    return length == 1 || (length == 2 && line[0] == '\r');
}

/*
 * Lines up to the next message. An empty line is held back until the one behind it is known, for
 * before a "From " line and at the end of the file it belongs to the mbox. A line longer than what
 * lies ahead comes in pieces.
 */
static void
take_one_of_many(Mbox *mbox, Draft *draft)
{
    char held[2];
    gsize held_length = 0;
    gboolean at_start = TRUE;

    for (gsize ahead = reader_want(mbox->reader, FROMLINE_AHEAD); ahead;
         ahead = reader_want(mbox->reader, FROMLINE_AHEAD)) {
        const char *line = reader_bytes(mbox->reader);
        gsize length = line_length(mbox);
        gboolean is_whole = line[length - 1] == mbox->line_end;

        if (held_length && fromline_length(line, ahead))
            break;
        draft_add(draft, held, held_length);
        held_length = at_start && is_whole && is_empty_line(line, length) ? length : 0;
        memcpy(held, line, held_length);
        if (!held_length)
            add_line(draft, line, length, at_start);
        reader_take(mbox->reader, length);
        at_start = is_whole;
    }
    skip_from_lines(mbox);
}

static Letter *
fail(Mbox *mbox, const char *what, GError **error)
{
    mbox->ended = TRUE;
    g_set_error(error, MAILBOX_ERROR, MAILBOX_ERROR_LETTER, "%s: %s", mbox->name, what);
    return NULL;
}

/* An mbox of one message is no other than that message in a file of its own. */
static Letter *
finish(Mbox *mbox, GBytes *bytes, gboolean truncated)
{
    gboolean alone = !mbox->is_mbox || (mbox->count == 0 && mbox->ended);
    g_autofree char *source = NULL;

    mbox->count++;
    if (alone)
        return letter_new(bytes, mbox->name, mbox->modified, truncated);
    source = g_strdup_printf("%s#%" G_GUINT64_FORMAT, mbox->name, mbox->count);
    return letter_new(bytes, source, 0, truncated);
}

Letter *
mbox_next(Mbox *mbox, GError **error)
{
    g_autoptr(GByteArray) bytes = NULL;
    Draft draft = {.cap = mbox->cap};
    gsize ahead;

    if (mbox->ended)
        return NULL;
    ahead = reader_want(mbox->reader, 1);
    if (!ahead && !mbox->reader->error)
        return fail(mbox, "is empty", error);

    draft.bytes = bytes = g_byte_array_sized_new(
        (guint)MIN(mbox->is_mbox ? MIN(ahead, USUAL_LENGTH) : ahead, mbox->cap));
    if (mbox->is_mbox)
        take_one_of_many(mbox, &draft);
    else
        take_all(mbox, &draft);
    if (mbox->reader->error)
        return fail(mbox, g_strerror(mbox->reader->error), error);

    mbox->ended = !mbox->is_mbox || !reader_want(mbox->reader, 1);
    return finish(mbox, g_byte_array_free_to_bytes(g_steal_pointer(&bytes)), draft.truncated);
}
