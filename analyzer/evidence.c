/* evidence.c - what a reply or a recipient's report gives the rules to look at */

#include "analyzer/evidence.h"

#include "parsers/address.h"

#include <gio/gio.h>

static const char *
first_stated(const char *a, const char *b)
{
    return *a ? a : b;
}

/* "5.0.0", "4.0.0": nothing but what the first digit of a reply code says. */
static gboolean
is_bare(Status status)
{
    return status.class != 2 && status.subject == 0 && status.detail == 0;
}

/*
 * The reply's status before the report's field, which those who report often make up: a bare one
 * counts for nothing beside anything else, be it a reply code.
 */
static Status
status_that_counts(const Recipient *recipient)
{
    Status said = recipient->reply.status;
    Status field = recipient->status_field;

    if (status_is_set(said) && !(is_bare(said) && status_is_set(field) && !is_bare(field)))
        return said;
    if (recipient->reply.code && is_bare(field))
        return (Status){0};
    return field;
}

const char *
recipient_host(const Recipient *recipient)
{
    return first_stated(recipient->remote_mta, recipient->reply.remote_mta);
}

/* All but the provider, for which each asks in its own way. */
static void
take_reply(const SmtpReply *reply, Evidence *evidence)
{
    *evidence = (Evidence){
        .type = EVENT_BOUNCE,
        .software = "",
        .action = "",
        .command = reply->command,
        .reply_code = reply->code,
        .status = reply->status,
        .text = reply->text,
    };
}

void
evidence_from_reply(const Rules *rules, const SmtpReply *reply, const char *recipient_domain,
                    Evidence *evidence)
{
    take_reply(reply, evidence);
    evidence->provider =
        provider_of(rules_providers(rules), reply->remote_mta, reply->text, recipient_domain);
}

void
evidence_of_recipient(const Rules *rules, const Notice *notice, const Recipient *recipient,
                      Evidence *evidence)
{
    const SmtpReply *reply = &recipient->reply;

    take_reply(reply, evidence);
    if (!reply->code)
        evidence->text = first_stated(recipient->words, reply->text);
    evidence->type = recipient->type;
    evidence->software = notice->software;
    evidence->action = recipient->action;
    evidence->status = status_that_counts(recipient);
    evidence->provider = provider_of(rules_providers(rules), recipient_host(recipient),
                                     evidence->text, address_domain(recipient->address));
}

/*
 * An event has the report's field where the evidence had no status: beside a reply code a bare one
 * counts only where the reply itself said it.
 */
static Status
status_of_event(const Event *event)
{
    g_auto(SmtpReply) reply = {0};

    if (!event->reply_code || !is_bare(event->status))
        return event->status;
    smtpreply_parse(event->diagnostic, &reply);
    return status_is_set(reply.status) ? event->status : (Status){0};
}

void
evidence_of_event(const Rules *rules, const Event *event, Evidence *evidence)
{
    *evidence = (Evidence){
        .type = event->type,
        .software = event->software,
        .action = event->action,
        .command = event->command,
        .reply_code = event->reply_code,
        .status = status_of_event(event),
        .text = event->text,
        .provider = provider_of(rules_providers(rules), event->remote_mta, event->text,
                                event->recipient_domain),
    };
}

/* Characters of "1.2.3.4", and of an IPv6 address with an IPv4 one in it (RFC 4291 2.2). */
#define SHORTEST_IP 7
#define LONGEST_IP 45

static gboolean
is_ip_char(char c)
{
    return g_ascii_isxdigit(c) || c == '.' || c == ':';
}

/* The address of so many characters, but for the full stop of a sentence; NULL where it is none. */
static char *
ip_address(const char *text, gsize length)
{
    g_autofree char *word = NULL;

    if (length < SHORTEST_IP || length > LONGEST_IP)
        return NULL;
    word = g_strndup(text, text[length - 1] == '.' ? length - 1 : length);
    return g_hostname_is_ip_address(word) ? g_steal_pointer(&word) : NULL;
}

char *
evidence_client_ip(const char *text)
{
    while (*text) {
        gsize length = 0;
        char *address;

        while (is_ip_char(text[length]))
            length++;
        address = ip_address(text, length);
        if (address)
            return address;
        text += length ? length : 1;
        while (length && g_ascii_isalnum(*text))
            text++;
    }
    return g_strdup("");
}
