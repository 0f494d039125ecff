/* connection.h - a TCP connection that ends in time */

#ifndef BOUNCES_BASE_CONNECTION_H
#define BOUNCES_BASE_CONNECTION_H

#include <glib.h>

/* What went wrong; messages name host and port and need nothing in front of them. */
typedef enum {
    CONNECTION_ERROR_HOST,    /* no such host */
    CONNECTION_ERROR_REACH,   /* closed port, no route, no name server that answers */
    CONNECTION_ERROR_TIME,    /* took too long */
    CONNECTION_ERROR_CLOSED,  /* by the other side */
    CONNECTION_ERROR_AMOUNT,  /* more bytes than were allowed for */
    CONNECTION_ERROR_TLS,     /* no TLS there that we could speak */
    CONNECTION_ERROR_IDENTITY /* it cannot prove to be the host it should be */
} ConnectionError;

#define CONNECTION_ERROR (connection_error_quark())
GQuark connection_error_quark(void);

typedef struct {
    guint step_seconds;  /* for one step, and a pause in it; each 4 KB prolong it by one */
    guint total_seconds; /* for all; 0: no end */
    guint64 budget;      /* bytes that may come in; 0: no end */
} ConnectionLimits;

typedef struct Connection Connection;

/*
 * Connects to the first of the host's addresses that takes it. Looking a name up is the C
 * library's, and takes as long as resolv.conf allows. host is borrowed, limits are copied.
 */
Connection *connection_open(const char *host, guint port, const ConnectionLimits *limits,
                            GError **error);

/* The same, at that address, which somebody has looked up already. */
Connection *connection_open_at(const char *host, const char *address, guint port,
                               const ConnectionLimits *limits, GError **error);
void connection_free(Connection *connection);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Connection, connection_free)

int connection_socket(const Connection *connection);
const char *connection_host(const Connection *connection);

/* "imap.example.net port 993". */
const char *connection_name(const Connection *connection);

/* TRUE where the other side is this machine, by its address. */
gboolean connection_is_loopback(const Connection *connection);

/* A new step begins: a question is about to be asked. */
void connection_begin_step(Connection *connection);

/* Waits until the socket has or takes something (POLLIN, POLLOUT). */
gboolean connection_wait(Connection *connection, short events, GError **error);

/* Counts what came in. */
gboolean connection_count(Connection *connection, gsize bytes, GError **error);

/* Up to length bytes, at least 1; 0 with error, also at the end. */
gsize connection_read(Connection *connection, char *bytes, gsize length, GError **error);

/* All of them. */
gboolean connection_write(Connection *connection, const char *bytes, gsize length, GError **error);

/* For others that read and write on the socket: errno as an error of ours; always FALSE. */
gboolean connection_fail(const Connection *connection, int trouble, GError **error);

#endif
