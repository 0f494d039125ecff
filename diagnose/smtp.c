/* smtp.c - a conversation with a mail server, as far as one can go without sending mail */

#include "diagnose/smtp.h"

#include "base/connection.h"
#include "base/text.h"
#include "base/tls.h"

#include <string.h>

/* What a server may take its time for, and what it may say. */
static const ConnectionLimits limits = {
    .step_seconds = 5, .total_seconds = 10, .budget = 64 * 1024};

struct Smtp {
    Connection *connection;
    Tls *tls;      /* NULL before STARTTLS */
    GString *heap; /* what came in and is not read yet */
    gboolean offers_tls;
};

G_DEFINE_QUARK(bounces - smtp - error, smtp_error)

/* Bytes. */

static gboolean
receive(Smtp *smtp, GError **error)
{
    char bytes[4096];
    gsize got = smtp->tls ? tls_read(smtp->tls, bytes, sizeof(bytes), error)
                          : connection_read(smtp->connection, bytes, sizeof(bytes), error);

    g_string_append_len(smtp->heap, bytes, (gssize)got);
    return got > 0;
}

static gboolean
say(Smtp *smtp, const char *line, GError **error)
{
    g_autofree char *bytes = g_strconcat(line, "\r\n", NULL);

    connection_begin_step(smtp->connection);
    return smtp->tls ? tls_write(smtp->tls, bytes, strlen(bytes), error)
                     : connection_write(smtp->connection, bytes, strlen(bytes), error);
}

/* The next line without its end; NULL with error. Owned by the caller. */
static char *
read_line(Smtp *smtp, GError **error)
{
    const char *end;
    char *line;
    gsize length;

    while (!(end = memchr(smtp->heap->str, '\n', smtp->heap->len)))
        if (!receive(smtp, error))
            return NULL;
    length = (gsize)(end - smtp->heap->str);
    line = text_to_utf8(smtp->heap->str, text_trimmed_length(smtp->heap->str, length));
    g_string_erase(smtp->heap, 0, (gssize)length + 1);
    return line;
}

/* Replies (RFC 5321 4.2). */

static gboolean
is_reply(const char *line)
{
    return g_ascii_isdigit(line[0]) && g_ascii_isdigit(line[1]) && g_ascii_isdigit(line[2]) &&
           (line[3] == '\0' || line[3] == ' ' || line[3] == '-');
}

/* All lines of a reply, a newline between them; its code, or 0 with error. */
static int
read_reply(Smtp *smtp, char **reply, GError **error)
{
    g_autoptr(GString) lines = g_string_new(NULL);

    for (;;) {
        g_autofree char *line = read_line(smtp, error);

        if (!line)
            return 0;
        if (!is_reply(line)) {
            g_set_error(error, SMTP_ERROR, SMTP_ERROR_REPLY, "%s: no reply of SMTP: %s",
                        connection_name(smtp->connection), line);
            return 0;
        }
        g_string_append_printf(lines, "%s%s", lines->len ? "\n" : "", line);
        if (line[3] != '-') {
            text_set(reply, lines->str);
            return (int)g_ascii_strtoull(line, NULL, 10);
        }
    }
}

/* Says line and wants a reply that begins with that digit. */
static gboolean
ask(Smtp *smtp, const char *line, int digit, char **reply, GError **error)
{
    int code = say(smtp, line, error) ? read_reply(smtp, reply, error) : 0;

    if (code == 0 || code / 100 == digit)
        return code != 0;
    g_set_error(error, SMTP_ERROR, SMTP_ERROR_REPLY, "%s: %s", connection_name(smtp->connection),
                *reply);
    return FALSE;
}

/* The keyword stands alone on a line of EHLO's reply, behind the code. */
static gboolean
offers(const char *reply, const char *keyword)
{
    g_auto(GStrv) lines = g_strsplit(reply, "\n", -1);

    for (guint i = 1; lines[0] && lines[i]; i++)
        if (strlen(lines[i]) > 4 && g_ascii_strcasecmp(lines[i] + 4, keyword) == 0)
            return TRUE;
    return FALSE;
}

static gboolean
greet(Smtp *smtp, GError **error)
{
    g_autofree char *hello = g_strdup_printf("EHLO %s", g_get_host_name());
    g_autofree char *reply = g_strdup("");

    if (!ask(smtp, hello, 2, &reply, error))
        return FALSE;
    smtp->offers_tls = offers(reply, "STARTTLS");
    return TRUE;
}

Smtp *
smtp_open(const char *host, const char *address, guint port, GError **error)
{
    g_autoptr(Smtp) smtp = g_new0(Smtp, 1);
    g_autofree char *greeting = g_strdup("");
    int code;

    smtp->heap = g_string_new(NULL);
    smtp->connection = connection_open_at(host, address, port, &limits, error);
    if (!smtp->connection)
        return NULL;
    code = read_reply(smtp, &greeting, error);
    if (code != 0 && code / 100 != 2)
        g_set_error(error, SMTP_ERROR, SMTP_ERROR_REPLY, "%s: %s",
                    connection_name(smtp->connection), greeting);
    if (code / 100 != 2 || !greet(smtp, error))
        return NULL;
    return g_steal_pointer(&smtp);
}

void
smtp_free(Smtp *smtp)
{
    if (!smtp)
        return;
    if (smtp->connection)
        say(smtp, "QUIT", NULL);
    g_clear_pointer(&smtp->tls, tls_free);
    g_clear_pointer(&smtp->connection, connection_free);
    g_string_free(smtp->heap, TRUE);
    g_free(smtp);
}

gboolean
smtp_offers_tls(const Smtp *smtp)
{
    return smtp->offers_tls;
}

/* What came in clear text behind the go-ahead, somebody else may have put there (CVE-2011-0411). */
gboolean
smtp_start_tls(Smtp *smtp, const char *ca_file, gint64 *expiry, const char **protocol,
               GError **error)
{
    g_autofree char *reply = g_strdup("");

    if (!ask(smtp, "STARTTLS", 2, &reply, error))
        return FALSE;
    if (smtp->heap->len > 0) {
        g_set_error(error, SMTP_ERROR, SMTP_ERROR_REPLY, "%s: says more after \"%s\", in the clear",
                    connection_name(smtp->connection), reply);
        return FALSE;
    }
    smtp->tls = tls_new(smtp->connection, ca_file, error);
    if (!smtp->tls) {
        g_clear_pointer(&smtp->connection, connection_free);
        return FALSE;
    }
    *expiry = tls_expiry(smtp->tls);
    *protocol = tls_protocol(smtp->tls);
    return greet(smtp, error);
}

gboolean
smtp_try(Smtp *smtp, const char *recipient, int *code, char **reply, GError **error)
{
    const char *const sender = "MAIL FROM:<>";
    g_autofree char *line = g_strdup_printf("RCPT TO:<%s>", recipient);
    g_autofree char *last = g_strdup("");

    *code = say(smtp, sender, error) ? read_reply(smtp, &last, error) : 0;
    if (*code / 100 == 2)
        *code = say(smtp, line, error) ? read_reply(smtp, &last, error) : 0;
    *reply = g_steal_pointer(&last);
    if (*code == 0)
        return FALSE;
    last = g_strdup("");
    ask(smtp, "RSET", 2, &last, NULL);
    return TRUE;
}
