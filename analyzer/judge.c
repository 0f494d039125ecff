/* judge.c - the verdict on an event: reason, advice, confidence, move */

#include "analyzer/judge.h"

#include "analyzer/evidence.h"
#include "base/text.h"

/* The reasons of the types for which there is nothing to find out. */
static const struct {
    EventType type;
    Reason reason;
} plain_reasons[] = {
    {EVENT_SUCCESS, REASON_DELIVERED},      {EVENT_AUTO_REPLY, REASON_VACATION},
    {EVENT_FEEDBACK, REASON_FEEDBACK},      {EVENT_RECEIPT, REASON_DELIVERED},
    {EVENT_CHALLENGE, REASON_UNCLASSIFIED},
};

static gboolean
is_failure(EventType type)
{
    return type == EVENT_BOUNCE || type == EVENT_DELAY;
}

/* That somebody has left is for the notice to say, and stays so. */
static Confidence
judge_by_type(Event *event)
{
    gboolean has_left = event->type == EVENT_AUTO_REPLY && event->reason == REASON_HAS_MOVED;

    for (gsize i = 0; i < G_N_ELEMENTS(plain_reasons); i++)
        if (plain_reasons[i].type == event->type && !has_left)
            event->reason = plain_reasons[i].reason;
    text_set(&event->advice, reason_name(event->reason));
    text_set(&event->rule, "");
    return CONFIDENCE_RULE;
}

static Confidence
judge_by_rules(Rules *rules, const Evidence *evidence, Event *event)
{
    const Rule *rule = rules_match(rules, evidence, NULL);
    gboolean said = *evidence->text || evidence->reply_code || status_is_set(evidence->status);

    if (rule)
        event->reason = rule_reason(rule);
    else
        event->reason = said ? REASON_UNCLASSIFIED : REASON_UNSTATED;
    text_set(&event->advice, rule ? rule_advice(rule) : reason_name(event->reason));
    text_set(&event->rule, rule ? rule_id(rule) : "");
    return rule && rule_has_text(rule) ? CONFIDENCE_RULE : CONFIDENCE_CODE;
}

/* The address is dead: nothing but a refusal for good, by one who must know. */
static gboolean
is_hard(const Event *event)
{
    gboolean temporary =
        event->reply_code ? event->reply_code / 100 == 4 : event->status.class == 4;

    return event->type == EVENT_BOUNCE && event->confidence != CONFIDENCE_GUESS &&
           reason_is_dead_address(event->reason) && !temporary;
}

static Move
move_of(const Advices *advices, const Event *event)
{
    const Advice *advice = advices_find(advices, event->advice);

    return advice ? advice_move(advice) : reason_move(event->reason);
}

void
judge(Event *event, Rules *rules, const Evidence *evidence, const Advices *advices)
{
    gboolean guessed = event->confidence == CONFIDENCE_GUESS;
    Confidence confidence =
        is_failure(event->type) ? judge_by_rules(rules, evidence, event) : judge_by_type(event);

    event->confidence = guessed ? CONFIDENCE_GUESS : confidence;
    text_set(&event->provider, evidence->provider);
    event->hard_bounce = is_hard(event);
    event->move = move_of(advices, event);
}

/* All that is judged, as one text. */
static char *
verdict_of(const Event *event)
{
    return g_strdup_printf("%d %d %d %d %d\n%s\n%s\n%s", (int)event->reason, (int)event->confidence,
                           event->hard_bounce, (int)event->move, (int)event->ours, event->advice,
                           event->rule, event->provider);
}

gboolean
judge_again(Event *event, Rules *rules, const Advices *advices, const OwnMail *own)
{
    g_autofree char *before = verdict_of(event);
    Evidence evidence;

    evidence_of_event(rules, event, &evidence);
    judge(event, rules, &evidence, advices);
    ours_judge(event, own);

    g_autofree char *now = verdict_of(event);
    return !g_str_equal(before, now);
}
