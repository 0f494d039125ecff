/* dkimrecord.c - a public key as the record that publishes it */

#include "diagnose/dkimrecord.h"

#include "diagnose/dkimkey.h"

#include <gnutls/abstract.h>
#include <string.h>

/* RFC 8463 4.2: of Ed25519, the bare key is published, which stands at the end of its DER. */
#define ED25519_BYTES 32

static gboolean
refuse(GError **error, const char *path, const char *what)
{
    g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "%s: %s", path, what);
    return FALSE;
}

/* Refuses a file with a private key, too: it is not for other programs to read. */
static gboolean
import(gnutls_pubkey_t key, const char *path, GError **error)
{
    g_autofree char *text = NULL;
    gsize length;
    gnutls_datum_t datum;

    if (!g_file_get_contents(path, &text, &length, error))
        return FALSE;
    if (strstr(text, "PRIVATE KEY"))
        return refuse(error, path, "a private key; give the public one (openssl rsa -pubout)");
    datum = (gnutls_datum_t){(guint8 *)text, (guint)length};
    if (gnutls_pubkey_import(key, &datum, GNUTLS_X509_FMT_PEM) == GNUTLS_E_SUCCESS)
        return TRUE;
    return refuse(error, path, "no public key in PEM (-----BEGIN PUBLIC KEY-----)");
}

static char *
make_record(gnutls_pubkey_t key)
{
    gboolean is_rsa = gnutls_pubkey_get_pk_algorithm(key, NULL) == GNUTLS_PK_RSA;
    gnutls_datum_t der = {NULL, 0};
    g_autofree char *base64 = NULL;
    gsize skip;

    if (gnutls_pubkey_export2(key, GNUTLS_X509_FMT_DER, &der) != GNUTLS_E_SUCCESS)
        return g_strdup("");
    skip = is_rsa || der.size < ED25519_BYTES ? 0 : der.size - ED25519_BYTES;
    base64 = g_base64_encode(der.data + skip, der.size - skip);
    gnutls_free(der.data);
    return g_strdup_printf("v=DKIM1; k=%s; p=%s", is_rsa ? "rsa" : "ed25519", base64);
}

/* What is published must be what a receiving server reads. */
static gboolean
check_record(gnutls_pubkey_t key, const char *record, const char *path, GError **error)
{
    int algorithm = gnutls_pubkey_get_pk_algorithm(key, NULL);
    DkimKey read = dkimkey_read(record);

    if (algorithm != GNUTLS_PK_RSA && algorithm != GNUTLS_PK_EDDSA_ED25519)
        return refuse(error, path, "DKIM knows keys of RSA and Ed25519 only");
    if (read.state != DKIM_KEY_USABLE)
        return refuse(error, path, "this key cannot be published");
    if (!read.is_ed25519 && read.bits < DKIM_BITS_MIN)
        return refuse(error, path, "the key is too short to be believed; make one of 2048 bits");
    return TRUE;
}

char *
dkimrecord_read(const char *path, GError **error)
{
    g_autofree char *record = NULL;
    gnutls_pubkey_t key;

    if (gnutls_pubkey_init(&key) != GNUTLS_E_SUCCESS) {
        refuse(error, path, "no memory");
        return NULL;
    }
    if (import(key, path, error)) {
        record = make_record(key);
        if (!check_record(key, record, path, error))
            g_clear_pointer(&record, g_free);
    }
    gnutls_pubkey_deinit(key);
    return g_steal_pointer(&record);
}
