/* commands.c - which command the words on the command line mean */

#include "cli/commands.h"

#include "base/nearest.h"

#include <glib/gi18n.h>
#include <string.h>

/* How many words of argv[1..] make up the command's name; 0 where they do not. */
static int
count_name_words(const Command *command, int argc, char **argv)
{
    g_auto(GStrv) words = g_strsplit(command->name, " ", -1);
    int count = 0;

    while (words[count] && count + 1 < argc && g_str_equal(words[count], argv[count + 1]))
        count++;
    return words[count] ? 0 : count;
}

const Command *
commands_find(int argc, char **argv, int *words)
{
    for (guint i = 0; i < commands_count; i++) {
        *words = count_name_words(&commands[i], argc, argv);
        if (*words > 0)
            return &commands[i];
    }
    return NULL;
}

const char *
commands_nearest(const char *words)
{
    g_autoptr(GArray) names = g_array_new(TRUE, FALSE, sizeof(const char *));

    for (guint i = 0; i < commands_count; i++)
        g_array_append_val(names, commands[i].name);
    return strpbrk(words, "./")
               ? NULL
               : nearest_word(words, (const char *const *)(gconstpointer)names->data);
}

ExitStatus
commands_refuse(const char *words)
{
    const char *nearest = commands_nearest(words);

    if (nearest)
        complain(_("there is no command \"%s\"; did you mean \"%s\"?"), words, nearest);
    else
        complain(_("there is no command \"%s\"; see bounces help"), words);
    return EXIT_TROUBLE;
}

char *
commands_beginning(const char *word)
{
    g_autofree char *beginning = g_strdup_printf("%s ", word);
    GString *names = g_string_new("");

    for (guint i = 0; i < commands_count; i++) {
        if (g_str_has_prefix(commands[i].name, beginning))
            g_string_append_printf(names, "%s%s", names->len ? ", " : "", commands[i].name);
    }
    return g_string_free(names, FALSE);
}
