/* replycode.c - where in a quotation an SMTP reply begins */

#include "parsers/replycode.h"

#include "base/text.h"

#include <string.h>

int
replycode_at(const char *text, const char **rest, gboolean *more)
{
    if (text[0] < '2' || text[0] > '5' || text[0] == '3' || !g_ascii_isdigit(text[1]) ||
        !g_ascii_isdigit(text[2]) || (text[3] && !strchr("- \t\n:)>,;]", text[3])))
        return 0;
    *more = text[3] == '-';
    *rest = text + 3 + (text[3] && strchr("-:,;", text[3]));
    return (text[0] - '0') * 100 + (text[1] - '0') * 10 + (text[2] - '0');
}

const char *
replycode_status_at(const char *text, Status *status)
{
    const char *end;

    text += strspn(text, " \t");
    if (*text == 'D' && g_str_has_prefix(text, "DSN "))
        text += strlen("DSN ");
    text += strspn(text, "#[(<{'\"");
    if (!status_parse(text, status, &end))
        return NULL;
    return end + strspn(end, "]):;,>}");
}

/*
 * How long the mark is that transcripts of a session put before what the server said: "<<<" of
 * Sendmail and Courier, "Out:" of Postfix's smtpd, which is the server itself; 0 where none is.
 */
static gsize
reply_mark(const char *line)
{
    return g_str_has_prefix(line, "<<<") ? 3 : g_str_has_prefix(line, "Out:") ? 4 : 0;
}

/* ">>>" and "In:" stand before what the client said. */
gboolean
replycode_is_command(const char *line)
{
    return g_str_has_prefix(line, ">>>") || g_str_has_prefix(line, "In:");
}

const char *
replycode_skip_marks(const char *line)
{
    line += strspn(line, " \t");
    while (reply_mark(line) > 0) {
        line += reply_mark(line);
        line += strspn(line, " \t");
    }
    return line;
}

gboolean
replycode_is_marked(const char *line)
{
    return reply_mark(line + strspn(line, " \t")) > 0;
}

/* Words of chasquid and others that stand right before a code. */
static const char *const lead_words[] = {"MAIL+RCPT ", "DATA closing ", "DATA ", "EHLO ",
                                         "RCPT TO "};
/* Words that call the number behind them a code. */
static const char *const code_words[] = {"error ",  "error code ", "status code ", "reply code ",
                                         "code: ",  "with code ",  "erreur ",      "code retour ",
                                         "fehler ", "fehlercode ", "errore "};

static gboolean
follows_any(const char *text, const char *at, const char *const *words, gsize count)
{
    for (gsize i = 0; i < count; i++) {
        gsize length = strlen(words[i]);

        if ((gsize)(at - text) >= length && !g_ascii_strncasecmp(at - length, words[i], length))
            return TRUE;
    }
    return FALSE;
}

static gboolean
follows_lead(const char *text, const char *at)
{
    return follows_any(text, at, lead_words, G_N_ELEMENTS(lead_words));
}

/* "Error 550: no such user"; codes of HTTP, which these words call so too, begin with 40. */
static gboolean
follows_code_word(const char *text, const char *at, int code)
{
    return code / 10 != 40 && follows_any(text, at, code_words, G_N_ELEMENTS(code_words));
}

/* Roundcube: "SMTP Error (550): ...", "Erreur SMTP (550) : ...". */
static gboolean
follows_smtp(const char *text, const char *at)
{
    gsize back = MIN((gsize)(at - text), strlen("SMTP Error ("));

    return g_strstr_len(at - back, (gssize)back, "SMTP") != NULL;
}

/* "Error:  550 - no such user", "said: \"550 no such user", "smtp; 550 no such user". */
static gboolean
follows_colon(const char *text, const char *at)
{
    static const char type[] = "smtp;";

    while (at > text && strchr(" \"'", at[-1]))
        at--;
    return at > text &&
           (at[-1] == ':' || at[-1] == '=' ||
            (at - text >= (int)strlen(type) && text_has_prefix(at - strlen(type), type)));
}

/* "<u@example.net> 550 no such user", "u@example.net... 550 no such user". */
static gboolean
follows_address(const char *text, const char *at)
{
    while (at > text && at[-1] == ' ')
        at--;
    return at > text && (at[-1] == '>' || (at > text + 3 && !memcmp(at - 3, "...", 3)));
}

/* "435-445-727": of a number that hyphens part, and of no reply. */
static gboolean
is_number_part(const char *at)
{
    const char *next = at + strlen("435-");

    return at[3] == '-' && g_ascii_isdigit(*next) && next[strspn(next, "0123456789")] == '-';
}

/*
 * Within a line a number is a reply code where a status of its class follows, or where it follows
 * words that lead a reply in. 400 and 500 are left out there: they count things more often.
 */
static gboolean
is_code_inside(const char *text, const char *at, int code, const char *rest)
{
    Status status;
    char before = at > text ? at[-1] : '\n';

    if (replycode_status_at(rest, &status) || follows_lead(text, at))
        return TRUE;
    if (at[3] == '-' && (*rest == '\'' || *rest == '"')) /* Amazon SES: 550-'No such user' */
        return TRUE;
    if (code < 400 || code % 100 == 0 || is_number_part(at))
        return FALSE;
    if (follows_code_word(text, at, code))
        return TRUE;
    if (before == '(' && at[3] == ')')
        return follows_smtp(text, at);
    if (before == '<' || before == '(' || before == ';') /* "smtp;550 ..." */
        return TRUE;
    return strchr(" \"'", before) && (follows_colon(text, at) || follows_address(text, at));
}

/* Exchange: "mx.example.net #550 5.1.1 no such user ##". */
static gboolean
follows_number_sign(const char *text, const char *at)
{
    return at > text + 1 && at[-1] == '#' && at[-2] == ' ';
}

gboolean
replycode_may_begin(const char *text, const char *at)
{
    return at == text || follows_number_sign(text, at) ||
           !(g_ascii_isalnum(at[-1]) || strchr(".-_/@#", at[-1]));
}

const char *
replycode_find(const char *text)
{
    const char *rest;
    gboolean more;

    for (const char *line = text; line; line = strchr(line, '\n') ? strchr(line, '\n') + 1 : NULL) {
        const char *start = replycode_skip_marks(line);
        const char *end = line + strcspn(line, "\n");

        if (replycode_at(start, &rest, &more))
            return start;
        for (const char *at = start; at < end; at++) {
            int code = replycode_may_begin(text, at) ? replycode_at(at, &rest, &more) : 0;

            if (code && is_code_inside(text, at, code, rest))
                return at;
        }
    }
    return NULL;
}
