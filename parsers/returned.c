/* returned.c - where the returned message begins in a notice, and to whom it went */

#include "parsers/returned.h"

#include "base/text.h"
#include "parsers/address.h"
#include "parsers/fields.h"
#include "parsers/wording.h"

#include <string.h>

/* How far into the text the returned message may begin, and how many recipients it may have. */
#define NOTICE_MAX (64 * 1024)
#define RECIPIENTS_MAX 50

/* Words that begin the line before the returned message, but for dashes and the like. */
static const char *const lead_ins[] = {
    "Original message follows",
    "Original message header",
    "Original message -",
    "Original message:\n",
    "Original message\n",
    "Original mail info",
    "Original headers",
    "Below this line is a copy of",
    "Below is a copy of",
    "Here is a copy of",
    "This is a copy of",
    "Included is a copy of",
    "A copy of the original message",
    "The header of the original message",
    "The headers of the original message",
    "The original message headers",
    "The text you sent follows",
    "Unsent message follows",
    "Unsent message below",
    "Unsent message -",
    "Message header follows",
    "Message headers follow",
    "Message text follows",
    "Message contents follow",
    "Message non-deliverable",
    "Returned message",
    "Returned mail follows",
    "Undelivered message",
    "Undeliverable message follows",
    "Contents of the undelivered",
    "Your original message",
    "Start of returned message",
    "Start of message",
    "Copy of the original message",
    "En-têtes de message d'origine",
    "En-têtes du message d'origine",
    "Message d'origine",
    "Message original",
    "Voici une copie",
    "Copie du message",
    "Mensaje original",
    "Encabezados de mensaje original",
    "Mensagem original",
    "Cabeçalhos da mensagem original",
    "Messaggio originale",
    "Intestazioni originali",
    "Ursprüngliche Nachricht",
    "Ursprüngliche Nachrichtenkopf",
    "Originale Nachricht",
    "Oorspronkelijk bericht",
    "Исходное сообщение",
    "以下是原邮件",
    "原邮件\n",
    "原邮件：\n",
    "原邮件如下",
    "原邮件内容",
    "元のメッセージ",
};

/* Fields that a message's header has, the first ones where it may begin. */
static const struct {
    const char *name;
    gboolean first;
} header_fields[] = {
    {"Received:", TRUE},      {"Return-Path:", TRUE}, {"DKIM-Signature:", TRUE},
    {"X-Received:", TRUE},    {"Message-ID:", TRUE},  {"MIME-Version:", TRUE},
    {"From:", TRUE},          {"Date:", TRUE},        {"X-Originating-IP:", TRUE},
    {"Delivered-To:", TRUE},  {"To:", FALSE},         {"Subject:", FALSE},
    {"Content-Type:", FALSE}, {"Reply-To:", FALSE},   {"Sender:", FALSE},
    {"X-Mailer:", FALSE},     {"User-Agent:", FALSE},
};

/* A header is believed where so many of the fields stand within so many lines. */
#define HEADER_FIELDS 3
#define HEADER_LINES 40

/* Which of header_fields begins the line; -1 where none does. */
static int
field_at(const char *line)
{
    for (guint i = 0; i < G_N_ELEMENTS(header_fields); i++)
        if (text_has_prefix(line, header_fields[i].name))
            return (int)i;
    return -1;
}

static gboolean
is_blank(const char *line)
{
    return line[strspn(line, " \t\r")] == '\n';
}

static gboolean
begins_header(const char *line)
{
    int field = field_at(line);
    guint seen = 0;

    if (field < 0 || !header_fields[field].first)
        return FALSE;
    for (int i = 0; i < HEADER_LINES && *line && !is_blank(line); i++) {
        field = field_at(line);
        if (field >= 0)
            seen |= 1U << field;
        line = wording_next_line(line);
    }
    return g_bit_storage(seen) > 0 && __builtin_popcount(seen) >= HEADER_FIELDS;
}

static gboolean
leads_in(const char *line)
{
    line += strspn(line, "-=+*_#| \t>");
    for (gsize i = 0; i < G_N_ELEMENTS(lead_ins); i++)
        if (wording_at(line, lead_ins[i]))
            return TRUE;
    return FALSE;
}

const char *
returned_find(const char *text)
{
    for (const char *line = text; *line && line - text < NOTICE_MAX; line = wording_next_line(line))
        if (!is_blank(line) && (begins_header(line) || (line > text && leads_in(line))))
            return line;
    return NULL;
}

static gboolean
has_address(const GPtrArray *addresses, const char *address)
{
    for (guint i = 0; i < addresses->len; i++)
        if (address_equal(g_ptr_array_index(addresses, i), address))
            return TRUE;
    return FALSE;
}

static void
add_addresses(GPtrArray *addresses, const char *value)
{
    while (addresses->len < RECIPIENTS_MAX) {
        const char *end = value;
        g_autofree char *address = address_find(value, &end);

        if (!*address)
            return;
        if (!has_address(addresses, address))
            g_ptr_array_add(addresses, g_steal_pointer(&address));
        value = end;
    }
}

/* Where the servers on the way, and the author, name the recipients. */
static const char *const recipient_fields[] = {
    "To",           "Cc",          "Bcc",           "X-Original-To",
    "Delivered-To", "Envelope-To", "X-Envelope-To", "Resent-To"};

static void
add_from_text(GPtrArray *addresses, const char *text)
{
    g_autoptr(FieldGroups) groups = fields_parse(text, FALSE);

    for (guint i = 0; i < fields_count(groups) && i < 2; i++)
        for (gsize n = 0; n < G_N_ELEMENTS(recipient_fields); n++) {
            const char *value = field_get(fields_nth(groups, i), recipient_fields[n]);

            if (value)
                add_addresses(addresses, value);
        }
}

static void
add_from_message(GPtrArray *addresses, const Part *message)
{
    for (gsize n = 0; n < G_N_ELEMENTS(recipient_fields); n++) {
        g_autofree char *value = message_header(message, recipient_fields[n]);

        add_addresses(addresses, value);
    }
}

GPtrArray *
returned_recipients(const Mail *mail, const char *text)
{
    GPtrArray *addresses = g_ptr_array_new_with_free_func(g_free);

    if (mail->returned)
        add_from_message(addresses, mail->returned);
    else if (mail->returned_headers)
        add_from_text(addresses, mail->returned_headers);
    else if (text)
        add_from_text(addresses, text);
    return addresses;
}
