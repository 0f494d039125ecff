/* address.c - mail addresses as notices write them, back to the address that was meant */

#include "parsers/address.h"

#include "base/text.h"

#include <string.h>

/* Longest address that is believed (RFC 5321 4.5.3.1.3, with room for UTF-8). */
#define ADDRESS_MAX 640

/* atext of RFC 5322 3.2.3, the dot, and what RFC 6531 and old hosts add. */
static gboolean
is_local_char(char c)
{
    return g_ascii_isalnum(c) || (c & 0x80) || (c && strchr("!#$%&'*+-/=?^_`{|}~.", c));
}

static gboolean
is_domain_char(char c)
{
    return g_ascii_isalnum(c) || (c & 0x80) || c == '-' || c == '.' || c == '_';
}

/* End of a quoted local part that begins at text, NULL where it is not closed. */
static const char *
quoted_end(const char *text)
{
    for (text++; *text && *text != '\n'; text++) {
        if (*text == '\\' && text[1])
            text++;
        else if (*text == '"')
            return text + 1;
    }
    return NULL;
}

static const char *
local_end(const char *text)
{
    if (*text == '"')
        return quoted_end(text);
    while (is_local_char(*text))
        text++;
    return text;
}

/* End of the domain or address literal at text; text itself where there is none. */
static const char *
domain_end(const char *text)
{
    const char *end = text;

    if (*text == '[') {
        end += strcspn(end, "]\n <>");
        return *end == ']' ? end + 1 : text;
    }
    while (is_domain_char(*end))
        end++;
    while (end > text && (end[-1] == '.' || end[-1] == '-'))
        end--;
    return end;
}

/* End of the bare address at text, NULL where none begins there. */
static const char *
bare_end(const char *text)
{
    const char *at = local_end(text);
    const char *end;

    if (!at || at == text || *at != '@')
        return NULL;
    end = domain_end(at + 1);
    return end > at + 1 && end - text <= ADDRESS_MAX ? end : NULL;
}

/* Past "@a,@b:" (RFC 5321 4.1.2), which is to be ignored. */
static const char *
skip_route(const char *text)
{
    const char *colon;

    if (*text != '@')
        return text;
    colon = text + strcspn(text, ":>\n");
    return *colon == ':' ? colon + 1 : text;
}

char *
address_at(const char *text, const char **end)
{
    gboolean bracket = *text == '<';
    const char *start = skip_route(text + bracket);
    const char *stop = bare_end(start);
    char *address;

    if (!stop)
        return NULL;
    if (bracket && *stop != '>')
        return NULL;
    address = g_strndup(start, stop - start);
    if (end)
        *end = stop + bracket;
    return address;
}

/* Where the address around the "@" at at may begin; it does not go before text. */
static const char *
local_start(const char *text, const char *at)
{
    const char *start = at;

    if (at > text && at[-1] == '"') {
        for (start = at - 1;
             start > text && (start[-1] != '"' || (start > text + 1 && start[-2] == '\\')); start--)
            if (start[-1] == '\n')
                return at;
        return start > text ? start - 1 : at;
    }
    while (start > text && is_local_char(start[-1]))
        start--;
    return start;
}

/* Chinese, Japanese and Korean set no space between an address and the words around it. */
static gboolean
is_spaceless(const char *c)
{
    return (guchar)*c >= 0xe2 && g_utf8_get_char(c) >= 0x2e80;
}

/* In "請確認u@example.net。" what stands before the first letter that is no ideograph is prose. */
static const char *
skip_prose(const char *start, const char *at)
{
    const char *c = start;

    while (c < at && is_spaceless(c))
        c += g_utf8_skip[(guchar)*c];
    return c < at ? c : start;
}

/* And what stands behind the Latin letters of the last label. */
static const char *
cut_prose(const char *at, const char *stop)
{
    const char *label = g_strrstr_len(at, stop - at, ".");

    for (const char *c = label ? label + 1 : stop; c < stop; c += g_utf8_skip[(guchar)*c])
        if (is_spaceless(c) && c > label + 1)
            return c;
    return stop;
}

char *
address_find(const char *text, const char **end)
{
    for (const char *at = strchr(text, '@'); at; at = strchr(at + 1, '@')) {
        const char *start = local_start(text, at);
        const char *stop;
        char *address;

        /* 'u@example.net' in quotes of prose: the quote is not the address's */
        if (*start == '\'' || *start == '`')
            start++;
        start = skip_prose(start, at);
        if (text_has_prefix(start, "SMTP=")) /* "dda:SMTP=u@example.net;", an address of X.400 */
            start += strlen("SMTP=");
        stop = start < at ? bare_end(start) : NULL;
        if (!stop)
            continue;
        stop = cut_prose(at, stop);
        address = g_strndup(start, stop - start);
        if (end)
            *end = stop + (start > text && start[-1] == '<' && *stop == '>');
        return address;
    }
    return g_strdup("");
}

char *
address_of_author(const char *value)
{
    const char *bracket = strrchr(value, '<');
    char *address = bracket ? address_at(bracket, NULL) : NULL;

    return address ? address : address_find(value, NULL);
}

const char *
address_domain(const char *address)
{
    const char *at = strrchr(address, '@');

    return at ? at + 1 : "";
}

gboolean
address_is_public(const char *address)
{
    const char *domain = address_domain(address);

    return strchr(domain, '.') || *domain == '[';
}

gboolean
address_equal(const char *a, const char *b)
{
    return !g_ascii_strcasecmp(a, b);
}

/* The characters that xtext must encode (RFC 3461 4); others were never meant as "+XX". */
static gboolean
is_xtext_code(const char *text, int *value)
{
    int high = text[0] == '+' && !g_ascii_islower(text[1]) ? g_ascii_xdigit_value(text[1]) : -1;
    int low = high >= 0 && !g_ascii_islower(text[2]) ? g_ascii_xdigit_value(text[2]) : -1;

    *value = high * 16 + low;
    return low >= 0 && (*value == '+' || *value == '=' || *value >= 0x80);
}

static char *
decode_xtext(const char *text)
{
    GString *out = g_string_new(NULL);
    int value;

    while (*text) {
        gboolean code = is_xtext_code(text, &value);

        g_string_append_c(out, code ? (char)value : *text);
        text += code ? 3 : 1;
    }
    return g_string_free(out, FALSE);
}

/* utf-8-addr-xtext: "\x{E9}" is "é" (RFC 6533 3). */
static char *
decode_unitext(const char *text)
{
    GString *out = g_string_new(NULL);

    while (*text) {
        if (g_str_has_prefix(text, "\\x{")) {
            char *end;
            guint64 c = g_ascii_strtoull(text + 3, &end, 16);

            if (*end == '}' && c <= 0x10ffff && g_unichar_validate((gunichar)c) && c >= ' ') {
                g_string_append_unichar(out, (gunichar)c);
                text = end + 1;
                continue;
            }
        }
        g_string_append_c(out, *text++);
    }
    return g_string_free(out, FALSE);
}

static char *
decode_by_type(const char *type, gsize type_length, const char *text, gboolean xtext)
{
    if (type_length == 5 && !g_ascii_strncasecmp(type, "utf-8", 5))
        return decode_unitext(text);
    return xtext ? decode_xtext(text) : g_strdup(text);
}

/* A copy without "(comments)" outside quotes (RFC 5322 3.2.2). */
static char *
without_comments(const char *text)
{
    GString *out = g_string_new(NULL);
    int depth = 0;
    gboolean quoted = FALSE;

    for (; *text; text++) {
        if (*text == '"')
            quoted = !quoted;
        if (!quoted && *text == '(')
            depth++;
        if (depth == 0)
            g_string_append_c(out, *text);
        if (!quoted && *text == ')' && depth > 0)
            depth--;
    }
    return g_string_free(out, FALSE);
}

/* "rfc822;u@example.net" -> past the ";", and the type's length; 0 where there is no type. */
static const char *
skip_type(const char *value, gsize *type_length)
{
    const char *end = value;

    while (g_ascii_isalnum(*end) || *end == '-' || *end == '_')
        end++;
    *type_length = end - value;
    while (*end == ' ' || *end == '\t')
        end++;
    if (*end != ';') {
        *type_length = 0;
        return value;
    }
    end++;
    return end + strspn(end, " \t\n");
}

/* What stands in brackets or alone on the line, where it is no address: a local user, a name. */
static char *
bare_name(const char *text)
{
    g_autofree char *line = g_strndup(text, strcspn(text, "\n"));
    char *name = g_strstrip(line);
    gsize length = strlen(name);

    if (length > 1 && name[0] == '<' && name[length - 1] == '>') {
        name[length - 1] = '\0';
        name++;
    }
    return length <= ADDRESS_MAX ? g_strdup(name) : g_strdup("");
}

char *
address_from_field(const char *value, gboolean xtext)
{
    gsize type_length;
    const char *rest = skip_type(value, &type_length);
    g_autofree char *decoded = decode_by_type(value, type_length, rest, xtext);
    g_autofree char *bare = without_comments(decoded);
    const char *text = bare + strspn(bare, " \t\n");
    char *address;

    if (*text == '\'' && strchr(text + 1, '\'')) /* Outlook's 'u@example.net' */
        text++;
    address = address_at(text, NULL);
    if (address)
        return address;
    address = address_find(text, NULL);
    if (*address)
        return address;
    g_free(address);
    return bare_name(text);
}

/* "list-bounces+user=example.net" -> "user@example.net": the last "=" that has a domain behind it.
 */
static char *
verp_recipient(const char *local, gsize length)
{
    g_autofree char *copy = g_strndup(local, length);
    char *equals = strrchr(copy, '=');
    char *start = copy;

    if (!equals || equals == copy || !strchr(equals, '.') || domain_end(equals + 1)[0] != '\0')
        return NULL;
    *equals = '@';
    for (char *c = copy; c < equals; c++)
        if (*c == '+' || (start == copy && *c == '-'))
            start = c + 1;
    return start < equals && bare_end(start) ? g_strdup(start) : NULL;
}

char *
address_from_verp(const char *return_path)
{
    const char *at = strrchr(return_path, '@');

    if (!at || !g_ascii_strncasecmp(return_path, "SRS", 3) ||
        !g_ascii_strncasecmp(return_path, "prvs=", 5))
        return NULL;
    return verp_recipient(return_path, at - return_path);
}

/* "SRS0=hash=time=domain=user" and "SRS1=hash=host==hash=time=domain=user" -> user@domain. */
static char *
unwrap_srs(const char *local, gsize length)
{
    g_autofree char *copy = g_strndup(local, length);
    char *inner = strstr(copy, "==");
    g_auto(GStrv) words = NULL;

    words = g_strsplit(g_ascii_strncasecmp(copy, "SRS1", 4) == 0 && inner ? inner + 2 : copy + 5,
                       "=", 4);
    if (g_strv_length(words) < 4 || !strchr(words[2], '.'))
        return NULL;
    return g_strdup_printf("%s@%s", words[3], words[2]);
}

/* "prvs=0123456789=user@example.org" (BATV) -> "user@example.org". */
static char *
unwrap_batv(const char *address)
{
    const char *second = strchr(address + strlen("prvs="), '=');

    return second && second[1] != '@' ? g_strdup(second + 1) : NULL;
}

char *
address_unwrap(const char *address, gboolean drop_tag)
{
    const char *at = strrchr(address, '@');
    const char *plus;
    char *inner = NULL;

    if (!at)
        return g_strdup(address);
    if (!g_ascii_strncasecmp(address, "SRS0", 4) || !g_ascii_strncasecmp(address, "SRS1", 4))
        inner = unwrap_srs(address, at - address);
    else if (!g_ascii_strncasecmp(address, "prvs=", 5))
        inner = unwrap_batv(address);
    if (inner)
        return inner;
    plus = memchr(address, '+', at - address);
    if (drop_tag && plus && plus > address && *address != '"')
        return g_strdup_printf("%.*s%s", (int)(plus - address), address, at);
    return g_strdup(address);
}
