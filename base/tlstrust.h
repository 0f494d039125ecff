/* tlstrust.h - why a certificate is not believed, in words */

#ifndef BOUNCES_BASE_TLSTRUST_H
#define BOUNCES_BASE_TLSTRUST_H

#include <glib.h>
#include <gnutls/gnutls.h>

/*
 * One sentence on a certificate (DER) of host that did not pass, for status: bits of
 * gnutls_certificate_status_t. Names in it are made safe. Owned by the caller.
 */
char *tlstrust_explain(const char *host, guint status, const gnutls_datum_t *certificate);

#endif
