/* layout.c - paragraphs, columns and colours of the text for people */

#include "render/layout.h"

#include "base/text.h"

#include <string.h>

/* SGR sequences of ECMA-48, known to every terminal emulator. */
static const char *const inks[] = {
    [INK_PLAIN] = "",       [INK_BOLD] = "\033[1m",   [INK_DIM] = "\033[2m",
    [INK_BAD] = "\033[31m", [INK_LATER] = "\033[33m", [INK_GOOD] = "\033[32m",
};

/* Fewer columns than this are not worth wrapping for. */
#define NARROWEST 20

void
layout_ink(GString *out, const RenderStyle *style, Ink ink, const char *text)
{
    g_autofree char *safe = text_printable(text);
    gboolean coloured = style->colour && ink != INK_PLAIN;

    g_string_append_printf(out, "%s%s%s", coloured ? inks[ink] : "", safe,
                           coloured ? "\033[0m" : "");
}

static void
add_spaces(GString *out, int count)
{
    for (int i = 0; i < count; i++)
        g_string_append_c(out, ' ');
}

/* Cuts wrapped text behind its first count lines. */
static void
keep_lines(char *wrapped, guint count)
{
    char *end = wrapped;

    for (guint i = 0; i < count; i++) {
        end = strchr(end, '\n');
        if (!end)
            return;
        end++;
    }
    end[-1] = '\0';
}

static void
add_wrapped(GString *out, const RenderStyle *style, const char *lead, const char *rest,
            const char *text, guint lines)
{
    int width = MAX(style->width - text_width(lead), NARROWEST);
    g_autofree char *safe = text_printable(text);
    g_autofree char *squeezed = g_strstrip(g_steal_pointer(&safe));
    g_autofree char *wrapped = text_wrap(squeezed, width, "");
    gsize whole = strlen(wrapped);

    if (lines > 0)
        keep_lines(wrapped, lines);

    g_auto(GStrv) parts = g_strsplit(wrapped, "\n", -1);
    for (guint i = 0; parts[i]; i++)
        g_string_append_printf(out, "%s%s%s", i > 0 ? "\n" : "", i > 0 ? rest : lead, parts[i]);
    g_string_append(out, strlen(wrapped) < whole ? " …\n" : "\n");
}

void
layout_paragraph(GString *out, const RenderStyle *style, const char *lead, const char *text,
                 guint lines)
{
    g_autofree char *rest = g_strnfill(text_width(lead), ' ');

    add_wrapped(out, style, lead, rest, text, lines);
}

void
layout_quote(GString *out, const RenderStyle *style, const char *lead, const char *text,
             guint lines)
{
    add_wrapped(out, style, lead, lead, text, lines);
}

void
layout_edges(GString *out, const RenderStyle *style, const char *left, Ink ink, const char *right)
{
    g_autofree char *safe = text_printable(left);
    int gap = style->width - text_width(safe) - text_width(right);

    layout_ink(out, style, INK_BOLD, safe);
    if (gap < 2) {
        g_string_append_c(out, '\n');
        gap = style->width - text_width(right);
    }
    add_spaces(out, gap);
    layout_ink(out, style, ink, right);
    g_string_append_c(out, '\n');
}

void
layout_facts(GString *out, const RenderStyle *style, const char *lead, const char *const *facts,
             guint count)
{
    const int indent = text_width(lead);
    int used = 0;

    for (guint i = 0; i < count; i++) {
        g_autofree char *safe = text_printable(facts[i]);
        int width = text_width(safe);
        gboolean fits = used > 0 && used + (int)strlen(LAYOUT_APART) + width <= style->width;

        if (width == 0)
            continue;
        if (used > 0)
            g_string_append(out, fits ? LAYOUT_APART : "\n");
        used = fits ? used + (int)strlen(LAYOUT_APART) + width : indent + width;
        g_string_append_printf(out, "%s%s", fits ? "" : lead, safe);
    }
    if (used > 0)
        g_string_append_c(out, '\n');
}

#define GAP "  "

void
layout_command(GString *out, const RenderStyle *style, const char *words, int width,
               const char *command)
{
    width = MAX(width, text_width(words));
    if (width + (int)strlen(GAP) + text_width(command) <= style->width) {
        layout_cell(out, words, width);
        g_string_append_printf(out, GAP "%s\n", command);
    } else {
        g_string_append_printf(out, "%s\n", words);
        add_spaces(out, (int)strspn(words, " "));
        g_string_append_printf(out, GAP "%s\n", command);
    }
}

void
layout_cell(GString *out, const char *text, int width)
{
    g_string_append(out, text);
    add_spaces(out, width - text_width(text));
}
