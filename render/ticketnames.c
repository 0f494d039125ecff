/* ticketnames.c - a text without the persons in it, to be shown to strangers */

#include "render/ticket.h"

#include "base/names.h"

#include <string.h>

/* A shorter name is a part of too many words. */
#define NAME_MIN 3

/* A NamesFunc: all but those of our own domain. */
static gboolean
is_stranger(const char *address, gpointer data)
{
    const char *own = data;
    const char *at = strrchr(address, '@');

    return !*own || !at || g_ascii_strcasecmp(at + 1, own) != 0;
}

/* A name may stand without its domain: <j.doe>: Recipient address rejected. */
static char *
hide_name(const char *text, const char *person, const char *neighbour)
{
    const char *at = strrchr(person, '@');
    g_autofree char *name = g_strndup(person, at ? (gsize)(at - person) : strlen(person));
    g_autofree char *quoted = g_regex_escape_string(name, -1);
    g_autofree char *pattern = g_strdup_printf("(?<!%s)%s(?!%s)", neighbour, quoted, neighbour);
    g_autoptr(GRegex) regex = NULL;

    if (strlen(name) < NAME_MIN)
        return g_strdup(text);
    regex = g_regex_new(pattern, G_REGEX_CASELESS, 0, NULL);
    return regex ? g_regex_replace_literal(regex, text, -1, 0, NAMES_NOBODY, 0, NULL)
                 : g_strdup(text);
}

static char *
hide_persons(const char *text, const char *const *persons, const char *neighbour)
{
    char *shown = g_strdup(text);

    for (; *persons; persons++) {
        g_autofree char *before = shown;

        shown = hide_name(before, *persons, neighbour);
    }
    return shown;
}

char *
ticket_without_names(const char *text, const char *const *persons, const char *own)
{
    g_autofree char *hidden = names_hide(text, is_stranger, (gpointer)(gsize)own);

    return hide_persons(hidden ? hidden : text, persons, "[\\w.-]");
}

/* What stands before the @ of an id is no address, but programs make it of one. */
char *
ticket_id_without_names(const char *id, const char *const *persons)
{
    const char *at = strrchr(id, '@');
    g_autofree char *left = g_strndup(id, at ? (gsize)(at - id) : strlen(id));
    g_autofree char *hidden = names_hide(left, is_stranger, (gpointer)(gsize) "");
    g_autofree char *shown = hide_persons(hidden ? hidden : left, persons, "[^\\W\\d_]");

    return g_strconcat(shown, at ? at : "", NULL);
}
