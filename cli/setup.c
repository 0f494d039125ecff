/* setup.c - bounces setup: an account by four questions, tried before it is written down */

#define _GNU_SOURCE /* program_invocation_name */

#include "base/nearest.h"
#include "base/text.h"
#include "cli/accountcheck.h"
#include "cli/accountgroup.h"
#include "cli/ask.h"
#include "cli/cli.h"
#include "cli/config.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/presets.h"
#include "cli/settingsfile.h"
#include "mailbox/mailbox.h"
#include "scan/probe.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* How often a password may be wrong. */
#define TRIES 3

#define EVERY "*/15 * * * *"

typedef struct {
    Config *config;
    char *file;       /* that the account goes to */
    Account *account; /* as far as the answers go */
    char *answer;     /* to the first question */
    char *secret;     /* password, or the line that prints a token */
    char **folders;   /* that there are */
    char *ca_file;    /* of the command line; NULL where it has none */
    gboolean has_port;
} Setup;

static void
setup_clear(Setup *setup)
{
    config_free(setup->config);
    g_free(setup->file);
    account_free(setup->account);
    g_free(setup->answer);
    secret_wipe(setup->secret);
    g_strfreev(setup->folders);
    g_free(setup->ca_file);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Setup, setup_clear)

static void G_GNUC_PRINTF(1, 2) say(const char *format, ...)
{
    va_list arguments;
    g_autoptr(GString) text = g_string_new("");

    va_start(arguments, format);
    g_string_append_vprintf(text, format, arguments);
    va_end(arguments);
    g_string_append_c(text, '\n');
    output_prose(text, NULL);
    output_flush(NULL);
}

/* FALSE where nobody answers any more. */
static gboolean
refuse_silence(GError **error)
{
    g_set_error_literal(error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED, _("nothing was written"));
    return FALSE;
}

/* The first question: whose mailbox is it? */

static void
show_presets(void)
{
    for (guint i = 0; preset_at(i); i++)
        say("  %-14s %s", preset_at(i)->name, preset_at(i)->product);
}

static gboolean
is_taken(const Setup *setup, const char *name)
{
    for (guint i = 0; i < setup->config->accounts->len; i++) {
        const Account *account = g_ptr_array_index(setup->config->accounts, i);

        if (g_str_equal(account->name, name))
            return TRUE;
    }
    return FALSE;
}

/* The name of the account comes of what it is at: "ovh", and "ovh-2" for another. */
static char *
make_name(const Setup *setup, const char *from)
{
    g_autofree char *base = g_strdup(accountgroup_is_name(from) ? from : "mail");
    char *name = g_strdup(base);

    for (guint i = 2; is_taken(setup, name); i++) {
        g_free(name);
        name = g_strdup_printf("%s-%u", base, i);
    }
    return name;
}

static void
take_local(Setup *setup)
{
    g_autofree char *cur = g_build_filename(setup->answer, "cur", NULL);
    g_autofree char *name = make_name(setup, "local");
    gboolean is_maildir = g_file_test(cur, G_FILE_TEST_IS_DIR);

    setup->account = account_new(name);
    text_take(&setup->account->local,
              g_strconcat(is_maildir ? "maildir:" : "mbox:", setup->answer, NULL));
}

/* "imap.example.net", or with a port that is not the usual one: "imap.example.net:1993" */
static void
take_server(Setup *setup)
{
    const Preset *preset = preset_find(setup->answer);
    g_auto(GStrv) parts = g_strsplit(setup->answer, ":", 2);
    g_autofree char *name = make_name(setup, parts[0]);

    setup->account = account_new(name);
    text_set(&setup->account->provider, preset ? preset->name : "");
    text_set(&setup->account->host, preset ? preset->host : parts[0]);
    if (setup->ca_file)
        text_take(&setup->account->ca_file, g_canonicalize_filename(setup->ca_file, NULL));
    setup->has_port = parts[1] != NULL;
    if (parts[1])
        setup->account->port = (guint)g_ascii_strtoull(parts[1], NULL, 10);
    if (preset && *preset->note)
        say("%s", _(preset->note));
}

static gboolean
ask_where(Setup *setup, GError **error)
{
    const char *nearest;

    say(_(
        "Where is the mailbox? Name one of these, or an IMAP server, or a path of this machine."));
    show_presets();
    for (;;) {
        g_free(setup->answer);
        setup->answer = ask_line(_("Mailbox at:"), "ovh");
        if (!setup->answer)
            return refuse_silence(error);
        if (preset_find(setup->answer) || strpbrk(setup->answer, "./:"))
            break;
        nearest = preset_nearest(setup->answer);
        if (nearest)
            say(_("\"%s\" is none of them; did you mean %s?"), setup->answer, nearest);
        else
            say(_("\"%s\" is none of them, and no server's name either."), setup->answer);
    }
    if (g_path_is_absolute(setup->answer))
        take_local(setup);
    else
        take_server(setup);
    return TRUE;
}

/* The second and third: who, and the password. */

static gboolean
ask_user(Setup *setup, GError **error)
{
    g_autofree char *user = NULL;

    do {
        g_free(user);
        user = ask_line(_("User, mostly the whole address:"), "");
    } while (user && !*user);
    if (!user)
        return refuse_silence(error);
    text_set(&setup->account->user, user);
    return TRUE;
}

static gboolean
needs_token(const Account *account)
{
    const Preset *preset = preset_find(account->provider);

    return preset && preset->needs_token;
}

/* What is asked for is a command where there are no passwords. */
static gboolean
ask_password(Setup *setup, GError **error)
{
    gboolean is_token = needs_token(setup->account);
    char *answer = is_token ? ask_line(_("Command that prints a token:"), "")
                            : ask_secret(_("Password (it is not shown):"));

    if (!answer || !*answer) {
        secret_wipe(answer);
        return refuse_silence(error);
    }
    secret_wipe(setup->secret);
    setup->secret = answer;
    if (is_token)
        secret_set(&setup->account->secret, SECRET_TOKEN, "", (char *[]){answer, NULL});
    else
        secret_set(&setup->account->secret, SECRET_PASSWORD, answer, NULL);
    return TRUE;
}

/* Trying it. */

static gboolean
try(Setup *setup, GError **error)
{
    char *secret;

    if (!accountcheck(setup->file, setup->account, error))
        return FALSE;
    secret = secret_get(&setup->account->secret, error);
    if (!secret)
        return FALSE;
    g_strfreev(setup->folders);
    setup->folders = probe_folders(setup->account, secret, error);
    secret_wipe(secret);
    return setup->folders != NULL;
}

/* A password that is wrong is asked for again; with all else, asking again helps nobody. */
static gboolean
log_in(Setup *setup, GError **error)
{
    for (guint tries = 1;; tries++) {
        g_autoptr(GError) trouble = NULL;

        if (!ask_password(setup, error))
            return FALSE;
        say(_("Trying it..."));
        if (try(setup, &trouble))
            return TRUE;
        if (tries == TRIES || !g_error_matches(trouble, MAILBOX_ERROR, MAILBOX_ERROR_REFUSED)) {
            g_propagate_error(error, g_steal_pointer(&trouble));
            return FALSE;
        }
        complain("%s", trouble->message);
    }
}

/* The fourth: which folder? */

static gboolean
has_folder(const Setup *setup, const char *name)
{
    if (g_ascii_strcasecmp(name, "INBOX") == 0)
        return TRUE;
    for (char **folder = setup->folders; *folder; folder++) {
        const char *dot = strrchr(*folder, '.');

        if (g_str_equal(*folder, name) || (dot && g_str_equal(dot + 1, name)))
            return TRUE;
    }
    return FALSE;
}

static void
show_folders(const Setup *setup)
{
    g_autofree char *names = g_strjoinv(", ", setup->folders);
    g_autofree char *safe = text_printable(names);
    g_autofree char *lines = text_wrap(safe, output_width() - 2, "  ");

    say("  %s", lines);
}

static gboolean
ask_folder(Setup *setup, GError **error)
{
    show_folders(setup);
    for (;;) {
        g_autofree char *folder = ask_line(_("Folder that notices come to:"), "INBOX");
        const char *nearest;

        if (!folder)
            return refuse_silence(error);
        if (has_folder(setup, folder)) {
            g_strfreev(setup->account->folders);
            setup->account->folders = g_strsplit(folder, "\n", 1);
            return TRUE;
        }
        nearest = nearest_word(folder, (const char *const *)setup->folders);
        if (nearest)
            say(_("There is no folder \"%s\"; did you mean %s?"), folder, nearest);
        else
            say(_("There is no folder \"%s\"."), folder);
    }
}

/* Writing it down. */

static gboolean
write_down(const Setup *setup, GError **error)
{
    const Account *account = setup->account;
    gboolean is_local = *account->local != '\0';
    gboolean is_known = *account->provider != '\0';
    g_autofree char *port = setup->has_port ? g_strdup_printf("%u", account->port) : NULL;
    const Setting settings[] = {
        {"mailbox", is_local ? account->local : NULL, FALSE},
        {"provider", is_known ? account->provider : NULL, FALSE},
        {"host", !is_local && !is_known ? account->host : NULL, FALSE},
        {"port", port, FALSE},
        {"ca-file", *account->ca_file ? account->ca_file : NULL, FALSE},
        {"user", is_local ? NULL : account->user, FALSE},
        {"password", account->secret.kind == SECRET_PASSWORD ? setup->secret : NULL, FALSE},
        {"token-command", account->secret.kind == SECRET_TOKEN ? setup->secret : NULL, TRUE},
        {"folders", is_local ? NULL : account->folders[0], TRUE},
    };

    return settingsfile_add(setup->file, account->name, settings, G_N_ELEMENTS(settings), error);
}

static void
tell_next(const Setup *setup, gboolean is_usual)
{
    const char *program = program_invocation_name; /* a path: see handover.c */
    g_autofree char *option =
        is_usual ? g_strdup("") : g_strconcat(" --config ", setup->file, NULL);

    say(_("It works. [account %s] is in %s, which only you can read."), setup->account->name,
        setup->file);
    say(_("To read what is there already:"));
    say("  bounces scan%s", option);
    say(_("To read what comes from now on, add this line with crontab -e:"));
    say("  " EVERY " %s scan%s", program, option);
}

static gboolean
set_up(Setup *setup, GError **error)
{
    if (!ask_where(setup, error))
        return FALSE;
    if (*setup->account->local)
        return try(setup, error) && write_down(setup, error);
    return ask_user(setup, error) && log_in(setup, error) && ask_folder(setup, error) &&
           write_down(setup, error);
}

static gboolean
load(Setup *setup, const char *file, GError **error)
{
    gboolean is_there = !file || g_file_test(file, G_FILE_TEST_EXISTS);
    g_autofree char *users = g_build_filename(g_get_user_config_dir(), "bounces", "config", NULL);

    setup->file = g_strdup(file ? file : users);
    if (!is_there || !g_file_test(setup->file, G_FILE_TEST_EXISTS))
        setup->config = config_new();
    else
        setup->config = config_load(setup->file, error);
    return setup->config != NULL;
}

ExitStatus
setup_run(const Command *command, int argc, char **argv)
{
    g_autofree char *file = NULL;
    g_auto(Setup) setup = {0};
    g_autoptr(GError) error = NULL;
    const GOptionEntry entries[] = {
        {"ca-file", 0, 0, G_OPTION_ARG_FILENAME, &setup.ca_file,
         N_("Trust the certificates in this file instead of the system's"), N_("FILE")},
        {"config", 0, 0, G_OPTION_ARG_FILENAME, &file, N_("Add it to this file of settings"),
         N_("FILE")},
        {NULL, 0, 0, 0, NULL, NULL, NULL},
    };

    if (!options_parse(command, entries, &argc, &argv))
        return EXIT_TROUBLE;
    if (argc > 1)
        return options_refuse(command, argv[1]);
    if (!ask_is_possible()) {
        complain(_("setup asks questions: it wants a terminal; bounces-config(5) tells how to do "
                   "without"));
        return EXIT_TROUBLE;
    }
    if (!load(&setup, file, &error) || !set_up(&setup, &error))
        return complain_error(error);
    tell_next(&setup, !file);
    return EXIT_DONE;
}
