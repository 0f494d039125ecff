/* hostglobs.h - host names and domains by globs such as "*.google.com" */

#ifndef BOUNCES_ANALYZER_HOSTGLOBS_H
#define BOUNCES_ANALYZER_HOSTGLOBS_H

#include <glib.h>

#define HOST_GLOBS_NONE G_MAXUINT

typedef struct HostGlobs HostGlobs;

HostGlobs *host_globs_new(void);
void host_globs_free(HostGlobs *globs);

/*
 * Files glob for owner: "gmail.com" is that name alone, "*.google.com" any name below, "?" one
 * character. FALSE where it is no glob for a host name. glob need not end in NUL; it is copied.
 */
gboolean host_globs_add(HostGlobs *globs, const char *glob, gsize length, guint owner);

/* The lowest owner of a glob that fits host (letters in any case), or HOST_GLOBS_NONE. */
guint host_globs_find(const HostGlobs *globs, const char *host);

#endif
