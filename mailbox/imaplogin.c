/* imaplogin.c - the first words with an IMAP server: TLS, who it is, who we are */

#include "mailbox/imapsession.h"
#include "mailbox/sasl.h"

#include <glib/gi18n.h>
#include <string.h>

/* A challenge or two is usual; more would go on for ever. */
#define CHALLENGES_MAX 3

/* TLS. */

static gboolean
start_tls(ImapSession *session, GError **error)
{
    ImapStream *stream = session->stream;
    GError *trouble = NULL;

    stream->tls = tls_new(stream->connection, session->server->ca_file, &trouble);
    return stream->tls || imapsession_fail_with(session, trouble, error);
}

/* Before a word of ours, but behind STARTTLS and its answer, which say nothing. */
static gboolean
check_loopback(ImapSession *session, GError **error)
{
    if (connection_is_loopback(session->stream->connection))
        return TRUE;
    return imapsession_fail(session, MAILBOX_ERROR_OPEN, error,
                            _("%s is another machine: without TLS everybody on the way could read "
                              "the password. Set security to tls or starttls"),
                            session->server->host);
}

/*
 * PREAUTH says that we are logged in, as somebody, before either side has proved anything; a man in
 * the middle says it to keep us from STARTTLS (RFC 3501, 6.2.1: it is not valid any more then).
 */
static gboolean
greet(ImapSession *session, GError **error)
{
    int code;

    if (!imapsession_begin(session, &imapsession_small, _("our call"), error))
        return FALSE;
    code = mailimap_connect(session->imap, imapstream_open(session->stream));
    if (code == MAILIMAP_NO_ERROR_NON_AUTHENTICATED)
        return TRUE;
    session->is_broken = TRUE;
    if (code == MAILIMAP_NO_ERROR_AUTHENTICATED)
        return imapsession_fail(session, MAILBOX_ERROR_OPEN, error,
                                _("%s: the server lets us in without asking who we are (PREAUTH); "
                                  "that is not trusted, and nothing was sent"),
                                connection_name(session->stream->connection));
    imapsession_conclude(session, code, _("our call"), error);
    return FALSE;
}

/* What was said before TLS may have come from anybody: it is forgotten. */
static void
forget(ImapSession *session)
{
    mailimap *imap = session->imap;

    if (imap->imap_connection_info)
        mailimap_connection_info_free(imap->imap_connection_info);
    imap->imap_connection_info = mailimap_connection_info_new();
}

/*
 * What follows the answer at once was put there by somebody who could not do so once TLS holds
 * (CVE-2011-0411), and would be read as if it came through it.
 */
static gboolean
upgrade(ImapSession *session, GError **error)
{
    const char *name = connection_name(session->stream->connection);
    ImapAnswer answer = imapsession_ask(session, "STARTTLS", &imapsession_small, error);

    if (answer == IMAP_LOST)
        return FALSE;
    session->is_broken = TRUE;
    if (answer == IMAP_NO)
        return imapsession_fail(session, MAILBOX_ERROR_OPEN, error,
                                _("%s: the server refuses STARTTLS. Nothing was sent. Try security "
                                  "tls, port 993"),
                                name);
    if (session->imap->imap_stream->read_buffer_len > 0)
        return imapsession_fail(session, MAILBOX_ERROR_REFUSED, error,
                                _("%s: somebody has slipped words in behind STARTTLS. Nothing was "
                                  "sent. Is the connection tapped?"),
                                name);
    if (!start_tls(session, error))
        return FALSE;
    session->is_broken = FALSE;
    forget(session);
    return TRUE;
}

/* Who we are. */

/* As RFC 5530 has them. */
static const struct {
    const char *code;
    MailboxError error;
    const char *what; /* with the user's name */
} refusals[] = {
    {"UNAVAILABLE", MAILBOX_ERROR_LOST,
     N_("the server cannot log %s in just now; try again later")},
    {"INUSE", MAILBOX_ERROR_LOST, N_("the mailbox of %s is in use; try again later")},
    {"LIMIT", MAILBOX_ERROR_LOST, N_("too many connections for %s; try again later")},
    {"EXPIRED", MAILBOX_ERROR_REFUSED, N_("the password of %s has expired; set a new one")},
    {"AUTHORIZATIONFAILED", MAILBOX_ERROR_REFUSED,
     N_("the server does not let %s read this mailbox")},
    {"CONTACTADMIN", MAILBOX_ERROR_REFUSED,
     N_("the server does not let %s in; ask who runs it to open the mailbox")},
};

static const char *
remedy(const ImapSession *session)
{
    if (session->server->secret_kind == MAILBOX_TOKEN)
        return _("; is token-command's token fresh, and for IMAP?");
    if (imapsession_can(session, "AUTH=XOAUTH2") || imapsession_can(session, "AUTH=OAUTHBEARER"))
        return _("; this server likes OAuth better: token-command, or a password for applications");
    return "";
}

static gboolean
fail_login(ImapSession *session, GError **error)
{
    const char *user = session->server->user;
    const char *code = imapsession_code(session);
    g_autofree char *said = imapsession_said(session);
    g_autofree char *quote = *said ? g_strdup_printf(_(" (\"%s\")"), said) : g_strdup("");

    for (gsize i = 0; i < G_N_ELEMENTS(refusals); i++) {
        g_auto(GStrv) parts = NULL;
        g_autofree char *what = NULL;

        if (g_ascii_strcasecmp(code, refusals[i].code) != 0)
            continue;
        parts = g_strsplit(_(refusals[i].what), "%s", 2);
        what = g_strjoinv(user, parts);
        return imapsession_fail(session, refusals[i].error, error, "%s%s", what, quote);
    }
    return imapsession_fail(session, MAILBOX_ERROR_REFUSED, error,
                            session->server->secret_kind == MAILBOX_TOKEN
                                ? _("the server refused the token for %s%s%s")
                                : _("the server refused the password for %s%s%s"),
                            user, quote, remedy(session));
}

/* Nothing that the server offers takes what we have. */
static gboolean
fail_mechanism(const ImapSession *session, GError **error)
{
    if (session->server->secret_kind == MAILBOX_TOKEN)
        return imapsession_fail(session, MAILBOX_ERROR_OPEN, error,
                                _("%s takes no OAuth tokens. Nothing was sent. Use a password"),
                                session->server->host);
    return imapsession_fail(session, MAILBOX_ERROR_OPEN, error,
                            *remedy(session)
                                ? _("%s takes no passwords, only OAuth: use token-command. "
                                    "Nothing was sent")
                                : _("%s takes no passwords. Nothing was sent"),
                            session->server->host);
}

/*
 * Answers challenges ("+ ..."): the first with response, further ones, which tell why it is not
 * good, with cancel. Then the answer itself lies in libetpan's buffer.
 */
static int
answer_challenges(const ImapSession *session, const char *response, const char *cancel)
{
    for (guint i = 0; i <= CHALLENGES_MAX; i++) {
        const char *line = mailimap_read_line(session->imap);
        int code;

        if (!line)
            return MAILIMAP_ERROR_STREAM;
        if (*line != '+')
            return MAILIMAP_NO_ERROR;
        code = imapsession_send(session, response);
        if (code != MAILIMAP_NO_ERROR)
            return code;
        response = cancel;
    }
    return MAILIMAP_ERROR_PARSE;
}

/* AUTHENTICATE, with the response in it where the server can (RFC 4959). */
static int
authenticate_with(const ImapSession *session, const SaslMechanism *mechanism, const char *response)
{
    gboolean is_initial = imapsession_can(session, "SASL-IR");
    char *command =
        g_strjoin(" ", "AUTHENTICATE", mechanism->name, is_initial ? response : NULL, NULL);
    int code = mailimap_send_current_tag(session->imap);

    if (code == MAILIMAP_NO_ERROR)
        code = imapsession_send(session, command);
    sasl_wipe(command);
    if (code == MAILIMAP_NO_ERROR)
        code = answer_challenges(session, is_initial ? mechanism->cancel : response,
                                 mechanism->cancel);
    if (code == MAILIMAP_NO_ERROR)
        code = imapsession_take(session);
    if (code == MAILIMAP_NO_ERROR)
        session->imap->imap_state = MAILIMAP_STATE_AUTHENTICATED;
    return code;
}

static int
authenticate(ImapSession *session, const SaslMechanism *mechanism)
{
    const MailboxServer *server = session->server;

    sasl_wipe(session->proof);
    session->proof = mechanism->respond(server->user, server->secret, server->host, session->port);
    return authenticate_with(session, mechanism, session->proof);
}

static const SaslMechanism *
choose_mechanism(const ImapSession *session)
{
    const SaslMechanism *mechanism =
        session->server->secret_kind == MAILBOX_TOKEN ? sasl_for_tokens : sasl_for_passwords;

    for (; mechanism->name; mechanism++) {
        g_autofree char *capability = g_strconcat("AUTH=", mechanism->name, NULL);

        if (imapsession_can(session, capability))
            return mechanism;
    }
    return NULL;
}

/* LOGIN is for servers that know no better: its quoting is anybody's guess outside ASCII. */
static gboolean
prove(ImapSession *session, GError **error)
{
    const MailboxServer *server = session->server;
    const SaslMechanism *mechanism = choose_mechanism(session);
    int code;

    if (!mechanism &&
        (server->secret_kind == MAILBOX_TOKEN || imapsession_can(session, "LOGINDISABLED")))
        return fail_mechanism(session, error);
    if (!imapsession_begin(session, &imapsession_small, _("our login"), error))
        return FALSE;
    code = mechanism ? authenticate(session, mechanism)
                     : mailimap_login(session->imap, server->user, server->secret);
    switch (imapsession_conclude(session, code, _("our login"), error)) {
    case IMAP_OK:
        return TRUE;
    case IMAP_NO:
        return fail_login(session, error);
    default:
        return FALSE;
    }
}

static gboolean
learn_capabilities(ImapSession *session, GError **error)
{
    return imapsession_ask(session, "CAPABILITY", &imapsession_small, error) != IMAP_LOST;
}

gboolean
imapsession_log_in(ImapSession *session, GError **error)
{
    MailboxSecurity security = session->server->security;

    if (session->is_broken)
        return imapsession_fail(session, MAILBOX_ERROR_LOST, error, _("%s: the connection is gone"),
                                connection_name(session->stream->connection));
    if (session->is_ready)
        return TRUE;
    if (security == MAILBOX_NO_SECURITY && !check_loopback(session, error))
        return FALSE;
    if (security == MAILBOX_TLS && !start_tls(session, error))
        return FALSE;
    if (!greet(session, error) || (security == MAILBOX_STARTTLS && !upgrade(session, error)))
        return FALSE;
    session->is_ready = learn_capabilities(session, error) && prove(session, error) &&
                        learn_capabilities(session, error);
    return session->is_ready;
}
