/* foreign.h - events that somebody else made */

#ifndef BOUNCES_ANALYZER_FOREIGN_H
#define BOUNCES_ANALYZER_FOREIGN_H

#include "analyzer/advice.h"
#include "analyzer/ours.h"
#include "analyzer/rules.h"
#include "event/event.h"

/*
 * Judges an event by the evidence that it holds: what its maker concluded is not believed, nor its
 * id. The text for the rules is read out of the diagnostic. Where there is no evidence at all the
 * reason stays, as a guess. Whether the mail was
 * ours stays as it is told where own does not know.
 */
void foreign_judge(Event *event, Rules *rules, const Advices *advices, const OwnMail *own);

#endif
