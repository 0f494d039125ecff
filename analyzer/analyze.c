/* analyze.c - a notice becomes events */

#include "analyzer/analyze.h"

#include "analyzer/evidence.h"
#include "analyzer/identity.h"
#include "analyzer/judge.h"
#include "base/text.h"
#include "parsers/address.h"

static char **
strings_of(const GPtrArray *array)
{
    GStrvBuilder *builder = g_strv_builder_new();
    char **strings;

    for (guint i = 0; i < array->len; i++)
        g_strv_builder_add(builder, g_ptr_array_index(array, i));
    strings = g_strv_builder_end(builder);
    g_strv_builder_unref(builder);
    return strings;
}

static char **
quirks_of(const Notice *notice, const Recipient *recipient)
{
    GStrvBuilder *builder = g_strv_builder_new();
    char **quirks;

    for (guint i = 0; i < notice->quirks->len; i++)
        g_strv_builder_add(builder, g_ptr_array_index(notice->quirks, i));
    if (recipient && status_is_set(recipient->reply.status) &&
        status_is_set(recipient->status_field) &&
        !status_equal(recipient->reply.status, recipient->status_field))
        g_strv_builder_add(builder, "status-differs");
    quirks = g_strv_builder_end(builder);
    g_strv_builder_unref(builder);
    return quirks;
}

/* What the event has of the notice, whoever the recipient is. */
static Event *
event_of_notice(const Notice *notice)
{
    Event *event = event_new();

    text_set(&event->source, notice->source);
    event->type = notice->type;
    event->forwarded = notice->forwarded;
    event->received = notice->received;
    event->date = notice->date ? notice->date : notice->received;
    event->arrival_date = notice->arrival_date;
    text_set(&event->software, notice->software);
    text_set(&event->reporting_mta, notice->reporting_mta);
    text_set(&event->feedback_type, notice->feedback_type);
    text_set(&event->new_address, notice->new_address);
    text_set(&event->return_date, notice->return_date);
    text_set(&event->notice_message_id, notice->message_id);
    text_set(&event->notice_from, notice->from);
    text_set(&event->notice_subject, notice->subject);
    text_set(&event->original.message_id, notice->original.message_id);
    text_set(&event->original.from, notice->original.from);
    text_set(&event->original.subject, notice->original.subject);
    text_set(&event->original.date, notice->original.date);
    text_set(&event->original.list_id, notice->original.list_id);
    g_strfreev(event->original.dkim_keys);
    event->original.dkim_keys = g_strdupv(notice->original.dkim_keys);
    text_set(&event->return_path, notice->return_path);
    g_strfreev(event->sent_by);
    event->sent_by = strings_of(notice->sent_by);
    g_free(event->envelope_from);
    event->envelope_from = address_unwrap(notice->envelope_from, TRUE);
    return event;
}

static void
fill_recipient(const Recipient *recipient, Event *event)
{
    g_autofree char *domain = g_ascii_strdown(address_domain(recipient->address), -1);

    event->type = recipient->type;
    text_set(&event->recipient, recipient->address);
    text_set(&event->recipient_domain, domain);
    if (!address_equal(recipient->original_recipient, recipient->address))
        text_set(&event->original_recipient, recipient->original_recipient);
    text_set(&event->action, recipient->action);
    text_set(&event->diagnostic, recipient->diagnostic);
    text_set(&event->remote_mta, recipient_host(recipient));
    event->will_retry_until = recipient->will_retry_until;
    if (recipient->date)
        event->date = recipient->date;
}

static void
fill_evidence(const Notice *notice, const Recipient *recipient, const Evidence *evidence,
              Event *event)
{
    event->reply_code = evidence->reply_code;
    event->status = status_is_set(evidence->status) ? evidence->status : recipient->status_field;
    text_set(&event->command, evidence->command);
    text_set(&event->text, evidence->text);
    g_free(event->client_ip);
    event->client_ip =
        *notice->client_ip ? g_strdup(notice->client_ip) : evidence_client_ip(evidence->text);
}

static Event *
event_of_recipient(const Notice *notice, const Recipient *recipient, Rules *rules,
                   const Advices *advices, const OwnMail *own)
{
    Event *event = event_of_notice(notice);
    Evidence evidence;

    evidence_of_recipient(rules, notice, recipient, &evidence);
    fill_recipient(recipient, event);
    fill_evidence(notice, recipient, &evidence, event);
    if (notice->has_left)
        event->reason = REASON_HAS_MOVED;
    event->confidence = notice->guessed ? CONFIDENCE_GUESS : CONFIDENCE_RULE;
    judge(event, rules, &evidence, advices);
    ours_judge(event, own);
    g_strfreev(event->quirks);
    event->quirks = quirks_of(notice, recipient);
    return event;
}

static Event *
plain_mail(const Notice *notice)
{
    Event *event = event_of_notice(notice);

    g_free(event->id);
    event->id = identity_of_plain(notice);
    g_strfreev(event->quirks);
    event->quirks = quirks_of(notice, NULL);
    return event;
}

GPtrArray *
analyze(const Notice *notice, Rules *rules, const Advices *advices, const OwnMail *own)
{
    GPtrArray *events = event_array_new();
    g_auto(GStrv) ids = identities_of(notice);

    for (guint i = 0; i < notice->recipients->len; i++) {
        const Recipient *recipient = g_ptr_array_index(notice->recipients, i);
        Event *event = event_of_recipient(notice, recipient, rules, advices, own);

        g_free(event->id);
        event->id = g_steal_pointer(&ids[i]);
        g_ptr_array_add(events, event);
    }
    if (events->len == 0)
        g_ptr_array_add(events, plain_mail(notice));
    return events;
}
