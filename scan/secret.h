/* secret.h - where the password or token of an account comes from, and getting it */

#ifndef BOUNCES_SCAN_SECRET_H
#define BOUNCES_SCAN_SECRET_H

#include <glib.h>

typedef enum {
    SECRET_NONE,
    SECRET_PASSWORD,   /* the password itself */
    SECRET_FILE,       /* the first line of a file that nobody else may read */
    SECRET_COMMAND,    /* the first line that a program prints */
    SECRET_CREDENTIAL, /* the first line of a credential that systemd passes on */
    SECRET_TOKEN,      /* an OAuth 2.0 access token: the first line that a program prints */
} SecretKind;

typedef struct {
    SecretKind kind;
    char *text;     /* in the vault: the password, or the path or name; else "" */
    char **command; /* program and arguments; of one word alone, a line for the shell */
} Secret;

void secret_init(Secret *secret);
void secret_clear(Secret *secret);

/* Copies text, and command where it is not NULL. What secret was before is wiped. */
void secret_set(Secret *secret, SecretKind kind, const char *text, char **command);

#define SECRET_ERROR (secret_error_quark())
typedef enum { SECRET_ERROR_FILE, SECRET_ERROR_COMMAND, SECRET_ERROR_EMPTY } SecretError;
GQuark secret_error_quark(void);

/*
 * Gets it ("" for SECRET_NONE alone); programs may take a minute. NULL with error, which never
 * holds what was read. The caller frees it with secret_wipe.
 */
char *secret_get(const Secret *secret, GError **error);

/* Overwrites a secret and frees it. */
void secret_wipe(char *text);

#endif
