/* ticketnames.c - a text without the persons in it, to be shown to strangers */

#include "render/ticket.h"

#include <string.h>

#define NOBODY "***"

/* What stands before an @, and behind it; a = may stand for it in a variable envelope sender. */
#define ADDRESS "[^\\s<>\"'(),;:@=]+([@=])((?:[\\w-]+\\.)+[\\w-]+)"

/* A shorter name is a part of too many words. */
#define NAME_MIN 3

static gboolean
hide_address(const GMatchInfo *match, GString *out, gpointer data)
{
    const char *own = data;
    g_autofree char *whole = g_match_info_fetch(match, 0);
    g_autofree char *sign = g_match_info_fetch(match, 1);
    g_autofree char *domain = g_match_info_fetch(match, 2);

    if (*own && g_ascii_strcasecmp(domain, own) == 0)
        g_string_append(out, whole);
    else
        g_string_append_printf(out, NOBODY "%s%s", sign, domain);
    return FALSE;
}

static char *
hide_addresses(const char *text, const char *own)
{
    g_autoptr(GRegex) regex = g_regex_new(ADDRESS, G_REGEX_OPTIMIZE, 0, NULL);

    return g_regex_replace_eval(regex, text, -1, 0, 0, hide_address, (gpointer)(gsize)own, NULL);
}

/* A name may stand without its domain: <j.doe>: Recipient address rejected. */
static char *
hide_name(const char *text, const char *person)
{
    g_autofree char *name = g_strndup(person, strcspn(person, "@"));
    g_autofree char *quoted = g_regex_escape_string(name, -1);
    g_autofree char *pattern = g_strdup_printf("(?<![\\w.-])%s(?![\\w.-])", quoted);
    g_autoptr(GRegex) regex = g_regex_new(pattern, G_REGEX_CASELESS, 0, NULL);

    if (strlen(name) < NAME_MIN || !regex)
        return g_strdup(text);
    return g_regex_replace_literal(regex, text, -1, 0, NOBODY, 0, NULL);
}

char *
ticket_without_names(const char *text, const char *person, const char *own)
{
    g_autofree char *addressless = hide_addresses(text, own);

    return hide_name(addressless ? addressless : "", person);
}
