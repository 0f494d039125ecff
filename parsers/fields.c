/* fields.c - "Name: value" lines, as in message headers and message/delivery-status */

#include "parsers/fields.h"

#include "base/text.h"

#include <string.h>

typedef struct {
    char *name;
    GString *value;
} Field;

struct FieldGroup {
    GPtrArray *fields;
};

struct FieldGroups {
    GPtrArray *groups;
};

static void
field_free(gpointer data)
{
    Field *field = data;

    g_free(field->name);
    g_string_free(field->value, TRUE);
    g_free(field);
}

static void
group_free(gpointer data)
{
    FieldGroup *group = data;

    g_ptr_array_unref(group->fields);
    g_free(group);
}

void
fields_free(FieldGroups *groups)
{
    if (!groups)
        return;
    g_ptr_array_unref(groups->groups);
    g_free(groups);
}

/* Length of the field name that line begins with (RFC 5322 2.2), 0 where there is none. */
static gsize
name_length(const char *line, gsize length)
{
    gsize n = 0;
    gsize colon;

    while (n < length && (g_ascii_isalnum(line[n]) || line[n] == '-' || line[n] == '_'))
        n++;
    if (n == 0 || n > 60)
        return 0;
    for (colon = n; colon < length && (line[colon] == ' ' || line[colon] == '\t'); colon++)
        ;
    return colon < length && line[colon] == ':' ? n : 0;
}

/* An unindented line may be the rest of a reply that nobody folded: "550-...", "https://...". */
static gboolean
begins_field(const char *line, gsize length)
{
    return name_length(line, length) > 0 && !g_ascii_isdigit(line[0]) &&
           g_ascii_strncasecmp(line, "http", 4) != 0;
}

static void
add_field(FieldGroup *group, const char *line, gsize length)
{
    gsize n = name_length(line, length);
    const char *value = memchr(line, ':', length);
    Field *field = g_new0(Field, 1);

    value++;
    field->name = g_strndup(line, n);
    field->value = g_string_new(NULL);
    while (value < line + length && (*value == ' ' || *value == '\t'))
        value++;
    g_string_append_len(field->value, value, line + length - value);
    g_ptr_array_add(group->fields, field);
}

static void
continue_field(FieldGroup *group, const char *line, gsize length)
{
    Field *field = g_ptr_array_index(group->fields, group->fields->len - 1);

    if (field->value->len > 0)
        g_string_append_c(field->value, '\n');
    while (length > 0 && (*line == ' ' || *line == '\t')) {
        line++;
        length--;
    }
    g_string_append_len(field->value, line, length);
}

static FieldGroup *
open_group(FieldGroups *groups)
{
    FieldGroup *group = g_new0(FieldGroup, 1);

    group->fields = g_ptr_array_new_with_free_func(field_free);
    g_ptr_array_add(groups->groups, group);
    return group;
}

/* TRUE where a and b are the same word but for one letter too many, too few, other or swapped. */
static gboolean
nearly_equal(const char *a, const char *b)
{
    gsize length_a = strlen(a), length_b = strlen(b);
    gsize head = 0, tail = 0;

    if (length_a < 5 || length_b < 5)
        return FALSE;
    while (a[head] && g_ascii_tolower(a[head]) == g_ascii_tolower(b[head]))
        head++;
    while (tail < length_a - head && tail < length_b - head &&
           g_ascii_tolower(a[length_a - 1 - tail]) == g_ascii_tolower(b[length_b - 1 - tail]))
        tail++;
    length_a -= head + tail;
    length_b -= head + tail;
    return (length_a <= 1 && length_b <= 1) ||
           (length_a == 2 && length_b == 2 && a[head] == b[head + 1] && a[head + 1] == b[head]);
}

static const char *
find_field(const FieldGroup *group, const char *name, gboolean misspelt)
{
    for (guint i = 0; i < group->fields->len; i++) {
        Field *field = g_ptr_array_index(group->fields, i);

        if (misspelt ? nearly_equal(field->name, name) : !g_ascii_strcasecmp(field->name, name))
            return field->value->str;
    }
    return NULL;
}

/* TRUE where line begins a field that group already has, other than an extension (RFC 3464 2.4). */
static gboolean
is_repeated(const FieldGroup *group, const char *line, gsize length)
{
    g_autofree char *name = g_strndup(line, name_length(line, length));

    return !text_has_prefix(name, "X-") && find_field(group, name, FALSE);
}

/* How far the first line is indented; some indent all of them alike. */
static gsize
common_indent(const char *text)
{
    const char *first = text + strspn(text, "\r\n");
    gsize indent = strspn(first, " \t");

    return begins_field(first + indent, strcspn(first + indent, "\n")) ? indent : 0;
}

FieldGroups *
fields_parse(const char *text, gboolean split_repeated)
{
    FieldGroups *groups = g_new0(FieldGroups, 1);
    FieldGroup *group = NULL;
    gsize indent = common_indent(text);

    groups->groups = g_ptr_array_new_with_free_func(group_free);
    while (*text) {
        gsize margin = MIN(indent, strspn(text, " \t"));
        gsize whole = strcspn(text += margin, "\n");
        gsize length = text_trimmed_length(text, whole);
        gboolean indented = *text == ' ' || *text == '\t';

        if (length == 0) {
            group = NULL;
        } else if (!indented && begins_field(text, length)) {
            if (!group || (split_repeated && is_repeated(group, text, length)))
                group = open_group(groups);
            add_field(group, text, length);
        } else if (group) {
            continue_field(group, text, length);
        }
        text += whole + (text[whole] == '\n');
    }
    return groups;
}

guint
fields_count(const FieldGroups *groups)
{
    return groups->groups->len;
}

const FieldGroup *
fields_nth(const FieldGroups *groups, guint n)
{
    return g_ptr_array_index(groups->groups, n);
}

const char *
field_get(const FieldGroup *group, const char *name)
{
    const char *value = find_field(group, name, FALSE);

    return value ? value : find_field(group, name, TRUE);
}

guint
field_count(const FieldGroup *group)
{
    return group->fields->len;
}

const char *
field_nth(const FieldGroup *group, guint n, const char **value)
{
    const Field *field = g_ptr_array_index(group->fields, n);

    *value = field->value->str;
    return field->name;
}

char *
field_dup_line(const FieldGroup *group, const char *name)
{
    const char *value = field_get(group, name);

    return value ? text_squeeze(value) : g_strdup("");
}
