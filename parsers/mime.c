/* mime.c - a message taken apart: what of it can tell of a delivery */

#include "parsers/mime.h"

#include "base/autoptrs.h"
#include "base/charset.h"
#include "base/text.h"
#include "parsers/daemonsigns.h"
#include "parsers/html.h"
#include "parsers/tame.h"

#include <string.h>

/* A notice says what it has to say in its first pages. */
#define TEXT_MAX (128 * 1024)
/* A report is no longer than that; other files that a message brings are. */
#define MISNAMED_MAX (256 * 1024)
#define DEPTH_MAX 20

static void walk(Mail *mail, const Part *part, int depth);

static GByteArray *
decode(const Part *part)
{
    GByteArray *bytes = g_byte_array_new();
    g_autoptr(GMimeStream) from = g_mime_stream_mem_new_with_buffer(part->content, part->length);
    g_autoptr(GMimeStream) to = g_mime_stream_mem_new_with_byte_array(bytes);
    GMimeDataWrapper *content = g_mime_data_wrapper_new_with_stream(from, part->encoding);

    g_mime_stream_mem_set_owner(GMIME_STREAM_MEM(to), FALSE);
    g_mime_data_wrapper_write_to_stream(content, to);
    g_object_unref(content);
    return bytes;
}

static void
drop_carriage_returns(char *text)
{
    char *to = text;

    for (const char *from = text; *from; from++)
        if (*from != '\r' || from[1] != '\n')
            *to++ = *from == '\r' ? '\n' : *from;
    *to = '\0';
}

static char *
decoded_text(const Part *part, const char *charset)
{
    g_autoptr(GByteArray) bytes = decode(part);

    return charset_to_utf8((const char *)bytes->data, MIN(bytes->len, TEXT_MAX), charset);
}

/* The part's text as UTF-8, whatever it says of itself. */
static char *
part_text(const Part *part)
{
    const char *charset = part_parameter(part, "charset");
    char *text = part_is_encoded(part)
                     ? decoded_text(part, charset)
                     : charset_to_utf8(part->content, MIN(part->length, TEXT_MAX), charset);

    if (strchr(text, '\r'))
        drop_carriage_returns(text);
    return text;
}

static void
add_text(Mail *mail, const char *text)
{
    if (mail->text->len >= TEXT_MAX)
        return;
    if (mail->text->len > 0)
        g_string_append(mail->text, "\n\n");
    g_string_append(mail->text, text);
}

static void
take_plain(Mail *mail, const Part *part)
{
    g_autofree char *text = part_text(part);

    add_text(mail, text);
}

static void
take_html(Mail *mail, const Part *part)
{
    g_autofree char *html = part_text(part);
    g_autofree char *text = html_to_text(html);

    mail->has_html = TRUE;
    add_text(mail, text);
}

static void
take_status(Mail *mail, const Part *part)
{
    g_ptr_array_add(mail->status_parts, part_text(part));
}

/* Some give the report a type of their own ("message/partial"): its fields tell it. */
static void
take_misnamed_status(Mail *mail, const Part *part)
{
    g_autofree char *text = part->length <= MISNAMED_MAX ? part_text(part) : g_strdup("");

    if (text_find(text, "-Recipient:") && text_find(text, "Action:"))
        g_ptr_array_add(mail->status_parts, g_steal_pointer(&text));
}

/* Gateways that do not know the report's type make a file of it, as RFC 2046 5.2.4 has it. */
static void
take_file(Mail *mail, const Part *part)
{
    if (mail_content_parameter(mail, "report-type"))
        take_misnamed_status(mail, part);
}

static void
take_feedback(Mail *mail, const Part *part)
{
    if (!mail->feedback_report)
        mail->feedback_report = part_text(part);
}

static void
take_disposition(Mail *mail, const Part *part)
{
    if (!mail->disposition)
        mail->disposition = part_text(part);
}

static void
take_headers(Mail *mail, const Part *part)
{
    if (!mail->returned_headers)
        mail->returned_headers = part_text(part);
}

/* What is done with a leaf, by its type; the first row that fits counts. */
static const struct {
    const char *type;
    const char *subtype;
    void (*take)(Mail *mail, const Part *part);
} leaves[] = {
    {"text", "rfc822-headers", take_headers}, /* RFC 6522 4 */
    {"text", "rfc822-header", take_headers},
    {"message", "rfc822-headers", take_headers},
    {"message", "global-headers", take_headers}, /* RFC 6533 5 */
    {"message", "global", take_headers},
    {"message", "rfc822", take_headers},                /* base64, which GMime leaves unread */
    {"message", "delivery-status", take_status},        /* RFC 3464 2 */
    {"message", "global-delivery-status", take_status}, /* RFC 6533 3 */
    {"message", "feedback-report", take_feedback},      /* RFC 5965 3 */
    {"message", "disposition-notification", take_disposition},        /* RFC 8098 3 */
    {"message", "global-disposition-notification", take_disposition}, /* RFC 6533 6 */
    {"message", "*", take_misnamed_status},
    {"application", "octet-stream", take_file},
    {"text", "html", take_html},
    {"text", "*", take_plain},
};

static void
walk_leaf(Mail *mail, const Part *part)
{
    for (gsize i = 0; i < G_N_ELEMENTS(leaves); i++)
        if (part_is_type(part, leaves[i].type, leaves[i].subtype)) {
            leaves[i].take(mail, part);
            return;
        }
}

static gboolean
is_plain_leaf(const Part *part)
{
    return part->kind == PART_LEAF && part_is_type(part, "text", "plain");
}

/* Of alternatives the plain one says the same as the others and is easier to read. */
static void
walk_alternatives(Mail *mail, const Part *multipart, int depth)
{
    for (guint i = 0; i < multipart->parts->len; i++)
        if (is_plain_leaf(multipart->parts->pdata[i])) {
            gsize before = mail->text->len;

            walk(mail, multipart->parts->pdata[i], depth);
            if (mail->text->len > before + 20)
                return;
        }
    for (guint i = 0; i < multipart->parts->len; i++)
        if (!is_plain_leaf(multipart->parts->pdata[i]))
            walk(mail, multipart->parts->pdata[i], depth);
}

/* What stands between the boundaries of a multipart that has none: it is all before the parts. */
static void
take_prologue(Mail *mail, const Part *multipart)
{
    g_autofree char *text = NULL;

    if (!multipart->content)
        return;
    text = text_to_utf8(multipart->content,
                        MIN(strnlen(multipart->content, multipart->length), TEXT_MAX));
    drop_carriage_returns(text);
    add_text(mail, text);
}

static void
walk_multipart(Mail *mail, const Part *multipart, int depth)
{
    if (multipart->parts->len == 0)
        take_prologue(mail, multipart);
    else if (part_is_type(multipart, "multipart", "alternative"))
        walk_alternatives(mail, multipart, depth);
    else
        for (guint i = 0; i < multipart->parts->len; i++)
            walk(mail, multipart->parts->pdata[i], depth);
}

static void
take_message(Mail *mail, const Part *part)
{
    if (!mail->returned && part->parts->len > 0)
        mail->returned = part->parts->pdata[0];
}

static void
walk(Mail *mail, const Part *part, int depth)
{
    if (depth > DEPTH_MAX)
        return;
    if (part->kind == PART_MULTIPART)
        walk_multipart(mail, part, depth + 1);
    else if (part->kind == PART_MESSAGE)
        take_message(mail, part);
    else
        walk_leaf(mail, part);
}

Mail *
mail_of_message(const Part *message)
{
    Mail *mail = g_new0(Mail, 1);

    mail->message = message;
    mail->signs = g_new0(DaemonSigns, 1);
    mail->text = g_string_new(NULL);
    mail->status_parts = g_ptr_array_new_with_free_func(g_free);
    walk(mail, message, 0);
    return mail;
}

Mail *
mail_parse(const Letter *letter)
{
    gboolean is_cut;
    gsize length;
    g_autoptr(GBytes) bytes = tame(letter->bytes, &is_cut);
    const char *text = bytes ? g_bytes_get_data(bytes, &length) : NULL;
    Part *whole = text ? part_parse(text, length) : NULL;
    Mail *mail;

    if (!whole)
        return NULL;
    mail = mail_of_message(whole);
    mail->whole = whole;
    mail->bytes = g_steal_pointer(&bytes);
    mail->tamed = is_cut;
    return mail;
}

void
mail_free(Mail *mail)
{
    if (!mail)
        return;
    part_free(mail->whole);
    g_clear_pointer(&mail->bytes, g_bytes_unref);
    g_string_free(mail->text, TRUE);
    g_ptr_array_unref(mail->status_parts);
    g_free(mail->feedback_report);
    g_free(mail->disposition);
    g_free(mail->returned_headers);
    g_free(mail->signs);
    g_free(mail);
}

char *
mail_message_id(const Mail *mail)
{
    const char *value = part_last_field(mail->message, "Message-ID");
    g_autofree char *decoded = value ? part_decode(value) : NULL;

    return decoded ? g_mime_utils_decode_message_id(decoded) : NULL;
}

char *
message_header(const Part *message, const char *name)
{
    const char *value = part_field(message, name);
    g_autofree char *decoded = value ? part_decode(value) : NULL;
    g_autofree char *text = decoded ? text_to_utf8(decoded, strlen(decoded)) : NULL;

    return text ? text_squeeze(text) : g_strdup("");
}

char *
mail_header(const Mail *mail, const char *name)
{
    return message_header(mail->message, name);
}

const char *
mail_raw_header(const Mail *mail, const char *name)
{
    return part_field(mail->message, name);
}

const char *
mail_content_parameter(const Mail *mail, const char *name)
{
    return part_parameter(mail->message, name);
}
