/* connection.c - a TCP connection that ends in time */

#define _GNU_SOURCE /* SOCK_NONBLOCK, EAI_NODATA */

#include "base/connection.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* A step lasts longer for what comes in, but nobody is waited for who is slower than a modem. */
#define SLOWEST (4 * 1024)

struct Connection {
    char *host;
    char *name;
    int fd;
    gboolean is_loopback;
    ConnectionLimits limits;
    gint64 opened; /* times are of the monotonic clock, in microseconds */
    gint64 step_begun;
    gint64 came; /* the last byte of the step */
    guint64 step_bytes;
    guint64 bytes;
};

GQuark
connection_error_quark(void)
{
    return g_quark_from_static_string("bounces-connection-error");
}

/* Sentences. */

static gboolean
fail_time(const Connection *connection, gboolean is_total, GError **error)
{
    if (is_total)
        g_set_error(error, CONNECTION_ERROR, CONNECTION_ERROR_TIME,
                    _("%s: not done within %u seconds; what came until then counts"),
                    connection->name, connection->limits.total_seconds);
    else
        g_set_error(error, CONNECTION_ERROR, CONNECTION_ERROR_TIME,
                    connection->bytes > 0
                        ? _("%s: no answer within %u seconds; try again later")
                        : _("%s: no answer within %u seconds; is it the right port, and does a "
                            "firewall let us through?"),
                    connection->name, connection->limits.step_seconds);
    return FALSE;
}

static gboolean
fail_closed(const Connection *connection, GError **error)
{
    g_set_error(error, CONNECTION_ERROR, CONNECTION_ERROR_CLOSED,
                _("%s: the server closed the connection; try again later"), connection->name);
    return FALSE;
}

gboolean
connection_fail(const Connection *connection, int trouble, GError **error)
{
    if (trouble == ECONNRESET || trouble == EPIPE)
        return fail_closed(connection, error);
    if (trouble == ECONNREFUSED)
        g_set_error(error, CONNECTION_ERROR, CONNECTION_ERROR_REACH,
                    _("%s: nobody answers there (connection refused); is the port right?"),
                    connection->name);
    else
        g_set_error(error, CONNECTION_ERROR, CONNECTION_ERROR_REACH, _("%s: cannot be reached: %s"),
                    connection->name, g_strerror(trouble));
    return FALSE;
}

static gboolean
fail_lookup(const char *host, int trouble, GError **error)
{
    gboolean is_unknown = trouble == EAI_NONAME || trouble == EAI_NODATA;

    if (is_unknown)
        g_set_error(error, CONNECTION_ERROR, CONNECTION_ERROR_HOST,
                    _("there is no host \"%s\"; is the name right?"), host);
    else
        g_set_error(error, CONNECTION_ERROR, CONNECTION_ERROR_REACH,
                    _("the address of \"%s\" cannot be looked up: %s"), host,
                    gai_strerror(trouble));
    return FALSE;
}

/* Time. */

/* What comes in earns time for what is behind it, but not for a pause. */
static gint64
step_end(const Connection *connection)
{
    gint64 patience = connection->limits.step_seconds * G_USEC_PER_SEC;
    gint64 earned = (gint64)(connection->step_bytes * G_USEC_PER_SEC / SLOWEST);

    return patience + MIN(connection->step_begun + earned, connection->came);
}

static gint64
total_end(const Connection *connection)
{
    if (connection->limits.total_seconds == 0)
        return G_MAXINT64;
    return connection->opened + connection->limits.total_seconds * G_USEC_PER_SEC;
}

void
connection_begin_step(Connection *connection)
{
    connection->step_begun = g_get_monotonic_time();
    connection->came = connection->step_begun;
    connection->step_bytes = 0;
}

/* Time is looked at before anything else: a server that sends without end must not win. */
gboolean
connection_wait(Connection *connection, short events, GError **error)
{
    struct pollfd ready = {.fd = connection->fd, .events = events};

    for (;;) {
        gint64 end = MIN(step_end(connection), total_end(connection));
        gint64 left = (end - g_get_monotonic_time()) / 1000;
        int count;

        if (left <= 0)
            return fail_time(connection, end == total_end(connection), error);
        count = poll(&ready, 1, (int)MIN(left, G_MAXINT));
        if (count > 0)
            return TRUE;
        if (count < 0 && errno != EINTR)
            return connection_fail(connection, errno, error);
    }
}

/* Opening. */

static gboolean
connected(Connection *connection, int fd, GError **error)
{
    int trouble = 0;
    socklen_t size = sizeof trouble;

    connection->fd = fd;
    if (!connection_wait(connection, POLLOUT, error))
        return FALSE;
    if (getsockopt(fd, SOL_SOCKET, SO_ERROR, &trouble, &size) == 0 && trouble == 0)
        return TRUE;
    return connection_fail(connection, trouble, error);
}

/* 127.0.0.0/8 and ::1: what goes there stays in this machine. */
static gboolean
is_loopback(const struct addrinfo *address)
{
    struct sockaddr_in v4;
    struct sockaddr_in6 v6;

    if (address->ai_family == AF_INET && address->ai_addrlen >= sizeof v4) {
        memcpy(&v4, address->ai_addr, sizeof v4);
        return ntohl(v4.sin_addr.s_addr) >> IN_CLASSA_NSHIFT == IN_LOOPBACKNET;
    }
    if (address->ai_family != AF_INET6 || address->ai_addrlen < sizeof v6)
        return FALSE;
    memcpy(&v6, address->ai_addr, sizeof v6);
    return IN6_IS_ADDR_LOOPBACK(&v6.sin6_addr);
}

static gboolean
try_address(Connection *connection, const struct addrinfo *address, GError **error)
{
    const int one = 1;
    int fd = socket(address->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);

    if (fd < 0)
        return connection_fail(connection, errno, error);
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    connection_begin_step(connection);
    if (connect(fd, address->ai_addr, address->ai_addrlen) < 0 && errno != EINPROGRESS)
        connection_fail(connection, errno, error);
    else if (connected(connection, fd, error)) {
        connection->is_loopback = is_loopback(address);
        return TRUE;
    }
    close(fd);
    connection->fd = -1;
    return FALSE;
}

/* Tells of the last address that failed. */
static gboolean
try_all(Connection *connection, const struct addrinfo *addresses, GError **error)
{
    g_autoptr(GError) trouble = NULL;

    for (const struct addrinfo *address = addresses; address; address = address->ai_next) {
        g_clear_error(&trouble);
        if (try_address(connection, address, &trouble))
            return TRUE;
    }
    g_propagate_error(error, g_steal_pointer(&trouble));
    return FALSE;
}

static gboolean
look_up_and_connect(Connection *connection, const char *address, guint port, GError **error)
{
    const struct addrinfo hints = {.ai_socktype = SOCK_STREAM, .ai_flags = AI_ADDRCONFIG};
    g_autofree char *service = g_strdup_printf("%u", port);
    struct addrinfo *addresses = NULL;
    int trouble = getaddrinfo(address, service, &hints, &addresses);
    gboolean is_connected;

    if (trouble != 0)
        return fail_lookup(address, trouble, error);
    is_connected = try_all(connection, addresses, error);
    freeaddrinfo(addresses);
    return is_connected;
}

Connection *
connection_open(const char *host, guint port, const ConnectionLimits *limits, GError **error)
{
    return connection_open_at(host, host, port, limits, error);
}

Connection *
connection_open_at(const char *host, const char *address, guint port,
                   const ConnectionLimits *limits, GError **error)
{
    g_autoptr(Connection) connection = g_new0(Connection, 1);

    connection->host = g_strdup(host);
    connection->name = g_strdup_printf(_("%s port %u"), host, port);
    connection->fd = -1;
    connection->limits = *limits;
    connection->opened = g_get_monotonic_time();
    if (!look_up_and_connect(connection, address, port, error))
        return NULL;
    connection_begin_step(connection);
    return g_steal_pointer(&connection);
}

void
connection_free(Connection *connection)
{
    if (!connection)
        return;
    if (connection->fd >= 0)
        close(connection->fd);
    g_free(connection->host);
    g_free(connection->name);
    g_free(connection);
}

int
connection_socket(const Connection *connection)
{
    return connection->fd;
}

const char *
connection_host(const Connection *connection)
{
    return connection->host;
}

const char *
connection_name(const Connection *connection)
{
    return connection->name;
}

gboolean
connection_is_loopback(const Connection *connection)
{
    return connection->is_loopback;
}

/* Bytes. */

gboolean
connection_count(Connection *connection, gsize bytes, GError **error)
{
    g_autofree char *budget = NULL;

    connection->came = g_get_monotonic_time();
    connection->step_bytes += bytes;
    connection->bytes += bytes;
    if (connection->limits.budget == 0 || connection->bytes <= connection->limits.budget)
        return TRUE;
    budget = g_strdup_printf("%" G_GUINT64_FORMAT, connection->limits.budget);
    g_set_error(error, CONNECTION_ERROR, CONNECTION_ERROR_AMOUNT,
                _("%s: has sent more than the %s bytes that one connection may bring"),
                connection->name, budget);
    return FALSE;
}

gsize
connection_read(Connection *connection, char *bytes, gsize length, GError **error)
{
    for (;;) {
        gssize got;

        if (!connection_wait(connection, POLLIN, error))
            return 0;
        got = recv(connection->fd, bytes, length, 0);
        if (got > 0)
            return connection_count(connection, (gsize)got, error) ? (gsize)got : 0;
        if (got == 0)
            return (gsize)fail_closed(connection, error);
        if (errno != EINTR && errno != EAGAIN)
            return (gsize)connection_fail(connection, errno, error);
    }
}

gboolean
connection_write(Connection *connection, const char *bytes, gsize length, GError **error)
{
    while (length > 0) {
        gssize sent;

        if (!connection_wait(connection, POLLOUT, error))
            return FALSE;
        sent = send(connection->fd, bytes, length, MSG_NOSIGNAL);
        if (sent < 0 && errno != EINTR && errno != EAGAIN)
            return connection_fail(connection, errno, error);
        bytes += MAX(sent, 0);
        length -= (gsize)MAX(sent, 0);
    }
    return TRUE;
}
