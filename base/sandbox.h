/* sandbox.h - what a process that reads foreign mail may still ask of the system */

#ifndef BOUNCES_BASE_SANDBOX_H
#define BOUNCES_BASE_SANDBOX_H

#include <glib.h>

/* 1 in a build for the sanitizers, which need more memory and somewhere to report. */
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANDBOX_IS_WATCHED 1
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define SANDBOX_IS_WATCHED 1
#endif
#ifndef SANDBOX_IS_WATCHED
#define SANDBOX_IS_WATCHED 0
#endif

#define SANDBOX_ERROR (sandbox_error_quark())
typedef enum { SANDBOX_ERROR_REFUSED } SandboxError;
GQuark sandbox_error_quark(void);

/*
 * From now on the process cannot start programs or processes, open sockets, signal others, or open
 * a file but to read it, and writes to out and to socket alone, which is connected (-1: there is
 * none). Reading files goes on, since the C library loads converters for character sets when they
 * are first used. There is no way back. FALSE with error where the kernel has no seccomp.
 */
gboolean sandbox_enter(int out, int socket, GError **error);

/* The same for a process that writes to several. */
gboolean sandbox_enter_with(const int *outs, gsize count, int socket, GError **error);

#endif
