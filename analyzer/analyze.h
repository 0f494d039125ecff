/* analyze.h - a notice becomes events */

#ifndef BOUNCES_ANALYZER_ANALYZE_H
#define BOUNCES_ANALYZER_ANALYZE_H

#include "analyzer/advice.h"
#include "analyzer/ours.h"
#include "analyzer/rules.h"
#include "event/event.h"
#include "parsers/notice.h"

#include <glib.h>

/*
 * The verdicts on a notice: an array of Event, one for each recipient, one of type "other" for
 * plain mail. Pure: no clock, no network, no database. advices is asked whose move it is, own
 * whether the mail was ours. The array is the caller's (it frees its events).
 */
GPtrArray *analyze(const Notice *notice, Rules *rules, const Advices *advices, const OwnMail *own);

#endif
