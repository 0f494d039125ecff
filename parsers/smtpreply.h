/* smtpreply.h - an SMTP reply as notices, logs and people quote it */

#ifndef BOUNCES_PARSERS_SMTPREPLY_H
#define BOUNCES_PARSERS_SMTPREPLY_H

#include "event/status.h"

#include <glib.h>

/* Strings are UTF-8 and never NULL; "" is "not stated". */
typedef struct {
    int code;         /* 550; 0 where there is no reply */
    Status status;    /* the enhanced code in the reply; class 0 where it has none */
    char *text;       /* normalised: no host prefix, no codes per line, white space as one space */
    char *remote_mta; /* who said it, where the quotation tells */
    gboolean cut;     /* its last line was a "550-...": more were to come */
    char *command;    /* CONNECT EHLO STARTTLS MAIL RCPT DATA EOM ("end of data"), PIPE, or "" */
} SmtpReply;

/*
 * Reads the reply that quotation holds, whatever software wrapped it: "host X[ip] said: ...",
 * continuation lines with or without codes, reflowed lines, Exim's and Sendmail's transcripts,
 * "SMTP Error (550): ...". Where several replies stand, the last counts. reply is initialised and
 * filled; TRUE where a reply code or an enhanced code was found. Either way reply->text is the
 * normalised text. Clear it with smtpreply_clear.
 */
gboolean smtpreply_parse(const char *quotation, SmtpReply *reply);

/* TRUE where a reply code stands in quotation: the same answer for less. */
gboolean smtpreply_is_quoted(const char *quotation);

/* "smtp; 550 ..." -> "550 ..." (RFC 3464 2.3.6); what has no type is returned as it is. */
const char *smtpreply_skip_type(const char *value);

void smtpreply_init(SmtpReply *reply);
void smtpreply_clear(SmtpReply *reply);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SmtpReply, smtpreply_clear)

#endif
