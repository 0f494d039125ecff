/* https.h - one file from a server that proves its name, and nothing else (RFC 9110) */

#ifndef BOUNCES_DIAGNOSE_HTTPS_H
#define BOUNCES_DIAGNOSE_HTTPS_H

#include <glib.h>

#define HTTPS_BODY_MAX (64 * 1024)

#define HTTPS_ERROR (https_error_quark())
typedef enum {
    HTTPS_ERROR_STATUS, /* another status than 200; redirections are not followed */
    HTTPS_ERROR_CUT,    /* less came than was announced */
    HTTPS_ERROR_REPLY,  /* no reply of HTTP, a type other than text/plain, or more than the limit */
} HttpsError;
GQuark https_error_quark(void);

/*
 * The text at that path of host, by a connection to address: at most HTTPS_BODY_MAX bytes of
 * text/plain, as UTF-8, within ten seconds. ca_file as in tls_new. Owned by the caller; NULL with
 * an error of CONNECTION_ERROR or HTTPS_ERROR.
 */
char *https_get_text(const char *host, const char *address, const char *path, const char *ca_file,
                     GError **error);

#endif
