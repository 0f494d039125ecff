/* address.h - mail addresses as notices write them, back to the address that was meant */

#ifndef BOUNCES_PARSERS_ADDRESS_H
#define BOUNCES_PARSERS_ADDRESS_H

#include <glib.h>

/*
 * The address in a Final-Recipient, Original-Recipient or X-Actual-Recipient field (RFC 3464
 * 2.3.2): the type before ";" is taken off, utf-8 addresses (RFC 6533 3) are decoded, brackets,
 * comments and source routes removed. xtext (RFC 3461 4) is decoded where asked for: some MTAs
 * copy ORCPT into Original-Recipient as it came. "" where there is none. Owned by the caller.
 */
char *address_from_field(const char *value, gboolean xtext);

/*
 * The first address in text, "" where there is none: "<u@example.net>", "u@example.net:",
 * "\"john doe\"@example.net", "postmaster@[192.0.2.7]". *end, where end is not NULL, is set
 * behind it (brackets included). Owned by the caller.
 */
char *address_find(const char *text, const char **end);

/* The same, but only where text begins with an address, bracketed or not. NULL else. */
char *address_at(const char *text, const char **end);

/*
 * The address in a From or Sender field: the one in the last brackets, since a display name may
 * look like another. "" where there is none. Owned by the caller.
 */
char *address_of_author(const char *value);

/* The part behind the last "@"; borrowed, "" where there is none. */
const char *address_domain(const char *address);

/* "u@example.net", and not "u@ims_daemon", which is a server's inner name for somebody. */
gboolean address_is_public(const char *address);

gboolean address_equal(const char *a, const char *b);

/*
 * The recipient that a VERP return path carries, "list-bounces+user=example.net@example.org" or
 * "bounce-user=example.net@example.org"; NULL where it carries none. Owned by the caller.
 */
char *address_from_verp(const char *return_path);

/*
 * The address that is meant by a rewritten one: SRS0 and SRS1, BATV (prvs=), and a +tag where
 * drop_tag is set. A copy of address where nothing was rewritten. Owned by the caller.
 */
char *address_unwrap(const char *address, gboolean drop_tag);

#endif
