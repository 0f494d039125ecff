/* tls.h - a connection made private, to a host that has proved to be the one it should be */

#ifndef BOUNCES_BASE_TLS_H
#define BOUNCES_BASE_TLS_H

#include "base/connection.h"

#include <glib.h>

typedef struct Tls Tls;

/*
 * Shakes hands (TLS 1.2 or 1.3) and verifies the other side's certificate: name, dates, and that
 * one of the authorities in ca_file (PEM) answers for it, those of the system where that is "".
 * NULL with error of CONNECTION_ERROR otherwise; then nothing of ours has been sent. connection is
 * borrowed, and must outlive it.
 */
Tls *tls_new(Connection *connection, const char *ca_file, GError **error);

/* Says goodbye where that needs no waiting. */
void tls_free(Tls *tls);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Tls, tls_free)

/* When the certificate of the other side runs out (Unix seconds). */
gint64 tls_expiry(const Tls *tls);

/* "TLS1.3"; borrowed. */
const char *tls_protocol(const Tls *tls);

/* As connection_read and connection_write do. */
gsize tls_read(Tls *tls, char *bytes, gsize length, GError **error);
gboolean tls_write(Tls *tls, const char *bytes, gsize length, GError **error);

#endif
