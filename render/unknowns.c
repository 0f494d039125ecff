/* unknowns.c - what no rule knew, for people, and the table of its writers */

#include "render/unknowns.h"

#include "render/counted.h"
#include "render/layout.h"
#include "render/table.h"
#include "render/words.h"

#include <glib/gi18n.h>

/* As bounces list shows it. */
#define ID_SHOWN 8

static const UnknownsWriter writers[] = {
    {"text", TRUE, unknowns_text},
    {"jsonl", FALSE, unknowns_jsonl},
    {"csv", FALSE, unknowns_csv},
    {"rules", FALSE, unknowns_rules},
};

const UnknownsWriter *
unknowns_writer_find(const char *name)
{
    for (guint i = 0; i < G_N_ELEMENTS(writers); i++)
        if (g_str_equal(writers[i].name, name))
            return &writers[i];
    return NULL;
}

char *
unknowns_writer_names(void)
{
    const char *names[G_N_ELEMENTS(writers) + 1] = {NULL};

    for (guint i = 0; i < G_N_ELEMENTS(writers); i++)
        names[i] = writers[i].name;
    return g_strjoinv(", ", (char **)(gpointer)names);
}

static const TableColumn columns[] = {
    {N_("COUNT"), TABLE_NUMBER},  {N_("WHY"), TABLE_KEEP}, {N_("CODE"), TABLE_KEEP},
    {N_("PROVIDER"), TABLE_TRIM}, {N_("ID"), TABLE_KEEP},  {N_("WORDS"), TABLE_CUT},
};

static void
add_row(Table *table, const UnknownGroup *group, const RenderStyle *style)
{
    const Event *event = group->newest;
    g_autofree char *count = words_count((guint64)group->count);
    g_autofree char *code = words_code(event->reply_code, event->status, "");
    g_autofree char *id = g_strndup(event->id, ID_SHOWN);
    const char *const cells[] = {count, words_reason(event->reason),
                                 code,  provider_name(style->providers, event->provider),
                                 id,    group->sample};

    table_add(table, cells);
}

static void
write_table(const Unknowns *unknowns, const RenderStyle *style, GString *out)
{
    g_autoptr(Table) table = table_new(columns, G_N_ELEMENTS(columns), style);

    for (guint i = 0; i < unknowns->groups->len; i++)
        add_row(table, g_ptr_array_index(unknowns->groups, i), style);
    table_write(table, out);
}

static const Counted unclassified = NP_("%s failure no rule knew", "%s failures no rule knew");
static const Counted by_code = NP_("%s that only its code told", "%s that only their codes told");
static const Counted left_out =
    NP_("... and %s more line: --top 0", "... and %s more lines: --top 0");

static void
write_totals(const Unknowns *unknowns, const RenderStyle *style, GString *out)
{
    g_autofree char *none = counted_if_any(unclassified, unknowns->unclassified);
    g_autofree char *code = counted_if_any(by_code, unknowns->by_code);
    g_autofree char *more = counted_if_any(left_out, unknowns->left_out);
    const char *const facts[] = {none, code};
    g_autofree char *command = g_strdup_printf("bounces unknown %s%s--format rules >mine.rules",
                                               unknowns->options, *unknowns->options ? " " : "");

    if (*more)
        layout_paragraph(out, style, "", more, 0);
    g_string_append_c(out, '\n');
    layout_facts(out, style, "", facts, G_N_ELEMENTS(facts));
    layout_command(out, style, _("Drafts of rules:"), 0, command);
}

void
unknowns_text(const Unknowns *unknowns, const RenderStyle *style, GString *out)
{
    if (unknowns->groups->len == 0) {
        layout_paragraph(out, style, "", _("There is nothing that no rule knew."), 0);
        return;
    }
    write_table(unknowns, style, out);
    write_totals(unknowns, style, out);
}
