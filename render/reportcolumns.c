/* reportcolumns.c - the columns of a report beside what its lines are by */

#include "render/reportcolumns.h"

#include "event/reason.h"
#include "render/figures.h"
#include "render/reportwords.h"
#include "render/words.h"

#include <glib/gi18n.h>

static char *
text_share(const Report *report, const StoreLine *line, const RenderStyle *style G_GNUC_UNUSED)
{
    gint64 percent = figures_percent(line->count, report->types[EVENT_BOUNCE]);

    if (percent == 0 && line->count > 0)
        return g_strdup("<1");
    return words_count((guint64)percent);
}

static json_t *
data_share(const Report *report, const StoreLine *line)
{
    return json_integer(figures_percent(line->count, report->types[EVENT_BOUNCE]));
}

static char *
text_failed(const Report *report G_GNUC_UNUSED, const StoreLine *line,
            const RenderStyle *style G_GNUC_UNUSED)
{
    return words_count((guint64)line->count);
}

static json_t *
data_failed(const Report *report G_GNUC_UNUSED, const StoreLine *line)
{
    return json_integer(line->count);
}

static json_t *
data_before(const Report *report G_GNUC_UNUSED, const StoreLine *line)
{
    return json_integer(line->before);
}

static char *
text_change(const Report *report, const StoreLine *line, const RenderStyle *style G_GNUC_UNUSED)
{
    return report->before > 0 ? figures_change(line->count, line->before) : g_strdup("");
}

static json_t *
data_change(const Report *report G_GNUC_UNUSED, const StoreLine *line)
{
    return line->before > 0
               ? json_integer(figures_percent(line->count - line->before, line->before))
               : json_null();
}

/* Of addresses, as long as all of them are there. */
static json_t *
count_known(const StoreLine *line, gint64 count)
{
    return line->is_purged ? json_null() : json_integer(count);
}

static char *
text_addresses(const Report *report G_GNUC_UNUSED, const StoreLine *line,
               const RenderStyle *style G_GNUC_UNUSED)
{
    return line->is_purged ? g_strdup("") : words_count((guint64)line->addresses);
}

static json_t *
data_addresses(const Report *report G_GNUC_UNUSED, const StoreLine *line)
{
    return count_known(line, line->addresses);
}

static json_t *
data_dead(const Report *report G_GNUC_UNUSED, const StoreLine *line)
{
    return count_known(line, line->dead);
}

static char *
text_mostly(const Report *report G_GNUC_UNUSED, const StoreLine *line, const RenderStyle *style)
{
    return g_strdup(provider_name(style->providers, line->mostly));
}

static json_t *
data_mostly(const Report *report G_GNUC_UNUSED, const StoreLine *line)
{
    return *line->mostly ? json_string(line->mostly) : json_null();
}

/* Of a line by reason; the house's word for any other has none. */
static Move
line_move(const Report *report, const StoreLine *line)
{
    Reason reason;

    if (report->by != STORE_BY_REASON || !reason_from_name(line->key, &reason))
        return MOVE_NONE;
    return reason_move(reason);
}

/* Dead addresses are the reader's to remove: as many as bounces suppress still knows. */
static char *
text_whose(const Report *report, const StoreLine *line, const RenderStyle *style G_GNUC_UNUSED)
{
    g_autofree char *number = words_count((guint64)line->dead);

    return line->dead > 0 ? g_strdup_printf(_("remove %s"), number)
                          : report_moves(line_move(report, line));
}

static json_t *
data_whose(const Report *report, const StoreLine *line)
{
    return report_moves_data(line_move(report, line));
}

static json_t *
data_days(const Report *report G_GNUC_UNUSED, const StoreLine *line)
{
    json_t *days = json_array();

    for (guint i = 0; i < line->day_count; i++)
        json_array_append_new(days, json_integer(line->days[i]));
    return days;
}

#define BY(name) (1U << STORE_BY_##name)
#define BY_ALL (BY(COUNT) - 1)
#define BY_FEW (BY(REASON) | BY(STATUS) | BY(SENDER) | BY(MOVE))

const ReportColumn report_columns[] = {
    {"failed", N_("FAILED"), TABLE_NUMBER, BY_ALL, text_failed, data_failed},
    {"share", N_("%"), TABLE_NUMBER, BY_ALL & ~BY(DAY), text_share, data_share},
    {REPORT_DAYS, NULL, TABLE_KEEP, BY_ALL, NULL, data_days},
    {"before", NULL, TABLE_NUMBER, 0, NULL, data_before},
    {"change", N_("CHANGE"), TABLE_NUMBER, BY_ALL & ~BY(DAY), text_change, data_change},
    {"addresses", N_("ADDRESSES"), TABLE_NUMBER, BY_ALL & ~BY(REASON), text_addresses,
     data_addresses},
    {"dead_addresses", NULL, TABLE_NUMBER, 0, NULL, data_dead},
    {"mostly_at", N_("MOSTLY AT"), TABLE_CUT, BY_FEW, text_mostly, data_mostly},
    {"whose_move", N_("WHOSE MOVE"), TABLE_TRIM, BY(REASON), text_whose, data_whose},
};

const guint report_columns_count = G_N_ELEMENTS(report_columns);

gboolean
reportcolumn_is_shown(const ReportColumn *column, const Report *report)
{
    gboolean compares = g_str_equal(column->key, "change");

    return (column->by & 1U << report->by) && (!compares || report->before > 0);
}
