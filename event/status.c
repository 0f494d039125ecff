/* status.c - enhanced mail system status codes (RFC 3463) */

#include "event/status.h"

#include <string.h>

#define NUMBER_DIGITS 3 /* RFC 3463 section 2: subject and detail are 1*3DIGIT */
#define NUMBER_MAX 999

/* Takes a number off the front of *text; FALSE with more digits than a code may have. */
static gboolean
take_number(const char **text, guint16 *number)
{
    const char *from = *text;
    guint value = 0;

    while (g_ascii_isdigit(**text) && *text - from <= NUMBER_DIGITS)
        value = value * 10 + (guint)g_ascii_digit_value(*(*text)++);
    *number = (guint16)value;
    return *text > from && *text - from <= NUMBER_DIGITS;
}

static gboolean
take_char(const char **text, char c)
{
    if (g_ascii_tolower(**text) != c)
        return FALSE;
    (*text)++;
    return TRUE;
}

/* RFC 3463 section 2: class = "2" / "4" / "5" */
static gboolean
take_class(const char **text, guint16 *class)
{
    if (**text != '2' && **text != '4' && **text != '5')
        return FALSE;
    *class = (guint16)g_ascii_digit_value(*(*text)++);
    return TRUE;
}

gboolean
status_parse(const char *text, Status *status, const char **end)
{
    Status read;

    if (!take_class(&text, &read.class) || !take_char(&text, '.') ||
        !take_number(&text, &read.subject) || !take_char(&text, '.') ||
        !take_number(&text, &read.detail))
        return FALSE;
    if (text[0] == '.' && g_ascii_isdigit(text[1]))
        return FALSE;

    *status = read;
    if (end)
        *end = text;
    return TRUE;
}

gboolean
status_is_set(Status status)
{
    return status.class != 0;
}

/* Statuses in their order, as numbers. */
static guint32
status_rank(Status status)
{
    return (status.class * 1000U + status.subject) * 1000U + status.detail;
}

gboolean
status_equal(Status a, Status b)
{
    return status_rank(a) == status_rank(b);
}

/* What printf would take ten times as long for, and every event needs it thrice. */
static char *
put_number(char *to, guint number)
{
    if (number >= 10)
        to = put_number(to, number / 10);
    *to = (char)('0' + number % 10);
    return to + 1;
}

char *
status_to_string(Status status)
{
    char text[sizeof "65535.65535.65535"];
    char *to;

    if (!status_is_set(status))
        return g_strdup("");
    to = put_number(text, status.class);
    *to++ = '.';
    to = put_number(to, status.subject);
    *to++ = '.';
    *put_number(to, status.detail) = '\0';
    return g_strdup(text);
}

/* Takes ".7" or ".X" off the front of *text; an X spans all numbers. */
static gboolean
take_range_number(const char **text, guint16 *first, guint16 *last)
{
    if (!take_char(text, '.'))
        return FALSE;
    if (take_char(text, 'x')) {
        *first = 0;
        *last = NUMBER_MAX;
        return TRUE;
    }
    if (!take_number(text, first))
        return FALSE;
    *last = *first;
    return TRUE;
}

/* Takes "5.7.X" off the front of *text. "5.X.1" is none: its statuses are not side by side. */
static gboolean
take_pattern(const char **text, StatusRange *range)
{
    Status first = {0};
    Status last = {0};

    range->any_class = take_char(text, 'x');
    if (!range->any_class && !take_class(text, &first.class))
        return FALSE;
    last.class = first.class;
    if (!take_range_number(text, &first.subject, &last.subject) ||
        !take_range_number(text, &first.detail, &last.detail))
        return FALSE;

    range->first = first;
    range->last = last;
    return first.subject == last.subject || first.detail != last.detail;
}

/* TRUE where "5.7.606" and "5.7.649" may stand on the two sides of a hyphen. */
static gboolean
is_span(const StatusRange *from, const StatusRange *to)
{
    return status_equal(from->first, from->last) && status_equal(to->first, to->last) &&
           from->any_class == to->any_class && from->first.class == to->first.class &&
           from->first.subject == to->first.subject && from->first.detail <= to->first.detail;
}

gboolean
status_range_parse(const char *word, StatusRange *range)
{
    StatusRange from;
    StatusRange to;

    if (!take_pattern(&word, &from))
        return FALSE;
    if (take_char(&word, '-')) {
        if (!take_pattern(&word, &to) || !is_span(&from, &to))
            return FALSE;
        from.last = to.last;
    }
    if (*word)
        return FALSE;
    *range = from;
    return TRUE;
}

gboolean
status_range_contains(const StatusRange *range, Status status)
{
    if (!status_is_set(status))
        return FALSE;
    if (range->any_class)
        status.class = 0;
    return status_rank(status) >= status_rank(range->first) &&
           status_rank(status) <= status_rank(range->last);
}
