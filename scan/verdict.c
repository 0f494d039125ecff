/* verdict.c - what is found about a letter, as the writer is told of it */

#include "scan/verdict.h"

#include "event/event.h"
#include "scan/subjects.h"
#include "scan/wire.h"

static void
add_event(const ScanPlan *plan, Event *event, Verdict *verdict, GString *lines)
{
    if (event->type == EVENT_OTHER) {
        verdict->is_plain = TRUE;
        verdict->received = MAX(event->received, 0);
        return;
    }
    verdict->is_notice = TRUE;
    if (verdict->type != EVENT_BOUNCE)
        verdict->type = event->type;
    if (!plan->keep_subjects)
        subjects_drop(event);
    wire_write_event(lines, event);
}

/* A verdict that was guessed may be better founded on what has not come yet. */
static gboolean
is_wanting(const ScanPlan *plan, const Letter *letter, const GPtrArray *events)
{
    const Event *first = events->len ? g_ptr_array_index(events, 0) : NULL;

    return plan->account && letter->truncated && first && first->type != EVENT_OTHER &&
           first->confidence == CONFIDENCE_GUESS && g_bytes_get_size(letter->bytes) < plan->cap;
}

void
verdict_reach(const ScanPlan *plan, const Letter *letter, Verdict *verdict, GString *lines)
{
    gsize before = lines->len;
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) events = plan->judge(letter, plan->judge_data, &error);

    *verdict = (Verdict){.type = EVENT_OTHER, .is_judged = events != NULL};
    for (guint i = 0; events && i < events->len; i++)
        add_event(plan, g_ptr_array_index(events, i), verdict, lines);
    if (events)
        verdict->is_wanting = is_wanting(plan, letter, events);
    else
        wire_write_trouble(lines, error->message);
    verdict->length = lines->len - before;
}
