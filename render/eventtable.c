/* eventtable.c - events in columns, one a line */

#include "render/eventtable.h"

#include "render/figures.h"
#include "render/lines.h"
#include "render/words.h"

#include <glib/gi18n.h>

/* So much of an id tells it from all others in a store of millions. */
#define ID_SHOWN 8

/* Narrower than this, the recipient needs the room more than the provider's name. */
#define WIDE 100

static char *
show_date(const Event *event, const RenderStyle *style G_GNUC_UNUSED)
{
    return figures_date(event->received);
}

static char *
show_recipient(const Event *event, const RenderStyle *style G_GNUC_UNUSED)
{
    return g_strdup(lines_who(event));
}

/* A failure's reason says all; a delay is one by a reason, and anything else is what it is. */
static char *
show_why(const Event *event, const RenderStyle *style G_GNUC_UNUSED)
{
    if (event->type == EVENT_BOUNCE)
        return g_strdup(words_reason(event->reason));
    if (event->type == EVENT_DELAY)
        return g_strdup_printf(_("delay: %s"), words_reason(event->reason));
    if (event->reason == REASON_HAS_MOVED)
        return g_strdup(words_reason(event->reason));
    return g_strdup(words_type(event->type));
}

static char *
show_code(const Event *event, const RenderStyle *style G_GNUC_UNUSED)
{
    return words_code(event->reply_code, event->status, "");
}

static char *
show_provider(const Event *event, const RenderStyle *style)
{
    return g_strdup(provider_name(style->providers, event->provider));
}

static char *
show_id(const Event *event, const RenderStyle *style G_GNUC_UNUSED)
{
    return g_strndup(event->id, ID_SHOWN);
}

static const struct {
    TableColumn column;
    char *(*show)(const Event *event, const RenderStyle *style);
} columns[] = {
    {{N_("DATE"), TABLE_NUMBER}, show_date}, {{N_("RECIPIENT"), TABLE_CUT}, show_recipient},
    {{N_("WHY"), TABLE_KEEP}, show_why},     {{N_("CODE"), TABLE_KEEP}, show_code},
    {{N_("ID"), TABLE_KEEP}, show_id},       {{N_("PROVIDER"), TABLE_CUT}, show_provider},
};

#define COLUMNS G_N_ELEMENTS(columns)

static guint
count_columns(const RenderStyle *style)
{
    return style->width >= WIDE ? COLUMNS : COLUMNS - 1;
}

Table *
eventtable_new(const RenderStyle *style)
{
    TableColumn titles[COLUMNS];

    for (guint i = 0; i < COLUMNS; i++)
        titles[i] = columns[i].column;
    return table_new(titles, count_columns(style), style);
}

void
eventtable_add(Table *table, const Event *event, const RenderStyle *style)
{
    char *cells[COLUMNS];

    for (guint i = 0; i < COLUMNS; i++)
        cells[i] = columns[i].show(event, style);
    table_add(table, (const char *const *)cells);
    for (guint i = 0; i < COLUMNS; i++)
        g_free(cells[i]);
}
