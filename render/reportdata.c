/* reportdata.c - a report's lines as JSON and as CSV */

#include "base/autoptrs.h"
#include "base/time.h"
#include "render/csv.h"
#include "render/jsondata.h"
#include "render/reportcolumns.h"

#define SCHEMA 1

static void
add_day(json_t *object, const char *key, gint64 seconds)
{
    g_autofree char *day = time_day_name(seconds);

    json_object_set_new(object, key, json_string(day));
}

static json_t *
make_line(const Report *report, const StoreLine *line)
{
    const ReportKey *by = report_key(report->by);
    json_t *object = json_object();

    json_object_set_new(object, "schema", json_integer(SCHEMA));
    add_day(object, "since", report->since);
    add_day(object, "until", report->until - 1);
    json_object_set_new(object, by->name, by->data(report, line));
    for (guint i = 0; i < report_columns_count; i++)
        json_object_set_new(object, report_columns[i].key, report_columns[i].data(report, line));
    return object;
}

void
report_jsonl(const Report *report, const RenderStyle *style G_GNUC_UNUSED, GString *out)
{
    for (guint i = 0; i < report->lines->len; i++) {
        g_autoptr(json_t) object = make_line(report, g_ptr_array_index(report->lines, i));

        jsondata_write(object, out);
        g_string_append_c(out, '\n');
    }
}

void
report_csv(const Report *report, const RenderStyle *style G_GNUC_UNUSED, GString *out)
{
    char nothing[] = "";
    StoreLine empty = {.key = nothing, .mostly = nothing};
    g_autoptr(json_t) keys = make_line(report, &empty);

    csv_write_keys(keys, out);
    for (guint i = 0; i < report->lines->len; i++) {
        g_autoptr(json_t) object = make_line(report, g_ptr_array_index(report->lines, i));

        csv_write_values(object, out);
    }
}
