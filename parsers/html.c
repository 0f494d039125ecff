/* html.c - the words of an HTML part */

#include "parsers/html.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* Elements with an empty line around them, and those that are lines only; nothing of the others. */
static const char *const paragraph_elements[] = {"br", "p",  "table", "ul", "ol",  "h1",
                                                 "h2", "h3", "h4",    "hr", "pre", "blockquote"};
static const char *const line_elements[] = {"div", "tr", "li"};

/* Elements whose content is not for people to read. */
static const char *const silent_elements[] = {"script", "style", "head"};

typedef struct {
    const char *name;
    const char *text;
} Entity;

/* Character references of languages in Latin letters, in the order of strcmp. */
static const Entity entities[] = {
    {"AElig", "Æ"},  {"Aacute", "Á"}, {"Acirc", "Â"},      {"Agrave", "À"},     {"Aring", "Å"},
    {"Atilde", "Ã"}, {"Auml", "Ä"},   {"Ccedil", "Ç"},     {"Eacute", "É"},     {"Ecirc", "Ê"},
    {"Egrave", "È"}, {"Euml", "Ë"},   {"Iacute", "Í"},     {"Icirc", "Î"},      {"Igrave", "Ì"},
    {"Iuml", "Ï"},   {"Ntilde", "Ñ"}, {"Oacute", "Ó"},     {"Ocirc", "Ô"},      {"Ograve", "Ò"},
    {"Oslash", "Ø"}, {"Otilde", "Õ"}, {"Ouml", "Ö"},       {"Uacute", "Ú"},     {"Ucirc", "Û"},
    {"Ugrave", "Ù"}, {"Uuml", "Ü"},   {"Yacute", "Ý"},     {"aacute", "á"},     {"acirc", "â"},
    {"aelig", "æ"},  {"agrave", "à"}, {"amp", "&"},        {"apos", "'"},       {"aring", "å"},
    {"atilde", "ã"}, {"auml", "ä"},   {"ccedil", "ç"},     {"eacute", "é"},     {"ecirc", "ê"},
    {"egrave", "è"}, {"euml", "ë"},   {"gt", ">"},         {"hellip", "..."},   {"iacute", "í"},
    {"icirc", "î"},  {"iexcl", "¡"},  {"igrave", "ì"},     {"iquest", "¿"},     {"iuml", "ï"},
    {"laquo", "«"},  {"ldquo", "“"},  {"lsquo", "\u2018"}, {"lt", "<"},         {"mdash", "-"},
    {"nbsp", " "},   {"ndash", "-"},  {"ntilde", "ñ"},     {"oacute", "ó"},     {"ocirc", "ô"},
    {"oelig", "œ"},  {"ograve", "ò"}, {"oslash", "ø"},     {"otilde", "õ"},     {"ouml", "ö"},
    {"quot", "\""},  {"raquo", "»"},  {"rdquo", "”"},      {"rsquo", "\u2019"}, {"szlig", "ß"},
    {"uacute", "ú"}, {"ucirc", "û"},  {"ugrave", "ù"},     {"uuml", "ü"},       {"yacute", "ý"},
};

/* Length of the element's name at text ("/p" counts without its slash). */
static gsize
name_length(const char *text)
{
    gsize n = 0;

    while (g_ascii_isalnum(text[n]))
        n++;
    return n;
}

static gboolean
is_one_of(const char *const *names, gsize count, const char *text, gsize length)
{
    for (gsize i = 0; i < count; i++)
        if (strlen(names[i]) == length && !g_ascii_strncasecmp(names[i], text, length))
            return TRUE;
    return FALSE;
}

/* Past the end tag of the silent element whose name stands at name. */
static const char *
skip_silent(const char *name, gsize length)
{
    g_autofree char *end_tag = g_strdup_printf("</%.*s", (int)length, name);
    const char *end = text_find(name, end_tag);

    if (!end)
        return name + strlen(name);
    end += strcspn(end, ">");
    return *end ? end + 1 : end;
}

/* Outlook's <p class=MsoPlainText> has no empty line around it: every line of the text is one. */
static gboolean
is_line(const char *name, gsize length)
{
    const char *end = name + strcspn(name, ">");
    const char *style = g_strstr_len(name, end - name, "class=");

    return is_one_of(line_elements, G_N_ELEMENTS(line_elements), name, length) ||
           (length == 1 && style && g_strstr_len(style, MIN(end - style, 10), "Mso"));
}

/* A new line where none has begun; spaces between an end tag and a start tag are no text. */
static void
end_line(GString *out, gboolean start_tag)
{
    gsize length = out->len;

    while (start_tag && length > 0 && out->str[length - 1] == ' ')
        length--;
    g_string_truncate(out, length);
    if (length > 0 && out->str[length - 1] != '\n')
        g_string_append_c(out, '\n');
}

/* Past the tag or comment at text, which begins with "<". */
static const char *
read_tag(const char *text, GString *out)
{
    const char *name = text + 1 + (text[1] == '/');
    gsize length = name_length(name);
    const char *end;

    if (g_str_has_prefix(text, "<!--")) {
        end = strstr(text, "-->");
        return end ? end + 3 : text + strlen(text);
    }
    if (text[1] != '/' && is_one_of(silent_elements, G_N_ELEMENTS(silent_elements), name, length))
        return skip_silent(name, length);
    if (is_line(name, length))
        end_line(out, text[1] != '/');
    else if (is_one_of(paragraph_elements, G_N_ELEMENTS(paragraph_elements), name, length))
        g_string_append_c(out, '\n');
    end = strchr(text, '>');
    return end ? end + 1 : text + strlen(text);
}

static const char *
read_number(const char *text, GString *out)
{
    gboolean hex = text[0] == 'x' || text[0] == 'X';
    char *end;
    guint64 c = g_ascii_strtoull(text + hex, &end, hex ? 16 : 10);

    if (c >= ' ' && c <= 0x10ffff && g_unichar_validate((gunichar)c))
        g_string_append_unichar(out, (gunichar)c);
    return *end == ';' ? end + 1 : end;
}

static int
compare_entity(const void *name, const void *entity)
{
    return strcmp(name, ((const Entity *)entity)->name);
}

/* Past the character reference at text, which begins with "&". */
static const char *
read_entity(const char *text, GString *out)
{
    gsize length = name_length(text + 1);
    char name[8] = "";
    const Entity *entity = NULL;

    if (text[1] == '#' && g_ascii_isxdigit(text[2 + (text[2] == 'x' || text[2] == 'X')]))
        return read_number(text + 2, out);
    if (text[1 + length] == ';' && length < sizeof name) {
        memcpy(name, text + 1, length);
        entity = bsearch(name, entities, G_N_ELEMENTS(entities), sizeof *entities, compare_entity);
    }
    if (entity) {
        g_string_append(out, entity->text);
        return text + length + 2;
    }
    g_string_append_c(out, '&');
    return text + 1;
}

/* Whether the tag at text begins text whose lines are broken already. */
static gboolean
is_preformatted(const char *text)
{
    return text_has_prefix(text, "<pre") && !g_ascii_isalnum(text[strlen("<pre")]);
}

/* In HTML a line's end is a space, but between <pre> and </pre>. */
static char *
joined_words(const char *html)
{
    GString *out = g_string_new(NULL);
    gboolean preformatted = FALSE;

    while (*html) {
        if (*html == '<')
            preformatted =
                is_preformatted(html) || (preformatted && !text_has_prefix(html, "</pre"));
        if (*html == '<' && (g_ascii_isalpha(html[1]) || html[1] == '/' || html[1] == '!')) {
            html = read_tag(html, out);
        } else if (*html == '&') {
            html = read_entity(html, out);
        } else {
            g_string_append_c(out, !preformatted && (*html == '\n' || *html == '\r') ? ' ' : *html);
            html++;
        }
    }
    return g_string_free(out, FALSE);
}

char *
html_to_text(const char *html)
{
    g_autofree char *words = joined_words(html);
    g_auto(GStrv) lines = g_strsplit(words, "\n", -1);

    for (char **line = lines; *line; line++) {
        char *squeezed = text_squeeze(*line);

        g_free(*line);
        *line = squeezed;
    }
    return g_strjoinv("\n", lines);
}
