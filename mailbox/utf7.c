/* utf7.c - names of IMAP folders: modified UTF-7 (RFC 3501, 5.1.3) */

#include "mailbox/utf7.h"

#include <string.h>

/* Base64 with "," for "/", and never padded. */
static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+,";

/* Bits on their way from 16 to 6 or back. */
typedef struct {
    guint32 bits;
    guint count;
} Bits;

static gboolean
stands_for_itself(char c)
{
    return c >= 0x20 && c <= 0x7e && c != '&';
}

/* Encoding. */

static void
put_unit(GString *out, Bits *bits, gunichar2 unit)
{
    bits->bits = bits->bits << 16 | unit;
    bits->count += 16;
    while (bits->count >= 6) {
        bits->count -= 6;
        g_string_append_c(out, alphabet[bits->bits >> bits->count & 0x3f]);
    }
}

/* What does not stand for itself, up to the next that does. Returns where that is. */
static const char *
put_shifted(GString *out, const char *text)
{
    Bits bits = {0, 0};

    g_string_append_c(out, '&');
    for (; *text && *text != '&' && !stands_for_itself(*text); text += g_utf8_skip[(guchar)*text]) {
        gunichar c = g_utf8_get_char(text);

        if (c >= 0x10000) {
            put_unit(out, &bits, (gunichar2)(0xd800 + ((c - 0x10000) >> 10)));
            c = 0xdc00 + ((c - 0x10000) & 0x3ff);
        }
        put_unit(out, &bits, (gunichar2)c);
    }
    if (bits.count > 0)
        g_string_append_c(out, alphabet[bits.bits << (6 - bits.count) & 0x3f]);
    g_string_append_c(out, '-');
    return text;
}

char *
utf7_encode(const char *name)
{
    g_autoptr(GString) out = g_string_new("");

    while (*name) {
        if (*name == '&') {
            g_string_append(out, "&-");
            name++;
        } else if (stands_for_itself(*name))
            g_string_append_c(out, *name++);
        else
            name = put_shifted(out, name);
    }
    return g_string_free(g_steal_pointer(&out), FALSE);
}

/* Decoding. */

/* Adds a unit of UTF-16; *high is the first half of a pair that waits for its other, or 0. */
static gboolean
take_unit(GString *out, gunichar2 *high, gunichar2 unit)
{
    gboolean is_low = unit >= 0xdc00 && unit <= 0xdfff;

    if (is_low != (*high != 0))
        return FALSE;
    if (is_low) {
        g_string_append_unichar(out, 0x10000u + ((*high - 0xd800u) << 10) + (unit - 0xdc00u));
        *high = 0;
    } else if (unit >= 0xd800 && unit <= 0xdbff)
        *high = unit;
    else if (unit < 0x80 && (unit == 0 || stands_for_itself((char)unit) || unit == '&'))
        return FALSE; /* it has a spelling of its own */
    else
        g_string_append_unichar(out, unit);
    return TRUE;
}

/* The units up to "-", which text is set behind. Bits that are left over must be 0, and few. */
static gboolean
take_shifted(GString *out, const char **text)
{
    Bits bits = {0, 0};
    gunichar2 high = 0;

    for (; **text && **text != '-'; (*text)++) {
        const char *place = strchr(alphabet, **text);

        if (!place)
            return FALSE;
        bits.bits = bits.bits << 6 | (guint32)(place - alphabet);
        bits.count += 6;
        if (bits.count < 16)
            continue;
        bits.count -= 16;
        if (!take_unit(out, &high, (gunichar2)(bits.bits >> bits.count & 0xffff)))
            return FALSE;
    }
    if (**text != '-' || high || bits.count >= 6 || bits.bits & ((1u << bits.count) - 1))
        return FALSE;
    (*text)++;
    return TRUE;
}

char *
utf7_decode(const char *name)
{
    g_autoptr(GString) out = g_string_new("");

    while (*name) {
        if (g_str_has_prefix(name, "&-")) {
            g_string_append_c(out, '&');
            name += 2;
        } else if (stands_for_itself(*name))
            g_string_append_c(out, *name++);
        else if (*name++ != '&' || !take_shifted(out, &name) || (*name == '&' && name[1] != '-'))
            return NULL; /* also "&..-&..-": "superfluous shifts are not permitted" */
    }
    return g_string_free(g_steal_pointer(&out), FALSE);
}
