/* intake.c - what readers found: kept, counted, told */

#include "scan/intake.h"

#include "base/text.h"

/* Different addresses that are counted; for more there would have to be memory. */
#define ADDRESSES_MAX 100000

void
intake_init(Intake *intake, ScanJob *job, Keeper *keeper, const ScanListener *listener)
{
    intake->job = job;
    intake->keeper = keeper;
    intake->listener = listener;
    intake->addresses = g_hash_table_new(NULL, NULL);
}

void
intake_clear(Intake *intake)
{
    g_clear_pointer(&intake->addresses, g_hash_table_unref);
}

void
intake_tell_trouble(Intake *intake, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    g_autofree char *what = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    intake->job->totals.troubles++;
    intake->listener->trouble(what, intake->listener->data);
}

void
intake_tell_remark(Intake *intake, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    g_autofree char *what = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    intake->listener->remark(what, intake->listener->data);
}

static void
count_address(Intake *intake, const char *address)
{
    g_autofree char *lower = g_ascii_strdown(address, -1);
    gpointer hash = GSIZE_TO_POINTER((gsize)text_hash(0, lower));

    if (intake->job->totals.is_addresses_full || g_hash_table_contains(intake->addresses, hash))
        return;
    intake->job->totals.is_addresses_full = intake->job->totals.addresses == ADDRESSES_MAX;
    if (intake->job->totals.is_addresses_full)
        return;
    g_hash_table_add(intake->addresses, hash);
    intake->job->totals.addresses++;
}

/* Without a store, there is none that would not be new. */
static gboolean
tell_event(Intake *intake, const Event *event, gboolean added, GError **error)
{
    const ScanListener *listener = intake->listener;
    gboolean is_new = added || intake->job->plan->is_dry;

    return !is_new || !listener->event || listener->event(event, listener->data, error);
}

static gboolean
keep_event(Intake *intake, const Event *event, GError **error)
{
    gboolean added;

    if (!keeper_add_event(intake->keeper, intake->job->name, event, &added, error) ||
        !tell_event(intake, event, added, error))
        return FALSE;
    intake->job->totals.events++;
    intake->job->totals.added += added;
    if (event->type == EVENT_BOUNCE) {
        intake->job->totals.failures++;
        count_address(intake, event->recipient);
    }
    return TRUE;
}

static gboolean
keep_line(Intake *intake, const WireLine *line, gboolean lasts, GError **error)
{
    switch (line->kind) {
    case WIRE_EVENT:
        return keep_event(intake, line->event, error);
    case WIRE_PLAIN:
        return keeper_count_plain(intake->keeper, intake->job->name, line->place.folder, line->day,
                                  line->count, lasts, error);
    case WIRE_TROUBLE:
        intake_tell_trouble(intake, "%s", line->what);
        return TRUE;
    default:
        intake_tell_remark(intake, "%s", line->what);
        return TRUE;
    }
}

gboolean
intake_take(Intake *intake, GPtrArray *lines, gboolean lasts, GError **error)
{
    for (guint i = 0; i < lines->len; i++)
        if (!keep_line(intake, g_ptr_array_index(lines, i), lasts, error))
            return FALSE;
    g_ptr_array_set_size(lines, 0);
    return TRUE;
}
