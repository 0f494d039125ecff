/* unknownsdata.c - what no rule knew, for programs, and as drafts of rules */

#include "analyzer/ruledrafts.h"
#include "base/autoptrs.h"
#include "base/time.h"
#include "render/csv.h"
#include "render/unknowns.h"

#include <stdlib.h>

#define SCHEMA 1

static json_t *
text_or_null(const char *text)
{
    return *text ? json_string(text) : json_null();
}

static json_t *
make_object(const UnknownGroup *group)
{
    const Event *event = group->newest;
    g_autofree char *status = status_to_string(event->status);
    g_autofree char *received = time_format(event->received);
    json_t *object = json_object();

    json_object_set_new(object, "schema", json_integer(SCHEMA));
    json_object_set_new(object, "count", json_integer(group->count));
    json_object_set_new(object, "reason", json_string(reason_name(event->reason)));
    json_object_set_new(object, "provider", text_or_null(event->provider));
    json_object_set_new(object, "reply_code",
                        event->reply_code ? json_integer(event->reply_code) : json_null());
    json_object_set_new(object, "status", text_or_null(status));
    json_object_set_new(object, "text", text_or_null(group->sample));
    json_object_set_new(object, "newest", text_or_null(event->id));
    json_object_set_new(object, "received", text_or_null(received));
    return object;
}

/* Plain ASCII, since words may hold whatever Unicode calls the end of a line. */
void
unknowns_jsonl(const Unknowns *unknowns, const RenderStyle *style G_GNUC_UNUSED, GString *out)
{
    for (guint i = 0; i < unknowns->groups->len; i++) {
        g_autoptr(json_t) object = make_object(g_ptr_array_index(unknowns->groups, i));
        char *json = json_dumps(object, JSON_COMPACT | JSON_ENSURE_ASCII);

        g_string_append_printf(out, "%s\n", json);
        free(json);
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
