/* tame.c - hostile mail cut down before it is taken apart */

#include "parsers/tame.h"

#include "base/text.h"

#include <string.h>

#define HEADER_FIELD_MAX (16 * 1024)
#define HEADER_BLOCK_MAX (256 * 1024)
#define BOUNDARIES_MAX 1000
#define NESTED_MAX 64
#define OUTER_MAX 8

#define ATTACHED_TYPE "content-type: message/rfc822"
#define HEADERS_TYPE "Content-Type: text/rfc822-headers"

/* Bytes by which a copy may be longer than its message before it has to grow. */
#define GROWTH 64

/* How far into an attached message the lines are. */
typedef enum { OUTSIDE, PART_HEADER, ATTACHED_HEADER, ATTACHED_BODY } Place;

typedef struct {
    const char *text;
    gsize length;
} Line;

typedef struct {
    GByteArray *out;   /* NULL as long as everything is kept as it is */
    const char *begin; /* where the message begins, and ends */
    const char *end;
    gsize field; /* length so far of the field that is being read; 0 in other lines */
    gsize block; /* length so far of the header block */
    gboolean in_header;
    guint boundaries;
    guint nested;
    gboolean cut;
    gboolean is_report; /* a delivery-status part or its like has begun */
    Place place;
    Line outer[OUTER_MAX]; /* boundary lines before the attached message */
    guint outer_count;
} Tamer;

/* Length of the line at text, its LF included. */
static gsize
line_length(const char *text, const char *end)
{
    const char *lf = memchr(text, '\n', end - text);

    return lf ? (gsize)(lf - text) + 1 : (gsize)(end - text);
}

static gboolean
is_blank(const char *line, gsize length)
{
    return text_trimmed_length(line, length) == 0;
}

static gboolean
begins_with(const char *line, gsize length, const char *word)
{
    gsize n = strlen(word);

    if (length < n || (*line | 0x20) != (*word | 0x20)) /* nearly all lines are others */
        return FALSE;
    return !g_ascii_strncasecmp(line, word, n);
}

/* "Name:" at the beginning of a line (RFC 5322 2.2). */
static gboolean
is_field(const char *line, gsize length)
{
    gsize n = 0;

    while (n < length && line[n] > ' ' && line[n] < 127 && line[n] != ':')
        n++;
    return n > 0 && n < length && line[n] == ':';
}

/* "--" and a word without spaces: a boundary line or near enough (RFC 2046 5.1.1: 70 characters).
 */
static gboolean
is_boundary(const char *line, gsize length)
{
    if (length < 3 || line[0] != '-' || line[1] != '-' || length > 76)
        return FALSE;
    for (gsize i = 2; i < length; i++)
        if (line[i] == ' ' || line[i] == '\t')
            return FALSE;
    return TRUE;
}

/* From now on the message is copied; what came before is as it was. There is room for all of it. */
static void
start_copy(Tamer *tamer, const char *here)
{
    if (tamer->out)
        return;
    tamer->out = g_byte_array_sized_new((guint)(tamer->end - tamer->begin + GROWTH));
    g_byte_array_append(tamer->out, (const guint8 *)tamer->begin, (guint)(here - tamer->begin));
}

/* How much of the line may stay. */
static gsize
allowed_length(Tamer *tamer, const char *line, gsize length)
{
    gboolean continued = *line == ' ' || *line == '\t';
    gsize room;

    if (continued && tamer->field)
        tamer->field += length;
    else
        tamer->field = is_field(line, length) ? length : 0;
    if (tamer->in_header)
        tamer->block += length;
    if (tamer->in_header && tamer->block > HEADER_BLOCK_MAX)
        return 0;
    if (tamer->field <= HEADER_FIELD_MAX)
        return length;
    room = tamer->field - length;
    return room >= HEADER_FIELD_MAX ? 0 : HEADER_FIELD_MAX - room;
}

/* The parts that say all there is to say: what is attached behind them is only returned. */
static gboolean
begins_report(const char *line, gsize length)
{
    return begins_with(line, length, "content-type: message/delivery-status") ||
           begins_with(line, length, "content-type: message/global-delivery-status") ||
           begins_with(line, length, "content-type: message/feedback-report");
}

static gboolean
is_outer(const Tamer *tamer, const char *line, gsize length)
{
    for (guint i = 0; i < tamer->outer_count; i++) {
        gsize n = tamer->outer[i].length;

        if (length >= n && !memcmp(line, tamer->outer[i].text, n) &&
            (length == n || (length == n + 2 && line[n] == '-' && line[n + 1] == '-')))
            return TRUE;
    }
    return FALSE;
}

static void
note_outer(Tamer *tamer, const char *line, gsize length)
{
    if (tamer->outer_count < OUTER_MAX && !is_outer(tamer, line, length))
        tamer->outer[tamer->outer_count++] = (Line){line, length};
}

/* What becomes of a line. */
typedef enum { LINE_KEEP, LINE_DROP, LINE_RETYPE } Fate;

/*
 * Follows the lines into an attached message and out of it. What a report returns is needed for
 * its header only: it is made a text/rfc822-headers part (RFC 6522 4).
 */
static Fate
fate_of(Tamer *tamer, const char *line, gsize length)
{
    gboolean boundary = is_boundary(line, length);

    length = text_trimmed_length(line, length);
    if (tamer->place != OUTSIDE && boundary && is_outer(tamer, line, length))
        tamer->place = OUTSIDE;
    else if (tamer->place == ATTACHED_BODY)
        return LINE_DROP;
    if (tamer->place != OUTSIDE) {
        tamer->place += length == 0;
    } else if (boundary) {
        note_outer(tamer, line, length);
    } else if (begins_report(line, length)) {
        tamer->is_report = TRUE;
    } else if (tamer->is_report && begins_with(line, length, ATTACHED_TYPE)) {
        tamer->place = PART_HEADER;
        return LINE_RETYPE;
    }
    return LINE_KEEP;
}

static void
append(Tamer *tamer, const char *text, gsize length)
{
    g_byte_array_append(tamer->out, (const guint8 *)text, (guint)length);
}

/* The type only: parameters may follow on the line or the next. */
static void
retype(Tamer *tamer, const char *line, gsize length)
{
    gsize old = strlen(ATTACHED_TYPE);

    append(tamer, HEADERS_TYPE, strlen(HEADERS_TYPE));
    append(tamer, line + old, length - old);
}

static void
keep(Tamer *tamer, const char *line, gsize length)
{
    gsize allowed = allowed_length(tamer, line, length);

    if (allowed < length) {
        start_copy(tamer, line);
        tamer->cut = TRUE;
    }
    if (!tamer->out)
        return;
    append(tamer, line, allowed);
    if (allowed > 0 && allowed < length)
        append(tamer, "\n", 1);
}

/* Takes the line into the message; FALSE where that ends here. */
static gboolean
take_line(Tamer *tamer, const char *line, gsize length)
{
    Fate fate = fate_of(tamer, line, length);

    if (is_blank(line, length))
        tamer->in_header = FALSE;
    if (fate == LINE_KEEP && is_boundary(line, length) && ++tamer->boundaries > BOUNDARIES_MAX)
        return FALSE;
    if (fate == LINE_KEEP && begins_with(line, length, "content-type: message/") &&
        ++tamer->nested > NESTED_MAX)
        return FALSE;
    if (fate != LINE_KEEP)
        start_copy(tamer, line);
    if (fate == LINE_KEEP)
        keep(tamer, line, length);
    else if (fate == LINE_RETYPE)
        retype(tamer, line, length);
    return TRUE;
}

/* Past blank lines, a byte order mark and the "From " line of an mbox. */
static const char *
skip_leading(const char *text, const char *end)
{
    if (end - text >= 3 && !memcmp(text, "\xef\xbb\xbf", 3))
        text += 3;
    while (text < end) {
        gsize length = line_length(text, end);

        if (!is_blank(text, length) && !begins_with(text, length, "From ") &&
            !begins_with(text, length, ">From "))
            break;
        text += length;
    }
    return text;
}

/* Old Mac line ends: CR alone. NULL where there is an LF or no CR. */
static GBytes *
without_bare_cr(GBytes *bytes)
{
    gsize length;
    const char *text = g_bytes_get_data(bytes, &length);
    char *copy;

    if (!length || memchr(text, '\n', length) || !memchr(text, '\r', length))
        return NULL;
    copy = g_memdup2(text, length);
    for (char *c = memchr(copy, '\r', length); c; c = memchr(c, '\r', copy + length - c))
        *c = '\n';
    return g_bytes_new_take(copy, length);
}

static GBytes *
tame_lines(GBytes *bytes, gboolean *cut)
{
    gsize length;
    const char *text = g_bytes_get_data(bytes, &length);
    const char *end = text + length;
    Tamer tamer = {.begin = skip_leading(text, end), .end = end, .in_header = TRUE};
    const char *line = tamer.begin;

    if (line >= end || !is_field(line, line_length(line, end)))
        return NULL;
    while (line < end) {
        gsize n = line_length(line, end);

        if (!take_line(&tamer, line, n))
            break;
        line += n;
    }
    *cut = tamer.cut || line < end;
    if (tamer.out)
        return g_byte_array_free_to_bytes(tamer.out);
    return g_bytes_new_from_bytes(bytes, tamer.begin - text, line - tamer.begin);
}

GBytes *
tame(GBytes *bytes, gboolean *cut)
{
    g_autoptr(GBytes) unix_lines = without_bare_cr(bytes);

    *cut = FALSE;
    if (g_bytes_get_size(bytes) == 0)
        return NULL;
    return tame_lines(unix_lines ? unix_lines : bytes, cut);
}
