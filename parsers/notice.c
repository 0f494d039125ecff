/* notice.c - what a message says: who was not reached, and in which words */

#include "parsers/notice.h"

#include "base/text.h"
#include "base/time.h"
#include "parsers/address.h"
#include "parsers/arf.h"
#include "parsers/autoreply.h"
#include "parsers/dsn.h"
#include "parsers/freeform.h"
#include "parsers/guess.h"
#include "parsers/mdn.h"
#include "parsers/mime.h"
#include "parsers/nameless.h"
#include "parsers/origin.h"
#include "parsers/original.h"
#include "parsers/sns.h"
#include "parsers/software.h"

#include <glib/gi18n.h>
#include <gmime/gmime.h>
#include <string.h>

#define LEADING_TEXT_MAX 4096
/* More than that, and the attached message is not the whole point. */
#define FORWARDER_MAX 600

G_DEFINE_QUARK(bounces - notice - error - quark, notice_error)

/* Fills the notice where mail is of its kind; *returned may be set into the text of mail. */
typedef gboolean (*NoticeParser)(const Mail *mail, Notice *notice, const char **returned);

static gboolean
read_dsn(const Mail *mail, Notice *notice, const char **returned G_GNUC_UNUSED)
{
    if (!dsn_read(mail, notice))
        return FALSE;
    nameless_read(mail, notice);
    return TRUE;
}

static gboolean
read_arf(const Mail *mail, Notice *notice, const char **returned G_GNUC_UNUSED)
{
    return arf_read(mail, notice);
}

static gboolean
read_mdn(const Mail *mail, Notice *notice, const char **returned G_GNUC_UNUSED)
{
    return mdn_read(mail, notice);
}

static gboolean
read_sns(const Mail *mail, Notice *notice, const char **returned G_GNUC_UNUSED)
{
    return sns_read(mail, notice);
}

static gboolean
read_autoreply(const Mail *mail, Notice *notice, const char **returned G_GNUC_UNUSED)
{
    return autoreply_read(mail, notice);
}

/*
 * In this order: what is stated in fields before what is said in words. What people pass on to
 * their postmaster are notices, not the answers of people who are away.
 */
static const struct {
    NoticeParser parse;
    gboolean forwarded;
} parsers[] = {
    {read_dsn, TRUE},      {read_arf, TRUE},   {read_mdn, TRUE},        {read_sns, TRUE},
    {freeform_read, TRUE}, {guess_read, TRUE}, {read_autoreply, FALSE},
};

void
notice_init(void)
{
    g_mime_init();
}

static void
recipient_free(gpointer data)
{
    Recipient *recipient = data;

    g_free(recipient->address);
    g_free(recipient->original_recipient);
    g_free(recipient->action);
    g_free(recipient->remote_mta);
    g_free(recipient->diagnostic);
    g_free(recipient->words);
    smtpreply_clear(&recipient->reply);
    g_free(recipient);
}

/* The strings of a notice that are "" until something is found. */
static const gsize string_offsets[] = {
    G_STRUCT_OFFSET(Notice, software),     G_STRUCT_OFFSET(Notice, reporting_mta),
    G_STRUCT_OFFSET(Notice, message_id),   G_STRUCT_OFFSET(Notice, from),
    G_STRUCT_OFFSET(Notice, raw_from),     G_STRUCT_OFFSET(Notice, raw_date),
    G_STRUCT_OFFSET(Notice, subject),      G_STRUCT_OFFSET(Notice, envelope_from),
    G_STRUCT_OFFSET(Notice, leading_text), G_STRUCT_OFFSET(Notice, feedback_type),
    G_STRUCT_OFFSET(Notice, client_ip),    G_STRUCT_OFFSET(Notice, new_address),
    G_STRUCT_OFFSET(Notice, return_date),  G_STRUCT_OFFSET(Notice, source),
    G_STRUCT_OFFSET(Notice, return_path),
};

static char **
notice_string(Notice *notice, gsize n)
{
    return &G_STRUCT_MEMBER(char *, notice, string_offsets[n]);
}

Notice *
notice_new(void)
{
    Notice *notice = g_new0(Notice, 1);

    for (gsize i = 0; i < G_N_ELEMENTS(string_offsets); i++)
        *notice_string(notice, i) = g_strdup("");
    original_init(&notice->original);
    notice->sent_by = g_ptr_array_new_with_free_func(g_free);
    notice->recipients = g_ptr_array_new_with_free_func(recipient_free);
    notice->by_address = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    notice->quirks = g_ptr_array_new_with_free_func(g_free);
    return notice;
}

void
notice_free(Notice *notice)
{
    if (!notice)
        return;
    for (gsize i = 0; i < G_N_ELEMENTS(string_offsets); i++)
        g_free(*notice_string(notice, i));
    original_clear(&notice->original);
    g_ptr_array_unref(notice->sent_by);
    g_hash_table_unref(notice->by_address);
    g_ptr_array_unref(notice->recipients);
    g_ptr_array_unref(notice->quirks);
    g_free(notice);
}

static void
index_recipient(Notice *notice, Recipient *recipient)
{
    char *key = g_ascii_strdown(recipient->address, -1);

    if (g_hash_table_contains(notice->by_address, key))
        g_free(key);
    else
        g_hash_table_insert(notice->by_address, key, recipient);
}

Recipient *
notice_find_recipient(const Notice *notice, const char *address)
{
    g_autofree char *key = g_ascii_strdown(address, -1);

    return g_hash_table_lookup(notice->by_address, key);
}

Recipient *
notice_add_recipient(Notice *notice, const char *address)
{
    Recipient *recipient = g_new0(Recipient, 1);

    recipient->address = g_strdup(address);
    recipient->original_recipient = g_strdup("");
    recipient->action = g_strdup("");
    recipient->remote_mta = g_strdup("");
    recipient->diagnostic = g_strdup("");
    recipient->words = g_strdup("");
    smtpreply_init(&recipient->reply);
    g_ptr_array_add(notice->recipients, recipient);
    index_recipient(notice, recipient);
    return recipient;
}

void
notice_add_quirk(Notice *notice, const char *quirk)
{
    for (guint i = 0; i < notice->quirks->len; i++)
        if (g_str_equal(g_ptr_array_index(notice->quirks, i), quirk))
            return;
    g_ptr_array_add(notice->quirks, g_strdup(quirk));
}

static char *
raw_header(const Mail *mail, const char *name)
{
    const char *value = mail_raw_header(mail, name);
    g_autofree char *text = value ? text_to_utf8(value, strlen(value)) : g_strdup("");

    return g_strdup(g_strstrip(text));
}

/* When the last server took the message in: the date behind the last ";" (RFC 5321 4.4). */
static gint64
received_date(const Mail *mail)
{
    const char *received = mail_raw_header(mail, "Received");
    const char *semicolon = received ? strrchr(received, ';') : NULL;

    return semicolon ? time_parse_mail(semicolon + 1) : 0;
}

static void
read_header(const Mail *mail, const Letter *letter, Notice *notice)
{
    g_autofree char *id = mail_message_id(mail);

    text_take(&notice->message_id, id ? text_to_utf8(id, strlen(id)) : g_strdup(""));
    text_take(&notice->from, mail_header(mail, "From"));
    text_take(&notice->subject, mail_header(mail, "Subject"));
    text_take(&notice->raw_from, raw_header(mail, "From"));
    text_take(&notice->raw_date, raw_header(mail, "Date"));
    notice->date = time_parse_mail(notice->raw_date);
    notice->received = received_date(mail);
    if (!notice->received)
        notice->received = letter->received;
    if (!*notice->message_id)
        text_take(
            &notice->leading_text,
            g_utf8_make_valid(mail->text->str, MIN((gssize)mail->text->len, LEADING_TEXT_MAX)));
}

/* Where neither report nor returned message names our sender, it is whom the notice went to. */
static void
read_envelope_from(const Mail *mail, Notice *notice)
{
    g_autofree char *to = NULL;

    if (*notice->envelope_from || notice->type == EVENT_OTHER)
        return;
    to = mail_header(mail, "To");
    text_take(&notice->envelope_from, address_find(to, NULL));
}

static gboolean
read_kind(const Mail *mail, Notice *notice, gboolean forwarded)
{
    const char *returned = NULL;
    gboolean found = FALSE;

    for (gsize i = 0; i < G_N_ELEMENTS(parsers) && !found; i++)
        if (!forwarded || parsers[i].forwarded)
            found = parsers[i].parse(mail, notice, &returned);
    if (!found)
        return FALSE;
    if (notice->recipients->len > 0)
        notice->type = ((Recipient *)g_ptr_array_index(notice->recipients, 0))->type;
    if (!*notice->software)
        text_set(&notice->software, software_of(mail));
    original_read(notice, mail, returned);
    origin_read_return_path(notice, mail);
    return TRUE;
}

/* Somebody passed on a message as an attachment, and said next to nothing about it. */
static gboolean
is_forward(const Mail *mail)
{
    g_autofree char *said = mail->returned ? text_squeeze(mail->text->str) : NULL;

    return said && strlen(said) < FORWARDER_MAX && !mail_raw_header(mail, "List-Id");
}

static void
read_forwarded(const Mail *mail, Notice *notice)
{
    g_autoptr(Mail) inner = is_forward(mail) ? mail_of_message(mail->returned) : NULL;

    notice->forwarded = inner && read_kind(inner, notice, TRUE);
}

static void
add_letter_quirks(const Letter *letter, const Mail *mail, Notice *notice)
{
    if (letter->truncated)
        notice_add_quirk(notice, "truncated");
    if (mail->tamed)
        notice_add_quirk(notice, "oversized-header");
}

Notice *
notice_parse(const Letter *letter, GError **error)
{
    g_autoptr(Mail) mail = mail_parse(letter);
    Notice *notice;

    if (!mail) {
        g_set_error(error, NOTICE_ERROR, NOTICE_ERROR_NOT_MAIL,
                    _("%s: is not a mail message: it does not begin with header fields"),
                    letter->source);
        return NULL;
    }
    notice = notice_new();
    text_set(&notice->source, letter->source);
    read_header(mail, letter, notice);
    add_letter_quirks(letter, mail, notice);
    if (!read_kind(mail, notice, FALSE))
        read_forwarded(mail, notice);
    read_envelope_from(mail, notice);
    return notice;
}
