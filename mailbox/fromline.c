/* fromline.c - the "From " lines between the messages of an mbox (RFC 4155, appendix A) */

#include "mailbox/fromline.h"

#include <string.h>

#define FROM "From "

/* git-format-patch(1) begins each patch with this date; a patch in a mail is not the next mail. */
#define GIT_DATE "Mon Sep 17 00:00:00 2001"

/* What the date of a From_ line is made of. */
typedef enum {
    PART_NONE = 0,
    PART_WEEKDAY = 1 << 0,
    PART_MONTH = 1 << 1,
    PART_DAY = 1 << 2,
    PART_TIME = 1 << 3,
    PART_YEAR = 1 << 4,
    PART_ZONE = 1 << 5,
} Part;

#define PARTS_NEEDED (PART_WEEKDAY | PART_MONTH | PART_DAY | PART_TIME | PART_YEAR)

/* Shapes of the parts but for names: A stands for a capital letter, 9 for a digit. */
static const struct {
    const char *shape;
    Part part;
} shapes[] = {
    {"9", PART_DAY},      {"99", PART_DAY},    {"99:99:99", PART_TIME}, {"9:99:99", PART_TIME},
    {"99:99", PART_TIME}, {"9999", PART_YEAR}, {"+9999", PART_ZONE},    {"-9999", PART_ZONE},
    {"A", PART_ZONE},     {"AA", PART_ZONE},   {"AAA", PART_ZONE},      {"AAAA", PART_ZONE},
    {"AAAAA", PART_ZONE},
};

/* No three letters but a name are found in these. */
static const char weekdays[] = "Mon Tue Wed Thu Fri Sat Sun";
static const char months[] = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec";

/* Room for a word that may be part of a date; more of a word is never looked at. */
#define WORD_SIZE 10

static Part
part_of_date(const char *word)
{
    char shape[WORD_SIZE] = "";

    if (strlen(word) == 3 && strstr(weekdays, word))
        return PART_WEEKDAY;
    if (strlen(word) == 3 && strstr(months, word))
        return PART_MONTH;
    for (guint i = 0; word[i]; i++)
        shape[i] = g_ascii_isdigit(word[i]) ? '9' : g_ascii_isupper(word[i]) ? 'A' : word[i];
    for (guint i = 0; i < G_N_ELEMENTS(shapes); i++)
        if (g_str_equal(shapes[i].shape, shape))
            return shapes[i].part;
    return PART_NONE;
}

static gboolean
is_blank(char c)
{
    return c == ' ' || c == '\t' || c == ',';
}

/* Takes a word off the front of *text; FALSE where there is none. */
static gboolean
take_word(const char **text, const char *stop, char word[WORD_SIZE])
{
    gsize length = 0;

    while (*text < stop && is_blank(**text))
        (*text)++;
    for (; *text < stop && !is_blank(**text); (*text)++)
        if (length < WORD_SIZE - 1)
            word[length++] = **text;
    word[length] = '\0';
    return length > 0;
}

/*
 * The date starts at the last weekday, for a sender may be called Mon, and may have spaces. Its
 * parts come in any order: asctime(3)'s, with a zone before or behind the year, or a header's.
 */
static gboolean
ends_in_date(const char *text, const char *stop)
{
    char word[WORD_SIZE];
    guint seen = 0;

    if (g_strstr_len(text, stop - text, GIT_DATE))
        return FALSE;
    while (take_word(&text, stop, word)) {
        Part part = part_of_date(word);

        if (part == PART_WEEKDAY)
            seen = PART_WEEKDAY;
        else if (seen && part && (part == PART_ZONE || !(seen & part)))
            seen |= part;
        else if ((seen & PARTS_NEEDED) == PARTS_NEEDED)
            return g_str_equal(word, "remote"); /* "remote from HOST", says UUCP */
        else
            seen = 0;
    }
    return (seen & PARTS_NEEDED) == PARTS_NEEDED;
}

/* Thunderbird writes no sender, and at times no date. */
static gboolean
is_bare(const char *text, const char *stop)
{
    char word[WORD_SIZE];

    return !take_word(&text, stop, word) ||
           (g_str_equal(word, "-") && !take_word(&text, stop, word));
}

/* RFC 5322 section 3.6.8: ftext, then a colon; white space before it is obsolete but seen. */
static gboolean
is_field(const char *text, const char *stop)
{
    const char *from = text;

    while (text < stop && g_ascii_isgraph(*text) && *text != ':')
        text++;
    if (text == from)
        return FALSE;
    while (text < stop && (*text == ' ' || *text == '\t'))
        text++;
    return text < stop && *text == ':';
}

gboolean
fromline_is_like(const char *bytes, gsize length)
{
    const char *stop = bytes + length;

    while (bytes < stop && *bytes == '>')
        bytes++;
    return (gsize)(stop - bytes) >= strlen(FROM) && memcmp(bytes, FROM, strlen(FROM)) == 0;
}

gsize
fromline_length(const char *bytes, gsize length)
{
    const char *stop = bytes + MIN(length, FROMLINE_AHEAD);
    const char *text = bytes + strlen(FROM);
    const char *end = text;
    const char *next;

    if (*bytes != 'F' || !fromline_is_like(bytes, length))
        return 0;
    while (end < stop && *end != '\r' && *end != '\n')
        end++;
    next = end;
    if (next < stop && *next == '\r')
        next++;
    if (next < stop && *next == '\n')
        next++;
    if (!is_field(next, stop) && !fromline_is_like(next, stop - next))
        return 0;
    return is_bare(text, end) || ends_in_date(text, end) ? (gsize)(next - bytes) : 0;
}
