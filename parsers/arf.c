/* arf.c - complaints: abuse feedback reports (RFC 5965, RFC 6591) and the shapes like them */

#include "parsers/arf.h"

#include "base/text.h"
#include "base/time.h"
#include "parsers/address.h"
#include "parsers/fields.h"

#include <gio/gio.h>
#include <string.h>

/* How many complainers one report may name. */
#define COMPLAINERS_MAX 1000

/* Fields of the report that name who complained, the best first. */
static const char *const complainer_fields[] = {
    "Original-Rcpt-To",  /* RFC 5965 3.2 */
    "Removal-Recipient", /* draft-shafranovich-feedback-report */
    "Final-Recipient",
};

/* The same, of the returned message: what the provider put in before what the sender wrote. */
static const char *const returned_fields[] = {
    "X-HmXmrOriginalRecipient", /* Microsoft's JMRP */
    "X-Apparently-To",          /* Yahoo */
    "X-Original-To",
    "Delivered-To",
    "X-BT-Recipient",
    "X-Rcpt-To",
    "To",
};

/* When the message of which they complain came in. */
static const char *const arrival_fields[] = {"Arrival-Date", "Received-Date"};

/* Complaints without a report part: who writes them, about what. */
static const struct {
    const char *from;
    const char *subject;
} shapes[] = {
    {"staff@hotmail.com", "complaint about message from"}, /* JMRP */
    {"@email-abuse.amazonses.com", "complaint about message from"},
    {"scomp@aol.", ""}, /* AOL before ARF: TOS notifications */
};

/* Reports about a domain's mail as a whole: no complaint, but worth a name. */
static const struct {
    const char *header;
    const char *value; /* what it begins with, "" is any */
    const char *quirk;
} domain_reports[] = {
    {"Subject", "report domain:", "dmarc-report"}, /* RFC 7489 7.2.1.1 */
    {"TLS-Report-Domain", "", "tls-report"},       /* RFC 8460 5.3 */
    {"TLS-Report-Submitter", "", "tls-report"},
};

static gboolean
has_report_type(const Mail *mail, const char *wanted)
{
    const char *type = mail_content_parameter(mail, "report-type");

    return type && !g_ascii_strcasecmp(type, wanted);
}

/* The fields of the report; NULL where there are none. Broken boundaries leave them in the text. */
static FieldGroups *
read_fields(const Mail *mail)
{
    const char *found;

    if (mail->feedback_report)
        return fields_parse(mail->feedback_report, FALSE);
    if (!has_report_type(mail, "feedback-report"))
        return NULL;
    found = text_find(mail->text->str, "\nFeedback-Type:");
    return found ? fields_parse(found + 1, FALSE) : NULL;
}

static gboolean
has_shape(const Mail *mail)
{
    g_autofree char *from = mail_header(mail, "From");
    g_autofree char *subject = mail_header(mail, "Subject");

    for (gsize i = 0; i < G_N_ELEMENTS(shapes); i++)
        if (text_find(from, shapes[i].from) && text_has_prefix(subject, shapes[i].subject))
            return mail->returned || mail->returned_headers;
    return FALSE;
}

/* "<redacted>", "redacted@example.net", "undisclosed recipients": nobody can be told by it. */
static gboolean
is_redacted(const char *address)
{
    return text_find(address, "redacted") || text_find(address, "undisclosed") ||
           strchr(address, '*');
}

static char *
take_address(const char *value)
{
    g_autofree char *address = value ? address_from_field(value, FALSE) : g_strdup("");

    return strchr(address, '@') ? g_steal_pointer(&address) : g_strdup("");
}

/* A header field of the returned message, which may have come as an attachment or as headers. */
static char *
returned_header(const Mail *mail, const FieldGroups *headers, const char *name)
{
    if (mail->returned)
        return message_header(mail->returned, name);
    return fields_count(headers) > 0 ? field_dup_line(fields_nth(headers, 0), name) : g_strdup("");
}

/*
 * Who complained, as the returned message tells. Mail to several people, or to the sender and
 * others in Bcc, does not say who of them it was.
 */
static char *
complainer_in_message(const Mail *mail)
{
    g_autoptr(FieldGroups) headers = fields_parse(mail->returned_headers ?: "", FALSE);
    g_autofree char *from = returned_header(mail, headers, "From");
    g_autofree char *sender = address_find(strrchr(from, '<') ? strrchr(from, '<') : from, NULL);

    for (gsize i = 0; i < G_N_ELEMENTS(returned_fields); i++) {
        g_autofree char *value = returned_header(mail, headers, returned_fields[i]);
        const char *end = value;
        g_autofree char *address = address_find(value, &end);
        g_autofree char *other = address_find(end, NULL);

        if (*address && (!*other || address_equal(address, other)) &&
            !address_equal(address, sender))
            return g_steal_pointer(&address);
    }
    return g_strdup("");
}

/* Who complained, as the report tells: better who is named than who is not to be known. */
static char *
complainer_in_report(const FieldGroup *report)
{
    g_autofree char *redacted = g_strdup("");

    for (gsize i = 0; i < G_N_ELEMENTS(complainer_fields); i++) {
        g_autofree char *address = take_address(field_get(report, complainer_fields[i]));

        if (*address && !is_redacted(address))
            return g_steal_pointer(&address);
        if (!*redacted)
            text_take(&redacted, g_steal_pointer(&address));
    }
    return g_steal_pointer(&redacted);
}

static char *
take_complainer(const FieldGroup *report, const Mail *mail)
{
    g_autofree char *address = report ? complainer_in_report(report) : g_strdup("");

    return *address ? g_steal_pointer(&address) : complainer_in_message(mail);
}

/* Original-Rcpt-To "may appear any number of times" (RFC 5965 3.2). */
static void
add_others(const FieldGroup *report, Notice *notice)
{
    for (guint i = 0; i < field_count(report) && notice->recipients->len < COMPLAINERS_MAX; i++) {
        const char *value;
        const char *name = field_nth(report, i, &value);
        g_autofree char *address =
            g_ascii_strcasecmp(name, "Original-Rcpt-To") ? g_strdup("") : take_address(value);

        if (*address && !is_redacted(address) && !notice_find_recipient(notice, address))
            notice_add_recipient(notice, address)->type = EVENT_FEEDBACK;
    }
}

/* "[192.0.2.7]", "192.0.2.7 (mail.example.org)" -> "192.0.2.7"; "" where text begins otherwise. */
static char *
take_ip(const char *text)
{
    g_autofree char *ip = NULL;

    text += strspn(text, " \t[");
    if (text_has_prefix(text, "IPv6:"))
        text += strlen("IPv6:");
    ip = g_strndup(text, strcspn(text, " \t\n])(,;"));
    if (g_str_has_suffix(ip, "."))
        ip[strlen(ip) - 1] = '\0';
    return g_hostname_is_ip_address(ip) ? g_steal_pointer(&ip) : g_strdup("");
}

/* "received from IP address 192.0.2.7", "complaint about message from 192.0.2.7" */
static char *
find_ip(const char *text)
{
    static const char *const leads[] = {" from IP address ", " from IP ", " from ", " for IP "};

    for (gsize i = 0; i < G_N_ELEMENTS(leads); i++)
        for (const char *at = text_find(text, leads[i]); at; at = text_find(at + 1, leads[i])) {
            g_autofree char *ip = take_ip(at + strlen(leads[i]));

            if (*ip)
                return g_steal_pointer(&ip);
        }
    return g_strdup("");
}

static char *
take_client_ip(const FieldGroup *report, const Mail *mail, const Notice *notice)
{
    const char *value = report ? field_get(report, "Source-IP") : NULL;
    g_autofree char *ip = value ? take_ip(value) : g_strdup("");

    if (!*ip)
        text_take(&ip, find_ip(notice->subject));
    return *ip ? g_steal_pointer(&ip) : find_ip(mail->text->str);
}

/* "abuse", "auth-failure", ... (RFC 5965 7.3, RFC 6591 3.1) */
static char *
take_feedback_type(const FieldGroup *report)
{
    g_autofree char *value = report ? field_dup_line(report, "Feedback-Type") : g_strdup("");

    return *value ? g_ascii_strdown(value, -1) : g_strdup("abuse");
}

static gint64
take_arrival(const FieldGroup *report)
{
    for (gsize i = 0; report && i < G_N_ELEMENTS(arrival_fields); i++) {
        const char *value = field_get(report, arrival_fields[i]);

        if (value)
            return time_parse_mail(value);
    }
    return 0;
}

static void
read_report(const FieldGroup *report, const Mail *mail, Notice *notice)
{
    g_autofree char *address = take_complainer(report, mail);
    const char *sender = report ? field_get(report, "Original-Mail-From") : NULL;

    notice_add_recipient(notice, address)->type = EVENT_FEEDBACK;
    if (is_redacted(address))
        notice_add_quirk(notice, "redacted");
    else if (report)
        add_others(report, notice);
    text_take(&notice->feedback_type, take_feedback_type(report));
    text_take(&notice->client_ip, take_client_ip(report, mail, notice));
    notice->arrival_date = take_arrival(report);
    if (sender)
        text_take(&notice->envelope_from, take_address(sender));
}

/*
 * Mail programs that unsubscribe by List-Unsubscribe (RFC 2369 3.2) in somebody's name, and say so.
 * The feedback type is that of the drafts before RFC 5965.
 */
static void
read_opt_out(const Mail *mail, Notice *notice)
{
    g_autofree char *from = mail_header(mail, "From");
    g_autofree char *address = address_find(strrchr(from, '<') ? strrchr(from, '<') : from, NULL);

    notice_add_recipient(notice, address)->type = EVENT_FEEDBACK;
    text_set(&notice->feedback_type, "opt-out");
}

static void
name_domain_report(const Mail *mail, Notice *notice)
{
    if (has_report_type(mail, "tlsrpt"))
        notice_add_quirk(notice, "tls-report");
    for (gsize i = 0; i < G_N_ELEMENTS(domain_reports); i++) {
        g_autofree char *value = mail_header(mail, domain_reports[i].header);

        if (*value && text_has_prefix(value, domain_reports[i].value))
            notice_add_quirk(notice, domain_reports[i].quirk);
    }
}

gboolean
arf_read(const Mail *mail, Notice *notice)
{
    g_autoptr(FieldGroups) groups = read_fields(mail);
    const FieldGroup *report = groups && fields_count(groups) > 0 ? fields_nth(groups, 0) : NULL;

    if (mail_raw_header(mail, "X-Apple-Unsubscribe")) {
        read_opt_out(mail, notice);
        return TRUE;
    }
    if (!report && !mail->feedback_report && !has_shape(mail)) {
        name_domain_report(mail, notice);
        return FALSE;
    }
    read_report(report, mail, notice);
    return TRUE;
}
