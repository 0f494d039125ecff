/* help.c - bounces help, --help, --version */

#include "cli/help.h"

#include "base/text.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "render/layout.h"

#include <glib/gi18n.h>
#include <string.h>

/* Between the two columns: names of commands or options, and what they are for. */
#define GAP "  "

static ExitStatus
print(GString *text)
{
    g_autoptr(GError) error = NULL;

    if (output_prose(text, &error) && output_flush(&error))
        return EXIT_DONE;
    return complain_error(error);
}

/* Two columns, of which the second wraps. */
static void
add_row(GString *out, const RenderStyle *style, const char *name, int width, const char *summary)
{
    g_autoptr(GString) lead = g_string_new("  ");

    layout_cell(lead, name, width + (int)strlen(GAP));
    layout_paragraph(out, style, lead->str, summary, 0);
}

/* The commands whose names begin so, with what they are for. */
static void
add_commands(GString *out, const RenderStyle *style, const char *beginning)
{
    int width = 0;

    for (guint i = 0; i < commands_count; i++)
        width = MAX(width, text_width(commands[i].name));
    for (guint i = 0; i < commands_count; i++)
        if (g_str_has_prefix(commands[i].name, beginning))
            add_row(out, style, commands[i].name, width, _(commands[i].summary));
}

/* Where the second column begins; 0 where the line has none. */
static gsize
second_column(const char *line)
{
    const char *gap = g_str_has_prefix(line, "  -") ? strstr(line + 2, GAP) : NULL;

    return gap ? (gsize)(gap - line) + strspn(gap, " ") : 0;
}

/* What GLib writes has lines as long as they come. What is indented is to be typed as it is. */
static void
add_wrapped(GString *out, const RenderStyle *style, const char *line)
{
    gsize column = second_column(line);
    g_autofree char *lead = g_strndup(line, column);

    if (column > 0 || (*line && *line != ' '))
        layout_paragraph(out, style, lead, line + column, 0);
    else
        g_string_append_printf(out, "%s\n", line);
}

ExitStatus
help_print_options(GOptionContext *context)
{
    g_autofree char *text = g_option_context_get_help(context, TRUE, NULL);
    g_auto(GStrv) lines = g_strsplit(g_strchomp(text), "\n", -1);
    g_autoptr(GString) out = g_string_new("");
    RenderStyle style = {0};

    output_style(&style);
    for (guint i = 0; lines[i]; i++)
        add_wrapped(out, &style, lines[i]);
    return print(out);
}

ExitStatus
help_print(void)
{
    g_autoptr(GString) out = g_string_new("");
    RenderStyle style = {0};

    output_style(&style);
    layout_paragraph(out, &style, "",
                     _("bounces reads bounce messages and says for each failed recipient why, "
                       "whose move it is and what to do."),
                     0);
    g_string_append(out, _("\nUsage:\n"
                           "  bounces [COMMAND] [OPTION]... [ARGUMENT]...\n\n"
                           "Commands:\n"));
    add_commands(out, &style, "");
    g_string_append(out, _("\nWithout a command, messages are analyzed:\n"
                           "  bounces < returned.eml\n"
                           "  bounces ~/Maildir/.Bounces\n\n"
                           "bounces COMMAND --help tells the options, bounces(1) the rest.\n"));
    return print(out);
}

ExitStatus
help_print_family(const char *word)
{
    g_autoptr(GString) out = g_string_new(_("Commands:\n"));
    g_autofree char *beginning = g_strconcat(word, " ", NULL);
    RenderStyle style = {0};

    output_style(&style);
    add_commands(out, &style, beginning);
    g_string_append(out, _("\nbounces COMMAND --help tells the options, bounces(1) the rest.\n"));
    return print(out);
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
    g_autofree char *family = commands_beginning(argv[1]);
    if (about == command)
        return help_print();
    if (about)
        return about->run(about, 2, arguments);
    return *family && argc == 2 ? help_print_family(argv[1]) : commands_refuse(argv[1]);
}

ExitStatus
help_version(void)
{
    g_autoptr(GString) line = g_string_new("bounces " VERSION "\n");

    return print(line);
}
