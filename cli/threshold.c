/* threshold.c - "50", "20%" and "+100%": when bounces check gives alarm */

#include "cli/threshold.h"

#include <glib/gi18n.h>
#include <string.h>

/* Numbers behind which nobody means what was written. */
#define NUMBER_MAX 1000000000
#define SHARE_MAX 100

/* Fewer periods than this do not tell what is usual. */
#define PERIODS_MIN 3

static gboolean
parse_one(const char *text, Thresholds *thresholds)
{
    gboolean is_change = *text == '+';
    const char *digits = text + is_change;
    char *end;
    guint64 number = g_ascii_strtoull(digits, &end, 10);
    gboolean is_percent = g_str_equal(end, "%");
    Measure measure = is_change ? MEASURE_CHANGE : is_percent ? MEASURE_SHARE : MEASURE_COUNT;

    if (!g_ascii_isdigit(*digits) || (*end && !is_percent) || (is_change && !is_percent) ||
        number > (measure == MEASURE_SHARE ? SHARE_MAX : NUMBER_MAX))
        return FALSE;
    thresholds->limits[measure] = (gint64)number;
    return TRUE;
}

gboolean
threshold_parse(char **texts, Thresholds *thresholds, GError **error)
{
    *thresholds = THRESHOLDS_NONE;
    for (; texts && *texts; texts++) {
        if (parse_one(*texts, thresholds))
            continue;
        g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                    _("\"%s\" is no threshold; one is written 50, 20%% or +100%%"), *texts);
        return FALSE;
    }
    return TRUE;
}

gboolean
threshold_exceeded(const Thresholds *thresholds, const Measured *measured, Measure *measure)
{
    for (*measure = MEASURE_COUNT; *measure < MEASURES; (*measure)++) {
        if (thresholds->limits[*measure] >= 0 &&
            measured->values[*measure] > thresholds->limits[*measure])
            return TRUE;
    }
    return FALSE;
}

static int
compare_numbers(gconstpointer a, gconstpointer b)
{
    gint64 first = *(const gint64 *)a;
    gint64 second = *(const gint64 *)b;

    return (first > second) - (first < second);
}

/* Whole periods, the newest first. */
static GArray *
sum_periods(const gint64 *before, guint count, guint days)
{
    GArray *sums = g_array_new(FALSE, FALSE, sizeof(gint64));

    for (guint end = count; end >= days; end -= days) {
        gint64 sum = 0;

        for (guint i = end - days; i < end; i++)
            sum += before[i];
        g_array_append_val(sums, sum);
    }
    return sums;
}

gint64
threshold_change(gint64 count, const gint64 *before, guint before_count, guint days, gint64 *usual)
{
    g_autoptr(GArray) sums = sum_periods(before, before_count, days);

    *usual = 0;
    if (sums->len < PERIODS_MIN)
        return -1;
    g_array_sort(sums, compare_numbers);
    *usual = g_array_index(sums, gint64, sums->len / 2);
    return count > *usual ? (count - *usual) * 100 / MAX(*usual, 1) : 0;
}
