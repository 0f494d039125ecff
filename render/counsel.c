/* counsel.c - what to do, written out: title, whose move, address, steps */

#include "render/counsel.h"

#include "base/text.h"
#include "render/layout.h"
#include "render/words.h"

#include <glib/gi18n.h>
#include <string.h>

/* An administrator's rule may name an advice that nobody has written. */
static const Advice *
find_advice(const Counsel *counsel, const RenderStyle *style)
{
    const Advice *advice = advices_find(style->advices, counsel->advice);

    return advice ? advice : advices_find(style->advices, reason_name(counsel->reason));
}

/* Titles are clauses, so that they can stand after others too. */
static char *
capitalise(const char *clause)
{
    GString *sentence = g_string_new("");
    gunichar first = g_utf8_get_char(clause);

    if (first) {
        g_string_append_unichar(sentence, g_unichar_totitle(first));
        g_string_append(sentence, clause + g_unichar_to_utf8(first, NULL));
    }
    return g_string_free(sentence, FALSE);
}

char *
counsel_title(const Counsel *counsel, const RenderStyle *style)
{
    const Advice *advice = find_advice(counsel, style);

    if (!advice)
        return g_strdup(reason_name(counsel->reason));

    g_autofree char *clause = advice_title(style->advices, advice, &counsel->facts);
    return capitalise(clause);
}

Move
counsel_move(const Counsel *counsel, const RenderStyle *style)
{
    const Advice *advice = find_advice(counsel, style);
    Move move = advice ? advice_move(advice) : MOVE_NONE;

    return move != MOVE_NONE ? move : reason_move(counsel->reason);
}

/* On one line where there is room. */
static void
write_move(const Counsel *counsel, const Advice *advice, const RenderStyle *style, const char *lead,
           GString *out)
{
    g_autofree char *moves = words_moves(counsel->move);
    g_autofree char *move = g_strdup_printf(_("Whose move: %s."), moves);
    g_autofree char *address =
        g_strdup_printf(_("Address: %s."), words_address(advice_address(advice), counsel->sure));
    g_autofree char *both = g_strdup_printf("%s%s   %s", lead, move, address);

    if (text_width(both) <= style->width) {
        g_string_append_printf(out, "%s\n", both);
        return;
    }
    layout_paragraph(out, style, lead, move, 0);
    layout_paragraph(out, style, lead, address, 0);
}

char **
counsel_steps(const Counsel *counsel, const RenderStyle *style)
{
    const Advice *advice = find_advice(counsel, style);

    return advice ? advice_steps(style->advices, advice, &counsel->facts) : g_new0(char *, 1);
}

void
counsel_write(const Counsel *counsel, const RenderStyle *style, const char *lead, GString *out)
{
    const Advice *advice = find_advice(counsel, style);

    if (!advice)
        return;
    if (counsel->move != MOVE_NONE)
        write_move(counsel, advice, style, lead, out);

    g_auto(GStrv) steps = counsel_steps(counsel, style);
    for (guint i = 0; steps[i]; i++) {
        g_autofree char *number = g_strdup_printf("%s%u. ", lead, i + 1);

        layout_paragraph(out, style, number, steps[i], 0);
    }
}

char *
counsel_domain(const char *address)
{
    const char *at = strrchr(address, '@');

    return at ? g_strndup(at + 1, strcspn(at + 1, "> \t,;\"()")) : g_strdup("");
}
