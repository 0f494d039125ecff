/* configline.c - where in the file of settings something stands, for messages */

#include "cli/configline.h"

#include <glib/gi18n.h>
#include <string.h>

/* The lines of a file, without the space around each; NULL where it cannot be read. */
static char **
read_lines(const char *file)
{
    g_autofree char *text = NULL;
    char **lines;

    if (!g_file_get_contents(file, &text, NULL, NULL))
        return NULL;
    lines = g_strsplit(text, "\n", -1);
    explicit_bzero(text, strlen(text)); /* there may be a password in it */
    for (char **line = lines; *line; line++)
        g_strstrip(*line);
    return lines;
}

static void
free_lines(char **lines)
{
    for (char **line = lines; line && *line; line++)
        explicit_bzero(*line, strlen(*line));
    g_strfreev(lines);
}

static gboolean
is_header_of(const char *line, const char *group)
{
    gsize length = strlen(group);

    return *line == '[' && strncmp(line + 1, group, length) == 0 && line[length + 1] == ']';
}

static gboolean
has_key(const char *line, const char *key)
{
    gsize length = strlen(key);

    return strncmp(line, key, length) == 0 && line[length + strspn(line + length, " \t")] == '=';
}

static gboolean
is_sense(const char *line)
{
    return !*line || *line == '#' || *line == '[' || (*line != '=' && strchr(line, '='));
}

/* number counts from 1; 0 is none. */
static char *
name_line(const char *file, guint number)
{
    return number ? g_strdup_printf(_("%s, line %u"), file, number) : g_strdup(file);
}

char *
configline_of(const char *file, const char *group, const char *key)
{
    char **lines = read_lines(file);
    gboolean is_inside = FALSE;
    guint header = 0;
    guint found = 0;

    for (guint i = 0; lines && lines[i]; i++) {
        if (*lines[i] == '[')
            is_inside = is_header_of(lines[i], group);
        if (is_inside && *lines[i] == '[' && !header)
            header = i + 1;
        if (is_inside && key && has_key(lines[i], key))
            found = i + 1;
    }
    free_lines(lines);
    return name_line(file, found ? found : header);
}

char *
configline_of_nonsense(const char *file)
{
    char **lines = read_lines(file);
    guint number = 0;

    while (lines && lines[number] && is_sense(lines[number]))
        number++;
    number = lines && lines[number] ? number + 1 : 0;
    free_lines(lines);
    return name_line(file, number);
}
