/* rulefile.c - groups of fields as rules/ has them; strict where mail is tolerant */

#include "analyzer/rulefile.h"

#include "base/text.h"

#include <string.h>

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

GQuark
rule_error_quark(void)
{
    return g_quark_from_static_string("bounces-rule-error");
}

/* What is known while a text is cut up. */
typedef struct {
    RuleGroup group;
    const char *const *keep_lines;
    RuleGroupFunc each;
    gpointer data;
    guint line; /* the one at hand */
    char *end;  /* of the last field's value */
} Reader;

gboolean
rulefile_fail(GError **error, RuleError code, const char *file, guint line, const char *format, ...)
{
    g_autofree char *what = NULL;
    va_list arguments;

    va_start(arguments, format);
    what = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_set_error(error, RULE_ERROR, (int)code, "%s:%u: %s", file, line, what);
    return FALSE;
}

gboolean
rulefile_fail_io(GError **error, const char *file, const char *what)
{
    g_set_error(error, RULE_ERROR, RULE_ERROR_IO, "%s: %s", file, what);
    return FALSE;
}

static gboolean
fail(const Reader *reader, GError **error, const char *what)
{
    return rulefile_fail(error, RULE_ERROR_SYNTAX, reader->group.file, reader->line, "%s", what);
}

static guint
line_of(const char *text, const char *at)
{
    guint line = 1;

    for (; text < at; text++)
        line += *text == '\n';
    return line;
}

/* Length, NUL and UTF-8: after this, the text can be handled as a string. */
static gboolean
check_text(const char *file, const char *text, gsize length, GError **error)
{
    const char *bad;

    if (length > RULEFILE_LENGTH_MAX)
        return rulefile_fail(error, RULE_ERROR_SYNTAX, file, 1, "longer than %d MB",
                             RULEFILE_LENGTH_MAX / 1024 / 1024);
    bad = memchr(text, '\0', length);
    if (bad)
        return rulefile_fail(error, RULE_ERROR_SYNTAX, file, line_of(text, bad), "a NUL byte");
    if (!g_utf8_validate_len(text, length, &bad))
        return rulefile_fail(error, RULE_ERROR_SYNTAX, file, line_of(text, bad), "not UTF-8");
    return TRUE;
}

static RuleField *
last_field(const Reader *reader)
{
    guint count = reader->group.fields->len;

    return count ? &g_array_index(reader->group.fields, RuleField, count - 1) : NULL;
}

/* A field is complete when the next begins, or its group ends. */
static gboolean
end_field(Reader *reader, GError **error)
{
    const RuleField *field = last_field(reader);

    if (field && !*field->value)
        return rulefile_fail(error, RULE_ERROR_FIELD, reader->group.file, field->line,
                             "%s is empty", field->name);
    return TRUE;
}

static gboolean
end_group(Reader *reader, GError **error)
{
    gboolean goes_on;

    if (reader->group.fields->len == 0)
        return TRUE;
    goes_on = end_field(reader, error) && reader->each(&reader->group, reader->data, error);
    g_array_set_size(reader->group.fields, 0);
    return goes_on;
}

static gboolean
take_field(Reader *reader, char *line, char *end, GError **error)
{
    RuleField field = {line, NULL, reader->line};

    while (g_ascii_isalnum(*line) || *line == '-')
        line++;
    if (line == field.name || *line != ':')
        return fail(reader, error, "a field was expected, such as \"Text: mailbox full\"");
    if (!end_field(reader, error))
        return FALSE;

    *line++ = '\0';
    while (*line == ' ' || *line == '\t')
        line++;
    field.value = line;
    reader->end = end;
    if (reader->group.fields->len == 0)
        reader->group.line = reader->line;
    g_array_append_val(reader->group.fields, field);
    return TRUE;
}

/* The joined value is never longer than its lines were, so it fits in their place. */
static gboolean
take_continuation(Reader *reader, char *line, char *end, GError **error)
{
    const RuleField *field = last_field(reader);
    gboolean keeps_lines;

    if (!field)
        return fail(reader, error, "a continued line, but no field before it");

    keeps_lines = reader->keep_lines && g_strv_contains(reader->keep_lines, field->name);
    line++;
    while (!keeps_lines && (*line == ' ' || *line == '\t'))
        line++;
    if (*field->value)
        *reader->end++ = keeps_lines ? '\n' : ' ';
    memmove(reader->end, line, (gsize)(end - line) + 1);
    reader->end += end - line;
    return TRUE;
}

static gboolean
take_line(Reader *reader, char *line, char *end, GError **error)
{
    if (end - line > RULEFILE_LINE_MAX)
        return fail(reader, error, "the line is too long");
    while (end > line && (end[-1] == ' ' || end[-1] == '\t' || end[-1] == '\r'))
        end--;
    *end = '\0';

    if (*line == '#')
        return TRUE;
    if (!*line)
        return end_group(reader, error);
    if (*line == ' ' || *line == '\t')
        return take_continuation(reader, line, end, error);
    return take_field(reader, line, end, error);
}

/* Cuts up a piece of text that ends where a group does. It must end in NUL. */
static gboolean
take_piece(Reader *reader, char *text, gsize length, GError **error)
{
    char *end = text + length;

    while (text < end) {
        char *newline = memchr(text, '\n', (gsize)(end - text));
        char *line_end = newline ? newline : end;

        reader->line++;
        if (!take_line(reader, text, line_end, error))
            return FALSE;
        text = line_end + 1;
    }
    return end_group(reader, error);
}

/* The length of the first line, with its newline. */
static gsize
line_length(const char *text, const char *end)
{
    const char *newline = memchr(text, '\n', (gsize)(end - text));

    return (gsize)((newline ? newline + 1 : end) - text);
}

static gboolean
is_blank(const char *line, gsize length)
{
    return text_trimmed_length(line, length) == 0;
}

/* The length of the text up to a blank line and with it, or up to end. */
static gsize
piece_length(const char *text, const char *end)
{
    const char *line = text;

    while (line < end) {
        gsize length = line_length(line, end);

        if (is_blank(line, length))
            return (gsize)(line + length - text);
        line += length;
    }
    return (gsize)(line - text);
}

/*
 * Copies one group after the other into the same place and cuts it up there: a whole file's copy
 * would cost more, in fresh pages, than all else that is done with it.
 */
static gboolean
take_text(Reader *reader, const char *text, const char *end, GError **error)
{
    g_autoptr(GString) piece = g_string_new(NULL);

    while (text < end) {
        gsize length = piece_length(text, end);

        g_string_truncate(piece, 0);
        g_string_append_len(piece, text, (gssize)length);
        if (!take_piece(reader, piece->str, length, error))
            return FALSE;
        text += length;
    }
    return TRUE;
}

gboolean
rulefile_each(const char *file, const char *text, gsize length, const char *const *keep_lines,
              RuleGroupFunc each, gpointer data, GError **error)
{
    g_autoptr(GArray) fields = g_array_new(FALSE, FALSE, sizeof(RuleField));
    Reader reader = {{file, 0, fields}, keep_lines, each, data, 0, NULL};
    gsize mark = strlen(BYTE_ORDER_MARK);

    if (!check_text(file, text, length, error))
        return FALSE;
    if (length < mark || memcmp(text, BYTE_ORDER_MARK, mark) != 0)
        mark = 0;
    return take_text(&reader, text + mark, text + length, error);
}

const char *
rule_group_get(const RuleGroup *group, const char *name)
{
    for (guint i = 0; i < group->fields->len; i++) {
        const RuleField *field = &g_array_index(group->fields, RuleField, i);

        if (g_str_equal(field->name, name))
            return field->value;
    }
    return NULL;
}

const char *
rulefile_next_word(const char **list, gsize *length)
{
    const char *word = *list + strspn(*list, " ");

    *length = strcspn(word, " ");
    *list = word + *length;
    return *length ? word : NULL;
}
