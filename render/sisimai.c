/* sisimai.c - events as the JSON that Sisimai 5 dumps, so that what reads it can go on */

#include "base/autoptrs.h"
#include "event/reason.h"
#include "render/counsel.h"
#include "render/jsondata.h"
#include "render/render.h"

#include <string.h>

/* Sisimai's word for each reason. */
static const char *const reasons[REASON_COUNT] = {
    [REASON_UNSTATED] = "undefined",
    [REASON_UNCLASSIFIED] = "onhold",
    [REASON_USER_UNKNOWN] = "userunknown",
    [REASON_HOST_UNKNOWN] = "hostunknown",
    [REASON_HAS_MOVED] = "hasmoved",
    [REASON_NO_MAIL_ACCEPTED] = "notaccept",
    [REASON_FILTERED] = "filtered",
    [REASON_MAILBOX_SUSPENDED] = "suspend",
    [REASON_SUPPRESSED] = "suppressed",
    [REASON_MAILBOX_FULL] = "mailboxfull",
    [REASON_SYSTEM_FULL] = "systemfull",
    [REASON_EXCEED_LIMIT] = "exceedlimit",
    [REASON_MESSAGE_TOO_BIG] = "mesgtoobig",
    [REASON_RATE_LIMITED] = "speeding",
    [REASON_TOO_MANY_CONNECTIONS] = "toomanyconn",
    [REASON_GREYLISTED] = "onhold",
    [REASON_EXPIRED] = "expired",
    [REASON_NETWORK_ERROR] = "networkerror",
    [REASON_SENDER_REJECTED] = "rejected",
    [REASON_CLIENT_BLOCKED] = "blocked",
    [REASON_BAD_REPUTATION] = "badreputation",
    [REASON_PTR_REQUIRED] = "requireptr",
    [REASON_AUTH_FAILURE] = "authfailure",
    [REASON_FAILED_STARTTLS] = "failedstarttls",
    [REASON_SPAM_DETECTED] = "spamdetected",
    [REASON_VIRUS_DETECTED] = "virusdetected",
    [REASON_POLICY_VIOLATION] = "policyviolation",
    [REASON_SECURITY_ERROR] = "securityerror",
    [REASON_NO_RELAYING] = "norelaying",
    [REASON_NOT_RFC_COMPLIANT] = "notcompliantrfc",
    [REASON_CONTENT_ERROR] = "contenterror",
    [REASON_SYNTAX_ERROR] = "syntaxerror",
    [REASON_SYSTEM_ERROR] = "systemerror",
    [REASON_MAILER_ERROR] = "mailererror",
    [REASON_FEEDBACK] = "feedback",
    [REASON_VACATION] = "vacation",
    [REASON_DELIVERED] = "delivered",
};

/* What Sisimai returns by default; deliveries, receipts and plain mail are not among it. */
static const gboolean is_told[EVENT_TYPE_COUNT] = {
    [EVENT_BOUNCE] = TRUE,
    [EVENT_DELAY] = TRUE,
    [EVENT_AUTO_REPLY] = TRUE,
    [EVENT_FEEDBACK] = TRUE,
};

static const char *
command_of(const Event *event)
{
    static const struct {
        const char *ours;
        const char *theirs;
    } commands[] = {{"CONNECT", "CONN"}, {"EOM", "DATA"}};

    for (guint i = 0; i < G_N_ELEMENTS(commands); i++) {
        if (g_str_equal(event->command, commands[i].ours))
            return commands[i].theirs;
    }
    return event->command;
}

/* The module that would have read it. */
static const char *
decoder_of(const Event *event)
{
    static const struct {
        const char *software;
        const char *module;
    } modules[] = {
        {"postfix", "Postfix"},       {"sendmail", "Sendmail"}, {"exim", "Exim"},
        {"courier", "Courier"},       {"qmail", "qmail"},       {"opensmtpd", "OpenSMTPD"},
        {"exchange", "Exchange2007"},
    };

    if (event->type == EVENT_FEEDBACK)
        return "ARF";
    if (event->type == EVENT_AUTO_REPLY)
        return "RFC3834";
    for (guint i = 0; i < G_N_ELEMENTS(modules); i++) {
        if (g_str_equal(event->software, modules[i].software))
            return modules[i].module;
    }
    return "RFC3464";
}

/* The address alone of a field that may have a name. */
static char *
address_of(const char *field)
{
    const char *open = strrchr(field, '<');

    return open ? g_strndup(open + 1, strcspn(open + 1, ">")) : g_strdup(field);
}

static char *
sender_of(const Event *event)
{
    return address_of(*event->envelope_from ? event->envelope_from : event->original.from);
}

static gint64
time_of(const Event *event)
{
    return event->date ? event->date : event->received;
}

/* Sisimai's token: SHA-1 of sender, recipient and time between control characters. */
static char *
token_of(const Event *event, const char *sender)
{
    g_autofree char *from = g_ascii_strdown(sender, -1);
    g_autofree char *to = g_ascii_strdown(event->recipient, -1);
    g_autofree char *seed =
        g_strdup_printf("\x02%s\x1e%s\x1e%" G_GINT64_FORMAT "\x03", from, to, time_of(event));

    return g_compute_checksum_for_string(G_CHECKSUM_SHA1, seed, -1);
}

static void
set(json_t *object, const char *key, const char *text)
{
    json_object_set_new(object, key, json_string(text));
}

static void
set_taken(json_t *object, const char *key, char *owned_text)
{
    g_autofree char *text = owned_text;

    set(object, key, text);
}

static void
set_addresses(json_t *object, const Event *event)
{
    g_autofree char *sender = sender_of(event);

    set(object, "addresser", sender);
    set(object, "recipient", event->recipient);
    set(object, "alias",
        g_str_equal(event->original_recipient, event->recipient) ? "" : event->original_recipient);
    set(object, "destination", event->recipient_domain);
    set_taken(object, "senderdomain", counsel_domain(sender));
    set_taken(object, "token", token_of(event, sender));
}

static void
set_verdict(json_t *object, const Event *event)
{
    set(object, "reason", reasons[event->reason]);
    json_object_set_new(object, "hardbounce", json_integer(event->hard_bounce));
    set_taken(object, "deliverystatus", status_to_string(event->status));
    json_object_set_new(object, "replycode",
                        event->reply_code ? json_integer(event->reply_code) : json_string(""));
    set(object, "command", command_of(event));
    set(object, "diagnosticcode", event->diagnostic);
    set(object, "diagnostictype", event->reply_code ? "SMTP" : "");
    set(object, "action", event->action);
    set(object, "feedbacktype", event->feedback_type);
    set(object, "feedbackid", "");
    set(object, "decodedby", decoder_of(event));
}

static void
set_message(json_t *object, const Event *event)
{
    set(object, "lhost", event->reporting_mta);
    set(object, "rhost", event->remote_mta);
    set_taken(object, "messageid", address_of(event->original.message_id));
    set(object, "subject", event->original.subject);
    set(object, "listid", event->original.list_id);
    json_object_set_new(object, "timestamp", json_integer(time_of(event)));
    set(object, "timezoneoffset", "+0000");
    set(object, "origin", event->source);
    json_object_set_new(object, "catch", json_null());
}

void
sisimai_begin(GString *out)
{
    g_string_append(out, "[\n");
}

void
sisimai_end(GString *out)
{
    g_string_append(out, "\n]\n");
}

void
sisimai_message(const GPtrArray *events, const RenderStyle *style G_GNUC_UNUSED, GString *out)
{
    const char *separator = "";

    for (guint i = 0; i < events->len; i++) {
        const Event *event = g_ptr_array_index(events, i);
        g_autoptr(json_t) object = json_object();

        if (!is_told[event->type])
            continue;
        set_addresses(object, event);
        set_verdict(object, event);
        set_message(object, event);
        g_string_append(out, separator);
        jsondata_write(object, out);
        separator = SISIMAI_SEPARATOR;
    }
}
