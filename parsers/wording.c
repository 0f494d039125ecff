/* wording.c - set words looked for where they stand, however their lines are broken */

#include "parsers/wording.h"

#include <string.h>

static inline char
fold(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

static inline gsize
space_at(const char *text)
{
    if (*text == ' ' || (*text >= '\t' && *text <= '\r'))
        return 1;
    if (g_str_has_prefix(text, "\u00a0"))
        return strlen("\u00a0");
    return g_str_has_prefix(text, "\u202f") ? strlen("\u202f") : 0;
}

static const char *
skip_spaces(const char *text)
{
    for (gsize length = space_at(text); length; length = space_at(text))
        text += length;
    return text;
}

/* Past the one character at text that c in set words stands for; NULL where it is another. */
static const char *
match_one(const char *text, char c)
{
    if (c == ' ')
        return space_at(text) ? skip_spaces(text) : NULL;
    if (c == '\'' && g_str_has_prefix(text, "\u2019"))
        return text + strlen("\u2019");
    return fold(*text) == fold(c) ? text + 1 : NULL;
}

const char *
wording_at(const char *text, const char *words)
{
    for (; *words && text; words++)
        text = match_one(text, *words);
    return text;
}

gboolean
wording_starts(const char *text, const char *at)
{
    return at == text || !g_ascii_isalnum(*at) || !g_ascii_isalnum(at[-1]);
}

const char *
wording_find(const char *text, const char *words, const char **end)
{
    const char first[] = {g_ascii_tolower(*words), g_ascii_toupper(*words), '\0'};

    for (const char *at = strpbrk(text, first); at; at = strpbrk(at + 1, first)) {
        const char *behind = wording_starts(text, at) ? wording_at(at, words) : NULL;

        if (!behind)
            continue;
        if (end)
            *end = behind;
        return at;
    }
    return NULL;
}

const char *
wording_next_line(const char *text)
{
    const char *lf = strchr(text, '\n');

    return lf ? lf + 1 : text + strlen(text);
}

gboolean
wording_is_blank_line(const char *line)
{
    line += strspn(line, " \t\r");
    return *line == '\n' || *line == '\0';
}
