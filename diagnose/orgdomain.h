/* orgdomain.h - the domain that somebody registered, by the Public Suffix List */

#ifndef BOUNCES_DIAGNOSE_ORGDOMAIN_H
#define BOUNCES_DIAGNOSE_ORGDOMAIN_H

#include <glib.h>

/*
 * "example.org" for "news.example.org" (RFC 7489 3.2); domain itself where it is a public suffix.
 * Owned by the caller.
 */
char *orgdomain(const char *domain);

/* Whether both are below the same one. */
gboolean orgdomain_equal(const char *a, const char *b);

#endif
