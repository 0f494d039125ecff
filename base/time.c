/* time.c - points in time as Unix seconds (UTC) */

#include "base/time.h"

#include <gmime/gmime.h>

#include <stdio.h>
#include <string.h>
#include <time.h>

/* From 1980, when mail began, to 2100: beyond, it is a clock gone wrong or no date. */
#define EARLIEST G_GINT64_CONSTANT(315532800)
#define LATEST G_GINT64_CONSTANT(4102444800)

/* What RFC 3339 has words for. */
#define YEAR_0 G_GINT64_CONSTANT(-62167219200)
#define YEAR_10000 G_GINT64_CONSTANT(253402300800)

/* A date in the form that nearly all have; minutes are east of Greenwich. */
typedef struct {
    struct tm local;
    int zone;
} UsualDate;

/* Takes a number of so many digits and what must stand behind it; FALSE where it does not. */
static gboolean
take_number(const char **text, int digits, const char *behind, int *number)
{
    const char *at = *text;

    for (*number = 0; digits > 0 && g_ascii_isdigit(*at); digits--)
        *number = 10 * *number + (*at++ - '0');
    if (digits > 0 || !g_str_has_prefix(at, behind))
        return FALSE;
    *text = at + strlen(behind);
    return TRUE;
}

/* *month is 0 for "Jan ". */
static gboolean
take_month(const char **text, int *month)
{
    static const char names[] = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec ";

    for (*month = 0; *month < 12; (*month)++)
        if (strncmp(*text, names + 4 * *month, 4) == 0) {
            *text += 4;
            return TRUE;
        }
    return FALSE;
}

static gboolean
take_zone(const char **text, int *minutes)
{
    int sign = **text == '+' ? 1 : **text == '-' ? -1 : 0;
    int zone;

    if (sign == 0)
        return FALSE;
    (*text)++;
    if (!take_number(text, 4, "", &zone) || zone > 1400 || zone % 100 > 59)
        return FALSE;
    *minutes = sign * (zone / 100 * 60 + zone % 100);
    return TRUE;
}

static gboolean
is_possible(const struct tm *date)
{
    return date->tm_year >= 1970 && date->tm_mday >= 1 && date->tm_hour < 24 && date->tm_min < 60 &&
           date->tm_sec < 60 &&
           date->tm_mday <=
               g_date_get_days_in_month((GDateMonth)(date->tm_mon + 1), (GDateYear)date->tm_year);
}

/* Nothing but white space, and the zone's name as a comment. */
static gboolean
is_end(const char *text)
{
    text += strspn(text, " ");
    if (*text == '(') {
        do {
            text++;
        } while (g_ascii_isalpha(*text));
        if (*text++ != ')')
            return FALSE;
    }
    return !text[strspn(text, " \r\n")];
}

/* "Tue, 24 Nov 2026 01:47:00 +0100 (CET)" (RFC 5322 3.3). */
static gboolean
read_usual(const char *text, UsualDate *date)
{
    struct tm *local = &date->local;

    text += strspn(text, " ");
    if (g_ascii_isalpha(text[0]) && g_ascii_isalpha(text[1]) && g_ascii_isalpha(text[2]) &&
        g_str_has_prefix(text + 3, ", "))
        text += strlen("Tue, ");
    return take_number(&text, g_ascii_isdigit(text[0]) && g_ascii_isdigit(text[1]) ? 2 : 1, " ",
                       &local->tm_mday) &&
           take_month(&text, &local->tm_mon) && take_number(&text, 4, " ", &local->tm_year) &&
           take_number(&text, 2, ":", &local->tm_hour) &&
           take_number(&text, 2, ":", &local->tm_min) &&
           take_number(&text, 2, " ", &local->tm_sec) && take_zone(&text, &date->zone) &&
           is_end(text) && is_possible(local);
}

static gint64
usual_seconds(UsualDate *date)
{
    date->local.tm_year -= 1900;
    return (gint64)timegm(&date->local) - (gint64)date->zone * 60;
}

static gint64
unusual_seconds(const char *text)
{
    g_autoptr(GDateTime) date = g_mime_utils_header_decode_date(text);

    return date ? g_date_time_to_unix(date) : 0;
}

/* GMime makes something of nearly everything that people write for a date, and takes its time. */
gint64
time_parse_mail(const char *text)
{
    UsualDate date = {0};
    gint64 seconds = read_usual(text, &date) ? usual_seconds(&date) : unusual_seconds(text);

    return seconds >= EARLIEST && seconds < LATEST ? seconds : 0;
}

gint64
time_parse(const char *text)
{
    g_autoptr(GDateTime) date = g_date_time_new_from_iso8601(text, NULL);

    return date ? g_date_time_to_unix(date) : 0;
}

/* What printf would take ten times as long for, and every event needs it thrice. */
static char *
put_digits(char *to, int number, int digits)
{
    for (int i = digits - 1; i >= 0; i--) {
        to[i] = (char)('0' + number % 10);
        number /= 10;
    }
    return to + digits;
}

char *
time_format(gint64 seconds)
{
    time_t time = seconds;
    struct tm utc;
    char text[] = "0000-00-00T00:00:00Z";
    char *to = text;

    if (seconds == 0 || seconds < YEAR_0 || seconds >= YEAR_10000 || !gmtime_r(&time, &utc))
        return g_strdup("");
    to = put_digits(to, utc.tm_year + 1900, 4) + 1;
    to = put_digits(to, utc.tm_mon + 1, 2) + 1;
    to = put_digits(to, utc.tm_mday, 2) + 1;
    to = put_digits(to, utc.tm_hour, 2) + 1;
    to = put_digits(to, utc.tm_min, 2) + 1;
    put_digits(to, utc.tm_sec, 2);
    return g_strdup(text);
}

gint64
time_day(gint64 seconds)
{
    return seconds - (seconds % TIME_DAY + TIME_DAY) % TIME_DAY;
}

char *
time_day_name(gint64 seconds)
{
    char *day = time_format(seconds);

    day[MIN(strlen(day), strlen("0000-00-00"))] = '\0';
    return day;
}

/* "2026-05-01" and nothing else. */
static GDateTime *
parse_date(const char *text)
{
    static const char shape[] = "dddd-dd-dd";
    int year;
    int month;
    int number;
    gsize i = 0;

    while (text[i] && (shape[i] == 'd' ? g_ascii_isdigit(text[i]) : text[i] == shape[i]))
        i++;
    if (text[i] || shape[i] || sscanf(text, "%4d-%2d-%2d", &year, &month, &number) != 3)
        return NULL;
    return g_date_time_new_utc(year, month, number, 0, 0, 0);
}

static GDateTime *
go_back_weeks(GDateTime *now, int count)
{
    return g_date_time_add_weeks(now, -count);
}

static GDateTime *
go_back_days(GDateTime *now, int count)
{
    return g_date_time_add_days(now, -count);
}

static GDateTime *
go_back_years(GDateTime *now, int count)
{
    return g_date_time_add_years(now, -count);
}

static const struct {
    char letter;
    GDateTime *(*go_back)(GDateTime *now, int count);
} units[] = {
    {'d', go_back_days},
    {'w', go_back_weeks},
    {'y', go_back_years},
};

/* Nobody asks for more, and dates overflow at some point behind it. */
#define COUNT_DIGITS 5

static GDateTime *
parse_span(const char *text, gint64 now)
{
    gsize digits = strspn(text, "0123456789");
    g_autoptr(GDateTime) today = g_date_time_new_from_unix_utc(now);
    GDateTime *day = NULL;

    if (digits == 0 || digits > COUNT_DIGITS || strlen(text) != digits + 1)
        return NULL;
    for (guint i = 0; today && i < G_N_ELEMENTS(units); i++) {
        if (units[i].letter != text[digits])
            continue;
        day = units[i].go_back(today, (int)g_ascii_strtoll(text, NULL, 10));
        return day ? day : g_date_time_new_from_unix_utc(EARLIEST);
    }
    return NULL;
}

gboolean
time_parse_day(const char *text, gint64 now, gint64 *day)
{
    g_autoptr(GDateTime) date = parse_date(text);

    if (!date)
        date = parse_span(text, now);
    if (!date)
        return FALSE;
    *day = time_day(CLAMP(g_date_time_to_unix(date), EARLIEST, LATEST - 1));
    return TRUE;
}
