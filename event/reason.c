/* reason.c - why a message was not delivered: the words, and what each means by itself */

#include "event/reason.h"

typedef struct {
    const char *name;
    Move move;
    gboolean is_dead_address;
} ReasonRow;

/* clang-format off */
static const ReasonRow reasons[REASON_COUNT] = {
    [REASON_UNSTATED] =             {"unstated", MOVE_YOU, FALSE},
    [REASON_UNCLASSIFIED] =         {"unclassified", MOVE_YOU, FALSE},
    [REASON_USER_UNKNOWN] =         {"user-unknown", MOVE_YOU, TRUE},
    [REASON_HOST_UNKNOWN] =         {"host-unknown", MOVE_YOU, TRUE},
    [REASON_HAS_MOVED] =            {"has-moved", MOVE_YOU, TRUE},
    [REASON_NO_MAIL_ACCEPTED] =     {"no-mail-accepted", MOVE_YOU, TRUE},
    [REASON_FILTERED] =             {"filtered", MOVE_RECIPIENT, FALSE},
    [REASON_MAILBOX_SUSPENDED] =    {"mailbox-suspended", MOVE_YOU, FALSE},
    [REASON_SUPPRESSED] =           {"suppressed", MOVE_YOU, FALSE},
    [REASON_MAILBOX_FULL] =         {"mailbox-full", MOVE_RECIPIENT, FALSE},
    [REASON_SYSTEM_FULL] =          {"system-full", MOVE_RECIPIENT_HOST, FALSE},
    [REASON_EXCEED_LIMIT] =         {"exceed-limit", MOVE_YOU, FALSE},
    [REASON_MESSAGE_TOO_BIG] =      {"message-too-big", MOVE_YOU, FALSE},
    [REASON_RATE_LIMITED] =         {"rate-limited", MOVE_YOU, FALSE},
    [REASON_TOO_MANY_CONNECTIONS] = {"too-many-connections", MOVE_YOU | MOVE_HOST, FALSE},
    [REASON_GREYLISTED] =           {"greylisted", MOVE_NOBODY, FALSE},
    [REASON_EXPIRED] =              {"expired", MOVE_RECIPIENT_HOST, FALSE},
    [REASON_NETWORK_ERROR] =        {"network-error", MOVE_HOST, FALSE},
    [REASON_SENDER_REJECTED] =      {"sender-rejected", MOVE_YOU, FALSE},
    [REASON_CLIENT_BLOCKED] =       {"client-blocked", MOVE_HOST | MOVE_YOU, FALSE},
    [REASON_BAD_REPUTATION] =       {"bad-reputation", MOVE_HOST | MOVE_YOU, FALSE},
    [REASON_PTR_REQUIRED] =         {"ptr-required", MOVE_HOST | MOVE_YOU, FALSE},
    [REASON_AUTH_FAILURE] =         {"auth-failure", MOVE_YOU, FALSE},
    [REASON_FAILED_STARTTLS] =      {"failed-starttls", MOVE_RECIPIENT_HOST, FALSE},
    [REASON_SPAM_DETECTED] =        {"spam-detected", MOVE_YOU, FALSE},
    [REASON_VIRUS_DETECTED] =       {"virus-detected", MOVE_YOU, FALSE},
    [REASON_POLICY_VIOLATION] =     {"policy-violation", MOVE_RECIPIENT_HOST, FALSE},
    [REASON_SECURITY_ERROR] =       {"security-error", MOVE_YOU, FALSE},
    [REASON_NO_RELAYING] =          {"no-relaying", MOVE_YOU | MOVE_RECIPIENT_HOST, FALSE},
    [REASON_NOT_RFC_COMPLIANT] =    {"not-rfc-compliant", MOVE_YOU, FALSE},
    [REASON_CONTENT_ERROR] =        {"content-error", MOVE_YOU, FALSE},
    [REASON_SYNTAX_ERROR] =         {"syntax-error", MOVE_YOU | MOVE_HOST, FALSE},
    [REASON_SYSTEM_ERROR] =         {"system-error", MOVE_RECIPIENT_HOST, FALSE},
    [REASON_MAILER_ERROR] =         {"mailer-error", MOVE_RECIPIENT_HOST, FALSE},
    [REASON_FEEDBACK] =             {"feedback", MOVE_YOU, FALSE},
    [REASON_VACATION] =             {"vacation", MOVE_NOBODY, FALSE},
    [REASON_DELIVERED] =            {"delivered", MOVE_NOBODY, FALSE},
};
/* clang-format on */

/* In the order of the enum's bits. */
static const struct {
    Move move;
    const char *name;
} moves[] = {
    {MOVE_YOU, "you"},
    {MOVE_HOST, "host"},
    {MOVE_RECIPIENT, "recipient"},
    {MOVE_RECIPIENT_HOST, "recipient-host"},
    {MOVE_NOBODY, "nobody"},
};

G_STATIC_ASSERT(G_N_ELEMENTS(moves) < MOVE_NAMES_MAX);

const char *
reason_name(Reason reason)
{
    return reasons[reason].name;
}

gboolean
reason_from_name(const char *name, Reason *reason)
{
    for (guint i = 0; i < REASON_COUNT; i++)
        if (g_str_equal(reasons[i].name, name)) {
            *reason = (Reason)i;
            return TRUE;
        }
    return FALSE;
}

Move
reason_move(Reason reason)
{
    return reasons[reason].move;
}

gboolean
reason_is_dead_address(Reason reason)
{
    return reasons[reason].is_dead_address;
}

const char *
move_name(Move one)
{
    for (guint i = 0; i < G_N_ELEMENTS(moves); i++)
        if (moves[i].move == one)
            return moves[i].name;
    return "";
}

gboolean
move_from_name(const char *name, Move *move)
{
    for (guint i = 0; i < G_N_ELEMENTS(moves); i++)
        if (g_str_equal(moves[i].name, name)) {
            *move = moves[i].move;
            return TRUE;
        }
    return FALSE;
}

void
move_names(Move set, const char *names[MOVE_NAMES_MAX])
{
    guint count = 0;

    for (guint i = 0; i < G_N_ELEMENTS(moves); i++)
        if (set & moves[i].move)
            names[count++] = moves[i].name;
    names[count] = NULL;
}
