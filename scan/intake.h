/* intake.h - what readers found: kept, counted, told */

#ifndef BOUNCES_SCAN_INTAKE_H
#define BOUNCES_SCAN_INTAKE_H

#include "scan/keeper.h"
#include "scan/wire.h"
#include "scan/writer.h"

#include <glib.h>

/* Where it goes, for one job. All but addresses is borrowed. */
typedef struct {
    ScanJob *job;
    Keeper *keeper;
    const ScanListener *listener;
    GHashTable *addresses; /* hashes of the recipients of failures */
} Intake;

void intake_init(Intake *intake, ScanJob *job, Keeper *keeper, const ScanListener *listener);
void intake_clear(Intake *intake);

/* Takes lines (of WireLine) out of their array; lasts is what their position says. */
gboolean intake_take(Intake *intake, GPtrArray *lines, gboolean lasts, GError **error);

/* Tells of something that had to be left out, and counts it. */
void intake_tell_trouble(Intake *intake, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* Tells of something worth knowing. */
void intake_tell_remark(Intake *intake, const char *format, ...) G_GNUC_PRINTF(2, 3);

#endif
