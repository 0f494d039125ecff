/* analyze.c - bounces analyze: messages in, verdicts out */

#include "analyzer/analyze.h"

#include "cli/cli.h"
#include "cli/config.h"
#include "cli/language.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/ownmail.h"
#include "mailbox/mailbox.h"
#include "render/render.h"

#include <glib/gi18n.h>
#include <unistd.h>

/* What the command line asked for. */
typedef struct {
    char *config;
    char *format;
    char *size;
    char **rules;
    char **paths;
    OwnMailOptions own;
    gboolean require_notice;
} Options;

/* The work on all the messages. */
typedef struct {
    Rules *rules;
    Advices *advices;
    OwnMail *own;
    RenderRun run;
    RenderStyle style;
    gsize cap;
    GPtrArray *held; /* the first message's events, until it is known whether it is the only one */
    GString *text;
    guint messages;
    guint notices;
    gboolean trouble;
} Work;

static void
options_clear(Options *options)
{
    g_free(options->config);
    g_free(options->format);
    g_free(options->size);
    g_strfreev(options->rules);
    g_strfreev(options->paths);
    ownmailoptions_clear(&options->own);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Options, options_clear)

static void
work_clear(Work *work)
{
    rules_free(work->rules);
    advices_free(work->advices);
    ownmail_free(work->own);
    g_clear_pointer(&work->held, g_ptr_array_unref);
    if (work->text)
        g_string_free(work->text, TRUE);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Work, work_clear)

static gboolean
write_events(Work *work, const GPtrArray *events, GError **error)
{
    g_string_truncate(work->text, 0);
    if (work->run.renderer->is_prose && work->messages++ > 0)
        g_string_append_c(work->text, '\n');
    render_message(&work->run, events, &work->style, work->text);
    return work->run.renderer->is_prose ? output_prose(work->text, error)
                                        : output_data(work->text, error);
}

/* Writes what is held; more: other messages follow, so each is written with its source. */
static gboolean
write_held(Work *work, gboolean more, GError **error)
{
    g_autoptr(GPtrArray) held = g_steal_pointer(&work->held);

    work->style.name_source = work->style.name_source || more;
    return !held || write_events(work, held, error);
}

static void
note_trouble(Work *work, const GError *error)
{
    complain_error(error);
    work->trouble = TRUE;
}

/* FALSE where standard output failed; what is no mail is named, and the others go on. */
static gboolean
take_letter(Work *work, const Letter *letter, GError **error)
{
    g_autoptr(GError) no_mail = NULL;
    g_autoptr(Notice) notice = notice_parse(letter, &no_mail);
    gboolean is_first = !work->held && work->messages == 0;

    if (!notice) {
        note_trouble(work, no_mail);
        return TRUE;
    }
    if (notice->type != EVENT_OTHER)
        work->notices++;

    g_autoptr(GPtrArray) events = analyze(notice, work->rules, work->advices, work->own);
    if (work->run.renderer->is_prose && is_first && !work->style.name_source) {
        work->held = g_steal_pointer(&events);
        return TRUE;
    }
    return write_held(work, TRUE, error) && write_events(work, events, error);
}

/* A mailbox or message that cannot be read is named, and the others go on. */
static gboolean
take_mailbox(Work *work, const char *location, GError **error)
{
    g_autoptr(GError) unreadable = NULL;
    g_autoptr(Mailbox) mailbox = mailbox_open(location, work->cap, &unreadable);

    if (!mailbox)
        note_trouble(work, unreadable);
    while (mailbox) {
        g_autoptr(GError) spoilt = NULL;
        g_autoptr(Letter) letter = mailbox_next(mailbox, &spoilt);

        if (spoilt)
            note_trouble(work, spoilt);
        else if (!letter)
            break;
        else if (!take_letter(work, letter, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
take_mailboxes(Work *work, char **paths, GError **error)
{
    static const char *const standard_input[] = {"-", NULL};
    const char *const *path = paths && *paths ? (const char *const *)paths : standard_input;

    render_begin(&work->run, work->text);
    if (!output_data(work->text, error))
        return FALSE;
    work->style.name_source = path[1] != NULL;
    for (; *path; path++) {
        if (!take_mailbox(work, *path, error))
            return FALSE;
    }
    if (!write_held(work, FALSE, error))
        return FALSE;
    g_string_truncate(work->text, 0);
    render_end(&work->run, work->text);
    return output_data(work->text, error) && output_flush(error);
}

/* Settings that are not for this user's eyes are none; everybody may ask what a notice means. */
static gboolean
load_own(Work *work, const Options *options, GError **error)
{
    const OursKeys nothing = {0};
    g_autoptr(GError) trouble = NULL;
    g_autoptr(Config) config = config_load(options->config, &trouble);

    if (!config &&
        (options->config || !g_error_matches(trouble, G_FILE_ERROR, G_FILE_ERROR_ACCES))) {
        g_propagate_error(error, g_steal_pointer(&trouble));
        return FALSE;
    }
    work->own = ownmail_load(config ? &config->ours : &nothing, &options->own, error);
    return work->own != NULL;
}

static gboolean
prepare(Work *work, const Options *options, GError **error)
{
    const char *format = options->format ? options->format : "text";
    g_autofree char *names = renderer_names();

    work->run.renderer = renderer_find(format);
    if (!work->run.renderer) {
        g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                    _("there is no format \"%s\"; there are: %s"), format, names);
        return FALSE;
    }
    work->cap = MAILBOX_MESSAGE_CAP;
    if (options->size && !options_size(options->size, &work->cap, error))
        return FALSE;
    if (!load_own(work, options, error))
        return FALSE;
    work->advices = advices_load(language_current(), error);
    work->rules = work->advices ? options_rules(options->rules, RULES_IN_USE, error) : NULL;
    if (!work->rules)
        return FALSE;

    work->style.advices = work->advices;
    work->style.providers = rules_providers(work->rules);
    work->text = g_string_new("");
    output_style(&work->style);
    return TRUE;
}

static gboolean
parse_options(const Command *command, int argc, char **argv, Options *options)
{
    g_autoptr(GArray) entries = g_array_new(TRUE, TRUE, sizeof(GOptionEntry));
    const GOptionEntry own[] = {
        {"config", 0, 0, G_OPTION_ARG_FILENAME, &options->config,
         N_("Read this file of settings, and no other"), N_("FILE")},
        {"format", 'f', 0, G_OPTION_ARG_STRING, &options->format,
         N_("How to write verdicts: text (default), jsonl, csv or sisimai"), N_("FORMAT")},
        {"require-notice", 0, 0, G_OPTION_ARG_NONE, &options->require_notice,
         N_("End with status 1 where no message is a bounce or automatic reply"), NULL},
        {"rules", 'r', 0, G_OPTION_ARG_FILENAME_ARRAY, &options->rules,
         N_("Ask the rules of this file or folder first; may be repeated"), N_("PATH")},
        {"max-size", 0, 0, G_OPTION_ARG_STRING, &options->size,
         N_("Read only so much of each message (default 1M)"), N_("SIZE")},
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->paths, NULL, NULL},
    };

    g_array_append_vals(entries, own, G_N_ELEMENTS(own));
    ownmailoptions_add_entries(&options->own, entries);
    return options_parse(command, (const GOptionEntry *)(gconstpointer)entries->data, &argc, &argv);
}

ExitStatus
analyze_run(const Command *command, int argc, char **argv)
{
    g_auto(Options) options = {0};
    g_auto(Work) work = {0};
    g_autoptr(GError) error = NULL;

    if (!parse_options(command, argc, argv, &options))
        return EXIT_TROUBLE;
    if (!prepare(&work, &options, &error))
        return complain_error(error);
    if (!options.paths && isatty(STDIN_FILENO))
        complain(_("reading a message from the terminal; Ctrl-D ends it"));

    notice_init();
    if (!take_mailboxes(&work, options.paths, &error))
        return complain_error(error);
    if (work.trouble)
        return EXIT_TROUBLE;
    return options.require_notice && work.notices == 0 ? EXIT_NOT_FOUND : EXIT_DONE;
}
