/* main.c - which command it is, and the one log function */

#include "base/text.h"
#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/help.h"
#include "cli/language.h"
#include "cli/output.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

const Command commands[] = {
    {"analyze", N_("[PATH]..."), N_("say for each failed recipient why, and whose move it is"),
     N_("PATH is a message, an mbox, a Maildir or a folder; without one, standard input is read.\n"
        "\n"
        "Example:\n"
        "  bounces analyze --format jsonl ~/Maildir/.Bounces | jq -r .reason"),
     analyze_run},
    {"explain", N_("[TEXT|CODE|RULE-ID]..."),
     N_("explain a reply from a log, a notice, a bare code or a rule"),
     N_("Without arguments the text is read from standard input.\n"
        "\n"
        "Examples:\n"
        "  bounces explain '550 5.1.1 <u@example.net>: User unknown'\n"
        "  bounces explain 5.7.1 --provider google"),
     explain_run},
    {"import", N_("[PATH|-]..."), N_("judge messages and keep the verdicts in the store"),
     N_("PATH is a message, an mbox, a Maildir or a folder. What the store has already is not "
        "added again. Plain mail leaves no trace but its number.\n"
        "\n"
        "Examples:\n"
        "  bounces import ~/Maildir/.Bounces\n"
        "  bounces import --format jsonl events.jsonl"),
     import_run},
    {"scan", N_("[ACCOUNT]..."), N_("read what came into your mailboxes since the last time"),
     N_("ACCOUNT is a name from the settings; without one, all are read. See bounces-config(5). "
        "What is no notice is left alone, and nothing is ever deleted.\n"
        "\n"
        "Examples:\n"
        "  bounces scan --since 30d\n"
        "  */15 * * * *  bounces scan                     a line for crontab -e"),
     scan_run},
    {"setup", "", N_("add a mailbox to the settings, and try it"),
     N_("It asks where the mailbox is, for the user and the password, logs in, asks for the "
        "folder, and tells the line for crontab -e. bounces-config(5) tells what else there is to "
        "set.\n"
        "\n"
        "Example:\n"
        "  bounces setup"),
     setup_run},
    {"report", "", N_("tell what came back in a period, and what has changed"),
     N_("Failures of the period are told beside those of a period of the same length before it.\n"
        "\n"
        "Examples:\n"
        "  bounces report --since 30d\n"
        "  bounces report --since 2026-05-01 --until 2026-05-31 --by provider -f csv"),
     report_run},
    {"suppress add", N_("ADDRESS"), N_("put an address on the list by hand"),
     N_("Example:\n"
        "  bounces suppress add user@example.net"),
     suppress_add_run},
    {"suppress remove", N_("ADDRESS"), N_("take an address off the list, and keep it off"),
     N_("Example:\n"
        "  bounces suppress remove user@example.net"),
     suppress_remove_run},
    {"suppress why", N_("ADDRESS"), N_("tell whether an address is on the list, and why"),
     N_("Example:\n"
        "  bounces suppress why user@example.net"),
     suppress_why_run},
    {"suppress", "", N_("list the addresses to write to no more"),
     N_("Dead addresses and complaints count at once; full and suspended mailboxes when they go "
        "on.\n"
        "\n"
        "Examples:\n"
        "  bounces suppress\n"
        "  bounces suppress --format postfix > /etc/postfix/suppressed\n"
        "  bounces suppress --since-last --format txt\n"
        "  bounces suppress why user@example.net"),
     suppress_run},
    {"check", "", N_("give alarm when more comes back than should"),
     N_("A plugin for Nagios and its like, which ends with their statuses: 0 all is well, 1 "
        "warning, 2 critical, 3 unknown; and totals for Prometheus.\n"
        "\n"
        "Examples:\n"
        "  bounces check --reason spam-detected -w 20 -c 100\n"
        "  bounces check --provider Gmail -w +100% -c 50%\n"
        "  bounces check --format prometheus --output /var/lib/node_exporter/bounces.prom"),
     check_run},
    {"list", "", N_("list what is stored, newest first"),
     N_("Examples:\n"
        "  bounces list --since 7d --provider Gmail\n"
        "  bounces list --hard --format jsonl | jq -r .recipient | sort -u"),
     list_run},
    {"show", N_("ID|ADDRESS"), N_("show one event in full, or all of an address"),
     N_("ID is what bounces list shows; the first 6 digits or more will do.\n"
        "\n"
        "Example:\n"
        "  bounces show user@example.net"),
     show_run},
    {"unknown", N_("[ID]"), N_("tell which words no rule knew, and draft rules for them"),
     N_("Words that differ in names and numbers only are one line. With the ID of an event, only "
        "what is like it.\n"
        "\n"
        "Examples:\n"
        "  bounces unknown --since 30d\n"
        "  bounces unknown --format rules >mine.rules"),
     unknown_run},
    {"diagnose", N_("DOMAIN"), N_("look at a sending domain from outside, for what refusals say"),
     N_("Asks name servers, and with --connect the domain's MX. What the store knows of its "
        "bounces tells from where it sends; without a store, --ip does.\n"
        "\n"
        "Examples:\n"
        "  bounces diagnose example.org\n"
        "  bounces diagnose example.org --ip 192.0.2.7 --verbose"),
     diagnose_run},
    {"ticket", N_("ID"), N_("write a letter to whoever can do something about a refusal"),
     N_("ID is what bounces list shows. The letter goes to the host where it is the host's move, "
        "else to who refused; nothing is sent. Persons are left out of it.\n"
        "\n"
        "Example:\n"
        "  bounces ticket 8f3ab2c1 --lang fr"),
     ticket_run},
    {"reclassify", "", N_("judge again what is stored, by today's rules"),
     N_("After an upgrade, or when you have changed rules of your own.\n"
        "\n"
        "Example:\n"
        "  bounces reclassify --dry-run"),
     reclassify_run},
    {"purge", "", N_("drop what is older than it need be; counts by day stay"),
     N_("Example:\n"
        "  bounces purge --older-than 1y"),
     purge_run},
    {"forget", N_("ADDRESS"), N_("remove all about an address, and refuse it from now on"),
     N_("Example:\n"
        "  bounces forget user@example.net"),
     forget_run},
    {"quarantine list", "", N_("list the messages that ended their readers, and were left out"),
     N_("Only where they lie is kept, not what is in them.\n"
        "\n"
        "Example:\n"
        "  bounces quarantine list"),
     quarantine_list_run},
    {"quarantine retry", N_("[ACCOUNT]..."), N_("have the next scan try them again"),
     N_("The folders of the account are read again then; nothing is kept or counted twice.\n"
        "\n"
        "Example:\n"
        "  bounces quarantine retry && bounces scan"),
     quarantine_retry_run},
    {"rules check", N_("[FILE]..."), N_("hold every rule against its own examples"),
     N_("Without a FILE, the rules in use are checked; FILEs are checked with the built-in ones, "
        "as if they were all that the administrator has.\n"
        "\n"
        "Example:\n"
        "  bounces rules check ~/.config/bounces/rules.d/mine.rules"),
     rules_check_run},
    {"rules list", "", N_("list the rules in the order in which they are asked"),
     N_("A terminal gets columns; anything else gets lines with tabs between the fields: rule, "
        "provider, reason, advice, place.\n"
        "\n"
        "Example:\n"
        "  bounces rules list | grep google"),
     rules_list_run},
    {"help", N_("[COMMAND]"), N_("tell about a command"),
     N_("Example:\n"
        "  bounces help explain"),
     help_run},
};

const guint commands_count = G_N_ELEMENTS(commands);

/* Logging. */

void
complain(const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);

    g_autofree char *safe = text_printable(text);
    g_autofree char *shown = output_shown(safe);
    fflush(stdout);
    fprintf(stderr, "bounces: %s\n", shown);
}

ExitStatus
complain_error(const GError *error)
{
    if (!g_error_matches(error, G_FILE_ERROR, G_FILE_ERROR_PIPE))
        complain("%s", error->message);
    return EXIT_TROUBLE;
}

/* GLib, GMime and our own rooms may warn; debugging words are not for users. */
static void
log_message(const char *domain G_GNUC_UNUSED, GLogLevelFlags level, const char *message,
            gpointer data G_GNUC_UNUSED)
{
    if (level & (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING))
        complain("%s", message);
}

static const struct {
    const char *option;
    ExitStatus (*print)(void);
} global_options[] = {
    {"--help", help_print},
    {"-h", help_print},
    {"--version", help_version},
};

static gboolean
is_help(const char *argument)
{
    return g_str_equal(argument, "--help") || g_str_equal(argument, "-h");
}

static gboolean
is_family(const char *word)
{
    g_autofree char *family = commands_beginning(word);

    return *family != '\0';
}

/* Complains where the arguments can only be meant as a command. */
static gboolean
is_mistyped(int argc, char **argv)
{
    if (argc < 2 || *argv[1] == '-')
        return FALSE;

    g_autofree char *family = commands_beginning(argv[1]);
    if (*family && argc == 2) {
        complain(_("which one is meant: %s?"), family);
        return TRUE;
    }
    if (!*family && (g_file_test(argv[1], G_FILE_TEST_EXISTS) || strpbrk(argv[1], "./")))
        return FALSE;

    g_autofree char *words = *family ? g_strjoin(" ", argv[1], argv[2], NULL) : g_strdup(argv[1]);
    if (*family || commands_nearest(words))
        commands_refuse(words);
    else
        complain(_("there is no command \"%s\", and no such file; see bounces help"), words);
    return TRUE;
}

/* No command: help for somebody at a terminal, else messages to analyze. */
static ExitStatus
run_default(int argc, char **argv)
{
    const Command *analyze = &commands[0];

    for (guint i = 0; argc > 1 && i < G_N_ELEMENTS(global_options); i++) {
        if (g_str_equal(argv[1], global_options[i].option))
            return global_options[i].print();
    }
    if (argc == 1 && isatty(STDIN_FILENO))
        return help_print();
    if (argc == 3 && is_help(argv[2]) && is_family(argv[1]))
        return help_print_family(argv[1]);
    if (is_mistyped(argc, argv))
        return EXIT_TROUBLE;
    return analyze->run(analyze, argc, argv);
}

/* --lang may stand before the command too. Returns how many arguments it takes up there. */
static int
count_language_words(int argc, char **argv)
{
    if (argc > 1 && g_str_has_prefix(argv[1], "--lang="))
        return 1;
    return argc > 2 && g_str_equal(argv[1], "--lang") ? 2 : 0;
}

static ExitStatus
run(int argc, char **argv)
{
    int words = count_language_words(argc, argv);
    g_autoptr(GError) error = NULL;

    if (words > 0) {
        const char *language = words == 2 ? argv[2] : argv[1] + strlen("--lang=");

        if (!language_use(language, &error))
            return complain_error(error);
        argc -= words;
        argv += words;
    }

    const Command *command = commands_find(argc, argv, &words);
    if (command)
        return command->run(command, argc - words, argv + words);
    return run_default(argc, argv);
}

int
main(int argc, char **argv)
{
    g_log_set_default_handler(log_message, NULL);
    language_init();
    language_peek(argc, argv);
    return (int)run(argc, argv);
}
