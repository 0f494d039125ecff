/* wrapping.c - what software writes around an SMTP reply that it quotes */

#include "parsers/wrapping.h"

#include "base/text.h"

#include <string.h>

/* Words that tell at which command the reply came; the first row that is there counts. */
static const struct {
    const char *words;
    const char *command;
} command_words[] = {
    /* Postfix: smtp_proto.c, smtp_chat.c */
    {"in reply to RCPT TO", "RCPT"},
    {"in reply to end of DATA", "EOM"},
    {"in reply to DATA", "DATA"},
    {"in reply to MAIL FROM", "MAIL"},
    {"in reply to EHLO", "EHLO"},
    {"in reply to HELO", "EHLO"},
    {"in reply to STARTTLS", "STARTTLS"},
    {"refused to talk to me", "CONNECT"},
    {"receiving the initial server greeting", "CONNECT"},
    {"while sending end of data", "EOM"},
    {"while sending message body", "EOM"},
    {"while sending RCPT TO", "RCPT"},
    {"while sending MAIL FROM", "MAIL"},
    {"while sending DATA", "DATA"},
    {"while performing the EHLO handshake", "EHLO"},
    {"while performing the HELO handshake", "EHLO"},
    /* Exim: transports/smtp.c */
    {"after pipelined end of data", "EOM"},
    {"after end of data", "EOM"},
    {"after RCPT TO", "RCPT"},
    {"after pipelined RCPT TO", "RCPT"},
    {"after MAIL FROM", "MAIL"},
    {"after pipelined MAIL FROM", "MAIL"},
    {"after sending data block", "EOM"},
    {"after pipelined DATA", "DATA"},
    {"after DATA", "DATA"},
    {"after initial connection", "CONNECT"},
    {"after STARTTLS", "STARTTLS"},
    {"after EHLO", "EHLO"},
    {"after HELO", "EHLO"},
    /* Exim: transports/pipe.c; Postfix: pipe_command.c */
    {"pipe to |", "PIPE"},
    {"Child process of", "PIPE"},
    {"Command died with", "PIPE"},
    {"Command output:", "PIPE"},
    /* dma: net.c */
    {"did not like our RCPT TO", "RCPT"},
    {"did not like our MAIL FROM", "MAIL"},
    {"did not like our final DATA", "EOM"},
    {"did not like our DATA", "DATA"},
    /* qmail: qmail-remote.c */
    {"does not like recipient", "RCPT"},
    {"failed after I sent the message", "EOM"},
    {"failed on DATA command", "DATA"},
    {"but sender was rejected", "MAIL"},
    {"but greeting failed", "CONNECT"},
    {"but my name was rejected", "EHLO"},
    /* chasquid: internal/smtp, internal/courier */
    {"DATA closing", "EOM"},
    {"MAIL+RCPT", "RCPT"},
    /* Sendmail and Courier: the transcript of the session */
    {">>> RCPT", "RCPT"},
    {">>> MAIL", "MAIL"},
    {">>> DATA", "DATA"},
    {">>> STARTTLS", "STARTTLS"},
    {">>> EHLO", "EHLO"},
    {">>> HELO", "EHLO"},
};

/* The words that rows begin with: where none of them stands, no row need be tried. */
static const char *const first_words[] = {
    "in reply to ", "after ",           "while ",  "did not like ", "does not like ", "refused to ",
    "receiving ",   "failed ",          "but ",    "DATA closing",  "MAIL+RCPT",      ">>> ",
    "pipe to |",    "Child process of", "Command "};

static gboolean
begins_row(const char *word)
{
    for (gsize i = 0; i < G_N_ELEMENTS(first_words); i++)
        if ((*word | 0x20) == (*first_words[i] | 0x20) && text_has_prefix(word, first_words[i]))
            return TRUE;
    return FALSE;
}

/* The first row whose words begin at word; rows before the limit only. */
static gsize
row_at(const char *word, gsize limit)
{
    for (gsize i = 0; i < limit; i++)
        if (text_has_prefix(word, command_words[i].words))
            return i;
    return limit;
}

static const char *
next_word(const char *word)
{
    const char *gap = strpbrk(word, " (\n\t");

    return gap ? gap + 1 : NULL;
}

const char *
wrapping_command(const char *quotation)
{
    gsize row = G_N_ELEMENTS(command_words);

    for (const char *word = quotation; word; word = next_word(word))
        if (begins_row(word))
            row = row_at(word, row);
    return row < G_N_ELEMENTS(command_words) ? command_words[row].command : "";
}

/* Words before and behind a host's name; before "" is the beginning of a line. */
static const struct {
    const char *before;
    const char *behind;
} host_words[] = {
    {"host ", " said:"},
    {"host ", " refused to talk to me"},
    {"H=", ""},
    {"relay=", ""},
    {"while talking to ", ""},
    {"host ", " ["},
    {"host ", "["},
    {"Connected to ", " but"},
    {"", " did not like our"},
    {"", " failed after I sent the message"},
    {"", " does not like recipient"},
    {"", " failed on DATA command"},
    {"", "]:\n"},
    {"Remote host ", " said"},
    {"lost connection with ", " while"},
    {"", " #5"}, /* Exchange */
};

static gboolean
is_host_char(char c)
{
    return g_ascii_isalnum(c) || c == '.' || c == '-' || c == '_' || c == ':';
}

/* "mx.example.net[192.0.2.7]" or "mx.example.net [192.0.2.7]" -> the name, if one stands there. */
static char *
host_name_at(const char *text)
{
    const char *end = text;

    while (is_host_char(*end))
        end++;
    while (end > text && (end[-1] == '.' || end[-1] == ':'))
        end--;
    if (end - text > 255 || !memchr(text, '.', end - text))
        return NULL;
    return g_strndup(text, end - text);
}

static const char *
line_start(const char *text, const char *at)
{
    while (at > text && at[-1] != '\n')
        at--;
    return at + strspn(at, " \t");
}

static char *
host_between(const char *quotation, const char *before, const char *behind)
{
    const char *found, *host;

    if (!*before) {
        found = text_find(quotation, behind);
        return found ? host_name_at(line_start(quotation, found)) : NULL;
    }
    for (found = text_find(quotation, before); found; found = text_find(found + 1, before)) {
        host = found + strlen(before);
        if (found > quotation && g_ascii_isalnum(found[-1]))
            continue;
        if (*behind && !g_strstr_len(host, 600, behind))
            continue;
        return host_name_at(host);
    }
    return NULL;
}

char *
wrapping_remote_mta(const char *quotation)
{
    for (gsize i = 0; i < G_N_ELEMENTS(host_words); i++) {
        char *host = host_between(quotation, host_words[i].before, host_words[i].behind);

        if (host)
            return host;
    }
    return g_strdup("");
}

/* What Postfix, qmail and others write behind the reply. */
static const char *const tail_words[] = {"(in reply to ", "\nGiving up on ",
                                         "\nI'm not going to try again",
                                         "Remote system: dns;" /* Oracle's servers */};

const char *
wrapping_tail(const char *text)
{
    const char *tail = text + strlen(text);

    for (gsize i = 0; i < G_N_ELEMENTS(tail_words); i++) {
        const char *found = text_find(text, tail_words[i]);

        if (found && found < tail)
            tail = found;
    }
    return tail;
}
