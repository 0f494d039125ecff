/* help.c - bounces help, --help, --version */

#include "cli/commands.h"
#include "cli/output.h"

#include <glib/gi18n.h>

static ExitStatus
print(const char *text)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GString) line = g_string_new(text);

    if (output_prose(line, &error) && output_flush(&error))
        return EXIT_DONE;
    return complain_error(error);
}

ExitStatus
help_print(void)
{
    g_autoptr(GString) text = g_string_new(
        _("bounces reads bounce messages and says for each failed recipient why, whose move\n"
          "it is and what to do.\n\n"
          "Usage:\n"
          "  bounces [COMMAND] [OPTION]... [ARGUMENT]...\n\n"
          "Commands:\n"));

    for (guint i = 0; i < commands_count; i++)
        g_string_append_printf(text, "  %-17s%s\n", commands[i].name, _(commands[i].summary));
    g_string_append(text, _("\nWithout a command, messages are analyzed:\n"
                            "  bounces < returned.eml\n"
                            "  bounces ~/Maildir/.Bounces\n\n"
                            "bounces COMMAND --help tells the options, bounces(1) the rest.\n"));
    return print(text->str);
}

ExitStatus
help_run(const Command *command, int argc, char **argv)
{
    static char help_option[] = "--help";
    char *arguments[] = {argv[0], help_option, NULL};
    int words;

    if (argc < 2 || *argv[1] == '-')
        return help_print();

    const Command *about = commands_find(argc, argv, &words);
    if (about == command)
        return help_print();
    return about ? about->run(about, 2, arguments) : commands_refuse(argv[1]);
}

ExitStatus
help_version(void)
{
    return print("bounces " VERSION "\n");
}
