/* smtpreply.c - an SMTP reply as notices, logs and people quote it */

#include "parsers/smtpreply.h"

#include "base/text.h"
#include "parsers/replycode.h"
#include "parsers/wrapping.h"

#include <string.h>

/* The text of one reply while it is being read. */
typedef struct {
    int code;
    Status status;
    gboolean more;  /* the last code was followed by "-": more lines are to come */
    gboolean lined; /* there was a "550-": the code may stand again, wherever lines were reflowed */
    gboolean marked; /* its lines begin with "<<<", as transcripts of a session mark them */
    GString *text;
} Reading;

void
smtpreply_init(SmtpReply *reply)
{
    memset(reply, 0, sizeof *reply);
    reply->text = g_strdup("");
    reply->remote_mta = g_strdup("");
    reply->command = g_strdup("");
}

void
smtpreply_clear(SmtpReply *reply)
{
    g_clear_pointer(&reply->text, g_free);
    g_clear_pointer(&reply->remote_mta, g_free);
    g_clear_pointer(&reply->command, g_free);
}

/* As status_at, behind a reply code: Postfix breaks lines there too ("554\n    5.6.0 ..."). */
static const char *
status_behind(const char *code_end, Status *status)
{
    return replycode_status_at(code_end + strspn(code_end, " \t\n"), status);
}

/* Takes code and status at text into the reading; returns the text behind them. */
static const char *
take_code(Reading *reading, const char *text)
{
    const char *rest = text, *behind = text;
    Status status;

    reading->code = replycode_at(text, &rest, &reading->more);
    /* Google's "554 554 5.7.0 ..." */
    if (*rest == ' ' && replycode_at(rest + 1, &behind, &reading->more) == reading->code)
        rest = behind;
    reading->lined |= reading->more;
    behind = status_behind(rest, &status);
    if (behind && !status_is_set(reading->status))
        reading->status = status;
    return behind && status_equal(status, reading->status) ? behind : rest;
}

/*
 * A code that begins a line is another reply's: 503 only says that the one before was a refusal,
 * and 221 takes leave.
 */
static gboolean
begins_other_reply(const Reading *reading, const char *line, int code, const char *rest)
{
    Status status;

    return code != reading->code && code != 503 && code != 221 && !reading->more &&
           (replycode_is_marked(line) || replycode_status_at(rest, &status));
}

static void
begin_reading(Reading *reading, gboolean marked)
{
    reading->status = (Status){0};
    reading->lined = FALSE;
    reading->marked = marked;
    g_string_truncate(reading->text, 0);
}

/*
 * What a line adds to the reading begins where the return value points; NULL where the line is
 * no part of a reply.
 */
static const char *
read_line_start(Reading *reading, const char *line)
{
    const char *start = replycode_skip_marks(line);
    const char *rest, *behind;
    gboolean more;
    Status status;
    int code;

    if (replycode_is_command(start) || (reading->marked && !replycode_is_marked(line)))
        return NULL;
    code = replycode_at(start, &rest, &more);
    if (code == reading->code)
        return take_code(reading, start);
    if (code && begins_other_reply(reading, line, code, rest)) {
        begin_reading(reading, replycode_is_marked(line));
        return take_code(reading, start);
    }
    if (code == 503 || code == 221 || (reading->marked && !reading->more))
        return NULL;
    /* chasquid repeats the enhanced code alone */
    behind = replycode_status_at(start, &status);
    return behind && status_equal(status, reading->status) ? behind : start;
}

/* "Message expired.<421 4.4.2 Connection timed out>": what was said last stands in brackets. */
static gboolean
begins_inner_reply(const char *text)
{
    const char *rest;
    gboolean more;
    Status status;

    return *text == '<' && replycode_at(text + 1, &rest, &more) &&
           replycode_status_at(rest, &status);
}

/* Copies text up to the line's end, without the codes that reflowing left inside. */
static const char *
read_line(Reading *reading, const char *text)
{
    const char *rest;
    gboolean more;

    for (const char *start = text; *text && *text != '\n';) {
        if (begins_inner_reply(text)) {
            begin_reading(reading, reading->marked);
            text = take_code(reading, text + 1);
        } else if (reading->lined && replycode_may_begin(start, text) &&
                   replycode_at(text, &rest, &more) == reading->code) {
            text = take_code(reading, text);
            g_string_append_c(reading->text, ' ');
        } else {
            g_string_append_c(reading->text, *text++);
        }
    }
    g_string_append_c(reading->text, ' ');
    return *text ? text + 1 : text;
}

/* Reads from the code at text in quotation to the end; of several replies the last one stays. */
static void
read_reply(Reading *reading, const char *quotation, const char *text)
{
    const char *line = text;

    while (line > quotation && line[-1] != '\n')
        line--;
    reading->marked = replycode_is_marked(line) && replycode_skip_marks(line) == text;
    text = read_line(reading, take_code(reading, text));
    while (*text) {
        const char *start = read_line_start(reading, text);

        if (start)
            text = read_line(reading, start);
        else
            text += strcspn(text, "\n") + (strchr(text, '\n') != NULL);
    }
}

/* OpenSMTPD joins lines without a space and leaves the status there: "domain's5.7.26 DMARC". */
static void
drop_repeated_status(GString *text, Status status)
{
    g_autofree char *word = status_to_string(status);
    gsize length = strlen(word);

    for (char *at = *word ? strstr(text->str, word) : NULL; at; at = strstr(at, word)) {
        gsize where = at - text->str;

        if (where > 0 && !g_ascii_isdigit(at[-1]) && at[-1] != '.' && at[-1] != '#' &&
            !g_ascii_isdigit(at[length]) && at[length] != '.') {
            g_string_erase(text, where, length);
            g_string_insert_c(text, where, ' ');
        }
        at = text->str + where + 1;
    }
}

/* "(#5.1.1)" of qmail's conventions (QSBMF), and "dsn=5.1.1" of Sendmail's log. */
static Status
find_marked_status(const char *text)
{
    Status status = {0};

    for (const char *at = strchr(text, '#'); at; at = strchr(at + 1, '#'))
        if (status_parse(at + 1, &status, NULL))
            return status;
    for (const char *at = strstr(text, "dsn="); at; at = strstr(at + 1, "dsn="))
        if (status_parse(at + strlen("dsn="), &status, NULL))
            return status;
    return (Status){0};
}

/*
 * "SMTP Error (550): ... (5.1.1 <u@example.net>: ...)" and "550 permanent failure for one or more
 * recipients (u@example.net:550 5.1.1 ...)": the status stands in the text.
 */
static const char *
find_inner_status(const char *text, int code, Status *status)
{
    const char *rest;
    gboolean more;

    for (const char *at = strpbrk(text, "(:"); at; at = strpbrk(at + 1, "(:")) {
        if (*at == '(' && status_parse(at + 1, status, NULL))
            return replycode_status_at(at, status);
        if (replycode_at(at + 1, &rest, &more) == code && replycode_status_at(rest, status))
            return replycode_status_at(rest, status);
    }
    return NULL;
}

/* IronPort: "5.1.0 - Unknown address error 550-'No such user'". */
static Status
find_leading_status(const char *quotation)
{
    Status status = {0};
    const char *rest = replycode_status_at(quotation, &status);

    return rest && g_str_has_prefix(rest, " - ") ? status : (Status){0};
}

static void
drop_unopened_bracket(char *text)
{
    int depth = 0;
    gsize length = strlen(text);

    for (const char *c = text; *c; c++)
        depth += *c == '(' ? 1 : *c == ')' ? -1 : 0;
    while (depth++ < 0 && length > 0 && text[length - 1] == ')')
        text[--length] = '\0';
}

/* "\303\251" as Exim prints what is not ASCII; the text as it is where that gives no UTF-8. */
static char *
decode_octal(const char *text)
{
    GString *out = g_string_new(NULL);

    for (; *text; text++) {
        if (text[0] == '\\' && text[1] >= '2' && text[1] <= '3' && text[2] >= '0' &&
            text[2] <= '7' && text[3] >= '0' && text[3] <= '7') {
            g_string_append_c(out,
                              (char)((text[1] - '0') * 64 + (text[2] - '0') * 8 + text[3] - '0'));
            text += 3;
        } else {
            g_string_append_c(out, *text);
        }
    }
    return g_string_free(out, FALSE);
}

static char *
without_octal(const char *text)
{
    g_autofree char *decoded = NULL;

    if (!strstr(text, "\\2") && !strstr(text, "\\3"))
        return g_strdup(text);
    decoded = decode_octal(text);
    return text_to_utf8(decoded, strlen(decoded));
}

/* The form that rules read: typographic apostrophes as ', white space as one space. */
static char *
normalise(const char *text)
{
    GString *out = g_string_new(text);
    char *squeezed;

    g_string_replace(out, "\u2019", "'", 0);
    g_string_replace(out, "\u2018", "'", 0);
    squeezed = text_squeeze(out->str);
    g_string_free(out, TRUE);
    squeezed[wrapping_tail(squeezed) - squeezed] = '\0'; /* where reflowing had broken its words */
    g_strchomp(squeezed);
    drop_unopened_bracket(squeezed);
    return squeezed;
}

static void
finish_reply(SmtpReply *reply, Reading *reading)
{
    const char *inner;

    drop_repeated_status(reading->text, reading->status);
    reply->code = reading->code;
    reply->cut = reading->more;
    reply->status = reading->status;
    if (!status_is_set(reply->status) &&
        (inner = find_inner_status(reading->text->str, reading->code, &reply->status)))
        g_string_erase(reading->text, 0, inner - reading->text->str);
    if (!status_is_set(reply->status))
        reply->status = find_marked_status(reading->text->str);
    g_free(reply->text);
    reply->text = normalise(reading->text->str + strspn(reading->text->str, " ):-;,"));
}

const char *
smtpreply_skip_type(const char *value)
{
    const char *end = value;

    while (g_ascii_isalnum(*end) || *end == '-' || *end == '_')
        end++;
    end += strspn(end, " \t\n");
    if (*end != ';' || end == value || g_ascii_isdigit(*value))
        return value;
    return end + 1 + strspn(end + 1, " \t\n");
}

/* Without a reply code: what is quoted is the text, and a status may lead it or be marked in it. */
static void
finish_words(SmtpReply *reply, const char *quotation)
{
    const char *stat = strstr(quotation, "stat=");
    const char *rest = replycode_status_at(smtpreply_skip_type(quotation), &reply->status);

    if (!rest)
        reply->status = find_marked_status(quotation);
    if (!rest && stat && status_is_set(reply->status))
        rest = stat + strlen("stat=");
    g_free(reply->text);
    reply->text = normalise(rest ? rest : quotation);
}

gboolean
smtpreply_parse(const char *quotation, SmtpReply *reply)
{
    g_autofree char *plain = without_octal(quotation);
    g_autofree char *body = g_strndup(plain, wrapping_tail(plain) - plain);
    g_autofree char *line = text_squeeze(plain);
    const char *code = replycode_find(body);

    smtpreply_init(reply);
    g_free(reply->command);
    g_free(reply->remote_mta);
    reply->command = g_strdup(wrapping_command(line));
    reply->remote_mta = wrapping_remote_mta(plain);
    if (code) {
        Reading reading = {.text = g_string_new(NULL)};

        read_reply(&reading, body, code);
        finish_reply(reply, &reading);
        if (!status_is_set(reply->status))
            reply->status = find_leading_status(body);
        g_string_free(reading.text, TRUE);
    } else {
        finish_words(reply, body);
    }
    return reply->code || status_is_set(reply->status);
}

gboolean
smtpreply_is_quoted(const char *quotation)
{
    return replycode_find(quotation) != NULL;
}
