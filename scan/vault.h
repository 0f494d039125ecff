/* vault.h - texts that no process started from this one gets to see */

#ifndef BOUNCES_SCAN_VAULT_H
#define BOUNCES_SCAN_VAULT_H

#include <glib.h>

/*
 * A copy of length bytes, with a NUL behind it. In a process that is started it is "", nor is it in
 * a core file. To be freed with vault_free.
 */
char *vault_new(const char *text, gsize length);

/* Overwrites it. NULL is passed over. */
void vault_free(char *text);

#endif
