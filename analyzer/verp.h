/* verp.h - addresses that name the recipient: Variable Envelope Return Paths */

#ifndef BOUNCES_ANALYZER_VERP_H
#define BOUNCES_ANALYZER_VERP_H

#include <glib.h>

/*
 * Whether a pattern can be one: an address with "{user}" and "{domain}" in it, where the
 * recipient's stand, and "*" for what may be anything but "@".
 */
gboolean verp_is_pattern(const char *pattern);

/* Whether address is what the pattern makes of the recipient; ASCII letters in any case. */
gboolean verp_fits(const char *pattern, const char *address, const char *recipient);

#endif
