/* suppression.c - addresses to write to no more, for people, and the table of writers */

#include "render/suppression.h"

#include "event/reason.h"
#include "render/counted.h"
#include "render/figures.h"
#include "render/layout.h"
#include "render/table.h"
#include "render/words.h"

#include <glib/gi18n.h>
#include <string.h>

/* So much of an id tells it from all others in a store of millions. */
#define ID_SHOWN 8

static const SuppressionWriter writers[] = {
    {"text", TRUE, suppression_text},        {"txt", FALSE, suppression_txt},
    {"csv", FALSE, suppression_csv},         {"jsonl", FALSE, suppression_jsonl},
    {"postfix", FALSE, suppression_postfix},
};

const SuppressionWriter *
suppression_writer_find(const char *name)
{
    for (guint i = 0; i < G_N_ELEMENTS(writers); i++) {
        if (g_str_equal(writers[i].name, name))
            return &writers[i];
    }
    return NULL;
}

char *
suppression_writer_names(void)
{
    GString *names = g_string_new("");

    for (guint i = 0; i < G_N_ELEMENTS(writers); i++)
        g_string_append_printf(names, "%s%s", i > 0 ? ", " : "", writers[i].name);
    return g_string_free(names, FALSE);
}

static const Counted to_remove =
    NP_("%s address to write to no more", "%s addresses to write to no more");
static const Counted to_confirm = NP_("%s address to confirm", "%s addresses to confirm");
static const Counted held = NP_("%s address held", "%s addresses held");
static const Counted kept = NP_("%s address kept by hand", "%s addresses kept by hand");

static const struct {
    const char *name;
    const Counted *title;
    const char *note;
} states[SUPPRESS_STATES] = {
    [SUPPRESS_NOT] = {"not", NULL, NULL},
    [SUPPRESS_REMOVE] = {"remove", &to_remove, NULL},
    [SUPPRESS_CONFIRM] = {"confirm", &to_confirm,
                          N_("Nothing proves that what came back was yours: anybody can have such "
                             "notices sent. Look at them with bounces suppress why ADDRESS, or "
                             "trust them with --trust likely or --trust unknown.")},
    [SUPPRESS_HELD] = {"held", &held,
                       N_("A provider that fails may call everybody unknown for hours. An address "
                          "counts when it is refused again a day later; --no-guard counts them "
                          "all now.")},
    [SUPPRESS_KEPT] = {"kept", &kept, NULL},
};

const char *
suppression_state_name(SuppressState state)
{
    return states[state].name;
}

const StoreEvidence *
suppression_evidence(const Suppression *line)
{
    return line->kind < EVIDENCE_KINDS ? &line->suspect->evidence[line->kind] : NULL;
}

gint64
suppression_time(const Suppression *line)
{
    const StoreSuspect *suspect = line->suspect;

    return line->kind < EVIDENCE_KINDS ? suspect->evidence[line->kind].last : suspect->decided;
}

const char *
suppression_why(const Suppression *line)
{
    const StoreEvidence *evidence = suppression_evidence(line);

    if (!evidence)
        return _("by hand");
    if (line->kind == EVIDENCE_COMPLAINT)
        return words_type(EVENT_FEEDBACK);
    return words_reason(evidence->reason);
}

/* Narrower than this, the address needs the room more; bounces suppress why has the events. */
#define WIDE 100

static const TableColumn columns[] = {
    {N_("ADDRESS"), TABLE_CUT}, {N_("WHY"), TABLE_KEEP},  {N_("TIMES"), TABLE_NUMBER},
    {N_("LAST"), TABLE_NUMBER}, {N_("CODE"), TABLE_KEEP}, {N_("ID"), TABLE_KEEP},
};

static void
add_line(Table *table, const Suppression *line)
{
    const char *address = line->suspect->address;
    const StoreEvidence *evidence = suppression_evidence(line);
    g_autofree char *times = evidence ? words_count((guint64)evidence->count) : g_strdup("");
    g_autofree char *last = figures_date(suppression_time(line));
    g_autofree char *code =
        evidence ? words_code(evidence->reply_code, evidence->status, "") : g_strdup("");
    g_autofree char *id = g_strndup(evidence ? evidence->id : "", ID_SHOWN);

    table_add(table, (const char *const[]){address, suppression_why(line), times, last, code, id});
}

/* "Orange: 37 addresses called unknown between ... and ...". */
static void
write_bursts(const SuppressionList *list, const RenderStyle *style, GString *out)
{
    for (guint i = 0; i < list->bursts->len; i++) {
        const SuppressBurst *one = g_ptr_array_index(list->bursts, i);
        g_autofree char *number = words_count((guint64)one->count);
        g_autofree char *first = words_time(one->first);
        g_autofree char *last = words_time(one->last);
        g_autofree char *line = g_strdup_printf(
            ngettext("%s: %s address called unknown between %s and %s",
                     "%s: %s addresses called unknown between %s and %s", (gulong)one->count),
            provider_name(style->providers, one->place), number, first, last);

        layout_paragraph(out, style, "  ", line, 0);
    }
}

/* A table may be wider than what is read line by line. */
#define PROSE_WIDTH 80

static void
write_note(const SuppressionList *list, SuppressState state, const RenderStyle *style, GString *out)
{
    RenderStyle prose = *style;

    prose.width = MIN(style->width, PROSE_WIDTH);
    if (state == SUPPRESS_HELD)
        write_bursts(list, &prose, out);
    if (states[state].note)
        layout_paragraph(out, &prose, "  ", _(states[state].note), 0);
}

static void
write_state(const SuppressionList *list, SuppressState state, const RenderStyle *style,
            GString *out)
{
    guint shown = G_N_ELEMENTS(columns) - (style->width < WIDE);
    g_autoptr(Table) table = table_new(columns, shown, style);
    gint64 count = 0;

    for (guint i = 0; i < list->lines->len; i++) {
        const Suppression *line = g_ptr_array_index(list->lines, i);

        if (line->state == state) {
            add_line(table, line);
            count++;
        }
    }
    if (count == 0)
        return;
    if (out->len)
        g_string_append_c(out, '\n');

    g_autofree char *title = counted(*states[state].title, count);
    layout_ink(out, style, INK_BOLD, title);
    g_string_append_c(out, '\n');
    write_note(list, state, style, out);
    table_write(table, out);
}

void
suppression_text(const SuppressionList *list, const RenderStyle *style, GString *out)
{
    for (SuppressState state = SUPPRESS_REMOVE; state < SUPPRESS_STATES; state++)
        write_state(list, state, style, out);
    if (!out->len)
        layout_paragraph(out, style, "", _("Nothing speaks against any address."), 0);
}
