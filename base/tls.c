/* tls.c - a connection made private, to a host that has proved to be the one it should be */

#include "base/tls.h"

#include "base/tlstrust.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <gnutls/gnutls.h>
#include <gnutls/x509.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>

/* RFC 8996: what is older than 1.2 is no protection. Nor is a key that can be broken (RSA 1024). */
#define PRIORITIES "NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2:%PROFILE_MEDIUM"

/* Bytes that are taken from the socket together; GnuTLS asks for 5 and then for a record. */
#define AHEAD_BYTES (32 * 1024)

enum { HOST, PURPOSE, DEMANDS };

static unsigned char for_servers[] = GNUTLS_KP_TLS_WWW_SERVER;

struct Tls {
    Connection *connection;
    gnutls_session_t session;
    gnutls_certificate_credentials_t trust;
    gnutls_typed_vdata_st demands[DEMANDS]; /* on the certificate */
    char *host;                             /* in them */
    gboolean is_at_end;                     /* the other side says nothing more */
    gsize start;                            /* what was received and not yet asked for: from here */
    gsize end;
    char ahead[AHEAD_BYTES];
};

/* GnuTLS reads and writes through these. */

static ssize_t
pull(gnutls_transport_ptr_t data, void *bytes, size_t length)
{
    Tls *tls = data;
    gsize part;

    if (tls->start == tls->end) {
        ssize_t got = recv(connection_socket(tls->connection), tls->ahead, sizeof tls->ahead, 0);

        tls->is_at_end = got == 0;
        if (got <= 0)
            return got;
        tls->start = 0;
        tls->end = (gsize)got;
    }
    part = MIN(length, tls->end - tls->start);
    memcpy(bytes, tls->ahead + tls->start, part);
    tls->start += part;
    return (ssize_t)part;
}

static ssize_t
push(gnutls_transport_ptr_t data, const void *bytes, size_t length)
{
    const Tls *tls = data;

    return send(connection_socket(tls->connection), bytes, length, MSG_NOSIGNAL);
}

/* What went wrong. */

static gboolean
fail(const Tls *tls, const char *what, GError **error)
{
    g_set_error(error, CONNECTION_ERROR, CONNECTION_ERROR_TLS, _("%s: nothing was sent: %s"),
                connection_name(tls->connection), what);
    return FALSE;
}

/* The connection, not what is in it. */
static gboolean
is_cut(const Tls *tls, int code)
{
    return code == 0 || tls->is_at_end || code == GNUTLS_E_PREMATURE_TERMINATION ||
           code == GNUTLS_E_PUSH_ERROR || code == GNUTLS_E_PULL_ERROR;
}

static gboolean
fail_identity(const Tls *tls, GError **error)
{
    guint count = 0;
    const gnutls_datum_t *chain = gnutls_certificate_get_peers(tls->session, &count);
    g_autofree char *why = NULL;

    if (count == 0)
        return fail(tls, _("the server has no certificate"), error);
    why = tlstrust_explain(connection_host(tls->connection),
                           gnutls_session_get_verify_cert_status(tls->session), &chain[0]);
    g_set_error_literal(error, CONNECTION_ERROR, CONNECTION_ERROR_IDENTITY, why);
    return FALSE;
}

/* The code of what the other side's alert says (RFC 8446, 6.2), or of what we made of its bytes. */
static gboolean
fail_handshake(const Tls *tls, int code, GError **error)
{
    gboolean is_alert = code == GNUTLS_E_FATAL_ALERT_RECEIVED;

    if (code == GNUTLS_E_CERTIFICATE_VERIFICATION_ERROR)
        return fail_identity(tls, error);
    if (is_cut(tls, code))
        return connection_fail(tls->connection, ECONNRESET, error);
    if (code == GNUTLS_E_UNSUPPORTED_VERSION_PACKET ||
        (is_alert && gnutls_alert_get(tls->session) == GNUTLS_A_PROTOCOL_VERSION))
        return fail(tls, _("the server speaks nothing newer than TLS 1.1, which protects no more"),
                    error);
    if (code == GNUTLS_E_UNEXPECTED_PACKET_LENGTH || code == GNUTLS_E_UNEXPECTED_PACKET)
        return fail(tls,
                    _("what answers there is not TLS; is the port right, or should security "
                      "be starttls?"),
                    error);
    return fail(tls,
                is_alert ? gnutls_alert_get_name(gnutls_alert_get(tls->session))
                         : gnutls_strerror(code),
                error);
}

static gboolean
fail_stream(const Tls *tls, int code, GError **error)
{
    if (is_cut(tls, code))
        return connection_fail(tls->connection, ECONNRESET, error);
    g_set_error(error, CONNECTION_ERROR, CONNECTION_ERROR_CLOSED, _("%s: TLS broke off: %s"),
                connection_name(tls->connection), gnutls_strerror(code));
    return FALSE;
}

/* Setting up. */

static gboolean
load_trust(Tls *tls, const char *ca_file, GError **error)
{
    int count;

    gnutls_certificate_allocate_credentials(&tls->trust);
    count = *ca_file
                ? gnutls_certificate_set_x509_trust_file(tls->trust, ca_file, GNUTLS_X509_FMT_PEM)
                : gnutls_certificate_set_x509_system_trust(tls->trust);
    if (count > 0)
        return TRUE;
    g_set_error(error, CONNECTION_ERROR, CONNECTION_ERROR_TLS,
                _("no certificates of authorities in %s: %s"),
                *ca_file ? ca_file : _("this system (package ca-certificates)"),
                count < 0 ? gnutls_strerror(count) : _("there is none in PEM"));
    return FALSE;
}

/* RFC 5280, 4.2.1.12: where a certificate says what it is for, it must be this. */
static void
demand(Tls *tls, const char *host)
{
    tls->host = g_strdup(host);
    tls->demands[HOST] =
        (gnutls_typed_vdata_st){GNUTLS_DT_DNS_HOSTNAME, (unsigned char *)tls->host, 0};
    tls->demands[PURPOSE] = (gnutls_typed_vdata_st){GNUTLS_DT_KEY_PURPOSE_OID, for_servers, 0};
    gnutls_session_set_verify_cert2(tls->session, tls->demands, DEMANDS, 0);
}

static gboolean
set_up(Tls *tls, GError **error)
{
    const char *host = connection_host(tls->connection);
    int code = gnutls_init(&tls->session, GNUTLS_CLIENT | GNUTLS_NONBLOCK);

    if (code >= 0)
        code = gnutls_priority_set_direct(tls->session, PRIORITIES, NULL);
    if (code >= 0)
        code = gnutls_credentials_set(tls->session, GNUTLS_CRD_CERTIFICATE, tls->trust);
    if (code >= 0 && !g_hostname_is_ip_address(host)) /* RFC 6066, 3: no addresses */
        code = gnutls_server_name_set(tls->session, GNUTLS_NAME_DNS, host, strlen(host));
    if (code < 0)
        return fail(tls, gnutls_strerror(code), error);
    demand(tls, host);
    gnutls_transport_set_ptr(tls->session, tls);
    gnutls_transport_set_pull_function(tls->session, pull);
    gnutls_transport_set_push_function(tls->session, push);
    return TRUE;
}

/* Waits for what GnuTLS wants to go on with; FALSE with error where it will not go on. */
static gboolean
go_on(const Tls *tls, GError **error)
{
    gboolean is_writing = gnutls_record_get_direction(tls->session) == 1;

    return connection_wait(tls->connection, is_writing ? POLLOUT : POLLIN, error);
}

/* Those of them that are no end. */
static gboolean
is_passing(int code)
{
    return code == GNUTLS_E_AGAIN || code == GNUTLS_E_INTERRUPTED ||
           (code < 0 && !gnutls_error_is_fatal(code));
}

static gboolean
shake_hands(Tls *tls, GError **error)
{
    connection_begin_step(tls->connection);
    for (;;) {
        int code = gnutls_handshake(tls->session);

        if (code >= 0)
            return TRUE;
        if (!is_passing(code))
            return fail_handshake(tls, code, error);
        if (!go_on(tls, error))
            return FALSE;
    }
}

Tls *
tls_new(Connection *connection, const char *ca_file, GError **error)
{
    g_autoptr(Tls) tls = g_new0(Tls, 1);

    tls->connection = connection;
    if (!load_trust(tls, ca_file, error) || !set_up(tls, error) || !shake_hands(tls, error))
        return NULL;
    return g_steal_pointer(&tls);
}

void
tls_free(Tls *tls)
{
    if (!tls)
        return;
    if (tls->session) {
        gnutls_bye(tls->session, GNUTLS_SHUT_WR);
        gnutls_deinit(tls->session);
    }
    gnutls_certificate_free_credentials(tls->trust);
    g_free(tls->host);
    g_free(tls);
}

gint64
tls_expiry(const Tls *tls)
{
    return gnutls_certificate_expiration_time_peers(tls->session);
}

const char *
tls_protocol(const Tls *tls)
{
    return gnutls_protocol_get_name(gnutls_protocol_get_version(tls->session));
}

static gboolean
holds_some(const Tls *tls)
{
    return tls->start < tls->end || gnutls_record_check_pending(tls->session) > 0;
}

/*
 * Waits only where nothing is held here or by GnuTLS: that does not show on the socket any more.
 * Time counts for it all the same.
 */
gsize
tls_read(Tls *tls, char *bytes, gsize length, GError **error)
{
    for (;;) {
        ssize_t got;

        if (!holds_some(tls) && !connection_wait(tls->connection, POLLIN, error))
            return 0;
        got = gnutls_record_recv(tls->session, bytes, length);
        if (got > 0)
            return connection_count(tls->connection, (gsize)got, error) ? (gsize)got : 0;
        if (got == 0 || !is_passing((int)got))
            return (gsize)fail_stream(tls, (int)got, error);
    }
}

gboolean
tls_write(Tls *tls, const char *bytes, gsize length, GError **error)
{
    while (length > 0) {
        ssize_t sent = gnutls_record_send(tls->session, bytes, length);

        if (sent >= 0) {
            bytes += sent;
            length -= (gsize)sent;
            continue;
        }
        if (!is_passing((int)sent))
            return fail_stream(tls, (int)sent, error);
        if (!go_on(tls, error))
            return FALSE;
    }
    return TRUE;
}
