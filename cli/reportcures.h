/* reportcures.h - what was mended in a report's period, and how many failures came before and since
 */

#ifndef BOUNCES_CLI_REPORTCURES_H
#define BOUNCES_CLI_REPORTCURES_H

#include "cli/diagnosekept.h"
#include "cli/reportfacts.h"

/* Of ReportCure, the latest first. Owned by the caller; NULL with an error. */
GPtrArray *reportcures_find(const ReportFacts *facts, const Kept *kept, GError **error);

#endif
