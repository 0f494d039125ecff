/* explain.c - bounces explain: what was read, which rule, what to do */

#include "cli/explain.h"

#include "analyzer/evidence.h"
#include "base/text.h"
#include "cli/cli.h"
#include "cli/codes.h"
#include "cli/filter.h"
#include "cli/language.h"
#include "cli/options.h"
#include "cli/output.h"
#include "parsers/smtpreply.h"
#include "render/counsel.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

/* Nobody pastes more than this. */
#define INPUT_MAX (1024 * 1024)

typedef struct {
    char *provider;
    char **rules;
    char **words;
} Options;

static void
options_clear(Options *options)
{
    g_free(options->provider);
    g_strfreev(options->rules);
    g_strfreev(options->words);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Options, options_clear)

static void
explainer_clear(Explainer *explainer)
{
    rules_free(explainer->rules);
    advices_free(explainer->advices);
    if (explainer->out)
        g_string_free(explainer->out, TRUE);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Explainer, explainer_clear)

static gboolean
choose_provider(Explainer *explainer, const char *wanted, GError **error)
{
    explainer->provider = "";
    return !wanted ||
           filter_provider(wanted, rules_providers(explainer->rules), &explainer->provider, error);
}

/* The domain behind the last @ of a pasted text: mostly the recipient's. Owned by the caller. */
static char *
pasted_domain(const char *text)
{
    g_autofree char *domain = counsel_domain(text);
    char *end = domain + strcspn(domain, ">]:'\r\n");

    return g_strndup(domain, (gsize)(end - domain));
}

static gboolean
explain_reply(Explainer *explainer, const char *text, GError **error)
{
    g_auto(SmtpReply) reply = {0};
    g_autofree char *domain = pasted_domain(text);
    Evidence evidence = {0};

    smtpreply_parse(text, &reply);
    evidence_from_reply(explainer->rules, &reply, domain, &evidence);
    if (*explainer->provider)
        evidence.provider = explainer->provider;

    g_autofree char *client_ip = evidence_client_ip(reply.text);
    Surroundings around = {reply.remote_mta, "", domain, "", client_ip};
    return explain_evidence(explainer, &evidence, &around, error);
}

static char *
read_input(GError **error)
{
    g_autoptr(GString) text = g_string_new("");
    char block[4096];
    gssize length;

    if (isatty(STDIN_FILENO))
        complain(_("reading a reply from the terminal; Ctrl-D ends it"));
    while ((length = read(STDIN_FILENO, block, sizeof block)) > 0 && text->len < INPUT_MAX)
        g_string_append_len(text, block, length);
    if (length < 0) {
        g_set_error(error, G_FILE_ERROR, g_file_error_from_errno(errno), _("standard input: %s"),
                    g_strerror(errno));
        return NULL;
    }
    return g_strndup(text->str, text->len);
}

static gboolean
explain_text(Explainer *explainer, const char *bytes, GError **error)
{
    g_autofree char *text = text_to_utf8(bytes, strlen(bytes));
    const Rule *rule = rules_find(explainer->rules, g_strstrip(text));
    int reply_code;
    Status status;

    if (!*text) {
        g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                    _("there is nothing to explain; see bounces explain --help"));
        return FALSE;
    }
    if (rule)
        return explain_rule(explainer, rule, error);
    if (codes_parse(text, &reply_code, &status))
        return explain_codes(explainer, reply_code, status, error);
    if (explain_is_mail(text))
        return explain_mail(explainer, bytes, error);
    return explain_reply(explainer, text, error);
}

static gboolean
prepare(Explainer *explainer, const Options *options, GError **error)
{
    explainer->advices = advices_load(language_current(), error);
    explainer->rules =
        explainer->advices ? options_rules(options->rules, RULES_IN_USE, error) : NULL;
    if (!explainer->rules)
        return FALSE;
    explainer->style.advices = explainer->advices;
    explainer->style.providers = rules_providers(explainer->rules);
    explainer->out = g_string_new("");
    output_style(&explainer->style);
    return choose_provider(explainer, options->provider, error);
}

static gboolean
parse_options(const Command *command, int argc, char **argv, Options *options)
{
    const GOptionEntry entries[] = {
        {"provider", 'p', 0, G_OPTION_ARG_STRING, &options->provider,
         N_("Who wrote the reply, where it does not show"), N_("NAME")},
        {"rules", 'r', 0, G_OPTION_ARG_FILENAME_ARRAY, &options->rules,
         N_("Ask the rules of this file or folder first; may be repeated"), N_("PATH")},
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->words, NULL, NULL},
        {NULL, 0, 0, 0, NULL, NULL, NULL},
    };
    return options_parse(command, entries, &argc, &argv);
}

ExitStatus
explain_run(const Command *command, int argc, char **argv)
{
    g_auto(Options) options = {0};
    g_auto(Explainer) explainer = {0};
    g_autoptr(GError) error = NULL;

    if (!parse_options(command, argc, argv, &options))
        return EXIT_TROUBLE;
    if (!prepare(&explainer, &options, &error))
        return complain_error(error);

    g_autofree char *text = options.words ? g_strjoinv(" ", options.words) : read_input(&error);
    if (!text || !explain_text(&explainer, text, &error) || !output_prose(explainer.out, &error) ||
        !output_flush(&error))
        return complain_error(error);
    return EXIT_DONE;
}
