/* unknownsdata.c - what no rule knew, for programs, and as drafts of rules */

#include "analyzer/ruledrafts.h"
#include "base/autoptrs.h"
#include "base/time.h"
#include "render/csv.h"
#include "render/jsondata.h"
#include "render/unknowns.h"

#define SCHEMA 1

static json_t *
make_object(const UnknownGroup *group)
{
    const Event *event = group->newest;
    g_autofree char *status = status_to_string(event->status);
    json_t *object = json_object();

    json_object_set_new(object, "schema", json_integer(SCHEMA));
    json_object_set_new(object, "count", json_integer(group->count));
    json_object_set_new(object, "reason", json_string(reason_name(event->reason)));
    json_object_set_new(object, "provider", jsondata_text(event->provider));
    json_object_set_new(object, "reply_code", jsondata_code(event->reply_code));
    json_object_set_new(object, "status", jsondata_text(status));
    json_object_set_new(object, "text", jsondata_text(group->sample));
    json_object_set_new(object, "newest", jsondata_text(event->id));
    json_object_set_new(object, "received", jsondata_time(event->received));
    return object;
}

void
unknowns_jsonl(const Unknowns *unknowns, const RenderStyle *style G_GNUC_UNUSED, GString *out)
{
    for (guint i = 0; i < unknowns->groups->len; i++) {
        g_autoptr(json_t) object = make_object(g_ptr_array_index(unknowns->groups, i));

        jsondata_write(object, out);
        g_string_append_c(out, '\n');
    }
}

void
unknowns_csv(const Unknowns *unknowns, const RenderStyle *style G_GNUC_UNUSED, GString *out)
{
    g_autoptr(Event) nothing = event_new();
    char no_words[] = "";
    const UnknownGroup empty = {nothing, no_words, 0};
    g_autoptr(json_t) keys = make_object(&empty);

    csv_write_keys(keys, out);
    for (guint i = 0; i < unknowns->groups->len; i++) {
        g_autoptr(json_t) object = make_object(g_ptr_array_index(unknowns->groups, i));

        csv_write_values(object, out);
    }
}

/* A file of rules is in English, whoever reads it. */
void
unknowns_rules(const Unknowns *unknowns, const RenderStyle *style G_GNUC_UNUSED, GString *out)
{
    g_autoptr(RuleDrafts) drafts = ruledrafts_new(unknowns->rules);

    g_string_append(out, "# Drafts by bounces unknown: give each its Reason, see that Text says no "
                         "more than\n# it must, and that no Example names anybody; then\n"
                         "# bounces rules check -v FILE, and put it into a rules.d\n");
    for (guint i = 0; i < unknowns->groups->len; i++) {
        const UnknownGroup *group = g_ptr_array_index(unknowns->groups, i);
        g_autofree char *day = time_day_name(group->newest->received);

        g_string_append_printf(out, "\n# %" G_GINT64_FORMAT "; the newest is %s of %s\n",
                               group->count, group->newest->id, day);
        ruledrafts_add(drafts, group->newest, out);
    }
}
