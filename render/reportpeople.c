/* reportpeople.c - who is away, and who has left or moved */

#include "render/reportparts.h"

#include "event/reason.h"
#include "render/counted.h"
#include "render/layout.h"
#include "render/lines.h"
#include "render/table.h"
#include "render/words.h"

#include <glib/gi18n.h>

static const Counted left_out = NP_("... and %s more:", "... and %s more:");

static const TableColumn columns[] = {
    {NULL, TABLE_CUT},
    {NULL, TABLE_WRAP},
};

char *
reportperson_words(const Event *event)
{
    g_autofree char *day = words_day(event->return_date, event->received);

    if (event->reason != REASON_HAS_MOVED)
        return g_strdup_printf(_("away until %s"), day);
    if (*event->new_address)
        return g_strdup_printf(_("gone; new address: %s"), event->new_address);
    return g_strdup(_("gone; no new address is given"));
}

static void
add_person(Table *table, const Event *event)
{
    g_autofree char *words = reportperson_words(event);

    table_add(table, (const char *const[]){lines_who(event), words});
}

void
reportpeople_write(const Report *report, const RenderStyle *style, GString *out)
{
    if (!report->people || report->people->len == 0)
        return;

    g_autoptr(Table) table = table_new(columns, G_N_ELEMENTS(columns), style);
    g_string_append_c(out, '\n');
    layout_ink(out, style, INK_BOLD, _("Who is away or gone"));
    g_string_append_c(out, '\n');
    for (guint i = 0; i < report->people->len; i++)
        add_person(table, g_ptr_array_index(report->people, i));
    table_write(table, out);
    if (report->people_left_out > 0) {
        g_autofree char *more = counted(left_out, report->people_left_out);
        g_autofree char *command =
            g_strdup_printf("bounces list %s --type auto-reply", report->options);

        layout_command(out, style, more, 0, command);
    }
}
