/* autoreply.c - automatic replies: somebody is away, has left, or a system says "received" */

#include "parsers/autoreply.h"

#include "base/text.h"
#include "parsers/address.h"
#include "parsers/autoreplysigns.h"
#include "parsers/phrase.h"
#include "parsers/returndate.h"

#include <string.h>

/* An automatic reply says what it is in its first lines. */
#define OPENING_MAX 2000
#define WORDS_MAX 500

/* Lines that begin what is quoted of our own message. */
static const char *const quotation_starts[] = {
    ">",
    "-----Original",
    "----- Original",
    "-----Message d'origine",
    "-----Urspr",
    "------ This is a copy",
    "________________________________",
};

/* Who answers; some leave From to their mail server. */
static const char *const sender_fields[] = {"From", "Reply-To", "Sender", "Return-Path"};

static gboolean
starts_quotation(const char *line)
{
    for (gsize i = 0; i < G_N_ELEMENTS(quotation_starts); i++)
        if (text_has_prefix(line, quotation_starts[i]))
            return TRUE;
    return FALSE;
}

/* The text up to where our message is quoted, and no longer than max bytes. */
static char *
take_opening(const char *text, gsize max)
{
    const char *end = text;

    while (*end && !starts_quotation(end) && (gsize)(end - text) < max) {
        const char *lf = strchr(end, '\n');

        end = lf ? lf + 1 : end + strlen(end);
    }
    return g_strndup(text, MIN((gsize)(end - text), text_fitting_length(text, max)));
}

static char *
take_address(const Mail *mail, const char *name)
{
    g_autofree char *value = mail_header(mail, name);
    const char *bracket = strrchr(value, '<');

    return address_find(bracket ? bracket : value, NULL);
}

static char *
take_sender(const Mail *mail)
{
    for (gsize i = 0; i < G_N_ELEMENTS(sender_fields); i++) {
        g_autofree char *address = take_address(mail, sender_fields[i]);

        if (*address)
            return g_steal_pointer(&address);
    }
    return g_strdup("");
}

/* The first address in the text that is neither the one that answers nor ours. */
static char *
find_other_address(const Mail *mail, const char *sender, const char *text)
{
    g_autofree char *ours = take_address(mail, "To");

    while (*text) {
        const char *end = text;
        g_autofree char *address = address_find(text, &end);

        if (!*address)
            break;
        if (!address_equal(address, sender) && !address_equal(address, ours))
            return g_steal_pointer(&address);
        text = end > text ? end : text + 1;
    }
    return g_strdup("");
}

/* Of "Away until 7 May: Your offer of 3 May" only what the answer itself says. */
static char *
find_return_date(const Notice *notice, const char *opening)
{
    g_autofree char *subject = phrase_fold(notice->subject);
    g_autofree char *said =
        g_strdup_printf("%.*s. %s", (int)strcspn(subject, ":"), subject, opening);

    return returndate_find(said, notice->raw_date);
}

/* Which message it answers is all that it has of the original. */
static void
read_original(const Mail *mail, Notice *notice)
{
    g_autofree char *id = mail_header(mail, "In-Reply-To");
    const char *start = strchr(id, '<');
    gsize length = start ? strcspn(start, ">") : 0;

    if (start && start[length] == '>')
        text_take(&notice->original.message_id, g_strndup(start, length + 1));
}

static gboolean
is_challenge(const Signs *signs)
{
    return signs->answers && !signs->in_text[PHRASE_AWAY] &&
           (signs->in_text[PHRASE_CHALLENGE] || signs->in_subject[PHRASE_CHALLENGE]);
}

/* Some mailboxes that take mail for any address answer that there is no such one. */
static gboolean
is_refusal(const Signs *signs)
{
    return signs->certain && signs->in_text[PHRASE_BOUNCE] && !signs->in_text[PHRASE_AWAY] &&
           !signs->in_text[PHRASE_LEFT];
}

static gboolean
is_ticket(const Signs *signs)
{
    gboolean received = signs->in_text[PHRASE_RECEIVED] || signs->in_subject[PHRASE_RECEIVED];
    gboolean absent = signs->in_text[PHRASE_AWAY] || signs->in_subject[PHRASE_AWAY] ||
                      signs->in_text[PHRASE_LEFT];

    return !absent && (received || signs->ticket);
}

static void
read_refusal(const Mail *mail, Notice *notice, Recipient *recipient, const char *raw)
{
    g_autofree char *address = find_other_address(mail, recipient->address, raw);

    recipient->type = EVENT_BOUNCE;
    notice->guessed = TRUE;
    text_take(&recipient->address, g_steal_pointer(&address));
}

static void
read_absence(const Mail *mail, Notice *notice, const Signs *signs, const char *raw,
             const char *opening)
{
    const Recipient *recipient = g_ptr_array_index(notice->recipients, 0);

    text_take(&notice->return_date, find_return_date(notice, opening));
    /* who comes back has not left, whatever else the text says is no longer so */
    notice->has_left = signs->in_text[PHRASE_LEFT] && !*notice->return_date;
    if (notice->has_left)
        text_take(&notice->new_address, find_other_address(mail, recipient->address, raw));
    if (is_ticket(signs))
        notice_add_quirk(notice, "ticket");
}

static void
read_answer(const Mail *mail, Notice *notice, const Signs *signs, const char *raw,
            const char *opening)
{
    g_autofree char *sender = take_sender(mail);
    Recipient *recipient = notice_add_recipient(notice, sender);
    g_autofree char *words = take_opening(raw, WORDS_MAX);

    text_take(&recipient->words, text_squeeze(words));
    recipient->type = is_challenge(signs) ? EVENT_CHALLENGE : EVENT_AUTO_REPLY;
    read_original(mail, notice);
    if (is_refusal(signs))
        read_refusal(mail, notice, recipient, raw);
    else if (recipient->type == EVENT_AUTO_REPLY)
        read_absence(mail, notice, signs, raw, opening);
}

/* A delivery report that could not be read is no answer, whatever its Auto-Submitted says. */
static gboolean
is_delivery_report(const Mail *mail)
{
    const char *type = mail_content_parameter(mail, "report-type");

    return mail->status_parts->len > 0 || (type && !g_ascii_strcasecmp(type, "delivery-status"));
}

gboolean
autoreply_read(const Mail *mail, Notice *notice)
{
    Signs signs = signs_read(mail);
    g_autofree char *raw = NULL;
    g_autofree char *opening = NULL;

    if (!signs_want_text(&signs) || is_delivery_report(mail))
        return FALSE;
    raw = take_opening(mail->text->str, OPENING_MAX);
    opening = phrase_fold(raw);
    signs_read_text(opening, &signs);
    if (!signs_suffice(&signs))
        return FALSE;
    read_answer(mail, notice, &signs, raw, opening);
    return TRUE;
}
