/* diagnosekept.h - what earlier looks at a domain found, kept in the store */

#ifndef BOUNCES_CLI_DIAGNOSEKEPT_H
#define BOUNCES_CLI_DIAGNOSEKEPT_H

#include "db/store.h"
#include "render/diagnosis.h"

/* Reads when each kind of check was made last, and the worst that it found then. */
gboolean diagnosekept_read(Store *store, const char *domain, Earlier *earlier, GError **error);

/* Keeps the findings as made now (Unix seconds). */
gboolean diagnosekept_write(Store *store, const Diagnosis *diagnosis, gint64 now, GError **error);

#endif
