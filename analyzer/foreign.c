/* foreign.c - events that somebody else made */

#include "analyzer/foreign.h"

#include "analyzer/identity.h"
#include "analyzer/judge.h"
#include "base/text.h"
#include "parsers/address.h"
#include "parsers/smtpreply.h"

static void
set_if_empty(char **place, const char *value)
{
    if (!**place)
        text_set(place, value);
}

/* What the diagnostic says counts where the event does not say it itself. */
static void
read_diagnostic(Event *event)
{
    g_auto(SmtpReply) reply = {0};

    smtpreply_parse(event->diagnostic, &reply);
    text_set(&event->text, reply.text);
    set_if_empty(&event->command, reply.command);
    set_if_empty(&event->remote_mta, reply.remote_mta);
    if (!event->reply_code)
        event->reply_code = reply.code;
    if (!status_is_set(event->status))
        event->status = reply.status;
}

static gboolean
has_evidence(const Event *event)
{
    if (event->type != EVENT_BOUNCE && event->type != EVENT_DELAY)
        return TRUE; /* the type is all that there need be */
    return *event->text || event->reply_code || status_is_set(event->status);
}

/* A reason that nothing stands behind makes no address dead. */
static void
keep_reason(Event *event, Reason reason, const Advices *advices)
{
    const Advice *advice = advices_find(advices, reason_name(reason));

    event->reason = reason;
    event->confidence = CONFIDENCE_GUESS;
    event->hard_bounce = FALSE;
    event->move = advice ? advice_move(advice) : reason_move(reason);
    text_set(&event->advice, reason_name(reason));
}

void
foreign_judge(Event *event, Rules *rules, const Advices *advices, const OwnMail *own)
{
    g_autofree char *domain = g_ascii_strdown(address_domain(event->recipient), -1);
    Reason reason = event->reason;

    text_set(&event->recipient_domain, domain);
    read_diagnostic(event);
    judge_again(event, rules, advices, own);
    if (!has_evidence(event))
        keep_reason(event, reason, advices);
    g_free(event->id);
    event->id = identity_of_foreign(event);
}
