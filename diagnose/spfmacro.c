/* spfmacro.c - macros in SPF's domain-specs and explanations (RFC 7208 7) */

#include "diagnose/spfmacro.h"

#include <string.h>

#define LETTERS "slodiphcrtv"
#define EXPLANATION_LETTERS "crt"
#define DELIMITERS ".-+,/_="

/* "%{d2r-}" taken apart; letter is one of "%_-" for the macros without braces. */
typedef struct {
    char letter;
    gboolean is_escaped; /* written as a capital: URL-escape the value */
    guint keep;          /* parts at the right; 0: all */
    gboolean is_reversed;
    char delimiters[sizeof(DELIMITERS)];
} Macro;

/* RFC 7208 7.1: digits, when there are some, are not zero. */
static gboolean
read_digits(const char **text, guint *keep)
{
    guint64 number;
    char *end;

    if (!g_ascii_isdigit(**text))
        return TRUE;
    number = g_ascii_strtoull(*text, &end, 10);
    *text = end;
    *keep = (guint)MIN(number, G_MAXUINT16);
    return number > 0;
}

/* Each of them once, however often it is written. */
static void
read_delimiters(const char *text, gsize count, char delimiters[sizeof(DELIMITERS)])
{
    gsize length = 0;

    for (gsize i = 0; i < count; i++)
        if (!memchr(delimiters, text[i], length))
            delimiters[length++] = text[i];
}

/* Reads the macro that text begins with, a % first. Returns what follows it, NULL for none. */
static const char *
read_macro(const char *text, Macro *macro)
{
    gsize count;

    memset(macro, 0, sizeof(*macro));
    if (text[1] && strchr("%_-", text[1])) {
        macro->letter = text[1];
        return text + 2;
    }
    if (text[1] != '{' || !text[2] || !strchr(LETTERS, g_ascii_tolower(text[2])))
        return NULL;
    macro->letter = g_ascii_tolower(text[2]);
    macro->is_escaped = g_ascii_isupper(text[2]);
    text += 3;
    if (!read_digits(&text, &macro->keep))
        return NULL;
    macro->is_reversed = g_ascii_tolower(*text) == 'r';
    text += macro->is_reversed;
    count = strspn(text, DELIMITERS);
    read_delimiters(text, count, macro->delimiters);
    return text[count] == '}' ? text + count + 1 : NULL;
}

/* toplabel of RFC 7208 7.1: letters, digits and inner hyphens, not digits alone. */
static gboolean
is_toplabel(const char *label, gsize length)
{
    gboolean has_letter = FALSE;

    if (length == 0 || *label == '-' || label[length - 1] == '-')
        return FALSE;
    for (gsize i = 0; i < length; i++) {
        if (!g_ascii_isalnum(label[i]) && label[i] != '-')
            return FALSE;
        has_letter |= !g_ascii_isdigit(label[i]);
    }
    return has_letter;
}

/* domain-end: what stands behind the last macro ends in a dot, a toplabel and maybe a dot. */
static gboolean
ends_well(const char *literal)
{
    g_autofree char *text = g_strdup(literal);
    char *dot;

    if (!*text)
        return TRUE;
    if (g_str_has_suffix(text, "."))
        text[strlen(text) - 1] = '\0';
    dot = strrchr(text, '.');
    return dot && is_toplabel(dot + 1, strlen(dot + 1));
}

gboolean
spf_macro_is_valid(const char *text, SpfMacroUse use)
{
    const char *literal = text;
    char first_visible = use == SPF_EXPLANATION ? ' ' : '!';
    Macro macro;

    while (*text) {
        if (*text != '%') {
            if (*text < first_visible || *text > '~')
                return FALSE;
            text++;
            continue;
        }
        text = read_macro(text, &macro);
        if (!text || (use == SPF_DOMAIN_SPEC && strchr(EXPLANATION_LETTERS, macro.letter)))
            return FALSE;
        /* %%, %_ and %- end no name either, but the grammar lets any macro stand there. */
        literal = text;
    }
    return use == SPF_EXPLANATION || ends_well(literal);
}

gboolean
spf_macro_has(const char *text, char letter)
{
    Macro macro;

    while ((text = strchr(text, '%'))) {
        text = read_macro(text, &macro);
        if (!text)
            return FALSE;
        if (letter == '\0' || macro.letter == letter)
            return TRUE;
    }
    return FALSE;
}

/* "192.0.2.7", and "2.0.0.1.0.d.b.8...." with a dot between the nibbles. */
static char *
dotted(GInetAddress *address)
{
    const guint8 *bytes = g_inet_address_to_bytes(address);
    GString *text;

    if (g_inet_address_get_family(address) == G_SOCKET_FAMILY_IPV4)
        return g_inet_address_to_string(address);
    text = g_string_new(NULL);
    for (gsize i = 0; i < g_inet_address_get_native_size(address); i++)
        g_string_append_printf(text, "%s%x.%x", i > 0 ? "." : "", bytes[i] >> 4, bytes[i] & 15);
    return g_string_free(text, FALSE);
}

static char *
value_of(char letter, const SpfMacros *macros)
{
    gboolean is_ipv4 = g_inet_address_get_family(macros->client) == G_SOCKET_FAMILY_IPV4;

    switch (letter) {
    case 's':
        return g_strdup_printf("%s@%s", macros->local, macros->sender_domain);
    case 'l':
        return g_strdup(macros->local);
    case 'o':
        return g_strdup(macros->sender_domain);
    case 'd':
        return g_strdup(macros->domain);
    case 'i':
        return dotted(macros->client);
    case 'p':
        return g_strdup(macros->validate(macros->data));
    case 'v':
        return g_strdup(is_ipv4 ? "in-addr" : "ip6");
    case 'h':
        return g_strdup(macros->helo);
    case 'c':
        return g_inet_address_to_string(macros->client);
    case 't':
        return g_strdup_printf("%" G_GINT64_FORMAT, g_get_real_time() / G_USEC_PER_SEC);
    case '_':
        return g_strdup(" ");
    case '-':
        return g_strdup("%20");
    case '%':
        return g_strdup("%");
    default: /* 'r': we are no receiving host */
        return g_strdup("unknown");
    }
}

/* Splits, reverses, keeps the parts at the right, and joins with dots. */
static char *
transform(const char *value, const Macro *macro)
{
    g_auto(GStrv) parts = g_strsplit_set(value, *macro->delimiters ? macro->delimiters : ".", -1);
    guint count = g_strv_length(parts);
    guint skip = macro->keep > 0 && macro->keep < count ? count - macro->keep : 0;

    for (guint i = 0; macro->is_reversed && i < count / 2; i++) {
        char *part = parts[i];

        parts[i] = parts[count - 1 - i];
        parts[count - 1 - i] = part;
    }
    return g_strjoinv(".", parts + skip);
}

static void
append_value(GString *out, const Macro *macro, const SpfMacros *macros)
{
    g_autofree char *value = value_of(macro->letter, macros);
    gboolean splits = macro->keep > 0 || macro->is_reversed || *macro->delimiters;
    g_autofree char *part = splits ? transform(value, macro) : g_strdup(value);

    if (macro->is_escaped)
        g_string_append_uri_escaped(out, part, NULL, FALSE);
    else
        g_string_append(out, part);
}

char *
spf_macro_expand(const char *text, const SpfMacros *macros)
{
    GString *out = g_string_new(NULL);
    Macro macro;

    while (text && *text) {
        gsize literal = strcspn(text, "%");

        g_string_append_len(out, text, (gssize)literal);
        text += literal;
        if (*text) {
            text = read_macro(text, &macro);
            append_value(out, &macro, macros);
        }
    }
    return g_string_free(out, FALSE);
}
