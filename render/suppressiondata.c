/* suppressiondata.c - addresses to write to no more, for programs */

#include "base/autoptrs.h"
#include "base/time.h"
#include "event/reason.h"
#include "render/csv.h"
#include "render/jsondata.h"
#include "render/suppression.h"

#include <string.h>

#define SCHEMA 1

static const char *const kinds[] = {
    [EVIDENCE_HARD] = "hard",
    [EVIDENCE_SOFT] = "soft",
    [EVIDENCE_COMPLAINT] = "complaint",
    [SUPPRESS_BY_HAND] = "by-hand",
};

gboolean
suppression_is_address(const char *text)
{
    const char *at = strrchr(text, '@');

    for (const char *c = text; *c; c += g_utf8_skip[(guchar)*c]) {
        gunichar one = g_utf8_get_char(c);

        if (!g_unichar_isgraph(one) || g_unichar_isspace(one))
            return FALSE;
    }
    return at && at > text && at[1] && strcspn(text, "\"\\<>(),;:[]") == strlen(text) &&
           strchr(text, '@') == at;
}

static void
add_evidence(json_t *object, const StoreEvidence *evidence)
{
    g_autofree char *status = status_to_string(evidence->status);
    gboolean is_there = evidence->count > 0;

    json_object_set_new(object, "reason",
                        is_there ? json_string(reason_name(evidence->reason)) : json_null());
    json_object_set_new(object, "ours", json_string(ours_name(evidence->ours)));
    json_object_set_new(object, "count", json_integer(evidence->count));
    json_object_set_new(object, "first", jsondata_time(evidence->first));
    json_object_set_new(object, "last", jsondata_time(evidence->last));
    json_object_set_new(object, "reply_code", jsondata_code(evidence->reply_code));
    json_object_set_new(object, "status", jsondata_text(status));
    json_object_set_new(object, "event", jsondata_text(evidence->id));
}

static json_t *
make_object(const Suppression *line)
{
    const StoreEvidence none = {0};
    const StoreEvidence *evidence = suppression_evidence(line);
    json_t *object = json_object();

    json_object_set_new(object, "schema", json_integer(SCHEMA));
    json_object_set_new(object, "address", json_string(line->suspect->address));
    json_object_set_new(object, "state", json_string(suppression_state_name(line->state)));
    json_object_set_new(object, "why", json_string(kinds[line->kind]));
    add_evidence(object, evidence ? evidence : &none);
    json_object_set_new(object, "provider", jsondata_text(line->suspect->provider));
    json_object_set_new(object, "decided", jsondata_time(line->suspect->decided));
    return object;
}

void
suppression_jsonl(const SuppressionList *list, const RenderStyle *style G_GNUC_UNUSED, GString *out)
{
    for (guint i = 0; i < list->lines->len; i++) {
        g_autoptr(json_t) object = make_object(g_ptr_array_index(list->lines, i));

        jsondata_write(object, out);
        g_string_append_c(out, '\n');
    }
}

void
suppression_csv(const SuppressionList *list, const RenderStyle *style G_GNUC_UNUSED, GString *out)
{
    char nothing[] = "";
    const StoreSuspect nobody = {.address = nothing, .provider = nothing};
    const Suppression empty = {&nobody, SUPPRESS_REMOVE, SUPPRESS_BY_HAND};
    g_autoptr(json_t) keys = make_object(&empty);

    csv_write_keys(keys, out);
    for (guint i = 0; i < list->lines->len; i++) {
        g_autoptr(json_t) object = make_object(g_ptr_array_index(list->lines, i));

        csv_write_values(object, out);
    }
}

/* A bare list is acted upon unseen, so that it has what is certain alone. */
void
suppression_txt(const SuppressionList *list, const RenderStyle *style G_GNUC_UNUSED, GString *out)
{
    for (guint i = 0; i < list->lines->len; i++) {
        const Suppression *line = g_ptr_array_index(list->lines, i);

        if (line->state == SUPPRESS_REMOVE)
            g_string_append_printf(out, "%s\n", line->suspect->address);
    }
}

/* The reason as access(5) gives it to who still writes to that address. */
static const char *
status_of(const Suppression *line)
{
    return line->kind == EVIDENCE_HARD ? "5.1.1" : "5.7.1";
}

static void
add_access(GString *out, const Suppression *line)
{
    const StoreEvidence *evidence = suppression_evidence(line);
    g_autofree char *day = time_day_name(suppression_time(line));

    g_string_append_printf(out, "%s\tREJECT %s %s on %s\n", line->suspect->address, status_of(line),
                           evidence ? reason_name(evidence->reason) : "suppressed by hand", day);
}

/*
 * For check_recipient_access, by way of postmap(1). A line that begins with # is a comment there,
 * and one that continues another would begin with white space, which no address does.
 */
void
suppression_postfix(const SuppressionList *list, const RenderStyle *style G_GNUC_UNUSED,
                    GString *out)
{
    for (guint i = 0; i < list->lines->len; i++) {
        const Suppression *line = g_ptr_array_index(list->lines, i);

        if (line->state == SUPPRESS_REMOVE && *line->suspect->address != '#')
            add_access(out, line);
    }
}
