/* phrase.c - set phrases in the text of people and their mail programs, in any language */

#include "parsers/phrase.h"

#include "base/text.h"

#include <string.h>

/* What is written in more than one way, and is no letter with an accent. */
static const struct {
    gunichar from;
    const char *to;
} equals[] = {
    {0x2018, "'"},  {0x2019, "'"}, {0x02bc, "'"}, {0x00b4, "'"}, {'`', "'"},    {0x2010, "-"},
    {0x2011, "-"},  {0x2012, "-"}, {0x2013, "-"}, {0x2014, "-"}, {0xff1a, ":"}, {0x201c, "\""},
    {0x201d, "\""}, {0xab, "\""},  {0xbb, "\""},  {0x153, "oe"}, {0x152, "oe"}, {0xdf, "ss"},
    {0xad, ""},     {0x200b, ""},  {0x130, "i"},
};

static gboolean
append_equal(GString *folded, gunichar c)
{
    for (gsize i = 0; i < G_N_ELEMENTS(equals); i++)
        if (equals[i].from == c) {
            g_string_append(folded, equals[i].to);
            return TRUE;
        }
    return FALSE;
}

/* The letter under the accents, for Latin; elsewhere accents make other letters. */
static gunichar
base_letter(gunichar c)
{
    gunichar base[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];

    if ((c >= 0xc0 && c <= 0x24f) || (c >= 0x1e00 && c <= 0x1eff)) {
        g_unichar_fully_decompose(c, FALSE, base, G_N_ELEMENTS(base));
        return base[0];
    }
    return c;
}

static void
append_folded(GString *folded, gunichar c)
{
    if (c < 0x80 && c != '`')
        g_string_append_c(folded, g_ascii_tolower((char)c));
    else if (c >= 0x300 && c <= 0x36f)
        return; /* an accent that stands by itself */
    else if (!append_equal(folded, c))
        g_string_append_unichar(folded, g_unichar_tolower(base_letter(c)));
}

char *
phrase_fold(const char *text)
{
    GString *folded = g_string_sized_new(strlen(text));
    gboolean space = FALSE;

    for (; *text; text = text_next(text)) {
        gunichar c = g_utf8_get_char(text);

        if (g_unichar_isspace(c)) {
            space = folded->len > 0;
            continue;
        }
        if (space)
            g_string_append_c(folded, ' ');
        space = FALSE;
        append_folded(folded, c);
    }
    return g_string_free(folded, FALSE);
}

const char *
phrase_find(const char *text, const char *phrase)
{
    for (const char *at = strstr(text, phrase); at; at = strstr(at + 1, phrase))
        if (at == text || !g_ascii_isalnum(*phrase) || !g_ascii_isalnum(at[-1]))
            return at;
    return NULL;
}
