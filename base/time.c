/* time.c - points in time as Unix seconds (UTC) */

#include "base/time.h"

#include <gmime/gmime.h>

#include <time.h>

/* From 1980, when mail began, to 2100: beyond, it is a clock gone wrong or no date. */
#define EARLIEST G_GINT64_CONSTANT(315532800)
#define LATEST G_GINT64_CONSTANT(4102444800)

gint64
time_parse_mail(const char *text)
{
    g_autoptr(GDateTime) date = g_mime_utils_header_decode_date(text);
    gint64 seconds = date ? g_date_time_to_unix(date) : 0;

    return seconds >= EARLIEST && seconds < LATEST ? seconds : 0;
}

char *
time_format(gint64 seconds)
{
    time_t time = seconds;
    struct tm utc;

    if (!seconds || !gmtime_r(&time, &utc))
        return g_strdup("");
    return g_strdup_printf("%04d-%02d-%02dT%02d:%02d:%02dZ", utc.tm_year + 1900, utc.tm_mon + 1,
                           utc.tm_mday, utc.tm_hour, utc.tm_min, utc.tm_sec);
}
