/* reportwords.c - whose move it is, in the few columns that a table has for it */

#include "render/reportwords.h"

#include <glib/gi18n.h>

static const struct {
    Move move;
    const char *words;
} movers[] = {
    {MOVE_YOU, NC_("table", "you")},
    {MOVE_HOST, NC_("table", "host")},
    {MOVE_RECIPIENT, NC_("table", "recipient")},
    {MOVE_RECIPIENT_HOST, NC_("table", "their host")},
    {MOVE_NOBODY, NC_("table", "nobody")},
};

char *
report_moves(Move moves)
{
    GString *words = g_string_new("");

    for (guint i = 0; i < G_N_ELEMENTS(movers); i++) {
        if (moves & movers[i].move)
            g_string_append_printf(words, "%s%s", words->len ? ", " : "",
                                   g_dpgettext2(NULL, "table", movers[i].words));
    }
    return g_string_free(words, FALSE);
}

Move
report_moves_parse(const char *text)
{
    g_auto(GStrv) words = g_strsplit_set(text, " ,", -1);
    Move moves = MOVE_NONE;
    Move one;

    for (char **word = words; *word; word++) {
        if (move_from_name(*word, &one))
            moves |= one;
    }
    return moves;
}

json_t *
report_moves_data(Move moves)
{
    const char *names[MOVE_NAMES_MAX];
    json_t *array = json_array();

    move_names(moves, names);
    for (guint i = 0; names[i]; i++)
        json_array_append_new(array, json_string(names[i]));
    return array;
}
