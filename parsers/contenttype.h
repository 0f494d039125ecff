/* contenttype.h - what kind of text or part something is (RFC 2045 5) */

#ifndef BOUNCES_PARSERS_CONTENTTYPE_H
#define BOUNCES_PARSERS_CONTENTTYPE_H

#include <glib.h>
#include <gmime/gmime.h>

typedef struct {
    const char *type;
    const char *subtype;
    GArray *parameters;    /* of ContentParameter, in order; NULL where there are none */
    GMimeContentType *odd; /* has all of these where they are not written in the usual way */
} ContentType;

typedef struct {
    const char *name;
    const char *value;
} ContentParameter;

/*
 * Reads a field's value as it is written. What is no type at all is application/octet-stream. Texts
 * are put into the chunk, which must stay.
 */
void contenttype_read(ContentType *type, const char *value, GStringChunk *texts);
void contenttype_clear(ContentType *type);

/* In any case; "*" is any subtype. */
gboolean contenttype_is(const ContentType *type, const char *name, const char *subtype);

/* A parameter's value, decoded (RFC 2231); NULL where there is none. Borrowed. */
const char *contenttype_parameter(const ContentType *type, const char *name);

#endif
