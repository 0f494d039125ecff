/* dsn.c - delivery status notifications (RFC 3464, RFC 6533) */

#include "parsers/dsn.h"

#include "base/text.h"
#include "base/time.h"
#include "parsers/address.h"
#include "parsers/daemonsigns.h"
#include "parsers/fields.h"
#include "parsers/saying.h"
#include "parsers/section.h"
#include "parsers/wrapping.h"

#include <string.h>

/* How much of the text is read where nothing tells which part of it is about the recipient. */
#define LEADING_TEXT_MAX 4096

/* Action (RFC 3464 2.3.3), and the type of event that it means. */
static const struct {
    const char *action;
    EventType type;
} actions[] = {
    {"failed", EVENT_BOUNCE},        {"delayed", EVENT_DELAY},    {"delivered", EVENT_SUCCESS},
    {"relayed", EVENT_SUCCESS},      {"expanded", EVENT_SUCCESS}, {"failure", EVENT_BOUNCE},
    {"fail", EVENT_BOUNCE},          {"delay", EVENT_DELAY},      {"deliverable", EVENT_SUCCESS},
    {"undeliverable", EVENT_BOUNCE}, {"error", EVENT_BOUNCE},
};

/* Names of the field that holds the address, the best first. */
static const char *const recipient_fields[] = {"Final-Recipient", "X-Actual-Recipient",
                                               "Original-Recipient", "Recipient"};

/* What a report says beside its fields. */
typedef struct {
    const char *text;
    GHashTable *sections; /* of text, see section_index */
    gboolean alone;       /* the report is about one recipient only, and so is all that it says */
} Prose;

static void
prose_clear(Prose *prose)
{
    g_clear_pointer(&prose->sections, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Prose, prose_clear)

/* "dns; mx.example.net [192.0.2.7]" -> "mx.example.net" (RFC 3464 2.1.2). */
static char *
take_mta(const FieldGroup *group, const char *name)
{
    g_autofree char *value = field_dup_line(group, name);
    const char *host = strchr(value, ';');

    host = host ? host + 1 : value;
    host += strspn(host, " ");
    return g_strndup(host, strcspn(host, " [(,"));
}

static gint64
take_date(const FieldGroup *group, const char *name)
{
    const char *value = field_get(group, name);

    return value ? time_parse_mail(value) : 0;
}

static char *
take_address(const FieldGroup *group, const char *name)
{
    const char *value = field_get(group, name);

    return value ? address_from_field(value, !g_ascii_strcasecmp(name, "Original-Recipient"))
                 : g_strdup("");
}

/* The first of the fields that names an address; else what the first one says. */
static char *
take_recipient(const FieldGroup *group)
{
    g_autofree char *name = NULL;

    for (gsize i = 0; i < G_N_ELEMENTS(recipient_fields); i++) {
        g_autofree char *address = take_address(group, recipient_fields[i]);

        if (address_is_public(address))
            return g_steal_pointer(&address);
        if (!name && *address)
            name = g_steal_pointer(&address);
    }
    return name ? g_steal_pointer(&name) : g_strdup("");
}

static Status
take_status_field(const FieldGroup *group)
{
    const char *value = field_get(group, "Status");
    Status status = {0};

    if (value)
        status_parse(value + strspn(value, " \t\n"), &status, NULL);
    return status;
}

static char *
take_action(const FieldGroup *group)
{
    g_autofree char *value = field_dup_line(group, "Action");
    gsize length = 0;

    while (g_ascii_isalpha(value[length]))
        length++;
    return g_ascii_strdown(value, (gssize)length);
}

static gboolean
is_recipient_group(const FieldGroup *group)
{
    return field_get(group, "Final-Recipient") || field_get(group, "Original-Recipient") ||
           field_get(group, "X-Actual-Recipient") ||
           (field_get(group, "Action") && field_get(group, "Status"));
}

static void
read_message_fields(const FieldGroup *group, Notice *notice)
{
    const char *sender = field_get(group, "X-Postfix-Sender");

    if (!*notice->reporting_mta)
        text_take(&notice->reporting_mta, take_mta(group, "Reporting-MTA"));
    if (!notice->arrival_date)
        notice->arrival_date = take_date(group, "Arrival-Date");
    if (sender && !*notice->envelope_from)
        text_take(&notice->envelope_from, address_from_field(sender, FALSE));
}

/* Takes the reply, but keeps what the old one knew of host and command where it says nothing. */
static void
replace_reply(Recipient *recipient, SmtpReply *reply)
{
    SmtpReply old = recipient->reply;

    if (!*reply->remote_mta)
        text_take(&reply->remote_mta, g_steal_pointer(&old.remote_mta));
    if (!*reply->command)
        text_take(&reply->command, g_steal_pointer(&old.command));
    smtpreply_clear(&old);
    recipient->reply = *reply;
    smtpreply_init(reply);
}

/* The last line in text with those words; NULL where there is none, or they are too few to tell. */
static const char *
last_line_with(const char *text, const char *words)
{
    const char *found = NULL;

    if (strlen(words) < 12)
        return NULL;
    for (const char *at = strstr(text, words); at; at = strstr(at + 1, words))
        found = at;
    while (found && found > text && found[-1] != '\n')
        found--;
    return found;
}

/*
 * Sendmail and others keep only the first line of a reply in Diagnostic-Code; the transcript in
 * the text has all of it. Takes the reply from the last place where that first line stands.
 */
static void
complete_reply(Recipient *recipient, const char *text)
{
    const char *line = last_line_with(text, recipient->diagnostic);
    g_autofree char *paragraph = line ? section_paragraph(line) : g_strdup("");
    g_auto(SmtpReply) whole;

    smtpreply_parse(paragraph, &whole);
    if (whole.code == recipient->reply.code && strlen(whole.text) > strlen(recipient->reply.text))
        replace_reply(recipient, &whole);
}

/* Without a reply in the fields, what the text says of this recipient counts. */
static void
read_words(Recipient *recipient, const char *text)
{
    const char *words = saying_start(text);
    g_auto(SmtpReply) reply;

    smtpreply_parse(words, &reply);
    if (!*words)
        return;
    if (!*recipient->diagnostic)
        text_take(&recipient->diagnostic, text_squeeze(words));
    if (!reply.code && !*recipient->words)
        text_set(&recipient->words, reply.text);
    if (reply.code || !status_is_set(recipient->reply.status))
        replace_reply(recipient, &reply);
}

/* What gateways write below every mail, "________" or "-- " before it, says nothing of this one. */
static gsize
length_without_footer(const char *text)
{
    const char *rule = strstr(text, "\n________");
    const char *dashes = strstr(text, "\n-- \n");

    if (dashes && (!rule || dashes < rule))
        rule = dashes;
    return rule ? (gsize)(rule - text) : strlen(text);
}

/* Whether the recipient's name is the last thing that the text says, but for politeness. */
static gboolean
ends_with_name(const Recipient *recipient, const Prose *prose)
{
    const char *behind = section_behind_last(prose->sections, recipient->address);

    return behind && !saying_has_words(saying_start(behind));
}

/* Where the notice is about one recipient only, so is all that it says. */
static void
read_leading_text(Recipient *recipient, const Prose *prose)
{
    const char *text = prose->text;
    g_autofree char *head = g_strndup(text, MIN(length_without_footer(text), LEADING_TEXT_MAX));
    g_autofree char *valid = g_utf8_make_valid(head, -1);

    if (smtpreply_is_quoted(valid) || !ends_with_name(recipient, prose))
        read_words(recipient, valid);
}

static void
read_text(Recipient *recipient, const char *section, const Prose *prose)
{
    g_autofree char *transcript = NULL;

    if (*section)
        read_words(recipient, section);
    if (recipient->reply.code)
        return;
    transcript = section_of_transcript(prose->text, recipient->address, prose->alone);
    if (*transcript)
        read_words(recipient, transcript);
    if (prose->alone && !recipient->reply.code && (!*section || *saying_start(section)))
        read_leading_text(recipient, prose);
}

/* "X-Unix; 77" is how a program ended (sysexits(3)), not what it said. */
static gboolean
is_exit_status(const char *quotation)
{
    return quotation[strspn(quotation, "0123456789 \n")] == '\0';
}

static void
read_quotation(Recipient *recipient, const char *quotation)
{
    smtpreply_clear(&recipient->reply);
    smtpreply_parse(quotation, &recipient->reply);
    text_take(&recipient->diagnostic, text_squeeze(quotation));
    if (!recipient->reply.code)
        text_set(&recipient->words, recipient->reply.text);
}

/* "X-Unix" is how Postfix and Sendmail mark what a program said that delivers. */
static void
read_diagnostic(const FieldGroup *group, Recipient *recipient)
{
    const char *value = field_get(group, "Diagnostic-Code");
    const char *quotation = value ? smtpreply_skip_type(value) : "";
    gboolean program = value && text_has_prefix(value, "x-unix");

    if (!program || !is_exit_status(quotation))
        read_quotation(recipient, quotation);
    if (program && !recipient->reply.code)
        text_set(&recipient->reply.command, "PIPE");
}

/*
 * "Status: 553 Message too big", and "Status: 5.1.1\nDiagnostic Code: 550 ...", where a line that
 * is no field goes on with the one before it.
 */
static void
read_misplaced_reply(const FieldGroup *group, Recipient *recipient)
{
    g_auto(SmtpReply) reply;

    smtpreply_parse(field_get(group, "Status") ?: "", &reply);
    if (reply.code < 400)
        return;
    if (*reply.text)
        replace_reply(recipient, &reply);
    else
        recipient->reply.code = reply.code;
}

static void
read_reply(const FieldGroup *group, Recipient *recipient, const Prose *prose)
{
    g_autofree char *section = section_of(prose->sections, recipient->address);

    read_diagnostic(group, recipient);
    if (!recipient->reply.code)
        read_misplaced_reply(group, recipient);
    if (recipient->reply.code && recipient->reply.cut)
        complete_reply(recipient, prose->text);
    else if (!recipient->reply.code)
        read_text(recipient, section, prose);
    /* the words around the reply in the text tell the command, which Diagnostic-Code does not */
    if (!*recipient->reply.command)
        text_set(&recipient->reply.command, wrapping_command(section));
}

static void
read_recipient(const FieldGroup *group, const Prose *prose, Notice *notice)
{
    g_autofree char *address = take_recipient(group);
    Recipient *recipient = notice_add_recipient(notice, address);

    text_take(&recipient->action, take_action(group));
    text_take(&recipient->original_recipient, take_address(group, "Original-Recipient"));
    text_take(&recipient->remote_mta, take_mta(group, "Remote-MTA"));
    recipient->status_field = take_status_field(group);
    recipient->date = take_date(group, "Last-Attempt-Date");
    recipient->will_retry_until = take_date(group, "Will-Retry-Until");
    read_reply(group, recipient, prose);
}

static guint
count_recipients(const FieldGroups *groups)
{
    guint count = 0;

    for (guint i = 0; i < fields_count(groups); i++)
        count += is_recipient_group(fields_nth(groups, i));
    return count;
}

static void
read_groups(const char *fields, Prose *prose, Notice *notice)
{
    g_autoptr(FieldGroups) groups = fields_parse(fields, TRUE);

    if (!prose->sections)
        prose->sections = section_index(prose->text);
    prose->alone = count_recipients(groups) == 1;
    for (guint i = 0; i < fields_count(groups); i++) {
        const FieldGroup *group = fields_nth(groups, i);

        read_message_fields(group, notice);
        if (is_recipient_group(group))
            read_recipient(group, prose, notice);
    }
}

/* The line of text that the field begins, whatever it is indented by; NULL where there is none. */
static const char *
find_field_line(const char *text, const char *name)
{
    for (const char *found = text_find(text, name); found; found = text_find(found + 1, name)) {
        const char *line = found;

        while (line > text && (line[-1] == ' ' || line[-1] == '\t'))
            line--;
        if (line == text || line[-1] == '\n')
            return line;
    }
    return NULL;
}

/* Where boundaries are broken the fields stand in the text. */
static const char *
find_raw_fields(const char *text)
{
    static const char *const first_fields[] = {
        "Reporting-MTA:", "Final-Recipient:", "Original-Recipient:"};

    for (gsize i = 0; i < G_N_ELEMENTS(first_fields); i++) {
        const char *line = find_field_line(text, first_fields[i]);

        if (line && text_find(line, "-Recipient:") &&
            (find_field_line(line, "Status:") || find_field_line(line, "Action:")))
            return line;
    }
    return NULL;
}

/* People quote reports too: the message must be a mail system's own. */
static gboolean
is_report(const Mail *mail)
{
    const DaemonSigns *signs = daemon_signs(mail);

    return signs->report || (!signs->list && (signs->daemon || signs->null_path || signs->named));
}

/* What the class of a status means (RFC 3463 2); without one, a report tells of a failure. */
static const EventType type_by_class[] = {
    EVENT_BOUNCE, EVENT_BOUNCE, EVENT_SUCCESS, EVENT_BOUNCE, EVENT_DELAY, EVENT_BOUNCE,
};

/* OpenSMTPD writes its last notice on the form of a delay warning. */
static gboolean
is_expired(const Recipient *recipient)
{
    return g_str_has_prefix(recipient->words, "Envelope expired");
}

static EventType
type_of(const Recipient *recipient)
{
    if (is_expired(recipient))
        return EVENT_BOUNCE;
    for (gsize i = 0; i < G_N_ELEMENTS(actions); i++)
        if (!strcmp(recipient->action, actions[i].action))
            return actions[i].type;
    return type_by_class[recipient->status_field.class];
}

gboolean
dsn_read(const Mail *mail, Notice *notice)
{
    g_auto(Prose) prose = {.text = mail->text->str};
    const char *raw;

    for (guint i = 0; i < mail->status_parts->len; i++)
        read_groups(g_ptr_array_index(mail->status_parts, i), &prose, notice);
    if (notice->recipients->len == 0 && (raw = find_raw_fields(mail->text->str)) &&
        is_report(mail)) {
        notice_add_quirk(notice, "status-in-text");
        read_groups(raw, &prose, notice);
    }
    for (guint i = 0; i < notice->recipients->len; i++) {
        Recipient *recipient = g_ptr_array_index(notice->recipients, i);

        recipient->type = type_of(recipient);
    }
    return notice->recipients->len > 0;
}
