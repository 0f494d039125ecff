/* spfmacro.h - macros in SPF's domain-specs and explanations (RFC 7208 7) */

#ifndef BOUNCES_DIAGNOSE_SPFMACRO_H
#define BOUNCES_DIAGNOSE_SPFMACRO_H

#include <gio/gio.h>
#include <glib.h>

/* A domain-spec may not hold the letters c, r and t; an explanation may, and spaces. */
typedef enum { SPF_DOMAIN_SPEC, SPF_EXPLANATION } SpfMacroUse;

/* What macros stand for. */
typedef struct {
    GInetAddress *client;
    const char *local; /* of the sender */
    const char *sender_domain;
    const char *domain; /* whose record it is */
    const char *helo;
    const char *validated; /* %{p}; asked for by validate when first needed */
    const char *(*validate)(gpointer data);
    gpointer data;
} SpfMacros;

gboolean spf_macro_is_valid(const char *text, SpfMacroUse use);

/* Whether text holds the macro letter (in any case): "p", or any macro at all for '\0'. */
gboolean spf_macro_has(const char *text, char letter);

/* text, which must be valid, with macros filled. Owned by the caller. */
char *spf_macro_expand(const char *text, const SpfMacros *macros);

#endif
