/* sns.c - what Amazon SES tells by way of Amazon SNS: JSON in a mail */

#include "parsers/sns.h"

#include "base/autoptrs.h"
#include "base/text.h"

#include <string.h>

/* The kinds of notification, and where their recipients are. */
static const struct {
    const char *kind;
    const char *object;
    const char *recipients;
    EventType type;
} kinds[] = {
    {"Bounce", "bounce", "bouncedRecipients", EVENT_BOUNCE},
    {"Complaint", "complaint", "complainedRecipients", EVENT_FEEDBACK},
    {"Delivery", "delivery", "recipients", EVENT_SUCCESS},
};

/* The string at key, "" where there is none; borrowed. */
static const char *
string_at(const json_t *object, const char *key)
{
    const char *value = json_string_value(json_object_get(object, key));

    return value ? value : "";
}

/* JSON has no raw line ends; a mail server breaks its long lines, some with "!" and a space. */
static json_t *
load(const char *text)
{
    const char *start = text + strspn(text, " \t\r\n");
    GString *joined;
    json_t *root;

    if (*start != '{' || !strstr(start, "\"notificationType\""))
        return NULL;
    joined = g_string_new(start);
    g_string_replace(joined, "!\n ", "", 0);
    g_string_replace(joined, "\n", "", 0);
    root = json_loads(joined->str, JSON_DISABLE_EOF_CHECK, NULL);
    g_string_free(joined, TRUE);
    return root;
}

/* A bounce has its reply at each recipient, a delivery has one for all. */
static void
read_reply(const json_t *object, const json_t *entry, Recipient *recipient)
{
    const char *diagnostic = string_at(entry, "diagnosticCode");
    const char *reply =
        text_has_prefix(diagnostic, "smtp;") ? diagnostic + strlen("smtp;") : diagnostic;

    if (!*reply)
        reply = string_at(object, "smtpResponse");
    smtpreply_clear(&recipient->reply);
    smtpreply_parse(reply, &recipient->reply);
    text_set(&recipient->diagnostic, reply);
    text_set(&recipient->action, string_at(entry, "action"));
    status_parse(string_at(entry, "status"), &recipient->status_field, NULL);
    if (!recipient->reply.code)
        text_set(&recipient->words, recipient->reply.text);
}

/* Without any reply, what Amazon calls it: "Permanent General", "Transient MailboxFull". */
static void
read_words(const json_t *object, Recipient *recipient)
{
    const char *kind = string_at(object, "bounceType");

    if (!*recipient->diagnostic && *kind) {
        g_free(recipient->words);
        recipient->words = g_strdup_printf("%s %s", kind, string_at(object, "bounceSubType"));
    }
}

static void
read_recipient(const json_t *object, const json_t *entry, EventType type, Notice *notice)
{
    const char *address =
        json_is_string(entry) ? json_string_value(entry) : string_at(entry, "emailAddress");
    Recipient *recipient = notice_add_recipient(notice, address);

    recipient->type = type;
    read_reply(object, entry, recipient);
    read_words(object, recipient);
}

static void
read_message(const json_t *root, Notice *notice)
{
    const json_t *sent = json_object_get(root, "mail");
    const json_t *headers = json_object_get(sent, "commonHeaders");
    const char *from = json_string_value(json_array_get(json_object_get(headers, "from"), 0));

    text_set(&notice->envelope_from, string_at(sent, "source"));
    text_set(&notice->original.subject, string_at(headers, "subject"));
    text_set(&notice->original.message_id, string_at(headers, "messageId"));
    text_set(&notice->original.date, string_at(headers, "date"));
    text_set(&notice->original.from, from ? from : "");
}

static void
read_kind(const json_t *root, Notice *notice)
{
    const char *kind = string_at(root, "notificationType");

    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
        const json_t *object = json_object_get(root, kinds[i].object);
        const json_t *recipients = json_object_get(object, kinds[i].recipients);

        if (strcmp(kind, kinds[i].kind) != 0)
            continue;
        for (gsize n = 0; n < json_array_size(recipients); n++)
            read_recipient(object, json_array_get(recipients, n), kinds[i].type, notice);
        text_set(&notice->feedback_type, string_at(object, "complaintFeedbackType"));
        text_set(&notice->reporting_mta, string_at(object, "reportingMTA"));
    }
}

gboolean
sns_read(const Mail *mail, Notice *notice)
{
    g_autoptr(json_t) root = load(mail->text->str);

    if (!root)
        return FALSE;
    read_kind(root, notice);
    if (notice->recipients->len == 0)
        return FALSE;
    read_message(root, notice);
    text_set(&notice->software, "amazon");
    return TRUE;
}
