/* contenttype.c - what kind of text or part something is (RFC 2045 5) */

#include "parsers/contenttype.h"

#include <string.h>

/*
 * Nearly all are written as "multipart/report; report-type=delivery-status; boundary="b"". For
 * comments, what RFC 2231 has for languages and long values, and what is broken there is GMime,
 * whose objects take ten times as long.
 */

#define WHITE " \t\r\n"

/* Of the characters of a token (RFC 2045 5.1), those that are used. */
static gsize
token_length(const char *text)
{
    gsize length = 0;

    while (g_ascii_isalnum(text[length]) || (text[length] && strchr("-_.+", text[length])))
        length++;
    return length;
}

/* The inside of a quoted string that means what it says; G_MAXSIZE where it does not. */
static gsize
quoted_length(const char *text)
{
    gsize length = 0;

    while (g_ascii_isprint(text[length]) && text[length] != '"' && text[length] != '\\' &&
           !g_str_has_prefix(text + length, "=?"))
        length++;
    return text[length] == '"' ? length : G_MAXSIZE;
}

static const char *
take(const char **text, gsize length, GStringChunk *texts)
{
    const char *copy = g_string_chunk_insert_len(texts, *text, (gssize)length);

    *text += length;
    return copy;
}

/* Takes the value behind "name="; FALSE where it is written in another way. */
static gboolean
take_value(const char **text, ContentParameter *parameter, GStringChunk *texts)
{
    gboolean is_quoted = **text == '"';
    gsize length;

    *text += is_quoted;
    length = is_quoted ? quoted_length(*text) : token_length(*text);
    if (length == G_MAXSIZE || (length == 0 && !is_quoted))
        return FALSE;
    parameter->value = take(text, length, texts);
    *text += is_quoted;
    return TRUE;
}

static gboolean
take_parameter(ContentType *type, const char **text, GStringChunk *texts)
{
    ContentParameter parameter;
    gsize length = token_length(*text);

    if (length == 0 || (*text)[length] != '=')
        return FALSE;
    parameter.name = take(text, length, texts);
    (*text)++;
    if (contenttype_parameter(type, parameter.name) || !take_value(text, &parameter, texts))
        return FALSE;
    if (!type->parameters)
        type->parameters = g_array_new(FALSE, FALSE, sizeof(ContentParameter));
    g_array_append_val(type->parameters, parameter);
    return TRUE;
}

static gboolean
read_usual(ContentType *type, const char *text, GStringChunk *texts)
{
    gsize length;

    text += strspn(text, WHITE);
    length = token_length(text);
    if (length == 0 || text[length] != '/')
        return FALSE;
    type->type = take(&text, length, texts);
    text++;
    length = token_length(text);
    if (length == 0)
        return FALSE;
    type->subtype = take(&text, length, texts);
    for (text += strspn(text, WHITE); *text == ';'; text += strspn(text, WHITE)) {
        text += 1 + strspn(text + 1, WHITE);
        if (*text && !take_parameter(type, &text, texts))
            return FALSE;
    }
    return !*text;
}

static void
read_odd(ContentType *type, const char *value, GStringChunk *texts)
{
    contenttype_clear(type);
    type->odd = g_mime_content_type_parse(NULL, value);
    type->type = g_string_chunk_insert(texts, g_mime_content_type_get_media_type(type->odd));
    type->subtype = g_string_chunk_insert(texts, g_mime_content_type_get_media_subtype(type->odd));
}

void
contenttype_read(ContentType *type, const char *value, GStringChunk *texts)
{
    *type = (ContentType){0};
    if (!read_usual(type, value, texts))
        read_odd(type, value, texts);
}

void
contenttype_clear(ContentType *type)
{
    g_clear_pointer(&type->parameters, g_array_unref);
    g_clear_object(&type->odd);
}

gboolean
contenttype_is(const ContentType *type, const char *name, const char *subtype)
{
    return !g_ascii_strcasecmp(type->type, name) &&
           (g_str_equal(subtype, "*") || !g_ascii_strcasecmp(type->subtype, subtype));
}

const char *
contenttype_parameter(const ContentType *type, const char *name)
{
    if (type->odd)
        return g_mime_content_type_get_parameter(type->odd, name);
    for (guint i = 0; type->parameters && i < type->parameters->len; i++) {
        const ContentParameter *parameter = &g_array_index(type->parameters, ContentParameter, i);

        if (!g_ascii_strcasecmp(parameter->name, name))
            return parameter->value;
    }
    return NULL;
}
