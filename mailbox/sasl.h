/* sasl.h - what a client says to prove who it is (RFC 4616, RFC 7628) */

#ifndef BOUNCES_MAILBOX_SASL_H
#define BOUNCES_MAILBOX_SASL_H

#include <glib.h>

/* How to log in with a secret, and what AUTHENTICATE calls that. */
typedef struct {
    const char *name; /* "PLAIN" */
    char *(*respond)(const char *user, const char *secret, const char *host, guint port);
    const char *cancel; /* what answers a challenge that tells why it failed */
} SaslMechanism;

/* By preference; they end with name NULL. respond gives base64, which the caller owns and wipes. */
extern const SaslMechanism sasl_for_passwords[];
extern const SaslMechanism sasl_for_tokens[];

/* Overwrites a secret, so that no copy lies about, and frees it. */
void sasl_wipe(char *secret);

#endif
