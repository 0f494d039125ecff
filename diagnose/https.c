/* https.c - one file from a server that proves its name, and nothing else (RFC 9110) */

#include "diagnose/https.h"

#include "base/connection.h"
#include "base/text.h"
#include "base/tls.h"

#include <string.h>

#define HTTPS_PORT 443
#define HEAD_MAX (16 * 1024)

static const ConnectionLimits limits = {
    .step_seconds = 5, .total_seconds = 10, .budget = HEAD_MAX + HTTPS_BODY_MAX};

G_DEFINE_QUARK(bounces - https - error, https_error)

static gboolean
fail(const char *host, HttpsError code, const char *what, GError **error)
{
    g_set_error(error, HTTPS_ERROR, code, "%s: %s", host, what);
    return FALSE;
}

/* HTTP/1.0, so that the text comes as it is, and the end of the connection is its end. */
static gboolean
ask(Tls *tls, const char *host, const char *path, GError **error)
{
    g_autofree char *request = g_strdup_printf(
        "GET %s HTTP/1.0\r\nHost: %s\r\nAccept: text/plain\r\nUser-Agent: bounces\r\n\r\n", path,
        host);

    return tls_write(tls, request, strlen(request), error);
}

/* The value of a header field of that name; NULL where there is none. Owned by the caller. */
static char *
find_field(const char *head, const char *name)
{
    g_auto(GStrv) lines = g_strsplit(head, "\n", -1);
    gsize length = strlen(name);

    for (guint i = 1; lines[0] && lines[i]; i++)
        if (text_has_prefix(lines[i], name) && lines[i][length] == ':')
            return g_strdup(g_strstrip(lines[i] + length + 1));
    return NULL;
}

/* Where the body begins; 0 where the header is not there whole. */
static gsize
head_length(const GString *bytes)
{
    const char *end = g_strstr_len(bytes->str, (gssize)bytes->len, "\r\n\r\n");

    return end ? (gsize)(end - bytes->str) + strlen("\r\n\r\n") : 0;
}

typedef enum { LENGTH_UNKNOWN, LENGTH_SHORT, LENGTH_WHOLE } Length;

/* Whether as much is there as the header announces; without that, only the end tells. */
static Length
judge_length(const GString *bytes)
{
    gsize head = head_length(bytes);
    g_autofree char *text = head ? text_to_utf8(bytes->str, head) : NULL;
    g_autofree char *length = text ? find_field(text, "Content-Length") : NULL;

    if (!length)
        return LENGTH_UNKNOWN;
    return bytes->len - head >= g_ascii_strtoull(length, NULL, 10) ? LENGTH_WHOLE : LENGTH_SHORT;
}

/* All that comes. That the other side closes is the end, and no error unless more was announced. */
static gboolean
receive(Tls *tls, const char *host, GString *bytes, GError **error)
{
    char some[4096];

    while (judge_length(bytes) != LENGTH_WHOLE) {
        g_autoptr(GError) trouble = NULL;
        gsize got = tls_read(tls, some, sizeof(some), &trouble);

        if (got > 0) {
            g_string_append_len(bytes, some, (gssize)got);
            continue;
        }
        if (g_error_matches(trouble, CONNECTION_ERROR, CONNECTION_ERROR_CLOSED))
            return judge_length(bytes) == LENGTH_UNKNOWN ||
                   fail(host, HTTPS_ERROR_CUT, "closed the connection before its end", error);
        g_propagate_error(error, g_steal_pointer(&trouble));
        return FALSE;
    }
    return TRUE;
}

/* "HTTP/1.1 404 Not Found". */
static gboolean
check_status(const char *host, const char *head, GError **error)
{
    g_autofree char *line = g_strndup(head, strcspn(head, "\r\n"));
    const char *status = strchr(line, ' ');

    if (!g_str_has_prefix(line, "HTTP/1.") || !status)
        return fail(host, HTTPS_ERROR_REPLY, "no reply of HTTP", error);
    return g_ascii_strtoull(status, NULL, 10) == 200 || fail(host, HTTPS_ERROR_STATUS, line, error);
}

static gboolean
check_type(const char *host, const char *head, GError **error)
{
    g_autofree char *type = find_field(head, "Content-Type");

    if (!type)
        return fail(host, HTTPS_ERROR_REPLY, "no Content-Type, and not text/plain", error);
    type[strcspn(type, "; \t")] = '\0';
    return g_ascii_strcasecmp(type, "text/plain") == 0 ||
           fail(host, HTTPS_ERROR_REPLY, type, error);
}

static char *
take_body(const char *host, const GString *bytes, GError **error)
{
    gsize length = head_length(bytes);
    g_autofree char *head = length ? text_to_utf8(bytes->str, length) : NULL;

    if (!head || length > HEAD_MAX)
        fail(host, HTTPS_ERROR_REPLY, "no reply of HTTP", error);
    else if (check_status(host, head, error) && check_type(host, head, error)) {
        if (bytes->len - length <= HTTPS_BODY_MAX)
            return text_to_utf8(bytes->str + length, bytes->len - length);
        fail(host, HTTPS_ERROR_REPLY, "more than 64 KB", error);
    }
    return NULL;
}

char *
https_get_text(const char *host, const char *address, const char *path, const char *ca_file,
               GError **error)
{
    g_autoptr(Connection) connection =
        connection_open_at(host, address, HTTPS_PORT, &limits, error);
    g_autoptr(Tls) tls = connection ? tls_new(connection, ca_file, error) : NULL;
    g_autoptr(GString) bytes = g_string_new(NULL);

    if (!tls)
        return NULL;
    connection_begin_step(connection);
    if (!ask(tls, host, path, error) || !receive(tls, host, bytes, error))
        return NULL;
    return take_body(host, bytes, error);
}
