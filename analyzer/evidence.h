/* evidence.h - what a reply or a recipient's report gives the rules to look at */

#ifndef BOUNCES_ANALYZER_EVIDENCE_H
#define BOUNCES_ANALYZER_EVIDENCE_H

#include "analyzer/rules.h"
#include "parsers/notice.h"
#include "parsers/smtpreply.h"

/*
 * A reply by itself, as somebody pasted it or as an example in a rule has it; recipient_domain may
 * be "". The strings of evidence borrow from reply and rules.
 */
void evidence_from_reply(const Rules *rules, const SmtpReply *reply, const char *recipient_domain,
                         Evidence *evidence);

/* What the notice tells of a recipient. The strings borrow from notice and rules. */
void evidence_of_recipient(const Rules *rules, const Notice *notice, const Recipient *recipient,
                           Evidence *evidence);

/* What an event keeps of it, to be judged again. The strings borrow from event and rules. */
void evidence_of_event(const Rules *rules, const Event *event, Evidence *evidence);

/* The server that spoke: the Remote-MTA field, else who the quoted reply names. Borrowed. */
const char *recipient_host(const Recipient *recipient);

/*
 * The first IP address in a normalised reply, "" where there is none: it is the client's, since
 * the server's own stands before the reply. Owned by the caller.
 */
char *evidence_client_ip(const char *text);

#endif
