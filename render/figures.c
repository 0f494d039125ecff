/* figures.c - shares, changes and periods as people read them */

#include "render/figures.h"

#include "base/time.h"
#include "render/words.h"

#include <glib/gi18n.h>
#include <string.h>

gint64
figures_percent(gint64 part, gint64 whole)
{
    gint64 half = part < 0 ? -whole / 2 : whole / 2;

    return whole > 0 ? (part * 100 + half) / whole : 0;
}

/* The sign is "", "+" or "-". */
static char *
signed_percent(const char *sign, gint64 percent)
{
    g_autofree char *number = words_count((guint64)percent);
    g_autofree char *amount = g_strdup_printf(_("%s %%"), number);

    return g_strconcat(sign, amount, NULL);
}

char *
figures_change(gint64 count, gint64 before)
{
    gint64 percent = figures_percent(count - before, before);

    if (before == 0)
        return g_strdup(count > 0 ? _("new") : "");
    return signed_percent(percent > 0 ? "+" : percent < 0 ? "-" : "", ABS(percent));
}

char *
figures_comparison(gint64 count, gint64 before, guint days)
{
    gint64 percent = figures_percent(count - before, before);
    g_autofree char *amount = signed_percent("", ABS(percent));
    g_autofree char *length = words_count(days);

    if (before == 0)
        return g_strdup_printf(ngettext("nothing stored from the day before",
                                        "nothing stored from the %s days before", days),
                               length);
    if (percent == 0)
        return g_strdup_printf(
            ngettext("as many as on the day before", "as many as in the %s days before", days),
            length);
    if (percent > 0)
        return days == 1 ? g_strdup_printf(_("%s more than on the day before"), amount)
                         : g_strdup_printf(_("%s more than in the %s days before"), amount, length);
    return days == 1 ? g_strdup_printf(_("%s fewer than on the day before"), amount)
                     : g_strdup_printf(_("%s fewer than in the %s days before"), amount, length);
}

/* "2026-11", as much of a day's name as its month takes. */
#define MONTH_LENGTH 7

/* The month is said once where both days are in it. */
static char *
first_day(const char *first, const char *last, gint64 near)
{
    int day = (int)g_ascii_strtoll(first + MONTH_LENGTH + 1, NULL, 10);

    if (strncmp(first, last, MONTH_LENGTH) != 0)
        return words_day(first, near);
    return day == 1 ? g_strdup(C_("day", "1")) : g_strdup_printf("%d", day);
}

char *
figures_period(gint64 since, gint64 until)
{
    g_autofree char *first = time_day_name(since);
    g_autofree char *last = time_day_name(until - 1);
    g_autofree char *from = first_day(first, last, until - 1);
    g_autofree char *to = words_day(last, 0);

    if (g_str_equal(first, last))
        return g_strdup_printf(C_("period", "%s"), to);
    return g_strdup_printf(_("%s to %s"), from, to);
}

static const char *const months[] = {
    N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun"),
    N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec"),
};

char *
figures_date(gint64 seconds)
{
    g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc(seconds);

    if (!seconds || !time)
        return g_strdup("");
    return g_strdup_printf("%2d %s %d", g_date_time_get_day_of_month(time),
                           _(months[g_date_time_get_month(time) - 1]), g_date_time_get_year(time));
}

char *
figures_date_in_text(gint64 seconds)
{
    return g_strchug(figures_date(seconds));
}
