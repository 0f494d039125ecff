/* judge.h - the verdict on an event: reason, advice, confidence, move */

#ifndef BOUNCES_ANALYZER_JUDGE_H
#define BOUNCES_ANALYZER_JUDGE_H

#include "analyzer/advice.h"
#include "analyzer/ours.h"
#include "analyzer/rules.h"
#include "event/event.h"

#include <glib.h>

/*
 * Sets all that is a matter of judgement by the evidence, which need not be the event's own. An
 * event that was guessed at (CONFIDENCE_GUESS) stays so, whatever decides.
 */
void judge(Event *event, Rules *rules, const Evidence *evidence, const Advices *advices);

/*
 * Judges an event that comes from a store, by what it keeps of the evidence, and whether the mail
 * was ours. TRUE where the verdict is another than before.
 */
gboolean judge_again(Event *event, Rules *rules, const Advices *advices, const OwnMail *own);

#endif
