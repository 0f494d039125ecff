/* names.h - persons in foreign text, by their addresses */

#ifndef BOUNCES_BASE_NAMES_H
#define BOUNCES_BASE_NAMES_H

#include <glib.h>

/* What stands where somebody was named. */
#define NAMES_NOBODY "***"

/* Whether this address, in lower case, is one to hide. */
typedef gboolean (*NamesFunc)(const char *address, gpointer data);

/*
 * text (valid UTF-8) with the local parts of those addresses hidden; NULL where it has none of
 * them. Found are addr-specs of RFC 5322, section 3.4.1, with quoted local parts and domains in
 * brackets; and what variable envelope senders (bounce+anna=example.net@...), SRS
 * (SRS0=x=y=example.net=anna@...), relays (anna%example.net@...) and links (anna%40example.net)
 * make of them. Owned by the caller.
 */
char *names_hide(const char *text, NamesFunc is_hidden, gpointer data);

#endif
