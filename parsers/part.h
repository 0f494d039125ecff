/* part.h - a message and its parts, as spans of its bytes (RFC 2045, RFC 2046) */

#ifndef BOUNCES_PARSERS_PART_H
#define BOUNCES_PARSERS_PART_H

#include "parsers/contenttype.h"

#include <glib.h>
#include <gmime/gmime.h>

typedef enum { PART_LEAF, PART_MULTIPART, PART_MESSAGE } PartKind;

/* A header field: its name, and its value as written, line ends and all. */
typedef struct {
    const char *name;
    const char *value;
} PartField;

typedef struct Part Part;
struct Part {
    PartKind kind;
    GArray *fields;                /* PartField, in order */
    ContentType type;              /* text/plain where none is stated (RFC 2045 5.2) */
    GMimeContentEncoding encoding; /* of a leaf */
    const char *content;           /* of a leaf; what stands before a multipart's parts, or NULL */
    gsize length;
    GPtrArray
        *parts; /* of Part: a multipart's; of a PART_MESSAGE the message, where one is there */
    GStringChunk *texts; /* of the fields of all; the whole message has it */
};

/*
 * Takes a message apart that tame() has seen. Nothing is copied but fields: bytes must stay. Lines
 * that are no fields are passed over; a multipart may be without an end, and is over where one
 * around it is. NULL where no field begins it.
 */
Part *part_parse(const char *bytes, gsize length);
void part_free(Part *part);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Part, part_free)

/* The value of the first field of that name, or of the last; NULL where there is none. Borrowed. */
const char *part_field(const Part *part, const char *name);
const char *part_last_field(const Part *part, const char *name);

/* A field's value on one line, its encoded words (RFC 2047) decoded. Owned by the caller. */
char *part_decode(const char *value);

/* FALSE for 7bit, 8bit and binary, and for encodings that nobody knows (RFC 2045 6). */
gboolean part_is_encoded(const Part *part);

gboolean part_is_type(const Part *part, const char *type, const char *subtype);

/* A parameter of the Content-Type; NULL where there is none. Borrowed. */
const char *part_parameter(const Part *part, const char *name);

#endif
