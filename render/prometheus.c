/* prometheus.c - totals in Prometheus' text exposition format 0.0.4 */

#include "render/prometheus.h"

#include "db/totals.h"

#include <string.h>

static void
write_head(const char *name, const char *type, const char *help, GString *out)
{
    g_string_append_printf(out, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, type);
}

/* In a value, \ and " and a newline are written with a \. */
static void
write_label(const char *name, const char *value, GString *out)
{
    g_string_append_printf(out, "%s=\"", name);
    for (; *value; value++) {
        if (*value == '\n')
            g_string_append(out, "\\n");
        else if (*value == '"' || *value == '\\')
            g_string_append_printf(out, "\\%c", *value);
        else
            g_string_append_c(out, *value);
    }
    g_string_append_c(out, '"');
}

static void
write_total(const char *type, const char *reason, const char *provider, gint64 count, gpointer data)
{
    GString *out = data;

    g_string_append(out, "bounces_events_total{");
    write_label("type", type, out);
    g_string_append_c(out, ',');
    write_label("reason", reason, out);
    g_string_append_c(out, ',');
    write_label("provider", provider, out);
    g_string_append_printf(out, "} %" G_GINT64_FORMAT "\n", count);
}

static void
write_number(const char *name, const char *type, const char *help, gint64 number, GString *out)
{
    write_head(name, type, help, out);
    g_string_append_printf(out, "%s %" G_GINT64_FORMAT "\n", name, number);
}

gboolean
prometheus_write(Store *store, GString *out, GError **error)
{
    StoreTotals totals;

    write_head("bounces_events_total", "counter",
               "Events stored since the store was made: failures are of type bounce.", out);
    if (!store_each_total(store, write_total, out, error) || !store_totals(store, &totals, error))
        return FALSE;
    write_number("bounces_plain_messages_total", "counter", "Messages read that were no notices.",
                 totals.plain, out);
    write_number("bounces_quarantined_messages", "gauge",
                 "Messages put aside because reading them failed.", totals.quarantined, out);
    write_number("bounces_newest_event_timestamp_seconds", "gauge",
                 "When the newest event was received.", totals.newest, out);
    return TRUE;
}
