/* ours.h - did the message that came back come from us? */

#ifndef BOUNCES_ANALYZER_OURS_H
#define BOUNCES_ANALYZER_OURS_H

#include "analyzer/batv.h"
#include "analyzer/sentlog.h"
#include "event/event.h"

#include <glib.h>

/* What is known of our own mail. All that is empty or NULL is not known. */
typedef struct {
    GPtrArray *domains;       /* of char *: domains that we send from, as ours_domain has them */
    GPtrArray *verp_patterns; /* of char *; see verp.h */
    BatvKeys *batv_keys;
    SentLog *sent_log;
} OwnMail;

OwnMail *ownmail_new(void);
void ownmail_free(OwnMail *own);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OwnMail, ownmail_free)

/* A domain as it is compared: in lower case, as ASCII (RFC 5890). Owned by the caller. */
char *ours_domain(const char *domain);

/*
 * What the event's evidence tells, all of which the store keeps. OURS_YES needs what a stranger
 * lacks: our VERP or BATV tag, or a Message-ID that our logs have. Names of our domains in the
 * returned message can be copied: OURS_LIKELY. OURS_NO: domains are known, and the returned
 * message names none. OURS_UNKNOWN: nothing is known, or nothing came back to look at.
 * own may be NULL: nothing is known.
 */
Ours ours_of(const Event *event, const OwnMail *own);

/*
 * Sets event->ours to that, except that what is unknown now does not take away what was known, and
 * proof stays proof: logs are rotated and keys are changed.
 */
void ours_judge(Event *event, const OwnMail *own);

#endif
