/* verp.c - addresses that name the recipient: Variable Envelope Return Paths */

#include "analyzer/verp.h"

#include "parsers/address.h"

#include <string.h>

#define USER "{user}"
#define DOMAIN "{domain}"

gboolean
verp_is_pattern(const char *pattern)
{
    const char *at = strrchr(pattern, '@');

    return at && at[1] && strstr(pattern, USER) && strstr(pattern, DOMAIN) &&
           !strpbrk(pattern, " \t");
}

/* Appends length bytes of the pattern that are no placeholder. */
static void
add_literal(GString *regex, const char *text, gsize length)
{
    g_autofree char *escaped = g_regex_escape_string(text, (int)length);

    g_string_append(regex, escaped);
}

/* The recipient's words are taken as they are: they may hold any sign that a pattern could. */
static char *
make_regex(const char *pattern, const char *user, const char *domain)
{
    GString *regex = g_string_new("^");

    while (*pattern) {
        gsize literal = strcspn(pattern, "{*");

        if (g_str_has_prefix(pattern, USER)) {
            add_literal(regex, user, strlen(user));
            pattern += strlen(USER);
        } else if (g_str_has_prefix(pattern, DOMAIN)) {
            add_literal(regex, domain, strlen(domain));
            pattern += strlen(DOMAIN);
        } else if (*pattern == '*') {
            g_string_append(regex, "[^@]*");
            pattern++;
        } else {
            literal = MAX(literal, 1);
            add_literal(regex, pattern, literal);
            pattern += literal;
        }
    }
    g_string_append(regex, "$");
    return g_string_free(regex, FALSE);
}

gboolean
verp_fits(const char *pattern, const char *address, const char *recipient)
{
    const char *domain = address_domain(recipient);
    g_autofree char *user =
        *domain ? g_strndup(recipient, (gsize)(domain - recipient - 1)) : g_strdup("");
    g_autofree char *regex = make_regex(pattern, user, domain);

    return *user &&
           g_regex_match_simple(regex, address, G_REGEX_CASELESS | G_REGEX_DOLLAR_ENDONLY, 0);
}
