/* render.c - the table of renderers */

#include "render/render.h"

static const Renderer renderers[] = {
    {"text", TRUE, NULL, NULL, NULL, text_message},
    {"jsonl", FALSE, NULL, NULL, NULL, jsonl_message},
    {"csv", FALSE, csv_begin, NULL, NULL, csv_message},
    {"sisimai", FALSE, sisimai_begin, sisimai_end, SISIMAI_SEPARATOR, sisimai_message},
};

const Renderer *
renderer_find(const char *name)
{
    for (guint i = 0; i < G_N_ELEMENTS(renderers); i++) {
        if (g_str_equal(renderers[i].name, name))
            return &renderers[i];
    }
    return NULL;
}

char *
renderer_names(void)
{
    GString *names = g_string_new("");

    for (guint i = 0; i < G_N_ELEMENTS(renderers); i++)
        g_string_append_printf(names, "%s%s", i > 0 ? ", " : "", renderers[i].name);
    return g_string_free(names, FALSE);
}

void
render_begin(RenderRun *run, GString *out)
{
    if (run->renderer->begin)
        run->renderer->begin(out);
}

void
render_message(RenderRun *run, const GPtrArray *events, const RenderStyle *style, GString *out)
{
    gsize start = out->len;

    run->renderer->message(events, style, out);
    if (out->len == start)
        return;
    if (run->has_some && run->renderer->separator)
        g_string_insert(out, (gssize)start, run->renderer->separator);
    run->has_some = TRUE;
}

void
render_end(RenderRun *run, GString *out)
{
    if (run->renderer->end)
        run->renderer->end(out);
}
