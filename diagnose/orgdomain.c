/* orgdomain.c - the domain that somebody registered, by the Public Suffix List */

#include "diagnose/orgdomain.h"

#include <libpsl.h>

/* The system's list where there is one, else that which the library was built with; or NULL. */
static const psl_ctx_t *
list(void)
{
    static gboolean is_loaded;
    static psl_ctx_t *loaded;

    if (!is_loaded)
        loaded = psl_latest(NULL);
    is_loaded = TRUE;
    return loaded;
}

char *
orgdomain(const char *domain)
{
    g_autofree char *lower = g_ascii_strdown(domain, -1);
    const char *registered = psl_registrable_domain(list(), lower);

    return g_strdup(registered ? registered : lower);
}

gboolean
orgdomain_equal(const char *a, const char *b)
{
    g_autofree char *left = orgdomain(a);
    g_autofree char *right = orgdomain(b);

    return g_str_equal(left, right);
}
