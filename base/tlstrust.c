/* tlstrust.c - why a certificate is not believed, in words */

#include "base/tlstrust.h"

#include "base/text.h"
#include "base/time.h"

#include <glib/gi18n.h>
#include <gnutls/x509.h>
#include <string.h>

/* Names of a certificate that are told, and columns of each. */
#define NAMES_MAX 3
#define NAME_WIDTH 64

typedef char *(*Explain)(const char *host, gnutls_x509_crt_t certificate);

static char *
safe_name(const char *bytes)
{
    g_autofree char *printable = text_printable(bytes);

    return text_cut(printable, NAME_WIDTH);
}

/* The names it is for (RFC 6125: those of the host kind), as "a, b, c and others"; "" for none. */
static char *
owners(gnutls_x509_crt_t certificate)
{
    g_autoptr(GString) names = g_string_new("");
    guint told = 0;

    for (guint i = 0; told <= NAMES_MAX; i++) {
        char name[256] = "";
        size_t size = sizeof name - 1;
        int kind = gnutls_x509_crt_get_subject_alt_name(certificate, i, name, &size, NULL);
        g_autofree char *safe = safe_name(name);

        if (kind == GNUTLS_E_REQUESTED_DATA_NOT_AVAILABLE)
            break;
        if (kind != GNUTLS_SAN_DNSNAME)
            continue;
        if (told < NAMES_MAX)
            g_string_append_printf(names, "%s%s", told ? ", " : "", safe);
        else
            g_string_append(names, _(" and others"));
        told++;
    }
    return g_string_free(g_steal_pointer(&names), FALSE);
}

static char *
explain_owner(const char *host, gnutls_x509_crt_t certificate)
{
    g_autofree char *names = owners(certificate);

    return g_strdup_printf(
        _("certificate of %s is for %s. Nothing was sent. Is the host name right?"), host,
        *names ? names : _("no host at all"));
}

static char *
explain_expired(const char *host, gnutls_x509_crt_t certificate)
{
    g_autofree char *day = time_day_name(gnutls_x509_crt_get_expiration_time(certificate));

    return g_strdup_printf(_("certificate of %s ended on %s. Nothing was sent. Who runs the server "
                             "must renew it; is this computer's clock right?"),
                           host, day);
}

static char *
explain_early(const char *host, gnutls_x509_crt_t certificate)
{
    g_autofree char *day = time_day_name(gnutls_x509_crt_get_activation_time(certificate));

    return g_strdup_printf(_("certificate of %s begins on %s only. Nothing was sent. Is this "
                             "computer's clock right?"),
                           host, day);
}

static char *
issuer(gnutls_x509_crt_t certificate)
{
    char name[256] = "";
    size_t size = sizeof name - 1;

    if (gnutls_x509_crt_get_issuer_dn_by_oid(certificate, GNUTLS_OID_X520_COMMON_NAME, 0, 0, name,
                                             &size) < 0)
        return g_strdup("");
    return safe_name(name);
}

static char *
explain_issuer(const char *host, gnutls_x509_crt_t certificate)
{
    g_autofree char *name = issuer(certificate);

    return g_strdup_printf(
        _("certificate of %s comes from \"%s\", an authority that is not trusted "
          "here. Nothing was sent. If that authority is yours, name its "
          "certificate (ca-file)"),
        host, name);
}

static char *
explain_weak(const char *host, gnutls_x509_crt_t certificate G_GNUC_UNUSED)
{
    return g_strdup_printf(_("certificate of %s has a key or a signature that can be forged today. "
                             "Nothing was sent. Who runs the server must renew it"),
                           host);
}

static char *
explain_purpose(const char *host, gnutls_x509_crt_t certificate G_GNUC_UNUSED)
{
    return g_strdup_printf(_("certificate of %s is not one for servers. Nothing was sent. Who runs "
                             "the server must replace it"),
                           host);
}

/* The first that fits is told: whose it is comes before all that is wrong with it. */
static const struct {
    guint status;
    Explain explain;
} explanations[] = {
    {GNUTLS_CERT_SIGNER_NOT_FOUND | GNUTLS_CERT_SIGNER_NOT_CA, explain_issuer},
    {GNUTLS_CERT_UNEXPECTED_OWNER, explain_owner},
    {GNUTLS_CERT_EXPIRED, explain_expired},
    {GNUTLS_CERT_NOT_ACTIVATED, explain_early},
    {GNUTLS_CERT_INSECURE_ALGORITHM, explain_weak},
    {GNUTLS_CERT_PURPOSE_MISMATCH, explain_purpose},
};

static char *
explain_other(const char *host, guint status)
{
    gnutls_datum_t text = {0};
    g_autofree char *what = NULL;

    if (gnutls_certificate_verification_status_print(status, GNUTLS_CRT_X509, &text, 0) < 0)
        what = g_strdup(_("it did not pass."));
    else
        what = g_strndup((const char *)text.data, text.size);
    gnutls_free(text.data);
    g_strchomp(what);
    return g_strdup_printf(_("certificate of %s is not trusted: %s Nothing was sent"), host, what);
}

char *
tlstrust_explain(const char *host, guint status, const gnutls_datum_t *certificate)
{
    gnutls_x509_crt_t parsed = NULL;
    char *said = NULL;

    gnutls_x509_crt_init(&parsed);
    if (gnutls_x509_crt_import(parsed, certificate, GNUTLS_X509_FMT_DER) >= 0)
        for (guint i = 0; !said && i < G_N_ELEMENTS(explanations); i++)
            if (status & explanations[i].status)
                said = explanations[i].explain(host, parsed);
    gnutls_x509_crt_deinit(parsed);
    return said ? said : explain_other(host, status);
}
