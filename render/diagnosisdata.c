/* diagnosisdata.c - the checks of a sending domain as JSON */

#include "base/autoptrs.h"
#include "render/diagnosis.h"
#include "render/jsondata.h"

#define SCHEMA 1

static json_t *
make_object(const DiagnosisPage *page, const Check *check)
{
    const Finding *row = finding(check->id);
    const Explained *explained = &page->explained[row->kind];
    gboolean explains = diagnosis_explains(row) && explained->failures > 0;
    gint64 before = page->earlier ? page->earlier->dates[row->kind] : 0;
    json_t *object = json_object();

    json_object_set_new(object, "schema", json_integer(SCHEMA));
    json_object_set_new(object, "domain", jsondata_text(page->diagnosis->sender->domain));
    json_object_set_new(object, "check", jsondata_text(check_kind_name(row->kind)));
    json_object_set_new(object, "result", jsondata_text(check_result_name(row->result)));
    json_object_set_new(object, "finding", jsondata_text(row->key));
    json_object_set_new(object, "subject", jsondata_text(check->subject));
    json_object_set_new(object, "found", jsondata_text(check->found));
    json_object_set_new(object, "number", json_integer(check->number));
    json_object_set_new(object, "explains", json_integer(explains ? explained->failures : 0));
    json_object_set_new(object, "since", jsondata_time(explains ? explained->since : 0));
    json_object_set_new(
        object, "before",
        jsondata_text(before ? check_result_name(earlier_worst(page->earlier, row->kind)) : ""));
    json_object_set_new(object, "checked_before", jsondata_time(before));
    json_object_set_new(object, "source", jsondata_text(row->source));
    return object;
}

void
diagnosis_jsonl(const DiagnosisPage *page, const RenderStyle *style G_GNUC_UNUSED, GString *out)
{
    const GPtrArray *checks = page->diagnosis->checks;

    for (guint i = 0; i < checks->len; i++) {
        g_autoptr(json_t) object = make_object(page, g_ptr_array_index(checks, i));

        jsondata_write(object, out);
        g_string_append_c(out, '\n');
    }
}
