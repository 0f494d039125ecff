/* imapsession.c - questions to an IMAP server, one at a time, and what went wrong with them */

#include "mailbox/imapsession.h"

#include "base/text.h"
#include "mailbox/sasl.h"

#include <glib/gi18n.h>
#include <string.h>

#define STEP_SECONDS 60
#define PORT_TLS 993
#define PORT_CLEAR 143

/* Columns of a server's words in a message. */
#define SAID_WIDTH 200

const ImapRoom imapsession_small = {4 * 1024, 1024 * 1024};

/* Errors. */

gboolean
imapsession_fail(const ImapSession *session, MailboxError code, GError **error, const char *format,
                 ...)
{
    va_list arguments;

    va_start(arguments, format);
    g_autofree char *what = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_set_error(error, MAILBOX_ERROR, (int)code, _("%s: %s"), session->account, what);
    return FALSE;
}

/* Which of the connection's troubles need somebody to act; the others may pass by themselves. */
static MailboxError
code_of(const GError *trouble)
{
    switch ((ConnectionError)trouble->code) {
    case CONNECTION_ERROR_IDENTITY:
        return MAILBOX_ERROR_REFUSED;
    case CONNECTION_ERROR_HOST:
    case CONNECTION_ERROR_TLS:
        return MAILBOX_ERROR_OPEN;
    default:
        return MAILBOX_ERROR_LOST;
    }
}

gboolean
imapsession_fail_with(const ImapSession *session, GError *trouble, GError **error)
{
    g_autoptr(GError) owned = trouble;

    return imapsession_fail(session, code_of(owned), error, "%s", owned->message);
}

/* A server that has heard the secret may say it again, as it is or as it was sent. */
static gboolean
tells_secret(const ImapSession *session, const char *text)
{
    const char *secret = session->server->secret;

    return (*secret && strstr(text, secret)) || (*session->proof && strstr(text, session->proof));
}

/* A server's words, made safe, or "". Cut last: half a secret is too much of one. */
static char *
words_of(const ImapSession *session, const char *text)
{
    g_autofree char *safe = text_printable(text);
    g_autofree char *squeezed = text_squeeze(safe);

    if (tells_secret(session, safe) || tells_secret(session, squeezed))
        return g_strdup("");
    return text_cut(squeezed, SAID_WIDTH);
}

/*
 * Why there is no answer. A goodbye says more than the silence behind it. The error stays, for who
 * asks again.
 */
static gboolean
fail_lost(const ImapSession *session, const char *verb, GError **error)
{
    const ImapStream *stream = session->stream;
    const char *name = connection_name(stream->connection);
    g_autofree char *goodbye =
        words_of(session, stream->guard.goodbye ? stream->guard.goodbye : "");

    if (stream->guard.goodbye)
        return imapsession_fail(session, MAILBOX_ERROR_LOST, error,
                                _("%s: the server hung up: %s; try again later"), name,
                                *goodbye ? goodbye : _("no reason given"));
    if (stream->guard.complaint)
        return imapsession_fail(session, MAILBOX_ERROR_LOST, error,
                                _("%s: the server answers %s with what no mail server should send: "
                                  "%s; the connection was dropped"),
                                name, verb, _(stream->guard.complaint));
    if (stream->error)
        return imapsession_fail_with(session, g_error_copy(stream->error), error);
    return imapsession_fail(
        session, MAILBOX_ERROR_LOST, error,
        _("%s: the server's answer to %s makes no sense; is this an IMAP server?"), name, verb);
}

/* BAD, or an answer to what was not asked. */
static gboolean
fail_protocol(const ImapSession *session, const char *verb, GError **error)
{
    g_autofree char *said = imapsession_told(session);

    return imapsession_fail(session, MAILBOX_ERROR_LOST, error,
                            _("%s: the server does not understand %s%s"),
                            connection_name(session->stream->connection), verb, said);
}

/* Beginning and end. */

static guint
port_of(const MailboxServer *server)
{
    guint usual = server->security == MAILBOX_TLS ? PORT_TLS : PORT_CLEAR;

    return server->port ? server->port : usual;
}

static Connection *
connect_to(const MailboxServer *server, GError **error)
{
    const ConnectionLimits limits = {
        .step_seconds = server->step_seconds ? server->step_seconds : STEP_SECONDS,
        .total_seconds = server->total_seconds,
        .budget = server->budget,
    };

    return connection_open(server->host, port_of(server), &limits, error);
}

ImapSession *
imapsession_new(const char *account, const MailboxServer *server, GError **error)
{
    g_autoptr(ImapSession) session = g_new0(ImapSession, 1);
    GError *trouble = NULL;
    Connection *connection;

    session->account = g_strdup(account);
    session->server = server;
    session->proof = g_strdup("");
    session->port = port_of(server);
    connection = connect_to(server, &trouble);
    if (!connection) {
        imapsession_fail_with(session, trouble, error);
        return NULL;
    }
    mmap_string_set_ceil(G_MAXSIZE); /* or long answers would lie in files below /tmp */
    session->stream = imapstream_new(connection);
    session->imap = mailimap_new(0, NULL);
    return g_steal_pointer(&session);
}

/* libetpan would say LOGOUT on any stream, and wait for the answer. */
static void
hang_up(ImapSession *session)
{
    mailstream *stream = session->imap->imap_stream;

    if (!stream)
        return;
    session->unheard = NULL;
    if (session->is_ready && imapsession_begin(session, &imapsession_small, "LOGOUT", NULL)) {
        mailimap_send_current_tag(session->imap);
        imapsession_send(session, "LOGOUT");
    }
    mailstream_close(stream);
    session->imap->imap_stream = NULL;
}

void
imapsession_free(ImapSession *session)
{
    if (!session)
        return;
    if (session->imap) {
        hang_up(session);
        mailimap_free(session->imap);
    }
    imapstream_free(session->stream);
    sasl_wipe(session->proof);
    g_free(session->account);
    g_free(session);
}

/* Questions. */

gboolean
imapsession_begin(ImapSession *session, const ImapRoom *room, const char *verb, GError **error)
{
    mailimap *imap = session->imap;

    imapsession_catch_up(session);
    if (session->is_broken)
        return fail_lost(session, verb, error);
    session->asked = g_get_monotonic_time();
    imapstream_begin(session->stream, room->literal, room->all);
    if (imap->imap_response_info)
        mailimap_response_info_free(imap->imap_response_info);
    imap->imap_response_info = NULL;
    imap->imap_response = NULL;
    return TRUE;
}

ImapAnswer
imapsession_conclude(ImapSession *session, int code, const char *verb, GError **error)
{
    switch (code) {
    case MAILIMAP_NO_ERROR:
        return IMAP_OK;
    case MAILIMAP_ERROR_CUSTOM_COMMAND:
    case MAILIMAP_ERROR_EXAMINE:
    case MAILIMAP_ERROR_SELECT:
    case MAILIMAP_ERROR_LOGIN:
        return IMAP_NO;
    case MAILIMAP_ERROR_PROTOCOL:
        fail_protocol(session, verb, error);
        break;
    default:
        fail_lost(session, verb, error);
    }
    session->is_broken = TRUE;
    return IMAP_LOST;
}

/* "UID FETCH" of "UID FETCH 1:5 ...". */
static char *
verb_of(const char *command)
{
    gsize length = strcspn(command, " ");

    if (g_str_has_prefix(command, "UID "))
        length += 1 + strcspn(command + length + 1, " ");
    return g_strndup(command, length);
}

int
imapsession_send(const ImapSession *session, const char *line)
{
    mailstream *stream = session->imap->imap_stream;

    if (mailstream_write(stream, line, strlen(line)) < 0 || mailstream_write(stream, "\r\n", 2) < 0)
        return MAILIMAP_ERROR_STREAM;
    return mailstream_flush(stream) < 0 ? MAILIMAP_ERROR_STREAM : MAILIMAP_NO_ERROR;
}

int
imapsession_take(const ImapSession *session)
{
    struct mailimap_response *response = NULL;
    int code = mailimap_parse_response(session->imap, &response);
    gboolean is_ok;

    if (code != MAILIMAP_NO_ERROR)
        return code;
    is_ok = response->rsp_resp_done->rsp_data.rsp_tagged->rsp_cond_state->rsp_type ==
            MAILIMAP_RESP_COND_STATE_OK;
    mailimap_response_free(response);
    return is_ok ? MAILIMAP_NO_ERROR : MAILIMAP_ERROR_CUSTOM_COMMAND;
}

/* mailimap_custom_command would put a space behind command, which Cyrus takes ill. */
static int
tell(const ImapSession *session, const char *command)
{
    int code = mailimap_send_current_tag(session->imap);

    return code == MAILIMAP_NO_ERROR ? imapsession_send(session, command) : code;
}

static int
listen(const ImapSession *session)
{
    return mailimap_read_line(session->imap) ? imapsession_take(session) : MAILIMAP_ERROR_STREAM;
}

ImapAnswer
imapsession_ask(ImapSession *session, const char *command, const ImapRoom *room, GError **error)
{
    g_autofree char *verb = verb_of(command);
    int code;

    if (!imapsession_begin(session, room, verb, error))
        return IMAP_LOST;
    code = tell(session, command);
    if (code == MAILIMAP_NO_ERROR)
        code = listen(session);
    return imapsession_conclude(session, code, verb, error);
}

gboolean
imapsession_ask_ahead(ImapSession *session, const char *command, ImapAnswerFunc take, gpointer data,
                      GError **error)
{
    g_autofree char *verb = verb_of(command);

    if (!imapsession_begin(session, &imapsession_small, verb, error) ||
        imapsession_conclude(session, tell(session, command), verb, error) == IMAP_LOST)
        return FALSE;
    session->unheard = take;
    session->unheard_data = data;
    return TRUE;
}

void
imapsession_catch_up(ImapSession *session)
{
    ImapAnswerFunc take = session->unheard;

    session->unheard = NULL;
    if (take)
        take(session->unheard_data);
}

/* The server's time, and its room, begin again: it may have been long since it was asked. */
ImapAnswer
imapsession_hear(ImapSession *session, const ImapRoom *room, const char *verb, GError **error)
{
    imapstream_begin(session->stream, room->literal, room->all);
    return imapsession_conclude(session, listen(session), verb, error);
}

/* Answers. */

char *
imapsession_said(const ImapSession *session)
{
    const char *text = session->imap->imap_response;

    return words_of(session, text ? text : "");
}

char *
imapsession_told(const ImapSession *session)
{
    g_autofree char *said = imapsession_said(session);

    return *said ? g_strdup_printf(_(": %s"), said) : g_strdup("");
}

const char *
imapsession_code(const ImapSession *session)
{
    const struct mailimap_response_info *info = session->imap->imap_response_info;

    return info && info->rsp_atom ? info->rsp_atom : "";
}

static gboolean
is_capability(const struct mailimap_capability *capability, const char *name)
{
    const char *value = capability->cap_data.cap_name;

    if (capability->cap_type == MAILIMAP_CAPABILITY_AUTH_TYPE) {
        if (!g_str_has_prefix(name, "AUTH="))
            return FALSE;
        name += strlen("AUTH=");
        value = capability->cap_data.cap_auth_type;
    }
    return value && g_ascii_strcasecmp(value, name) == 0;
}

gboolean
imapsession_can(const ImapSession *session, const char *capability)
{
    const struct mailimap_connection_info *info = session->imap->imap_connection_info;

    if (!info || !info->imap_capability)
        return FALSE;
    for (clistiter *i = clist_begin(info->imap_capability->cap_list); i; i = clist_next(i))
        if (is_capability(clist_content(i), capability))
            return TRUE;
    return FALSE;
}

char *
imapsession_quote(const char *name)
{
    g_autoptr(GString) quoted = g_string_new("\"");

    for (; *name; name++) {
        if (*name == '"' || *name == '\\')
            g_string_append_c(quoted, '\\');
        g_string_append_c(quoted, *name);
    }
    g_string_append_c(quoted, '"');
    return g_string_free(g_steal_pointer(&quoted), FALSE);
}
