/* charset.c - text in a named character set, as UTF-8 */

#include "base/charset.h"

#include "base/text.h"

#include <gmime/gmime.h>
#include <string.h>

/* Hostile mail may name any number of character sets; no honest mailbox has this many. */
#define CONVERTERS_MAX 64

#define NO_CONVERTER ((GIConv)-1)

static GHashTable *converters;

static void
close_converter(gpointer data)
{
    if (data != NO_CONVERTER)
        g_iconv_close(data);
}

static GIConv
open_converter(const char *charset)
{
    gpointer found;
    GIConv converter;

    if (!converters)
        converters = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, close_converter);
    if (g_hash_table_lookup_extended(converters, charset, NULL, &found))
        return found;
    if (g_hash_table_size(converters) >= CONVERTERS_MAX)
        g_hash_table_remove_all(converters);
    converter = g_iconv_open("UTF-8", g_mime_charset_iconv_name(charset));
    g_hash_table_insert(converters, g_strdup(charset), converter);
    return converter;
}

static gboolean
needs_no_converter(const char *charset)
{
    return !charset || !*charset || !g_ascii_strcasecmp(charset, "utf-8") ||
           !g_ascii_strcasecmp(charset, "us-ascii");
}

/* Converts all of it; NULL where a byte has no meaning in the character set. */
static char *
convert(GIConv converter, const char *bytes, gsize length)
{
    g_autofree char *text = NULL;
    gsize written = 0;

    g_iconv(converter, NULL, NULL, NULL, NULL);
    text = g_convert_with_iconv(bytes, length, converter, NULL, &written, NULL);
    return text ? text_to_utf8(text, written) : NULL;
}

char *
charset_to_utf8(const char *bytes, gsize length, const char *charset)
{
    GIConv converter = needs_no_converter(charset) ? NO_CONVERTER : open_converter(charset);
    char *text = converter == NO_CONVERTER ? NULL : convert(converter, bytes, length);

    return text ? text : text_to_utf8(bytes, length);
}

static gboolean
is_ascii(const char *text)
{
    while (*text && !(*text & 0x80))
        text++;
    return !*text;
}

/* Most lines have no encoded word, and GMime takes all apart into words. */
char *
charset_decode_words(const char *line)
{
    if (!strstr(line, "=?") && is_ascii(line))
        return g_strdup(line);
    return g_mime_utils_header_decode_text(NULL, line);
}
