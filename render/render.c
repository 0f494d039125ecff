/* render.c - the table of renderers */

#include "render/render.h"

static const Renderer renderers[] = {
    {"text", TRUE, NULL, text_message},
    {"jsonl", FALSE, NULL, jsonl_message},
    {"csv", FALSE, csv_begin, csv_message},
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
