/* prometheus.h - totals in Prometheus' text exposition format 0.0.4 */

#ifndef BOUNCES_RENDER_PROMETHEUS_H
#define BOUNCES_RENDER_PROMETHEUS_H

#include "db/store.h"

#include <glib.h>

/* Appends all that the store has counted. */
gboolean prometheus_write(Store *store, GString *out, GError **error);

#endif
