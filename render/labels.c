/* labels.c - reasons and types by name, in the reader's language */

#include "render/words.h"

#include <glib/gi18n.h>

/* In English they are the words that options and JSON have, so that these can be copied. */
static const char *const reasons[REASON_COUNT] = {
    [REASON_UNSTATED] = N_("unstated"),
    [REASON_UNCLASSIFIED] = N_("unclassified"),
    [REASON_USER_UNKNOWN] = N_("user-unknown"),
    [REASON_HOST_UNKNOWN] = N_("host-unknown"),
    [REASON_HAS_MOVED] = N_("has-moved"),
    [REASON_NO_MAIL_ACCEPTED] = N_("no-mail-accepted"),
    [REASON_FILTERED] = N_("filtered"),
    [REASON_MAILBOX_SUSPENDED] = N_("mailbox-suspended"),
    [REASON_SUPPRESSED] = N_("suppressed"),
    [REASON_MAILBOX_FULL] = N_("mailbox-full"),
    [REASON_SYSTEM_FULL] = N_("system-full"),
    [REASON_EXCEED_LIMIT] = N_("exceed-limit"),
    [REASON_MESSAGE_TOO_BIG] = N_("message-too-big"),
    [REASON_RATE_LIMITED] = N_("rate-limited"),
    [REASON_TOO_MANY_CONNECTIONS] = N_("too-many-connections"),
    [REASON_GREYLISTED] = N_("greylisted"),
    [REASON_EXPIRED] = N_("expired"),
    [REASON_NETWORK_ERROR] = N_("network-error"),
    [REASON_SENDER_REJECTED] = N_("sender-rejected"),
    [REASON_CLIENT_BLOCKED] = N_("client-blocked"),
    [REASON_BAD_REPUTATION] = N_("bad-reputation"),
    [REASON_PTR_REQUIRED] = N_("ptr-required"),
    [REASON_AUTH_FAILURE] = N_("auth-failure"),
    [REASON_FAILED_STARTTLS] = N_("failed-starttls"),
    [REASON_SPAM_DETECTED] = N_("spam-detected"),
    [REASON_VIRUS_DETECTED] = N_("virus-detected"),
    [REASON_POLICY_VIOLATION] = N_("policy-violation"),
    [REASON_SECURITY_ERROR] = N_("security-error"),
    [REASON_NO_RELAYING] = N_("no-relaying"),
    [REASON_NOT_RFC_COMPLIANT] = N_("not-rfc-compliant"),
    [REASON_CONTENT_ERROR] = N_("content-error"),
    [REASON_SYNTAX_ERROR] = N_("syntax-error"),
    [REASON_SYSTEM_ERROR] = N_("system-error"),
    [REASON_MAILER_ERROR] = N_("mailer-error"),
    [REASON_FEEDBACK] = N_("feedback"),
    [REASON_VACATION] = N_("vacation"),
    [REASON_DELIVERED] = N_("delivered"),
};

static const char *const types[EVENT_TYPE_COUNT] = {
    [EVENT_OTHER] = N_("other"),           [EVENT_BOUNCE] = N_("bounce"),
    [EVENT_DELAY] = N_("delay"),           [EVENT_SUCCESS] = N_("success"),
    [EVENT_AUTO_REPLY] = N_("auto-reply"), [EVENT_FEEDBACK] = N_("complaint"),
    [EVENT_RECEIPT] = N_("receipt"),       [EVENT_CHALLENGE] = N_("challenge"),
};

const char *
words_reason(Reason reason)
{
    return _(reasons[reason]);
}

const char *
words_type(EventType type)
{
    return _(types[type]);
}
