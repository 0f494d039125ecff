/* jsonl.c - one JSON object a line, see bounces-json(5) */

#include "event/json.h"
#include "render/render.h"

void
jsonl_message(const GPtrArray *events, const RenderStyle *style G_GNUC_UNUSED, GString *out)
{
    for (guint i = 0; i < events->len; i++) {
        g_autofree char *json = event_to_json(g_ptr_array_index(events, i));

        g_string_append(out, json);
        g_string_append_c(out, '\n');
    }
}
