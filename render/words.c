/* words.c - the house's words in the reader's language (gettext) */

#include "render/words.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

/* What stands between thousands: a comma, a point, a narrow space. */
#define THOUSANDS N_(",")

static const char *const outcomes[EVENT_TYPE_COUNT] = {
    [EVENT_BOUNCE] = N_("not delivered"),
    [EVENT_DELAY] = N_("not yet delivered"),
    [EVENT_SUCCESS] = N_("delivered"),
};

/* The actions of RFC 3464, section 2.3.3, that are a success and not simply "delivered". */
static const struct {
    const char *action;
    const char *word;
} successes[] = {
    {"relayed", N_("relayed")},
    {"expanded", N_("expanded")},
};

const char *
words_outcome(const Event *event)
{
    for (guint i = 0; event->type == EVENT_SUCCESS && i < G_N_ELEMENTS(successes); i++) {
        if (g_ascii_strcasecmp(event->action, successes[i].action) == 0)
            return _(successes[i].word);
    }
    return outcomes[event->type] ? _(outcomes[event->type]) : event_type_name(event->type);
}

static const struct {
    const char *command;
    const char *words;
} stages[] = {
    {"CONNECT", N_("on connecting")},
    {"EHLO", N_("after EHLO")},
    {"HELO", N_("after HELO")},
    {"STARTTLS", N_("after STARTTLS")},
    {"AUTH", N_("after AUTH")},
    {"MAIL", N_("after MAIL FROM")},
    {"RCPT", N_("after RCPT TO")},
    {"DATA", N_("after DATA")},
    {"EOM", N_("after the whole message")},
    {"PIPE", N_("by a delivery program")},
};

static const char *
words_stage(const char *command)
{
    for (guint i = 0; i < G_N_ELEMENTS(stages); i++) {
        if (g_ascii_strcasecmp(command, stages[i].command) == 0)
            return _(stages[i].words);
    }
    return "";
}

char *
words_code(int reply_code, Status status, const char *command)
{
    g_autofree char *dotted = status_to_string(status);
    const char *stage = words_stage(command);
    GString *words = g_string_new("");

    if (reply_code)
        g_string_append_printf(words, "%d", reply_code);
    if (*dotted)
        g_string_append_printf(words, "%s%s", words->len ? " " : "", dotted);
    if (*stage)
        g_string_append_printf(words, "%s%s", words->len ? ", " : "", stage);
    return g_string_free(words, FALSE);
}

static const struct {
    Move move;
    const char *words;
} movers[] = {
    {MOVE_YOU, N_("you")},
    {MOVE_HOST, N_("host")},
    {MOVE_RECIPIENT, N_("recipient")},
    {MOVE_RECIPIENT_HOST, N_("recipient’s host")},
    {MOVE_NOBODY, N_("nobody")},
};

char *
words_moves(Move moves)
{
    GString *words = g_string_new("");

    for (guint i = 0; i < G_N_ELEMENTS(movers); i++) {
        if (moves & movers[i].move)
            g_string_append_printf(words, "%s%s", words->len ? ", " : "", _(movers[i].words));
    }
    return g_string_free(words, FALSE);
}

static const char *const addresses[] = {
    [ADDRESS_KEEP] = N_("keep it, nothing is wrong with it"),
    [ADDRESS_WAIT] = N_("keep it for now"),
    [ADDRESS_CORRECT] = N_("check how it is written, and correct it"),
    [ADDRESS_REMOVE] = N_("take it off your list"),
};

const char *
words_address(AddressAdvice advice, gboolean sure)
{
    if (advice == ADDRESS_REMOVE && !sure)
        return _("probably dead, make sure before you remove it");
    return _(addresses[advice]);
}

static const char *const months[] = {
    N_("January"), N_("February"), N_("March"),     N_("April"),   N_("May"),      N_("June"),
    N_("July"),    N_("August"),   N_("September"), N_("October"), N_("November"), N_("December"),
};

/* Some languages write the first of a month in another way than its other days. */
static char *
day_and_month(int month, int day)
{
    if (day == 1)
        return g_strdup_printf(_("1 %s"), _(months[month - 1]));
    return g_strdup_printf(_("%d %s"), day, _(months[month - 1]));
}

char *
words_day(const char *day, gint64 near)
{
    g_autoptr(GDateTime) now = g_date_time_new_from_unix_utc(near);
    int year;
    int month;
    int number;

    if (sscanf(day, "%4d-%2d-%2d", &year, &month, &number) != 3 || month < 1 || month > 12)
        return g_strdup(day);

    g_autofree char *words = day_and_month(month, number);
    if (near && now && g_date_time_get_year(now) == year)
        return g_steal_pointer(&words);
    return g_strdup_printf("%s %d", words, year);
}

char *
words_time(gint64 seconds)
{
    g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc(seconds);

    if (!time)
        return g_strdup("");

    g_autofree char *day =
        day_and_month(g_date_time_get_month(time), g_date_time_get_day_of_month(time));
    return g_strdup_printf("%s %d, %02d:%02d UTC", day, g_date_time_get_year(time),
                           g_date_time_get_hour(time), g_date_time_get_minute(time));
}

char *
words_count(guint64 count)
{
    g_autofree char *digits = g_strdup_printf("%" G_GUINT64_FORMAT, count);
    gsize length = strlen(digits);
    GString *words = g_string_new("");

    for (gsize i = 0; i < length; i++) {
        if (i > 0 && (length - i) % 3 == 0)
            g_string_append(words, _(THOUSANDS));
        g_string_append_c(words, digits[i]);
    }
    return g_string_free(words, FALSE);
}
