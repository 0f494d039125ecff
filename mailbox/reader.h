/* reader.h - the bytes of a file or pipe, some of them ahead */

#ifndef BOUNCES_MAILBOX_READER_H
#define BOUNCES_MAILBOX_READER_H

#include <glib.h>

#define READER_SIZE ((gsize)64 * 1024)

typedef struct {
    int fd;
    int error;     /* the errno that ended the reading; 0 at the end of the file */
    gboolean done; /* nothing more comes from fd */
    gsize start;   /* what was read and not yet taken lies between start and end */
    gsize end;
    char bytes[READER_SIZE];
} Reader;

/* Takes over fd. */
Reader *reader_new(int fd);
void reader_free(Reader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Reader, reader_free)

/*
 * Reads until at least length bytes (at most READER_SIZE) lie ahead. Fewer do at the end of the
 * file or after an error. Returns how many do; they begin at reader_bytes.
 */
gsize reader_want(Reader *reader, gsize length);

/* TRUE where reader_want need not wait for a byte, or for the end: something lies ahead or in fd.
 */
gboolean reader_has_more(const Reader *reader);

/* What lies ahead; good until the next reader_want. */
const char *reader_bytes(const Reader *reader);

/* TRUE where somebody may be writing at the other end of fd. */
gboolean reader_is_pipe(const Reader *reader);

/* Goes past length of the bytes ahead. */
void reader_take(Reader *reader, gsize length);

#endif
