/* saying.c - what a notice for people says of a recipient */

#include "parsers/saying.h"

#include "base/text.h"
#include "parsers/address.h"
#include "parsers/section.h"
#include "parsers/wording.h"

#include <string.h>

/* What of a long paragraph is kept where it is no reply. */
#define WORDS_MAX 2048
/* A refusal is no longer than that. */
#define PARAGRAPH_MAX 4096

/* Words that lead in what another server answered. */
static const char *const reply_leads[] = {
    "The error that the other server returned was:",
    "The response from the remote server was:",
    "The response was:",
    "The mail server responded:",
    "The remote server responded:",
    "Remote server returned",
    "Remote server replied:",
    "Remote host said:",
    "The server responded:",
    "responded as follows:",
    "with the following error message:",
    "with the following error:",
    "following error message:",
    "Diagnostic code:",
    "Diagnostic-Code:",
    "Error message:",
    "Error message below:",
    "generated response:",
    "La réponse du serveur distant est la suivante :",
    "La réponse était :",
    "Réponse du serveur distant :",
    "Die Antwort des Remote-Servers war:",
    "Die Antwort lautete:",
    "La respuesta del servidor remoto fue:",
    "La respuesta fue:",
    "La risposta del server remoto è stata:",
    "A resposta do servidor remoto foi:",
};

gboolean
saying_has_words(const char *text)
{
    for (; *text; text++)
        if (g_ascii_isalnum(*text) || (*text & 0x80))
            return TRUE;
    return FALSE;
}

/* What stands behind a recipient and is about none: words of politeness, and of what comes next. */
static const char *const phrases[] = {
    "No action is required on your part",
    "Message will be retried",
    "Please reply to",
    "Please note that this is only a temporary failure report",
    "The following text was generated during the delivery attempt",
    "If you feel this message to be in error",
    "If you have any questions",
    "If your message was also sent to additional recipients",
    "If you require assistance",
    "The message does not contain any threats",
};

static gboolean
is_boilerplate(const char *words)
{
    for (gsize i = 0; i < G_N_ELEMENTS(phrases); i++)
        if (wording_at(words, phrases[i]))
            return TRUE;
    return FALSE;
}

/* "host mx.example.net [192.0.2.7]" and no more, where Exim has nothing to say but where. */
static gboolean
is_host_only(const char *words)
{
    const char *bracket = text_has_prefix(words, "host ") ? strchr(words, ']') : NULL;

    return bracket && !saying_has_words(bracket);
}

const char *
saying_start(const char *text)
{
    static const char label[] = "Delay reason:"; /* Exim */
    const char *start = text + strspn(text, "-=_* \n");

    if (text_has_prefix(start, label))
        start += strlen(label) + strspn(start + strlen(label), " ");
    return is_boilerplate(start) || is_host_only(start) ? text + strlen(text) : start;
}

/* How some write code, status and text apart. */
static const struct {
    const char *label;
    const char *meaning;
} labels[] = {
    {", ERROR_CODE :5.", " 5."}, /* Zoho */
    {", ERROR_CODE :4.", " 4."},
    {", ERROR_CODE :,", ","},
    {"ERROR_CODE :", "\n"},
    {"ResponseCode ", "\n"},
    {"\n#", "\n"}, /* Exchange: "#550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##" */
    {" ##", ""},
    {"error message: [", "error:\n"}, /* Sisimai's set, X6 */
    {"as follows: [", "as follows:\n"},
    {"], 5", "]:\n5"}, /* SurfControl: "u@example.net: [192.0.2.7], 550 No such user" */
    {"], 4", "]:\n4"},
};

static char *
without_labels(const char *words)
{
    GString *out = g_string_new(words);

    for (gsize i = 0; i < G_N_ELEMENTS(labels); i++)
        g_string_replace(out, labels[i].label, labels[i].meaning, 0);
    return g_string_free(out, FALSE);
}

/* The line that begins with a status, of those who leave the reply code out; NULL else. */
static const char *
status_line(const char *words)
{
    for (const char *line = words; *line; line = wording_next_line(line)) {
        const char *start = line + strspn(line, " \t");
        const char *end;
        Status status;

        if (status_parse(start, &status, &end) && status.class >= 4 && *end == ' ')
            return start;
    }
    return NULL;
}

/* As smtpreply_parse, for what only notices for people do to a reply. */
static gboolean
parse(const char *words, SmtpReply *reply)
{
    g_autofree char *plain = without_labels(words);
    const char *line = status_line(plain);

    if (smtpreply_parse(plain, reply))
        return TRUE;
    if (!line)
        return FALSE;
    smtpreply_clear(reply);
    return smtpreply_parse(line, reply);
}

gboolean
saying_has_reply(const char *text)
{
    g_auto(SmtpReply) reply;

    return parse(text, &reply) && (reply.code >= 400 || reply.status.class >= 4);
}

static void
take_words(Recipient *recipient, const char *text)
{
    const char *words = saying_start(text);

    smtpreply_clear(&recipient->reply);
    parse(words, &recipient->reply);
    text_take(&recipient->words,
              recipient->reply.code
                  ? g_strdup("")
                  : g_strndup(recipient->reply.text,
                              text_fitting_length(recipient->reply.text, WORDS_MAX)));
    text_take(&recipient->diagnostic, text_squeeze(words));
    text_set(&recipient->remote_mta, recipient->reply.remote_mta);
}

void
saying_add(Notice *notice, EventType type, const char *address, const char *words)
{
    Recipient *recipient = notice_find_recipient(notice, address);

    if (recipient && (recipient->reply.code || !saying_has_words(words) ||
                      (*recipient->words && !saying_has_reply(words))))
        return;
    if (!recipient)
        recipient = notice_add_recipient(notice, address);
    recipient->type = type;
    take_words(recipient, words);
}

static gboolean
refuses(const char *paragraph)
{
    g_auto(SmtpReply) reply;

    return parse(paragraph, &reply) && reply.code >= 400;
}

static char *
first_refusal(const char *text)
{
    const char *line = text;

    while (*line) {
        const char *end = line;
        g_autofree char *paragraph = NULL;

        while (*end && !wording_is_blank_line(end))
            end = wording_next_line(end);
        paragraph =
            g_strndup(line, text_fitting_length(line, (gsize)MIN(end - line, PARAGRAPH_MAX)));
        if (*paragraph && refuses(paragraph))
            return g_steal_pointer(&paragraph);
        line = *end ? wording_next_line(end) : end;
    }
    return g_strdup("");
}

static char *
behind_lead(const char *text, const char *lead)
{
    const char *end;

    return wording_find(text, lead, &end) ? section_paragraph(end) : g_strdup("");
}

char *
saying_find_reply(const char *text, const char *lead)
{
    if (lead) {
        g_autofree char *paragraph = behind_lead(text, lead);

        if (saying_has_reply(paragraph))
            return g_steal_pointer(&paragraph);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(reply_leads); i++) {
        g_autofree char *paragraph = behind_lead(text, reply_leads[i]);

        if (saying_has_reply(paragraph))
            return g_steal_pointer(&paragraph);
    }
    return first_refusal(text);
}
