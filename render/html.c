/* html.c - text and elements of HTML; whatever goes in is made safe */

#include "render/html.h"

#include "base/text.h"

#include <gio/gio.h>
#include <string.h>

#define SHA256_BYTES 32

void
html_text(GString *out, const char *text)
{
    g_autofree char *safe = text_printable(text);
    g_autofree char *escaped = g_markup_escape_text(safe, -1);

    g_string_append(out, escaped);
}

void
html_element(GString *out, const char *tag, const char *text)
{
    g_string_append_printf(out, "<%s>", tag);
    html_text(out, text);
    g_string_append_printf(out, "</%.*s>\n", (int)strcspn(tag, " "), tag);
}

static void
add_hash(GString *hashes, const char *bytes, gsize length)
{
    g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA256);
    guint8 digest[SHA256_BYTES];
    gsize size = sizeof digest;

    g_checksum_update(checksum, (const guchar *)bytes, (gssize)length);
    g_checksum_get_digest(checksum, digest, &size);

    g_autofree char *base64 = g_base64_encode(digest, size);
    g_string_append_printf(hashes, " 'sha256-%s'", base64);
}

void
html_resource(GString *out, const char *tag, const char *name, GString *hashes)
{
    g_autofree char *path = g_strconcat("/org/bounces/render/", name, NULL);
    g_autoptr(GBytes) bytes = g_resources_lookup_data(path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
    gsize length = 0;
    const char *text = bytes ? g_bytes_get_data(bytes, &length) : NULL;

    g_return_if_fail(text != NULL);
    add_hash(hashes, text, length);
    g_string_append_printf(out, "<%s>", tag);
    g_string_append_len(out, text, (gssize)length);
    g_string_append_printf(out, "</%.*s>\n", (int)strcspn(tag, " "), tag);
}
