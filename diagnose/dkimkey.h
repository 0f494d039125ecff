/* dkimkey.h - the public key that a DKIM selector publishes (RFC 6376 3.6.1, RFC 8463) */

#ifndef BOUNCES_DIAGNOSE_DKIMKEY_H
#define BOUNCES_DIAGNOSE_DKIMKEY_H

#include <glib.h>

typedef enum {
    DKIM_KEY_USABLE,
    DKIM_KEY_SYNTAX,    /* no tag-list, or tags that RFC 6376 does not have so */
    DKIM_KEY_REVOKED,   /* p= is empty */
    DKIM_KEY_ALGORITHM, /* k= is neither rsa nor ed25519 */
    DKIM_KEY_BROKEN,    /* p= is no key of that kind */
    DKIM_KEY_SERVICE,   /* s= is not for mail */
    DKIM_KEY_HASH,      /* h= is without sha256 (RFC 8301 3.1) */
} DkimKeyState;

typedef struct {
    DkimKeyState state;
    gboolean is_ed25519;
    guint bits;          /* of an RSA key */
    gboolean is_testing; /* t=y: receivers are to act as if nothing were signed */
} DkimKey;

/* RFC 8301 3.2: shorter RSA keys are not to be believed; longer ones are what signers should use.
 */
#define DKIM_BITS_MIN 1024
#define DKIM_BITS_GOOD 2048

DkimKey dkimkey_read(const char *text);

#endif
