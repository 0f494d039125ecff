/* reportkeys.c - what a report's lines can be by */

#include "base/time.h"
#include "event/reason.h"
#include "render/figures.h"
#include "render/reportcolumns.h"
#include "render/reportwords.h"
#include "render/words.h"

#include <glib/gi18n.h>
#include <string.h>

static char *
text_key(const Report *report G_GNUC_UNUSED, const StoreLine *line,
         const RenderStyle *style G_GNUC_UNUSED)
{
    return g_strdup(*line->key ? line->key : _("not stated"));
}

static json_t *
data_key(const Report *report G_GNUC_UNUSED, const StoreLine *line)
{
    return *line->key ? json_string(line->key) : json_null();
}

static char *
text_reason(const Report *report G_GNUC_UNUSED, const StoreLine *line,
            const RenderStyle *style G_GNUC_UNUSED)
{
    Reason reason;

    return g_strdup(reason_from_name(line->key, &reason) ? words_reason(reason) : line->key);
}

static char *
text_provider(const Report *report G_GNUC_UNUSED, const StoreLine *line, const RenderStyle *style)
{
    return g_strdup(*line->key ? provider_name(style->providers, line->key) : _("others"));
}

static char *
text_day(const Report *report G_GNUC_UNUSED, const StoreLine *line,
         const RenderStyle *style G_GNUC_UNUSED)
{
    gint64 day;

    return time_parse_day(line->key, 0, &day) ? figures_date(day) : g_strdup(line->key);
}

static char *
text_move(const Report *report G_GNUC_UNUSED, const StoreLine *line,
          const RenderStyle *style G_GNUC_UNUSED)
{
    return report_moves(report_moves_parse(line->key));
}

static json_t *
data_move(const Report *report G_GNUC_UNUSED, const StoreLine *line)
{
    return report_moves_data(report_moves_parse(line->key));
}

static const ReportKey keys[STORE_BY_COUNT] = {
    [STORE_BY_REASON] = {"reason", N_("WHY"), TABLE_KEEP, text_reason, data_key},
    [STORE_BY_PROVIDER] = {"provider", N_("PROVIDER"), TABLE_CUT, text_provider, data_key},
    [STORE_BY_DOMAIN] = {"domain", N_("DOMAIN"), TABLE_CUT, text_key, data_key},
    [STORE_BY_STATUS] = {"status", N_("STATUS"), TABLE_KEEP, text_key, data_key},
    [STORE_BY_DAY] = {"day", N_("DAY"), TABLE_NUMBER, text_day, data_key},
    [STORE_BY_SENDER] = {"sender", N_("SENDER"), TABLE_CUT, text_key, data_key},
    [STORE_BY_MOVE] = {"move", N_("WHOSE MOVE"), TABLE_KEEP, text_move, data_move},
};

const ReportKey *
report_key(StoreBy by)
{
    return &keys[by];
}

gboolean
report_by_from_name(const char *name, StoreBy *by)
{
    for (guint i = 0; i < STORE_BY_COUNT; i++) {
        if (keys[i].name && g_str_equal(keys[i].name, name)) {
            *by = (StoreBy)i;
            return TRUE;
        }
    }
    return FALSE;
}

char *
report_by_names(void)
{
    GString *names = g_string_new("");

    for (guint i = 0; i < STORE_BY_COUNT; i++) {
        if (keys[i].name)
            g_string_append_printf(names, "%s%s", names->len ? ", " : "", keys[i].name);
    }
    return g_string_free(names, FALSE);
}
