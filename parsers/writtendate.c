/* writtendate.c - days as people write them */

#include "parsers/writtendate.h"

#include <gmime/gmime.h>
#include <string.h>

/* How far ahead a day may lie to be preferred where a date can be read in two ways. */
#define PLAUSIBLE_DAYS 200

/* A date as it stands in the text; year 0 where it has none. */
typedef struct {
    guint day;
    guint month;
    guint year;
    gboolean swappable; /* 7/12: day and month might stand the other way round */
} Stated;

/* Names of months, folded: French, English, German, Spanish, Italian, Dutch, Portuguese. */
static const struct {
    const char *name;
    guint month;
} months[] = {
    {"janvier", 1},    {"january", 1},    {"januar", 1},    {"janner", 1},    {"enero", 1},
    {"gennaio", 1},    {"januari", 1},    {"janeiro", 1},   {"janv", 1},      {"jan", 1},
    {"ene", 1},        {"gen", 1},        {"fevrier", 2},   {"february", 2},  {"februar", 2},
    {"febrero", 2},    {"febbraio", 2},   {"februari", 2},  {"fevereiro", 2}, {"fevr", 2},
    {"fev", 2},        {"feb", 2},        {"mars", 3},      {"march", 3},     {"marz", 3},
    {"maerz", 3},      {"marzo", 3},      {"maart", 3},     {"marco", 3},     {"mar", 3},
    {"mrz", 3},        {"mrt", 3},        {"avril", 4},     {"april", 4},     {"abril", 4},
    {"aprile", 4},     {"avr", 4},        {"apr", 4},       {"abr", 4},       {"mai", 5},
    {"may", 5},        {"mayo", 5},       {"maggio", 5},    {"mei", 5},       {"maio", 5},
    {"mag", 5},        {"juin", 6},       {"june", 6},      {"juni", 6},      {"junio", 6},
    {"giugno", 6},     {"junho", 6},      {"jun", 6},       {"giu", 6},       {"juillet", 7},
    {"july", 7},       {"juli", 7},       {"julio", 7},     {"luglio", 7},    {"julho", 7},
    {"juil", 7},       {"jul", 7},        {"lug", 7},       {"aout", 8},      {"august", 8},
    {"agosto", 8},     {"augustus", 8},   {"aug", 8},       {"ago", 8},       {"septembre", 9},
    {"september", 9},  {"septiembre", 9}, {"setiembre", 9}, {"settembre", 9}, {"setembro", 9},
    {"sept", 9},       {"sep", 9},        {"set", 9},       {"octobre", 10},  {"october", 10},
    {"oktober", 10},   {"octubre", 10},   {"ottobre", 10},  {"outubro", 10},  {"oct", 10},
    {"okt", 10},       {"ott", 10},       {"out", 10},      {"novembre", 11}, {"november", 11},
    {"noviembre", 11}, {"novembro", 11},  {"nov", 11},      {"decembre", 12}, {"december", 12},
    {"dezember", 12},  {"diciembre", 12}, {"dicembre", 12}, {"dezembro", 12}, {"dec", 12},
    {"dez", 12},       {"dic", 12},
};

/* What may stand between day, month and year. */
static const char *const joints[] = {"of ", "de ", "del ", "di ", "do ", "the ", "en "};

/* What makes "7" "7th". */
static const char *const ordinals[] = {"st",  "nd", "rd", "th",  "er", "ere",
                                       "eme", "e",  "te", "ten", "ter"};

const char *
writtendate_skip_joint(const char *text)
{
    text += strspn(text, " ,");
    for (gsize i = 0; i < G_N_ELEMENTS(joints); i++)
        if (g_str_has_prefix(text, joints[i]))
            return text + strlen(joints[i]);
    return text;
}

/* A number of at most max_digits digits; what goes on behind it is none. */
static gboolean
take_number(const char **text, guint max_digits, guint *number)
{
    guint digits = 0;

    for (*number = 0; g_ascii_isdigit((*text)[digits]); digits++) {
        if (digits == max_digits)
            return FALSE;
        *number = *number * 10 + (guint)g_ascii_digit_value((*text)[digits]);
    }
    *text += digits;
    return digits > 0;
}

static gboolean
take_month(const char **text, guint *month)
{
    gsize length = 0;

    while (g_ascii_isalpha((*text)[length]))
        length++;
    for (gsize i = 0; i < G_N_ELEMENTS(months); i++)
        if (strlen(months[i].name) == length && !strncmp(*text, months[i].name, length)) {
            *text += length + ((*text)[length] == '.');
            *month = months[i].month;
            return TRUE;
        }
    return FALSE;
}

gboolean
writtendate_at_month(const char *text)
{
    guint month;

    return take_month(&text, &month);
}

/* "7", "7th", "1er", "7." */
static gboolean
take_day(const char **text, guint *day)
{
    if (!take_number(text, 2, day) || *day < 1 || *day > 31)
        return FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS(ordinals); i++) {
        gsize length = strlen(ordinals[i]);

        if (!strncmp(*text, ordinals[i], length) && !g_ascii_isalnum((*text)[length])) {
            *text += length;
            break;
        }
    }
    *text += **text == '.';
    return TRUE;
}

/* A year of four digits behind a date, or 0; text stays where there is none. */
static guint
take_year(const char **text)
{
    const char *at = writtendate_skip_joint(*text);
    guint year;

    if (!take_number(&at, 4, &year) || year < 1990 || year > 2099)
        return 0;
    *text = at;
    return year;
}

/* "27 mai 2026", "7. Dezember", "27 de mayo de 2026", "5th of May" */
static gboolean
read_day_month(const char *text, Stated *stated)
{
    if (!take_day(&text, &stated->day))
        return FALSE;
    if (*text == '-' || *text == '/')
        text++;
    text = writtendate_skip_joint(text);
    if (!take_month(&text, &stated->month))
        return FALSE;
    text += *text == '-';
    stated->year = take_year(&text);
    return TRUE;
}

/* "December 7th, 2026", "May the 5th" */
static gboolean
read_month_day(const char *text, Stated *stated)
{
    if (!take_month(&text, &stated->month))
        return FALSE;
    text = writtendate_skip_joint(text);
    if (!take_day(&text, &stated->day) || *text == ':')
        return FALSE;
    stated->year = take_year(&text);
    return TRUE;
}

/* "2026-12-07" (ISO 8601), "2026/12/07" */
static gboolean
read_year_first(const char *text, Stated *stated)
{
    const char *start = text;
    char separator;

    if (!take_number(&text, 4, &stated->year) || text - start != 4 || !strchr("-/.", *text))
        return FALSE;
    separator = *text;
    if (!*text++ || !take_number(&text, 2, &stated->month) || *text++ != separator)
        return FALSE;
    return take_number(&text, 2, &stated->day);
}

/* The year behind "7/12/" or "7.12."; 0 where there is none, as in telephone numbers. */
static guint
take_short_year(const char *text)
{
    const char *start = text;
    guint year;

    if (!take_number(&text, 4, &year) || g_ascii_isalpha(*text) ||
        (*text && strchr("/.-", *text) && g_ascii_isdigit(text[1])))
        return 0;
    if (text - start == 2 && start[-1] != '-')
        year += 2000;
    return year >= 1990 && year <= 2099 ? year : 0;
}

/*
 * "07/12/2026", "7.12.26", "7-12-2026", "7/12", "7.12." Without a year "7.12" may be a time or a
 * version, "7-12" a range, and "24/7" is always.
 */
static gboolean
read_numeric(const char *text, Stated *stated)
{
    char separator;

    if (!take_number(&text, 2, &stated->day) || !*text || !strchr("/.-", *text))
        return FALSE;
    separator = *text++;
    if (!take_number(&text, 2, &stated->month))
        return FALSE;
    stated->swappable = separator != '.';
    if (*text == separator)
        stated->year = take_short_year(text + 1);
    if (stated->year)
        return TRUE;
    if (separator == '.')
        return *text == '.' && !g_ascii_isdigit(text[1]);
    return separator == '/' && *text != '/' && !g_ascii_isalnum(*text) &&
           !(stated->day == 24 && stated->month == 7);
}

static gboolean (*const forms[])(const char *text, Stated *stated) = {
    read_year_first, read_day_month, read_month_day, read_numeric};

/* The first such day on or after today; 29 February may take some years. */
static void
complete_year(const Stated *stated, const Writing *writing, GDate *date)
{
    if (!g_date_valid(&writing->day))
        return;
    for (guint year = g_date_get_year(&writing->day), last = year + 8; year <= last; year++) {
        if (!g_date_valid_dmy((GDateDay)stated->day, (GDateMonth)stated->month, (GDateYear)year))
            continue;
        g_date_set_dmy(date, (GDateDay)stated->day, (GDateMonth)stated->month, (GDateYear)year);
        if (g_date_compare(date, &writing->day) >= 0)
            return;
    }
    g_date_clear(date, 1);
}

/* The day that is meant; invalid where it is none of the calendar. */
static GDate
to_date(const Stated *stated, const Writing *writing)
{
    GDate date;

    g_date_clear(&date, 1);
    if (stated->day < 1 || stated->day > 31 || stated->month < 1 || stated->month > 12)
        return date;
    if (!stated->year)
        complete_year(stated, writing, &date);
    else if (g_date_valid_dmy((GDateDay)stated->day, (GDateMonth)stated->month,
                              (GDateYear)stated->year))
        g_date_set_dmy(&date, (GDateDay)stated->day, (GDateMonth)stated->month,
                       (GDateYear)stated->year);
    return date;
}

static gboolean
is_plausible(const GDate *date, const Writing *writing)
{
    int days;

    if (!g_date_valid(date) || !g_date_valid(&writing->day))
        return FALSE;
    days = g_date_days_between(&writing->day, date);
    return days >= 0 && days <= PLAUSIBLE_DAYS;
}

/* Of two ways to read 7/12 the usual one, unless only the other lies in the near future. */
static GDate
resolve(const Stated *stated, const Writing *writing)
{
    Stated swapped = *stated;
    GDate one = to_date(stated, writing), other;

    if (!stated->swappable)
        return one;
    swapped.day = stated->month;
    swapped.month = stated->day;
    other = to_date(&swapped, writing);
    if (writing->month_first) {
        GDate first = other;

        other = one;
        one = first;
    }
    if (!g_date_valid(&one) || (is_plausible(&other, writing) && !is_plausible(&one, writing)))
        return other;
    return one;
}

gboolean
writtendate_read(const char *text, const Writing *writing, GDate *date)
{
    for (gsize i = 0; i < G_N_ELEMENTS(forms); i++) {
        Stated stated = {0};

        if (!forms[i](text, &stated))
            continue;
        *date = resolve(&stated, writing);
        if (g_date_valid(date))
            return TRUE;
    }
    return FALSE;
}

/* The day is that of the clock where it was written. */
Writing
writing_from_header(const char *date)
{
    g_autoptr(GDateTime) time = g_mime_utils_header_decode_date(date);
    Writing writing = {0};
    int year, month, day;

    g_date_clear(&writing.day, 1);
    if (!time)
        return writing;
    g_date_time_get_ymd(time, &year, &month, &day);
    if (g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year))
        g_date_set_dmy(&writing.day, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
    writing.month_first = g_date_time_get_utc_offset(time) <= -4 * G_TIME_SPAN_HOUR;
    return writing;
}
