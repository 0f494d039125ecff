/* dkimkey.c - the public key that a DKIM selector publishes (RFC 6376 3.6.1, RFC 8463) */

#include "diagnose/dkimkey.h"

#include "diagnose/taglist.h"

#include <gnutls/abstract.h>
#include <string.h>

/* RFC 8463 4.2: the bare key, without ASN.1. */
#define ED25519_BYTES 32

/* p= without its white space, decoded; NULL for what is no base64. */
static GBytes *
decode(const char *value)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    g_autoptr(GString) text = g_string_new(NULL);
    guint8 *bytes;
    gsize length, data;

    for (; *value; value++)
        if (!g_ascii_isspace(*value))
            g_string_append_c(text, *value);
    data = strspn(text->str, digits);
    if (text->len % 4 != 0 || text->len - data > 2 ||
        strspn(text->str + data, "=") != text->len - data)
        return NULL;
    bytes = g_base64_decode(text->str, &length);
    return g_bytes_new_take(bytes, length);
}

/* The length of an RSA key as SubjectPublicKeyInfo (RFC 6376, erratum 3017); 0 for another. */
static guint
rsa_bits(GBytes *bytes)
{
    gsize length;
    const guint8 *data = g_bytes_get_data(bytes, &length);
    const gnutls_datum_t datum = {(guint8 *)(gsize)data, (guint)length};
    gnutls_pubkey_t key;
    guint bits = 0;

    if (gnutls_pubkey_init(&key) != GNUTLS_E_SUCCESS)
        return 0;
    if (gnutls_pubkey_import(key, &datum, GNUTLS_X509_FMT_DER) != GNUTLS_E_SUCCESS ||
        gnutls_pubkey_get_pk_algorithm(key, &bits) != GNUTLS_PK_RSA)
        bits = 0;
    gnutls_pubkey_deinit(key);
    return bits;
}

static DkimKeyState
read_key(DkimKey *key, const char *value)
{
    g_autoptr(GBytes) bytes = decode(value);

    if (!bytes)
        return DKIM_KEY_BROKEN;
    if (key->is_ed25519)
        return g_bytes_get_size(bytes) == ED25519_BYTES ? DKIM_KEY_USABLE : DKIM_KEY_BROKEN;
    key->bits = rsa_bits(bytes);
    return key->bits > 0 ? DKIM_KEY_USABLE : DKIM_KEY_BROKEN;
}

static DkimKeyState
read_tags(DkimKey *key, const TagList *tags)
{
    const char *value = taglist_get(tags, "p", NULL);
    const char *type = taglist_get(tags, "k", "rsa");
    const char *services = taglist_get(tags, "s", "*");

    if (!value || (taglist_get(tags, "v", NULL) && !taglist_begins(tags, "v", "DKIM1")))
        return DKIM_KEY_SYNTAX;
    if (!*value)
        return DKIM_KEY_REVOKED;
    key->is_ed25519 = g_ascii_strcasecmp(type, "ed25519") == 0;
    key->is_testing = taglist_value_has(taglist_get(tags, "t", ""), ":", "y");
    if (!key->is_ed25519 && g_ascii_strcasecmp(type, "rsa") != 0)
        return DKIM_KEY_ALGORITHM;
    if (!taglist_value_has(services, ":", "*") && !taglist_value_has(services, ":", "email"))
        return DKIM_KEY_SERVICE;
    if (!taglist_value_has(taglist_get(tags, "h", "sha256"), ":", "sha256"))
        return DKIM_KEY_HASH;
    return read_key(key, value);
}

DkimKey
dkimkey_read(const char *text)
{
    g_autoptr(TagList) tags = taglist_parse(text);
    DkimKey key = {.state = DKIM_KEY_SYNTAX};

    if (tags)
        key.state = read_tags(&key, tags);
    return key;
}
