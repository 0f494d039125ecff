/* section.c - the lines of a notice that speak of one recipient */

#include "parsers/section.h"

#include "base/text.h"
#include "event/status.h"
#include "parsers/address.h"
#include "parsers/smtpreply.h"
#include "parsers/wording.h"

#include <string.h>

/* Longest section that is read; replies are shorter by far. */
#define SECTION_MAX (16 * 1024)
/* How many addresses of one text are kept: ten times as many as a notice has. */
#define ADDRESSES_MAX 10000

/* Words that may stand before the address at the beginning of a line. */
static const char *const lead_words[] = {
    "To:",
    "Recipient:",
    "Recipient address:",
    "Intended recipient:",
    "Addressed To:",
    "RCPT TO:",
    "Final-Recipient:",
    "Original-Recipient:",
    "smtp;",
    "rfc822;",
    "SMTP:",
    "Address:",
    "Failed address:",
    "User:",
    "mailto:",
    "Failed Recipient:",
    "\u00c0 :",
    "An:",
    "Para:",
    "Aan:",
    "Destinataire :",
    "Destinataire:",
    "Empf\u00e4nger:",
    "Destinatario:",
    "Ontvanger:",
};

/* How long the words are that lead an address in at text; 0 where none stand there. */
static gsize
lead_length(const char *text)
{
    for (gsize i = 0; i < G_N_ELEMENTS(lead_words); i++)
        if ((*text | 0x20) == (*lead_words[i] | 0x20) && text_has_prefix(text, lead_words[i]))
            return strlen(lead_words[i]);
    return 0;
}

static const char *
skip_lead(const char *line)
{
    const char *start;

    do {
        start = line;
        line += strspn(line, " \t*-\"'");
        line += lead_length(line);
    } while (line != start);
    return line;
}

gboolean
section_is_labelled(const char *line)
{
    return lead_length(line + strspn(line, " \t*-\"'")) > 0;
}

/* "u@example.org <u@example.net>": the first is a name only (RFC 5322 3.4); NULL where no such. */
static char *
named_address(const char *behind, const char **end)
{
    behind += strspn(behind, " \t");
    return *behind == '<' ? address_at(behind, end) : NULL;
}

char *
section_leading_address(const char *line, const char **rest)
{
    const char *start = skip_lead(line);
    const char *end = start;
    char *address = address_at(start, &end);
    char *named = address && *start != '<' ? named_address(end, &end) : NULL;

    /* dma and others: the address in quotes, but for "john doe"@example.net */
    if (!address && start > line && start[-1] == '"')
        address = address_at(start - 1, &end);
    if (named)
        text_take(&address, named);
    if (address && rest)
        *rest = end;
    return address;
}

/* "-----", "--- Below this line", "=====": nothing behind it is about this recipient. */
static gboolean
is_rule(const char *line)
{
    line += strspn(line, " \t");
    return g_str_has_prefix(line, "---") || g_str_has_prefix(line, "===") ||
           g_str_has_prefix(line, "___") || g_str_has_prefix(line, "***");
}

static gboolean
leads_address(const char *line)
{
    g_autofree char *address = section_leading_address(line, NULL);

    return address != NULL;
}

/* "For the following reason:": what is led in stands in the next paragraph. */
static gboolean
leads_on(const char *text, const char *end)
{
    while (end > text && g_ascii_isspace(end[-1]))
        end--;
    return end > text && end[-1] == ':';
}

int
section_indent(const char *line)
{
    int columns = 0;

    for (; *line == ' ' || *line == '\t'; line++)
        columns += *line == '\t' ? 8 - columns % 8 : 1;
    return columns;
}

/* "550" or "5.1.1", and nothing but the end of the line at end. */
static gboolean
is_code(const char *word, const char *end)
{
    const char *rest = word + 3;
    Status status;

    if (word[0] < '2' || word[0] > '5' || end - word < 3)
        return FALSE;
    return status_parse(word, &status, &rest) ? rest == end : rest == end && !memchr(word, '.', 3);
}

/* "... said: 550 5.1.1": the words of the reply are on the next line. */
static gboolean
ends_in_code(const char *text, const char *line)
{
    const char *end = line > text ? line - 1 : text;
    const char *word;

    while (end > text && strchr(" \t\r", end[-1]))
        end--;
    for (word = end; word > text && (g_ascii_isdigit(word[-1]) || word[-1] == '.'); word--)
        continue;
    return word > text && word[-1] == ' ' && is_code(word, end);
}

gboolean
section_goes_on(const char *text, const char *line, int indent)
{
    return section_indent(line) > indent || ends_in_code(text, line);
}

static char *
take_paragraph(const char *text, int indent)
{
    const char *end = wording_next_line(text);
    gboolean said = !wording_is_blank_line(text);

    while (*end && end - text < SECTION_MAX && !is_rule(end) &&
           (section_goes_on(text, end, indent) || !leads_address(end))) {
        gboolean blank = wording_is_blank_line(end);

        if (blank && said && !leads_on(text, end))
            break;
        said |= !blank;
        end = wording_next_line(end);
    }
    return g_strndup(text, end - text);
}

char *
section_paragraph(const char *text)
{
    return take_paragraph(text, G_MAXINT);
}

/* What may stand between an address and what is said of it. */
static const char *
skip_separators(const char *text)
{
    return text + strspn(text, ">\"' \t:;,.");
}

char *
section_behind(const char *text, const char *at)
{
    const char *line = at;

    while (line > text && line[-1] != '\n')
        line--;
    return take_paragraph(skip_separators(at), section_indent(line));
}

static gboolean
says_anything(const char *section)
{
    for (; *section; section++)
        if (g_ascii_isalnum(*section) || (*section & 0x80))
            return TRUE;
    return FALSE;
}

static void
free_lines(gpointer lines)
{
    g_array_unref(lines);
}

/* A line that an address leads. */
typedef struct {
    const char *rest; /* what stands behind the address */
    int indent;
} Line;

static void
index_line(GHashTable *index, const char *address, Line line)
{
    g_autofree char *key = g_ascii_strdown(address, -1);
    GArray *lines = g_hash_table_lookup(index, key);

    if (!lines) {
        lines = g_array_new(FALSE, FALSE, sizeof line);
        g_hash_table_insert(index, g_steal_pointer(&key), lines);
    }
    g_array_append_val(lines, line);
}

/*
 * Below the address that failed, Exim names the one that it came of: "(generated from ADDRESS)",
 * which is the one that we wrote to and that its report has. *rest is what stands behind that line.
 */
static char *
generating_address(const char *line, const char **rest)
{
    static const char *const words[] = {"(generated from ", "(ultimately generated from "};
    const char *start = line + strspn(line, " \t");

    for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
        if (g_str_has_prefix(start, words[i])) {
            *rest = wording_next_line(line);
            return section_leading_address(start + strlen(words[i]), NULL);
        }
    return NULL;
}

GHashTable *
section_index(const char *text)
{
    GHashTable *index = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_lines);
    int indent = 0;

    for (const char *line = text; *line && g_hash_table_size(index) < ADDRESSES_MAX;
         line = wording_next_line(line)) {
        const char *rest;
        g_autofree char *address = section_leading_address(line, &rest);
        g_autofree char *origin = address ? NULL : generating_address(line, &rest);

        if (address)
            indent = section_indent(line);
        if (address || origin)
            index_line(index, address ? address : origin, (Line){rest, indent});
    }
    return index;
}

static const GArray *
lines_of(GHashTable *index, const char *address)
{
    g_autofree char *key = g_ascii_strdown(address, -1);

    return g_hash_table_lookup(index, key);
}

const char *
section_behind_last(GHashTable *index, const char *address)
{
    const GArray *lines = lines_of(index, address);

    return lines ? skip_separators(g_array_index(lines, Line, lines->len - 1).rest) : NULL;
}

char *
section_of(GHashTable *index, const char *address)
{
    const GArray *lines = lines_of(index, address);
    g_autofree char *first = NULL;

    for (guint i = 0; lines && i < lines->len; i++) {
        const Line *line = &g_array_index(lines, Line, i);
        g_autofree char *section = take_paragraph(skip_separators(line->rest), line->indent);

        if (smtpreply_is_quoted(section))
            return g_steal_pointer(&section);
        if (!first && says_anything(section))
            first = g_steal_pointer(&section);
    }
    return first ? g_steal_pointer(&first) : g_strdup("");
}

static const char *
paragraph_start(const char *text, const char *at)
{
    while (at > text && !(at[-1] == '\n' && (at - 1 == text || at[-2] == '\n')))
        at--;
    return at;
}

static const char *
paragraph_end(const char *at)
{
    const char *end = strstr(at, "\n\n");

    return end ? end : at + strlen(at);
}

/* How much is read on either side of an address. */
#define AROUND_MAX 1024

static gboolean
is_mute(const char *from, const char *to)
{
    for (; from < to; from++)
        if (g_ascii_isalnum(*from) || (*from & 0x80))
            return FALSE;
    return TRUE;
}

/* How paragraphs begin that tell why, after one that told whom. */
static const char *const reason_words[] = {
    "Reason",    "Error",       "Cause",  "Diagnostic", "Problem", "The reason",
    "The error", "The problem", "Raison", "Motif",      "Erreur",  "Grund",
    "Fehler",    "Motivo",      "Errore", "Reden",      "Fout",
};

static gboolean
gives_reason(const char *paragraph)
{
    for (gsize i = 0; i < G_N_ELEMENTS(reason_words); i++)
        if (text_has_prefix(paragraph, reason_words[i]))
            return TRUE;
    return FALSE;
}

char *
section_around(const char *text, const char *start, const char *end)
{
    const char *first = paragraph_start(text, start);
    const char *last = paragraph_end(end);

    if (is_mute(first, start) && is_mute(end, last)) {
        while (first > text && g_ascii_isspace(first[-1]))
            first--;
        first = paragraph_start(text, first);
        last = paragraph_end(last + strspn(last, " \t\r\n"));
    }
    if (gives_reason(last + strspn(last, " \t\r\n")))
        last = paragraph_end(last + strspn(last, " \t\r\n"));
    if (start - first > AROUND_MAX)
        first = g_utf8_find_next_char(start - AROUND_MAX, start);
    if (last - end > AROUND_MAX)
        last = end + text_fitting_length(end, AROUND_MAX);
    return g_strndup(first, last - first);
}

char *
section_of_transcript(const char *text, const char *address, gboolean alone)
{
    const char *start = text_find(text, "Transcript of session follows");
    g_autofree char *named = g_strdup_printf("<%s>...", address);
    const char *line = start ? text_find(start, named) : NULL;
    gsize length;

    if (!start || (!line && !alone))
        return g_strdup("");
    start = wording_next_line(start);
    length = line && line > start ? (gsize)(wording_next_line(line) - start) : strlen(start);
    return g_strndup(start, text_fitting_length(start, MIN(length, SECTION_MAX)));
}
