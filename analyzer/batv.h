/* batv.h - addresses that we signed ourselves: Bounce Address Tag Validation */

#ifndef BOUNCES_ANALYZER_BATV_H
#define BOUNCES_ANALYZER_BATV_H

#include <glib.h>

#define BATV_ERROR (batv_error_quark())
typedef enum { BATV_ERROR_LINE, BATV_ERROR_MODE, BATV_ERROR_EMPTY } BatvError;
GQuark batv_error_quark(void);

typedef struct BatvKeys BatvKeys;

/*
 * Reads a file of keys, a line each: its number (0 to 9, the first digit of a tag), a space, and
 * the secret as the mail server has it. Empty lines and those that begin with "#" are passed over.
 * NULL with error "FILE: what" or "FILE:LINE: what", as for a file that everybody may read; never
 * with a secret in it.
 */
BatvKeys *batv_keys_load(const char *file, GError **error);
void batv_keys_free(BatvKeys *keys);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BatvKeys, batv_keys_free)

/*
 * Whether address bears a tag (draft-levine-smtp-batv-01, section 5: prvs=KDDDSSSSSS=user@domain)
 * that one of the keys made, and that had not expired at that time (Unix seconds, 0: unknown, and
 * then nothing has been shown).
 */
gboolean batv_holds(const BatvKeys *keys, const char *address, gint64 when);

#endif
