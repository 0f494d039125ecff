/* text.c - foreign text made safe, and cut to fit */

#include "base/text.h"

#include <string.h>

#define ELLIPSIS "\xe2\x80\xa6"
#define REPLACEMENT 0xfffd

/* Windows-1252 from 0x80 to 0x9f; above that it is Latin-1, whose bytes are their code points. */
static const guint16 windows_1252[] = {
    0x20ac,      REPLACEMENT, 0x201a, 0x0192, 0x201e, 0x2026,      0x2020, 0x2021,
    0x02c6,      0x2030,      0x0160, 0x2039, 0x0152, REPLACEMENT, 0x017d, REPLACEMENT,
    REPLACEMENT, 0x2018,      0x2019, 0x201c, 0x201d, 0x2022,      0x2013, 0x2014,
    0x02dc,      0x2122,      0x0161, 0x203a, 0x0153, REPLACEMENT, 0x017e, 0x0178,
};

static gunichar
windows_1252_char(guchar byte)
{
    return byte >= 0xa0 ? byte : windows_1252[byte - 0x80];
}

/*
 * How many bytes of ASCII without NUL text begins with, or a few less. Mail is ASCII nearly always,
 * and g_utf8_validate_len looks at it byte by byte: eight at a time are a fifteenth of the work.
 */
static gsize
ascii_length(const char *bytes, gsize length)
{
    const guint64 ones = G_GUINT64_CONSTANT(0x0101010101010101);
    gsize done = 0;
    guint64 eight;

    for (; length - done >= sizeof eight; done += sizeof eight) {
        memcpy(&eight, bytes + done, sizeof eight);
        if ((eight | (eight - ones)) & (ones << 7)) /* a high bit, or a borrow from a NUL */
            break;
    }
    return done;
}

gboolean
text_is_utf8(const char *bytes, gsize length)
{
    gsize ascii = ascii_length(bytes, length);

    return ascii == length || g_utf8_validate_len(bytes + ascii, length - ascii, NULL);
}

char *
text_to_utf8(const char *bytes, gsize length)
{
    GString *text;
    const char *stop, *valid_end;

    if (!length)
        return g_strdup("");
    if (text_is_utf8(bytes, length))
        return g_strndup(bytes, length);
    text = g_string_sized_new(length + 1);
    stop = bytes + length;
    while (!g_utf8_validate_len(bytes, stop - bytes, &valid_end)) {
        g_string_append_len(text, bytes, valid_end - bytes);
        if (*valid_end)
            g_string_append_unichar(text, windows_1252_char((guchar)*valid_end));
        bytes = valid_end + 1;
    }
    g_string_append_len(text, bytes, stop - bytes);
    return g_string_free(text, FALSE);
}

void
text_take(char **place, char *text)
{
    g_free(*place);
    *place = text;
}

void
text_set(char **place, const char *text)
{
    text_take(place, g_strdup(text));
}

guint64
text_hash(guint64 begin, const char *text)
{
    guint64 hash = begin ? begin : G_GUINT64_CONSTANT(14695981039346656037);

    for (; *text; text++)
        hash = (hash ^ (guchar)*text) * G_GUINT64_CONSTANT(1099511628211);
    return hash * G_GUINT64_CONSTANT(1099511628211); /* for the NUL: "ab", "c" is not "a", "bc" */
}

gsize
text_trimmed_length(const char *line, gsize length)
{
    while (length > 0 && g_ascii_isspace(line[length - 1]))
        length--;
    return length;
}

gsize
text_fitting_length(const char *text, gsize max)
{
    gsize length = strnlen(text, max + 1);

    return length <= max ? length : (gsize)(g_utf8_find_prev_char(text, text + length) - text);
}

/* ASCII is most of what comes by, and looking it up in the Unicode tables takes far longer. */
static gboolean
is_space(gunichar c)
{
    return c < 0x80 ? g_ascii_isspace(c) || c == '\v' : g_unichar_isspace(c);
}

const char *
text_next(const char *text)
{
    int length = (guchar)g_utf8_skip[(guchar)*text];

    for (text++; length > 1 && *text; length--)
        text++;
    return text;
}

/* Takes the first character off *text. */
static gunichar
take_char(const char **text)
{
    gunichar c = g_utf8_get_char(*text);

    *text = text_next(*text);
    return c;
}

char *
text_squeeze(const char *text)
{
    char *squeezed = g_malloc(strlen(text) + 1);
    char *to = squeezed;
    gboolean space_before = FALSE;

    while (*text) {
        const char *from = text;

        if (is_space(take_char(&text))) {
            space_before = to > squeezed;
            continue;
        }
        if (space_before)
            *to++ = ' ';
        space_before = FALSE;
        while (*text > ' ') /* most text is ASCII words: no need to take it apart */
            text++;
        while (from < text)
            *to++ = *from++;
    }
    *to = '\0';
    return squeezed;
}

/* The characters that turn the direction of what follows (Unicode UAX #9, section 2). */
static gboolean
is_bidi_control(gunichar c)
{
    return c == 0x061c || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) ||
           (c >= 0x2066 && c <= 0x2069);
}

static gboolean
is_printable(gunichar c)
{
    if (c < 0x80)
        return c >= 0x20 && c != 0x7f;
    return c >= 0xa0 && c != 0x2028 && c != 0x2029 && !is_bidi_control(c);
}

char *
text_printable(const char *text)
{
    g_autofree char *valid = text_to_utf8(text, strlen(text));
    GString *printable = g_string_sized_new(strlen(valid) + 1);
    const char *next = valid;

    while (*next) {
        const char *from = next;

        if (is_printable(take_char(&next)))
            g_string_append_len(printable, from, next - from);
        else
            g_string_append_c(printable, ' ');
    }
    return g_string_free(printable, FALSE);
}

static int
char_width(gunichar c)
{
    if (c < 0x80)
        return 1;
    if (g_unichar_iszerowidth(c))
        return 0;
    return g_unichar_iswide(c) ? 2 : 1;
}

/* Columns of the characters from text up to stop. */
static int
span_width(const char *text, const char *stop)
{
    int width = 0;

    while (text < stop)
        width += char_width(take_char(&text));
    return width;
}

int
text_width(const char *text)
{
    return span_width(text, text + strlen(text));
}

char *
text_cut(const char *text, int width)
{
    const char *next = text;
    const char *end = text;

    if (text_width(text) <= width)
        return g_strdup(text);
    if (width <= 0)
        return g_strdup("");

    width -= char_width(take_char(&next)) + 1; /* the ellipsis takes one */
    while (width >= 0) {
        end = next;
        width -= char_width(take_char(&next));
    }
    return g_strdup_printf("%.*s" ELLIPSIS, (int)(end - text), text);
}

/* Only ASCII white space: a no-break space holds "50 %" and « these » together. */
#define BREAKS " \t\r\n"

char *
text_wrap(const char *text, int width, const char *indent)
{
    GString *wrapped = g_string_new("");
    int used = 0;

    for (text += strspn(text, BREAKS); *text; text += strspn(text, BREAKS)) {
        gsize length = strcspn(text, BREAKS);
        int word = span_width(text, text + length);

        if (wrapped->len && used + 1 + word > width) {
            g_string_append_printf(wrapped, "\n%s", indent);
            used = 0;
        } else if (wrapped->len) {
            g_string_append_c(wrapped, ' ');
            used++;
        }
        g_string_append_len(wrapped, text, length);
        used += word;
        text += length;
    }
    return g_string_free(wrapped, FALSE);
}

/* g_ascii_tolower is a call; text_find asks this at every likely place of a long text. */
static inline char
fold(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

gboolean
text_has_prefix(const char *text, const char *prefix)
{
    while (*prefix && fold(*text) == fold(*prefix)) {
        text++;
        prefix++;
    }
    return !*prefix;
}

/* Makes a small letter of a capital one, and something rare or other of most other characters. */
#define LOWER 0x20

/* How often a character with LOWER stands in notices, roughly; what is not here is rare. */
static const guint8 frequency[G_MAXUINT8 + 1] = {
    [' '] = 30, ['e'] = 29, ['t'] = 28, ['a'] = 27, ['o'] = 26, ['i'] = 25,         ['n'] = 24,
    ['s'] = 23, ['r'] = 22, ['l'] = 21, ['d'] = 20, ['m'] = 19, ['.'] = 18,         ['c'] = 17,
    ['u'] = 16, ['p'] = 15, ['h'] = 14, ['-'] = 13, ['f'] = 12, ['g'] = 11,         ['b'] = 10,
    ['y'] = 9,  ['w'] = 7,  ['v'] = 6,  ['k'] = 5,  ['x'] = 4,  [':'] = 3,          ['j'] = 2,
    ['q'] = 1,  ['z'] = 1,  ['0'] = 20, ['1'] = 20, ['2'] = 20, ['3'] = 15,         ['4'] = 15,
    ['5'] = 18, ['6'] = 13, ['7'] = 13, ['8'] = 13, ['9'] = 13, ['\n' | LOWER] = 8,
};

static gsize
rarest_of(const char *needle)
{
    gsize rarest = 0;
    guint8 least = G_MAXUINT8;

    for (gsize i = 0; needle[i]; i++) {
        guint8 often = frequency[(guchar)needle[i] | LOWER];

        if (often < least) {
            least = often;
            rarest = i;
        }
    }
    return rarest;
}

/* The first of two characters, which are one where it is no letter. */
static const char *
find_either(const char *text, const char *either)
{
    return either[0] == either[1] ? strchr(text, either[0]) : strpbrk(text, either);
}

/* Looks for the needle's rarest character, since each that is found costs a comparison. */
const char *
text_find(const char *text, const char *needle)
{
    gsize rarest = rarest_of(needle);
    const char either[] = {g_ascii_tolower(needle[rarest]), g_ascii_toupper(needle[rarest]), '\0'};

    if (!*needle)
        return text;
    if (strnlen(text, rarest) < rarest)
        return NULL;
    for (text = find_either(text + rarest, either); text; text = find_either(text + 1, either))
        if (text_has_prefix(text - rarest, needle))
            return text - rarest;
    return NULL;
}
