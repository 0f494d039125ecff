/* subjects.h - events without the subjects of mail, where these are not to be stored */

#ifndef BOUNCES_SCAN_SUBJECTS_H
#define BOUNCES_SCAN_SUBJECTS_H

#include "event/event.h"

/*
 * Drops the subjects of event, and hides our own where the words that are kept quote it: as the
 * returned message has it, and as an automatic reply does ("Away: November").
 */
void subjects_drop(Event *event);

#endif
