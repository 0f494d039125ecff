/* sasl.c - what a client says to prove who it is (RFC 4616, RFC 7628) */

#define _DEFAULT_SOURCE /* explicit_bzero */

#include "mailbox/sasl.h"

#include <string.h>

void
sasl_wipe(char *secret)
{
    if (!secret)
        return;
    explicit_bzero(secret, strlen(secret));
    g_free(secret);
}

/* Takes over message, which has a secret in it, and may have NULs. */
static char *
encode(char *message, gsize length)
{
    char *base64 = g_base64_encode((const guchar *)message, length);

    explicit_bzero(message, length);
    g_free(message);
    return base64;
}

/* RFC 4616, 2: [authzid] UTF8NUL authcid UTF8NUL passwd */
static char *
respond_plain(const char *user, const char *secret, const char *host G_GNUC_UNUSED,
              guint port G_GNUC_UNUSED)
{
    gsize user_length = strlen(user);
    gsize secret_length = strlen(secret);
    char *message = g_malloc(user_length + secret_length + 2);

    message[0] = '\0';
    memcpy(message + 1, user, user_length);
    message[1 + user_length] = '\0';
    memcpy(message + 2 + user_length, secret, secret_length);
    return encode(message, user_length + secret_length + 2);
}

/* RFC 5801, 4: "," and "=" in the name of gs2-header. */
static char *
escape_saslname(const char *name)
{
    g_auto(GStrv) at_equals = g_strsplit(name, "=", -1);
    g_autofree char *without_equals = g_strjoinv("=3D", at_equals);
    g_auto(GStrv) at_commas = g_strsplit(without_equals, ",", -1);

    return g_strjoinv("=2C", at_commas);
}

/* RFC 7628, 3.1 */
static char *
respond_oauthbearer(const char *user, const char *secret, const char *host, guint port)
{
    g_autofree char *name = escape_saslname(user);
    char *message = g_strdup_printf("n,a=%s,\001host=%s\001port=%u\001auth=Bearer %s\001\001", name,
                                    host, port, secret);

    return encode(message, strlen(message));
}

/* Google's and Microsoft's: https://developers.google.com/gmail/imap/xoauth2-protocol */
static char *
respond_xoauth2(const char *user, const char *secret, const char *host G_GNUC_UNUSED,
                guint port G_GNUC_UNUSED)
{
    char *message = g_strdup_printf("user=%s\001auth=Bearer %s\001\001", user, secret);

    return encode(message, strlen(message));
}

const SaslMechanism sasl_for_passwords[] = {
    {"PLAIN", respond_plain, "*"},
    {NULL, NULL, NULL},
};

/* The challenge that tells why it failed is answered with one kvsep (RFC 7628, 3.2.3), or nothing.
 */
const SaslMechanism sasl_for_tokens[] = {
    {"OAUTHBEARER", respond_oauthbearer, "AQ=="},
    {"XOAUTH2", respond_xoauth2, ""},
    {NULL, NULL, NULL},
};
