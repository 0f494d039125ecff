/* mime.c - a message taken apart: what of it can tell of a delivery */

#include "parsers/mime.h"

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

static void walk(Mail *mail, GMimeObject *object, int depth);

/* The bytes of a part as they lie in the message. */
static const char *
raw_bytes(GMimeDataWrapper *content, gsize *length)
{
    GMimeStream *stream = g_mime_data_wrapper_get_stream(content);

    *length = (gsize)g_mime_stream_length(stream);
    return (const char *)GMIME_STREAM_MEM(stream)->buffer->data + stream->bound_start;
}

static gboolean
is_encoded(GMimeDataWrapper *content)
{
    switch (g_mime_data_wrapper_get_encoding(content)) {
    case GMIME_CONTENT_ENCODING_BASE64:
    case GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE:
    case GMIME_CONTENT_ENCODING_UUENCODE:
        return TRUE;
    default:
        return FALSE;
    }
}

static char *
decoded_text(GMimeDataWrapper *content, const char *charset)
{
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    g_autoptr(GMimeStream) stream = g_mime_stream_mem_new_with_byte_array(bytes);

    g_mime_stream_mem_set_owner(GMIME_STREAM_MEM(stream), FALSE);
    g_mime_data_wrapper_write_to_stream(content, stream);
    return charset_to_utf8((const char *)bytes->data, MIN(bytes->len, TEXT_MAX), charset);
}

static char *
plain_text(GMimeDataWrapper *content, const char *charset)
{
    gsize length;
    const char *bytes = raw_bytes(content, &length);

    return charset_to_utf8(bytes, MIN(length, TEXT_MAX), charset);
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

/* The part's text as UTF-8, whatever it says of itself. */
static char *
part_text(GMimePart *part)
{
    GMimeDataWrapper *content = g_mime_part_get_content(part);
    const char *charset = g_mime_object_get_content_type_parameter(GMIME_OBJECT(part), "charset");
    char *text;

    if (!content)
        return g_strdup("");
    text = is_encoded(content) ? decoded_text(content, charset) : plain_text(content, charset);
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
take_plain(Mail *mail, GMimePart *part)
{
    g_autofree char *text = part_text(part);

    add_text(mail, text);
}

static void
take_html(Mail *mail, GMimePart *part)
{
    g_autofree char *html = part_text(part);
    g_autofree char *text = html_to_text(html);

    mail->has_html = TRUE;
    add_text(mail, text);
}

static void
take_status(Mail *mail, GMimePart *part)
{
    g_ptr_array_add(mail->status_parts, part_text(part));
}

static gboolean
is_short(GMimePart *part)
{
    GMimeDataWrapper *content = g_mime_part_get_content(part);

    return content && g_mime_stream_length(g_mime_data_wrapper_get_stream(content)) <= MISNAMED_MAX;
}

/* Some give the report a type of their own ("message/partial"): its fields tell it. */
static void
take_misnamed_status(Mail *mail, GMimePart *part)
{
    g_autofree char *text = is_short(part) ? part_text(part) : g_strdup("");

    if (text_find(text, "-Recipient:") && text_find(text, "Action:"))
        g_ptr_array_add(mail->status_parts, g_steal_pointer(&text));
}

/* Gateways that do not know the report's type make a file of it, as RFC 2046 5.2.4 has it. */
static void
take_file(Mail *mail, GMimePart *part)
{
    if (mail_content_parameter(mail, "report-type"))
        take_misnamed_status(mail, part);
}

static void
take_feedback(Mail *mail, GMimePart *part)
{
    if (!mail->feedback_report)
        mail->feedback_report = part_text(part);
}

static void
take_disposition(Mail *mail, GMimePart *part)
{
    if (!mail->disposition)
        mail->disposition = part_text(part);
}

static void
take_headers(Mail *mail, GMimePart *part)
{
    if (!mail->returned_headers)
        mail->returned_headers = part_text(part);
}

/* What is done with a leaf, by its type; the first row that fits counts. */
static const struct {
    const char *type;
    const char *subtype;
    void (*take)(Mail *mail, GMimePart *part);
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
walk_leaf(Mail *mail, GMimePart *part)
{
    GMimeContentType *type = g_mime_object_get_content_type(GMIME_OBJECT(part));

    for (gsize i = 0; i < G_N_ELEMENTS(leaves); i++)
        if (g_mime_content_type_is_type(type, leaves[i].type, leaves[i].subtype)) {
            leaves[i].take(mail, part);
            return;
        }
}

static gboolean
is_plain_leaf(GMimeObject *object)
{
    return GMIME_IS_PART(object) &&
           g_mime_content_type_is_type(g_mime_object_get_content_type(object), "text", "plain");
}

/* Of alternatives the plain one says the same as the others and is easier to read. */
static void
walk_alternatives(Mail *mail, GMimeMultipart *multipart, int depth)
{
    int count = g_mime_multipart_get_count(multipart);

    for (int i = 0; i < count; i++)
        if (is_plain_leaf(g_mime_multipart_get_part(multipart, i))) {
            gsize before = mail->text->len;

            walk(mail, g_mime_multipart_get_part(multipart, i), depth);
            if (mail->text->len > before + 20)
                return;
        }
    for (int i = 0; i < count; i++)
        if (!is_plain_leaf(g_mime_multipart_get_part(multipart, i)))
            walk(mail, g_mime_multipart_get_part(multipart, i), depth);
}

/* What stands between the boundaries of a multipart that has none: it is all in the prologue. */
static void
take_prologue(Mail *mail, GMimeMultipart *multipart)
{
    const char *prologue = g_mime_multipart_get_prologue(multipart);
    g_autofree char *text =
        prologue ? text_to_utf8(prologue, MIN(strlen(prologue), TEXT_MAX)) : NULL;

    if (!text)
        return;
    drop_carriage_returns(text);
    add_text(mail, text);
}

static void
walk_multipart(Mail *mail, GMimeMultipart *multipart, int depth)
{
    int count = g_mime_multipart_get_count(multipart);
    GMimeContentType *type = g_mime_object_get_content_type(GMIME_OBJECT(multipart));

    if (count == 0)
        take_prologue(mail, multipart);
    else if (g_mime_content_type_is_type(type, "multipart", "alternative"))
        walk_alternatives(mail, multipart, depth);
    else
        for (int i = 0; i < count; i++)
            walk(mail, g_mime_multipart_get_part(multipart, i), depth);
}

static void
walk(Mail *mail, GMimeObject *object, int depth)
{
    if (!object || depth > DEPTH_MAX)
        return;
    if (GMIME_IS_MULTIPART(object))
        walk_multipart(mail, GMIME_MULTIPART(object), depth + 1);
    else if (GMIME_IS_MESSAGE_PART(object) && !mail->returned)
        mail->returned = g_mime_message_part_get_message(GMIME_MESSAGE_PART(object));
    else if (GMIME_IS_PART(object))
        walk_leaf(mail, GMIME_PART(object));
}

/* GMime reads the bytes where they lie, and its parts are spans of them. */
static GMimeMessage *
construct(GByteArray *view)
{
    g_autoptr(GMimeStream) stream = g_mime_stream_mem_new_with_byte_array(view);
    g_autoptr(GMimeParser) parser = NULL;

    g_mime_stream_mem_set_owner(GMIME_STREAM_MEM(stream), FALSE);
    parser = g_mime_parser_new_with_stream(stream);
    g_mime_parser_set_persist_stream(parser, TRUE);
    return g_mime_parser_construct_message(parser, NULL);
}

static void
take_apart(Mail *mail)
{
    mail->signs = g_new0(DaemonSigns, 1);
    mail->text = g_string_new(NULL);
    mail->status_parts = g_ptr_array_new_with_free_func(g_free);
    walk(mail, g_mime_message_get_mime_part(mail->message), 0);
}

Mail *
mail_of_message(GMimeMessage *message)
{
    Mail *mail = g_new0(Mail, 1);

    mail->message = g_object_ref(message);
    take_apart(mail);
    return mail;
}

Mail *
mail_parse(const Letter *letter)
{
    g_autoptr(Mail) mail = g_new0(Mail, 1);
    gsize length;

    mail->bytes = tame(letter->bytes, &mail->tamed);
    if (!mail->bytes)
        return NULL;
    mail->view.data = (gpointer)(guintptr)g_bytes_get_data(mail->bytes, &length);
    mail->view.len = (guint)length;
    mail->message = construct(&mail->view);
    if (!mail->message)
        return NULL;
    take_apart(mail);
    return g_steal_pointer(&mail);
}

void
mail_free(Mail *mail)
{
    if (!mail)
        return;
    g_clear_object(&mail->message);
    g_clear_pointer(&mail->bytes, g_bytes_unref);
    if (mail->text)
        g_string_free(mail->text, TRUE);
    g_clear_pointer(&mail->status_parts, g_ptr_array_unref);
    g_free(mail->feedback_report);
    g_free(mail->disposition);
    g_free(mail->returned_headers);
    g_free(mail->signs);
    g_free(mail);
}

char *
message_header(GMimeMessage *message, const char *name)
{
    const char *value = g_mime_object_get_header(GMIME_OBJECT(message), name);
    g_autofree char *text = value ? text_to_utf8(value, strlen(value)) : NULL;

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
    GMimeHeaderList *headers = g_mime_object_get_header_list(GMIME_OBJECT(mail->message));
    GMimeHeader *header = g_mime_header_list_get_header(headers, name);

    return header ? g_mime_header_get_raw_value(header) : NULL;
}

const char *
mail_content_parameter(const Mail *mail, const char *name)
{
    GMimeObject *part = g_mime_message_get_mime_part(mail->message);

    return part ? g_mime_object_get_content_type_parameter(part, name) : NULL;
}
