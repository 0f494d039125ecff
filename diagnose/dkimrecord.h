/* dkimrecord.h - a public key as the record that publishes it */

#ifndef BOUNCES_DIAGNOSE_DKIMRECORD_H
#define BOUNCES_DIAGNOSE_DKIMRECORD_H

#include <glib.h>

/*
 * "v=DKIM1; k=rsa; p=..." for the public key in that file (PEM, as openssl rsa -pubout writes it).
 * NULL with error "FILE: what" where there is none, or one that DKIM does not know or is too short.
 * Owned by the caller.
 */
char *dkimrecord_read(const char *path, GError **error);

#endif
