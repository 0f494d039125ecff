/* part.c - a message and its parts, as spans of its bytes (RFC 2045, RFC 2046) */

#include "parsers/part.h"

#include "base/charset.h"

#include <string.h>

/*
 * GMime's parser does the same; but it makes objects of all that it finds, addresses and dates too,
 * and that was half of the time that a message took. Of broken mail the same is made here, so that
 * ids stay what they were.
 */

/* Parts within parts; nobody looks at what is deeper. */
#define DEPTH_MAX 100

/* Bytes of header fields that are allocated together: for more, malloc takes a longer way. */
#define TEXTS_BYTES 512

typedef struct {
    const char *text; /* "boundary" of "--boundary" and "--boundary--" */
    gsize length;
} Boundary;

/* The line that ends what is being read. */
typedef enum {
    STOP_END, /* there is none: the message is over */
    STOP_NONE,
    STOP_NEXT,
    STOP_LAST,
    STOP_OUTER_NEXT, /* those of a multipart around the innermost */
    STOP_OUTER_LAST,
} Stop;

typedef struct {
    const char *at;
    const char *end;
    Boundary boundaries[DEPTH_MAX]; /* of the multiparts that are open, the innermost last */
    guint open;
    Stop stop;
    GStringChunk *texts;
} Reader;

/* A boundary that ends a header leaves it alone, without anything behind it. */
typedef enum { HEADER_BROKEN, HEADER_WHOLE, HEADER_ALONE } HeaderEnd;

static void read_part(Reader *reader, Part *part, const Part *parent, HeaderEnd end, guint depth);

/* Where the line that begins there ends, its LF left out. */
static const char *
line_end(const Reader *reader, const char *line)
{
    const char *lf = memchr(line, '\n', (gsize)(reader->end - line));

    return lf ? lf : reader->end;
}

static const char *
next_line(const Reader *reader, const char *line)
{
    const char *end = line_end(reader, line);

    return end < reader->end ? end + 1 : end;
}

/* FALSE where the message ends within the line. */
static gboolean
skip_line(Reader *reader)
{
    reader->at = next_line(reader, reader->at);
    return reader->at[-1] == '\n';
}

/* Boundaries. */

/* White space may follow a boundary (RFC 2046 5.1.1). */
static gboolean
is_padding(const char *from, const char *end)
{
    while (from < end && (*from == ' ' || *from == '\t' || *from == '\r'))
        from++;
    return from == end;
}

static gboolean
begins(const char *text, const char *end, const char *word, gsize length)
{
    return (gsize)(end - text) >= length && !memcmp(text, word, length);
}

static Stop
stop_of(const Boundary *boundary, const char *line, const char *end)
{
    const char *rest;

    if (!begins(line + strlen("--"), end, boundary->text, boundary->length))
        return STOP_NONE;
    rest = line + strlen("--") + boundary->length;
    if (begins(rest, end, "--", 2) && is_padding(rest + 2, end))
        return STOP_LAST;
    return is_padding(rest, end) ? STOP_NEXT : STOP_NONE;
}

static Stop
find_stop(const Reader *reader, const char *line, const char *end)
{
    if (!begins(line, end, "--", 2))
        return STOP_NONE;
    for (guint i = reader->open; i > 0; i--) {
        Stop stop = stop_of(&reader->boundaries[i - 1], line, end);

        if (stop != STOP_NONE && i < reader->open)
            return stop == STOP_LAST ? STOP_OUTER_LAST : STOP_OUTER_NEXT;
        if (stop != STOP_NONE)
            return stop;
    }
    return STOP_NONE;
}

/* Bytes of the line end before a boundary: it belongs to that (RFC 2046 5.1.1), and is like its. */
static gsize
ending_of(const Reader *reader, gsize length)
{
    gsize ending = line_end(reader, reader->at)[-1] == '\r' ? 2 : 1;

    return length >= ending ? ending : 0;
}

/* All up to a boundary, or the rest. */
static void
read_content(Reader *reader, const char **content, gsize *length)
{
    *content = reader->at;
    reader->stop = STOP_END;
    while (reader->at < reader->end) {
        reader->stop = find_stop(reader, reader->at, line_end(reader, reader->at));
        if (reader->stop != STOP_NONE)
            break;
        reader->at = next_line(reader, reader->at);
        reader->stop = STOP_END;
    }
    *length = (gsize)(reader->at - *content);
    if (reader->stop != STOP_END)
        *length -= ending_of(reader, *length);
}

/* Headers. */

/*
 * The colon behind the name of a field (RFC 5322 2.2, and blanks before the colon as in RFC 822);
 * else where no name can go on.
 */
static const char *
name_end(const char *line, const char *stop)
{
    gboolean is_over = FALSE;

    for (; line < stop && *line != ':'; line++) {
        if (*line == ' ' || *line == '\t')
            is_over = TRUE;
        else if (is_over || g_ascii_iscntrl(*line))
            break;
    }
    return line;
}

static void
add_field(Reader *reader, Part *part, const char *name, const char *colon, const char *end)
{
    gsize length = (gsize)(colon - name);
    PartField field;

    while (length > 0 && (name[length - 1] == ' ' || name[length - 1] == '\t'))
        length--;
    field.name = g_string_chunk_insert_len(reader->texts, name, (gssize)length);
    field.value = g_string_chunk_insert_len(reader->texts, colon + 1, end - colon - 1);
    g_array_append_val(part->fields, field);
}

static gboolean
is_blank_line(const char *line, const char *end)
{
    return line == end || (end == line + 1 && *line == '\r');
}

/* Past the field's line and those that continue it. */
static const char *
field_end(const Reader *reader, const char *line)
{
    do {
        line = next_line(reader, line);
    } while (line < reader->end && (*line == ' ' || *line == '\t'));
    return line;
}

static HeaderEnd
read_header(Reader *reader, Part *part)
{
    if (reader->at == reader->end)
        return HEADER_BROKEN;
    reader->stop = STOP_NONE;
    while (reader->at < reader->end) {
        const char *line = reader->at;
        const char *end = line_end(reader, line);
        const char *colon;

        if (is_blank_line(line, end)) {
            reader->at = next_line(reader, line);
            return HEADER_WHOLE;
        }
        colon = name_end(line, reader->end);
        if (colon == reader->end)
            return HEADER_BROKEN;
        reader->stop = end < reader->end ? find_stop(reader, line, end) : STOP_NONE;
        if (reader->stop != STOP_NONE)
            return HEADER_ALONE;
        reader->at = field_end(reader, line);
        if (*colon == ':' && colon > line)
            add_field(reader, part, line, colon, reader->at);
    }
    return HEADER_WHOLE;
}

/* Parts. */

static Part *
part_new(void)
{
    Part *part = g_new0(Part, 1);

    part->fields = g_array_new(FALSE, FALSE, sizeof(PartField));
    part->content = "";
    return part;
}

void
part_free(Part *part)
{
    if (!part)
        return;
    g_array_unref(part->fields);
    contenttype_clear(&part->type);
    g_clear_pointer(&part->parts, g_ptr_array_unref);
    g_clear_pointer(&part->texts, g_string_chunk_free);
    g_free(part);
}

static void
free_part(gpointer part)
{
    part_free(part);
}

/* RFC 2046 5.1.5: in a digest all are messages that say nothing else. */
static const char *
type_of(const Part *part, const Part *parent)
{
    const char *value = part_last_field(part, "Content-Type");

    if (value)
        return value;
    return parent && part_is_type(parent, "multipart", "digest") ? "message/rfc822" : "text/plain";
}

static GMimeContentEncoding
encoding_of(const Part *part)
{
    const char *value = part_last_field(part, "Content-Transfer-Encoding");

    return value ? g_mime_content_encoding_from_string(value) : GMIME_CONTENT_ENCODING_DEFAULT;
}

/* What is encoded though RFC 2046 5.2.1 forbids it is left to who reads the leaf. */
static gboolean
is_message(const Part *part, guint depth)
{
    static const char *const subtypes[] = {"rfc822", "rfc2822", "global", "news"};

    if (depth >= DEPTH_MAX || part_is_encoded(part))
        return FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS(subtypes); i++)
        if (part_is_type(part, "message", subtypes[i]))
            return TRUE;
    return FALSE;
}

/* A PartReader. */
static void
read_leaf(Reader *reader, Part *part, guint depth G_GNUC_UNUSED)
{
    read_content(reader, &part->content, &part->length);
}

/* A PartReader: of a message that is attached nothing may be there. */
static void
read_message(Reader *reader, Part *part, guint depth)
{
    g_autoptr(Part) message = part_new();
    HeaderEnd end;

    reader->stop = find_stop(reader, reader->at, line_end(reader, reader->at));
    if (reader->stop != STOP_NONE)
        return;
    end = read_header(reader, message);
    if (end == HEADER_BROKEN) {
        reader->stop = STOP_END;
        return;
    }
    read_part(reader, message, NULL, end, depth + 1);
    g_ptr_array_add(part->parts, g_steal_pointer(&message));
}

static void
read_parts(Reader *reader, Part *part, guint depth)
{
    while (reader->stop == STOP_NEXT) {
        g_autoptr(Part) child = part_new();
        HeaderEnd end = skip_line(reader) ? read_header(reader, child) : HEADER_BROKEN;

        if (end == HEADER_BROKEN) {
            reader->stop = STOP_END;
            return;
        }
        if (end == HEADER_ALONE && child->fields->len == 0)
            continue;
        read_part(reader, child, part, end, depth + 1);
        g_ptr_array_add(part->parts, g_steal_pointer(&child));
    }
}

/* The line that ended a multipart is the innermost's now, or one around that. */
static void
look_again(Reader *reader)
{
    if (reader->stop == STOP_OUTER_LAST || reader->stop == STOP_OUTER_NEXT)
        reader->stop = find_stop(reader, reader->at, line_end(reader, reader->at));
}

static void
read_prologue(Reader *reader, Part *part)
{
    const char *begin = reader->at;

    read_content(reader, &part->content, &part->length);
    if (reader->at == begin)
        part->content = NULL;
}

/* A PartReader. */
static void
read_multipart(Reader *reader, Part *part, guint depth)
{
    const char *boundary = part_parameter(part, "boundary");
    gboolean has_parts = boundary && depth < DEPTH_MAX;

    if (has_parts)
        reader->boundaries[reader->open++] = (Boundary){boundary, strlen(boundary)};
    read_prologue(reader, part);
    if (!has_parts)
        return;
    read_parts(reader, part, depth);
    reader->open--;
    if (reader->stop == STOP_LAST) {
        const char *rest;
        gsize length;

        skip_line(reader);
        read_content(reader, &rest, &length);
    } else {
        look_again(reader);
    }
}

/* What stands behind a part's header, by its kind. */
typedef void (*PartReader)(Reader *reader, Part *part, guint depth);

static const PartReader readers[] = {
    [PART_LEAF] = read_leaf,
    [PART_MULTIPART] = read_multipart,
    [PART_MESSAGE] = read_message,
};

static void
set_kind(Reader *reader, Part *part, const Part *parent, guint depth)
{
    contenttype_read(&part->type, type_of(part, parent), reader->texts);
    if (part_is_type(part, "multipart", "*")) {
        part->kind = PART_MULTIPART;
        part->content = NULL;
    } else {
        part->encoding = encoding_of(part);
        part->kind = is_message(part, depth) ? PART_MESSAGE : PART_LEAF;
    }
    if (part->kind != PART_LEAF)
        part->parts = g_ptr_array_new_with_free_func(free_part);
}

/* A part whose header was read; where that ended with a boundary, there is nothing behind it. */
static void
read_part(Reader *reader, Part *part, const Part *parent, HeaderEnd end, guint depth)
{
    set_kind(reader, part, parent, depth);
    if (end == HEADER_WHOLE)
        readers[part->kind](reader, part, depth);
}

Part *
part_parse(const char *bytes, gsize length)
{
    Reader reader = {.at = bytes, .end = bytes + length};
    g_autoptr(Part) part = part_new();
    HeaderEnd end;

    part->texts = g_string_chunk_new(TEXTS_BYTES);
    reader.texts = part->texts;
    end = read_header(&reader, part);
    if (end == HEADER_BROKEN || part->fields->len == 0)
        return NULL;
    read_part(&reader, part, NULL, end, 0);
    return g_steal_pointer(&part);
}

const char *
part_field(const Part *part, const char *name)
{
    for (guint i = 0; i < part->fields->len; i++) {
        const PartField *field = &g_array_index(part->fields, PartField, i);

        if (!g_ascii_strcasecmp(field->name, name))
            return field->value;
    }
    return NULL;
}

const char *
part_last_field(const Part *part, const char *name)
{
    for (guint i = part->fields->len; i > 0; i--) {
        const PartField *field = &g_array_index(part->fields, PartField, i - 1);

        if (!g_ascii_strcasecmp(field->name, name))
            return field->value;
    }
    return NULL;
}

char *
part_decode(const char *value)
{
    g_autofree char *line = g_mime_utils_header_unfold(value);

    return charset_decode_words(line);
}

gboolean
part_is_type(const Part *part, const char *type, const char *subtype)
{
    return contenttype_is(&part->type, type, subtype);
}

gboolean
part_is_encoded(const Part *part)
{
    return part->encoding == GMIME_CONTENT_ENCODING_BASE64 ||
           part->encoding == GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE ||
           part->encoding == GMIME_CONTENT_ENCODING_UUENCODE;
}

const char *
part_parameter(const Part *part, const char *name)
{
    return contenttype_parameter(&part->type, name);
}
