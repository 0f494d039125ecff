/* diagnosisdata.c - the checks of a sending domain as JSON */

#include "base/autoptrs.h"
#include "base/time.h"
#include "render/diagnosis.h"

#include <stdlib.h>

#define SCHEMA 1

static void
set_text(json_t *object, const char *key, const char *text)
{
    json_object_set_new(object, key, *text ? json_string(text) : json_null());
}

static json_t *
make_object(const DiagnosisPage *page, const Check *check)
{
    const Finding *row = finding(check->id);
    const Explained *explained = &page->explained[row->kind];
    gboolean explains = diagnosis_explains(row) && explained->failures > 0;
    g_autofree char *since = time_format(explains ? explained->since : 0);
    json_t *object = json_object();

    json_object_set_new(object, "schema", json_integer(SCHEMA));
    set_text(object, "domain", page->diagnosis->sender->domain);
    set_text(object, "check", check_kind_name(row->kind));
    set_text(object, "result", check_result_name(row->result));
    set_text(object, "finding", row->key);
    set_text(object, "subject", check->subject);
    set_text(object, "found", check->found);
    json_object_set_new(object, "number", json_integer(check->number));
    json_object_set_new(object, "explains", json_integer(explains ? explained->failures : 0));
    set_text(object, "since", since);
    set_text(object, "source", row->source);
    return object;
}

/* Plain ASCII, since a record may hold whatever Unicode calls the end of a line. */
void
diagnosis_jsonl(const DiagnosisPage *page, const RenderStyle *style G_GNUC_UNUSED, GString *out)
{
    const GPtrArray *checks = page->diagnosis->checks;

    for (guint i = 0; i < checks->len; i++) {
        g_autoptr(json_t) object = make_object(page, g_ptr_array_index(checks, i));
        char *json = json_dumps(object, JSON_COMPACT | JSON_ENSURE_ASCII);

        g_string_append_printf(out, "%s\n", json);
        free(json);
    }
}
