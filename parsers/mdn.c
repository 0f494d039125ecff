/* mdn.c - receipts: message disposition notifications (RFC 8098) */

#include "parsers/mdn.h"

#include "base/text.h"
#include "parsers/address.h"
#include "parsers/fields.h"
#include "parsers/phrase.h"

#include <string.h>

/* Where the reason of a refusal is longer, the rest is the returned message. */
#define WORDS_MAX 2000

/*
 * Dispositions with which Sieve's reject (RFC 5429 2.1.2) and delivery agents that are over quota
 * tell that they refused a message; mail programs write them for what a person did.
 */
static const char *const refusals[] = {"deleted", "failed", "denied", "processed", "error"};

/*
 * What the text of a refusal says, folded (phrase.h). Programs for people say "deleted without
 * being read" and the like, and none of these.
 */
static const char *const refusal_words[] = {
    "rejected",       "refused",    "reject ",   "over quota",    "quota exceeded",
    "exceeded",       "quota ",     "is full",   "not delivered", "could not be delivered",
    "rejete",         "refuse",     "depasse",   "est pleine",    "abgelehnt",
    "zuruckgewiesen", "verweigert", "rechazado", "rifiutato",     "respinto",
    "geweigerd",      "geweigerde", "rejeitad",  "recusad",       "odrzucon",
    "avvisat",        "отклонен",   "отвергнут", "拒否",          "拒绝",
    "拒絕",
};

/* Lines behind which the reason stands. */
static const char *const reason_leads[] = {
    "was automatically rejected:",      /* Dovecot */
    "The following reason was given:",  /* Cyrus */
    "The reason given was as follows:", /* RFC 5429 2.1.2 */
};

/* The fields, or NULL: where boundaries are broken they stand in the text. */
static FieldGroups *
read_fields(const Mail *mail)
{
    const char *type = mail_content_parameter(mail, "report-type");
    const char *found;

    if (mail->disposition)
        return fields_parse(mail->disposition, FALSE);
    if (!type || g_ascii_strcasecmp(type, "disposition-notification"))
        return NULL;
    found = text_find(mail->text->str, "\nFinal-Recipient:");
    return fields_parse(found ? found + 1 : "", FALSE);
}

/* Whom the message had reached: the final recipient, else who wrote the receipt. */
static char *
take_recipient(const FieldGroup *group, const Mail *mail)
{
    static const char *const names[] = {"Final-Recipient", "Original-Recipient"};
    g_autofree char *from = mail_header(mail, "From");

    for (gsize i = 0; group && i < G_N_ELEMENTS(names); i++) {
        const char *value = field_get(group, names[i]);
        g_autofree char *address = value ? address_from_field(value, i == 1) : g_strdup("");

        if (*address)
            return g_steal_pointer(&address);
    }
    return address_find(from, NULL);
}

/* "automatic-action/MDN-sent-automatically; Deleted/error" -> "deleted" (RFC 8098 3.2.6) */
static char *
take_disposition(const FieldGroup *group)
{
    g_autofree char *line = group ? field_dup_line(group, "Disposition") : g_strdup("");
    const char *semicolon = strchr(line, ';');
    const char *type = semicolon ? semicolon + 1 : line;

    type += strspn(type, " ");
    return g_ascii_strdown(type, (gssize)strcspn(type, " /,;"));
}

/* The first WORDS_MAX bytes, but for a character that they would cut. */
static char *
take_words(const char *text)
{
    return g_strndup(text, text_fitting_length(text, WORDS_MAX));
}

static gboolean
is_automatic(const FieldGroup *group)
{
    const char *value = group ? field_get(group, "Disposition") : NULL;

    return value && text_find(value, "automatic");
}

/* Behind the words that lead to the reason of a refusal; NULL where there are none. */
static const char *
find_reason(const char *text)
{
    for (gsize i = 0; i < G_N_ELEMENTS(reason_leads); i++) {
        const char *lead = text_find(text, reason_leads[i]);

        if (lead)
            return lead + strlen(reason_leads[i]);
    }
    return NULL;
}

/* Whether text speaks of a refusal in words that the subject, which it may quote, does not have. */
static gboolean
says_refused(const char *text, const char *subject)
{
    g_autofree char *head = take_words(text);
    g_autofree char *folded = phrase_fold(head);
    g_autofree char *quoted = phrase_fold(subject);

    for (gsize i = 0; i < G_N_ELEMENTS(refusal_words); i++)
        if (phrase_find(folded, refusal_words[i]) && !phrase_find(quoted, refusal_words[i]))
            return TRUE;
    return FALSE;
}

static gboolean
is_refusal(const char *disposition, const FieldGroup *group, const Mail *mail, const Notice *notice)
{
    const char *text = mail->text->str;

    if (!is_automatic(group) || (!find_reason(text) && !says_refused(text, notice->subject)))
        return FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS(refusals); i++)
        if (!strcmp(disposition, refusals[i]))
            return TRUE;
    return FALSE;
}

/* "mail.example.net; Dovecot Mail Delivery Agent" -> "mail.example.net" (RFC 8098 3.2.1) */
static char *
take_host(const FieldGroup *group)
{
    g_autofree char *agent = field_dup_line(group, "Reporting-UA");

    return g_strndup(agent, strcspn(agent, "; "));
}

static void
read_refusal(const FieldGroup *group, const Mail *mail, Notice *notice, Recipient *recipient)
{
    const char *found = find_reason(mail->text->str);
    g_autofree char *reason = take_words(found ? found : mail->text->str);

    recipient->type = EVENT_BOUNCE;
    text_set(&recipient->action, "failed");
    text_take(&recipient->diagnostic, text_squeeze(reason));
    smtpreply_clear(&recipient->reply);
    smtpreply_parse(reason, &recipient->reply);
    if (!recipient->reply.code)
        text_set(&recipient->words, recipient->reply.text);
    if (!*notice->reporting_mta)
        text_take(&notice->reporting_mta, take_host(group));
}

static void
take_original_id(const FieldGroup *group, Notice *notice)
{
    if (!*notice->original.message_id)
        text_take(&notice->original.message_id, field_dup_line(group, "Original-Message-ID"));
}

static void
read_group(const FieldGroup *group, const Mail *mail, Notice *notice)
{
    g_autofree char *address = take_recipient(group, mail);
    g_autofree char *disposition = take_disposition(group);
    Recipient *recipient = notice_add_recipient(notice, address);

    recipient->type = EVENT_RECEIPT;
    text_set(&recipient->action, disposition);
    if (!group)
        return;
    if (field_get(group, "Original-Recipient"))
        text_take(&recipient->original_recipient,
                  address_from_field(field_get(group, "Original-Recipient"), TRUE));
    take_original_id(group, notice);
    if (is_refusal(disposition, group, mail, notice))
        read_refusal(group, mail, notice, recipient);
}

gboolean
mdn_read(const Mail *mail, Notice *notice)
{
    g_autoptr(FieldGroups) groups = read_fields(mail);

    if (!groups)
        return FALSE;
    read_group(fields_count(groups) > 0 ? fields_nth(groups, 0) : NULL, mail, notice);
    return TRUE;
}
