/* reader.h - the child: reads, parses and judges, behind closed doors */

#ifndef BOUNCES_SCAN_READER_H
#define BOUNCES_SCAN_READER_H

#include "scan/plan.h"
#include "scan/source.h"

#include <glib.h>

/*
 * Reads the share that start names and writes wire lines to out. Ends, with an exit status, when
 * the writer has said on in that all is kept.
 */
int scan_read(const ScanPlan *plan, const ScanStart *start, int in, int out);

#endif
