/* imapguard.c - looks at what an IMAP server sends before libetpan does */

#include "mailbox/imapguard.h"

#include "base/text.h"

#include <glib/gi18n.h>
#include <string.h>

/* Bytes of a line: the longest of honest ones are capabilities and flags. */
#define LINE_BYTES_MAX (64 * 1024)

/* Lists within lists; what we ask for has one or two. */
#define NESTING_MAX 20

void
imapguard_init(ImapGuard *guard)
{
    *guard = (ImapGuard){.line = g_string_new("")};
}

void
imapguard_clear(ImapGuard *guard)
{
    g_string_free(guard->line, TRUE);
    g_free(guard->goodbye);
}

void
imapguard_begin(ImapGuard *guard, guint64 literal_max, guint64 step_max)
{
    guard->literal_max = literal_max;
    guard->step_max = step_max;
    guard->step = 0;
}

/* Lines. Each of these is a reason to refuse one. */

static gboolean
is_too_nested(const char *line)
{
    guint depth = 0;
    gboolean is_quoted = FALSE;

    for (; *line; line++) {
        if (*line == '\\' && is_quoted && line[1])
            line++;
        else if (*line == '"')
            is_quoted = !is_quoted;
        else if (!is_quoted && *line == '(' && ++depth > NESTING_MAX)
            return TRUE;
        else if (!is_quoted && *line == ')' && depth > 0)
            depth--;
    }
    return FALSE;
}

/* RFC 3501, 7.1: a human-readable text MUST follow. libetpan copies it unseen. */
static gboolean
is_alert_of_nothing(const char *line)
{
    const char *code = strchr(line, '[');

    return code && (!g_ascii_strcasecmp(code, "[ALERT]") || !g_ascii_strcasecmp(code, "[PARSE]"));
}

static gboolean
is_flags_of_nothing(const char *line)
{
    const char *code = text_find(line, "[PERMANENTFLAGS");

    return code &&
           code[strlen("[PERMANENTFLAGS") + strspn(code + strlen("[PERMANENTFLAGS"), " ")] == ']';
}

/* RFC 3501, 2.3.1.1: 32 bits, and not 0. libetpan keeps the lower ones of more. */
static gboolean
has_impossible_uid(const char *line)
{
    for (const char *uid = text_find(line, "UID "); uid; uid = text_find(uid + 1, "UID ")) {
        const char *number = uid + strlen("UID ");
        guint64 value = g_ascii_strtoull(number, NULL, 10);

        if (g_ascii_isdigit(*number) && (value == 0 || value > G_MAXUINT32))
            return TRUE;
    }
    return FALSE;
}

static const struct {
    gboolean (*is_so)(const char *line);
    const char *complaint;
} refusals[] = {
    {is_too_nested, N_("lists within lists without end")},
    {is_alert_of_nothing, N_("an alert without a text")},
    {is_flags_of_nothing, N_("flags without a list")},
    {has_impossible_uid, N_("a UID that is no 32-bit number")},
};

static gboolean
refuse(ImapGuard *guard, const char *complaint)
{
    guard->complaint = complaint;
    return FALSE;
}

static void
note_goodbye(ImapGuard *guard, const char *line)
{
    if (text_has_prefix(line, "* BYE"))
        text_take(&guard->goodbye, g_strdup(line + strlen("* BYE")));
}

/* Lines that end with text for people, which may look like anything. */
static gboolean
is_text(const char *line)
{
    static const char *const states[] = {"* OK", "* NO", "* BAD", "* BYE", "* PREAUTH"};

    for (gsize i = 0; i < G_N_ELEMENTS(states); i++)
        if (text_has_prefix(line, states[i]))
            return TRUE;
    return *line != '*';
}

/* A line that ends with "{N}" goes on behind the literal. Takes that off it; *length is N. */
static gboolean
take_literal(GString *line, guint64 *length)
{
    const char *brace = strrchr(line->str, '{');
    char *end;

    if (is_text(line->str) || !brace || !g_ascii_isdigit(brace[1]))
        return FALSE;
    *length = g_ascii_strtoull(brace + 1, &end, 10);
    if (!g_str_equal(end, "}"))
        return FALSE;
    g_string_truncate(line, (gsize)(brace - line->str));
    return TRUE;
}

/* The line is over; but where a literal follows, only for now. */
static gboolean
take_line(ImapGuard *guard)
{
    guint64 length = 0;

    while (guard->line->len && strchr("\r\n", guard->line->str[guard->line->len - 1]))
        g_string_truncate(guard->line, guard->line->len - 1);
    if (strlen(guard->line->str) != guard->line->len)
        return refuse(guard, N_("a line with a NUL byte"));
    for (gsize i = 0; i < G_N_ELEMENTS(refusals); i++)
        if (refusals[i].is_so(guard->line->str))
            return refuse(guard, refusals[i].complaint);
    if (take_literal(guard->line, &length)) {
        if (length > guard->literal_max)
            return refuse(guard, N_("more of a message than was asked for"));
        guard->literal = length;
        return TRUE;
    }
    note_goodbye(guard, guard->line->str);
    g_string_truncate(guard->line, 0);
    return TRUE;
}

gboolean
imapguard_look(ImapGuard *guard, const char *bytes, gsize length)
{
    guard->step += length;
    if (guard->step > guard->step_max)
        return refuse(guard, N_("far more than what was asked for"));
    while (length > 0) {
        gsize passed = (gsize)MIN(guard->literal, length);
        const char *end;

        guard->literal -= passed;
        bytes += passed;
        length -= passed;
        end = memchr(bytes, '\n', length);
        passed = end ? (gsize)(end - bytes) + 1 : length;
        if (guard->line->len + passed > LINE_BYTES_MAX)
            return refuse(guard, N_("a line without end"));
        g_string_append_len(guard->line, bytes, (gssize)passed);
        bytes += passed;
        length -= passed;
        if (end && !take_line(guard))
            return FALSE;
    }
    return TRUE;
}
