/* scantotals.h - what a run came to, in one line */

#ifndef BOUNCES_CLI_SCANTOTALS_H
#define BOUNCES_CLI_SCANTOTALS_H

#include "cli/cli.h"
#include "scan/writer.h"

/* "ovh: 5,012 messages, 412 notices, 389 failures (301 addresses); 4,600 left alone." */
ExitStatus scantotals_print(const ScanJob *job);

#endif
