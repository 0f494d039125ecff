/* judge.c - the verdicts on a letter, be it a message or an event's JSON */

#include "scan/plan.h"

#include "analyzer/analyze.h"
#include "analyzer/foreign.h"
#include "event/json.h"
#include "parsers/notice.h"

#include <glib/gi18n.h>

GPtrArray *
scan_judge_mail(const Letter *letter, gpointer data, GError **error)
{
    const ScanRules *rules = data;
    g_autoptr(Notice) notice = notice_parse(letter, error);

    return notice ? analyze(notice, rules->rules, rules->advices, rules->own) : NULL;
}

static gboolean
check_recipient(const Letter *letter, const Event *event, GError **error)
{
    if (*event->recipient || event->type == EVENT_OTHER)
        return TRUE;
    g_set_error(error, EVENT_JSON_ERROR, EVENT_JSON_ERROR_VALUE, _("%s: has no \"recipient\""),
                letter->source);
    return FALSE;
}

GPtrArray *
scan_judge_json(const Letter *letter, gpointer data, GError **error)
{
    const ScanRules *rules = data;
    gsize length;
    const char *json = g_bytes_get_data(letter->bytes, &length);
    g_autoptr(Event) event = NULL;
    GPtrArray *events;

    if (letter->truncated) {
        g_set_error(error, EVENT_JSON_ERROR, EVENT_JSON_ERROR_SYNTAX,
                    _("%s: is longer than an event can be"), letter->source);
        return NULL;
    }
    event = event_from_json(json, length, error);
    if (!event) {
        g_prefix_error(error, "%s: ", letter->source);
        return NULL;
    }
    if (!check_recipient(letter, event, error))
        return NULL;
    foreign_judge(event, rules->rules, rules->advices, rules->own);
    events = event_array_new();
    g_ptr_array_add(events, g_steal_pointer(&event));
    return events;
}
