/* reason.h - why a message was not delivered: the words, and what each means by itself */

#ifndef BOUNCES_EVENT_REASON_H
#define BOUNCES_EVENT_REASON_H

#include <glib.h>

typedef enum {
    REASON_UNSTATED,     /* no text at all */
    REASON_UNCLASSIFIED, /* a text, and no rule for it */
    REASON_USER_UNKNOWN,
    REASON_HOST_UNKNOWN,
    REASON_HAS_MOVED,
    REASON_NO_MAIL_ACCEPTED,
    REASON_FILTERED,
    REASON_MAILBOX_SUSPENDED,
    REASON_SUPPRESSED,
    REASON_MAILBOX_FULL,
    REASON_SYSTEM_FULL,
    REASON_EXCEED_LIMIT,
    REASON_MESSAGE_TOO_BIG,
    REASON_RATE_LIMITED,
    REASON_TOO_MANY_CONNECTIONS,
    REASON_GREYLISTED,
    REASON_EXPIRED,
    REASON_NETWORK_ERROR,
    REASON_SENDER_REJECTED,
    REASON_CLIENT_BLOCKED,
    REASON_BAD_REPUTATION,
    REASON_PTR_REQUIRED,
    REASON_AUTH_FAILURE,
    REASON_FAILED_STARTTLS,
    REASON_SPAM_DETECTED,
    REASON_VIRUS_DETECTED,
    REASON_POLICY_VIOLATION,
    REASON_SECURITY_ERROR,
    REASON_NO_RELAYING,
    REASON_NOT_RFC_COMPLIANT,
    REASON_CONTENT_ERROR,
    REASON_SYNTAX_ERROR,
    REASON_SYSTEM_ERROR,
    REASON_MAILER_ERROR,
    REASON_FEEDBACK,
    REASON_VACATION,
    REASON_DELIVERED,
    REASON_COUNT
} Reason;

/* Who must act; several may be named. */
typedef enum {
    MOVE_NONE = 0,
    MOVE_YOU = 1 << 0,
    MOVE_HOST = 1 << 1, /* who runs the sending server */
    MOVE_RECIPIENT = 1 << 2,
    MOVE_RECIPIENT_HOST = 1 << 3,
    MOVE_NOBODY = 1 << 4,
} Move;

/* "user-unknown"; borrowed. It is also the key of the reason's own advice. */
const char *reason_name(Reason reason);
gboolean reason_from_name(const char *name, Reason *reason);

/* Whose move it is where the advice does not say otherwise. */
Move reason_move(Reason reason);

/* TRUE for the reasons that say that the address is dead. */
gboolean reason_is_dead_address(Reason reason);

/* The words for one move ("recipient-host"), and for the names in a rule or advice file. */
#define MOVE_NAMES_MAX 6
const char *move_name(Move one);
gboolean move_from_name(const char *name, Move *move);

/* Fills names with the set bits' words in the order of the enum, NULL at the end. */
void move_names(Move set, const char *names[MOVE_NAMES_MAX]);

#endif
