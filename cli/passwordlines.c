/* passwordlines.c - a file of settings, and apart from it the passwords in it */

#include "cli/passwordlines.h"

#include "scan/vault.h"

#include <string.h>

static const char key[] = "password";

/* What a value of GKeyFile has behind a "\". */
static const struct {
    char written;
    char meant;
} escapes[] = {{'s', ' '}, {'t', '\t'}, {'\\', '\\'}};

/* Undoes the escapes in place. FALSE where there are others, or those of line ends. */
static gboolean
unescape(char *value, gsize *length)
{
    char *to = value;

    for (const char *from = value; from < value + *length; from++, to++) {
        gsize i = 0;

        *to = *from;
        if (*from != '\\')
            continue;
        from++;
        while (i < G_N_ELEMENTS(escapes) &&
               (from == value + *length || *from != escapes[i].written))
            i++;
        if (i == G_N_ELEMENTS(escapes))
            return FALSE;
        *to = escapes[i].meant;
    }
    *length = (gsize)(to - value);
    return TRUE;
}

static void
take_password(PasswordLines *lines, char *value, gsize length)
{
    if (!unescape(value, &length) || length == 0 || memchr(value, '\r', length) ||
        !g_utf8_validate(value, (gssize)length, NULL))
        return;
    g_string_append_printf(lines->text, "%u", lines->passwords->len);
    g_ptr_array_add(lines->passwords, vault_new(value, length));
}

static gsize
skip_space(const char *line, gsize at, gsize length)
{
    while (at < length && g_ascii_isspace(line[at]))
        at++;
    return at;
}

/* Where the value of a line begins that has a password; 0 where it has none. */
static gsize
find_value(const char *line, gsize length)
{
    gsize at = skip_space(line, 0, length);

    if (length - at < strlen(key) || memcmp(line + at, key, strlen(key)) != 0)
        return 0;
    at = skip_space(line, at + strlen(key), length);
    return at < length && line[at] == '=' ? skip_space(line, at + 1, length) : 0;
}

static void
take_line(PasswordLines *lines, char *line, gsize length)
{
    gsize value = find_value(line, length);
    gsize first = skip_space(line, 0, length);

    if (first < length && line[first] == '#')
        return; /* perhaps the password of before */
    g_string_append_len(lines->text, line, (gssize)(value ? value : length));
    if (value && line[length - 1] == '\r')
        length--;
    if (value)
        take_password(lines, line + value, length - value);
}

static void
free_password(gpointer password)
{
    vault_free(password);
}

gboolean
passwordlines_read(PasswordLines *lines, const char *file, GError **error)
{
    char *text;
    gsize length;
    gsize at = 0;

    lines->text = g_string_new("");
    lines->passwords = g_ptr_array_new_with_free_func(free_password);
    if (!g_file_get_contents(file, &text, &length, error))
        return FALSE;
    while (at < length) {
        const char *end = memchr(text + at, '\n', length - at);
        gsize part = end ? (gsize)(end - (text + at)) : length - at;

        take_line(lines, text + at, part);
        if (end)
            g_string_append_c(lines->text, '\n');
        at += part + 1;
    }
    explicit_bzero(text, length);
    g_free(text);
    return TRUE;
}

void
passwordlines_clear(PasswordLines *lines)
{
    if (lines->text)
        g_string_free(lines->text, TRUE);
    g_clear_pointer(&lines->passwords, g_ptr_array_unref);
}

void
passwordlines_fill_in(const PasswordLines *lines, Secret *secret)
{
    guint64 number = g_ascii_strtoull(secret->text, NULL, 10);

    if (secret->kind == SECRET_PASSWORD)
        secret_set(secret, SECRET_PASSWORD, g_ptr_array_index(lines->passwords, number), NULL);
}
