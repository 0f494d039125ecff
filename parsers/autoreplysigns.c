/* autoreplysigns.c - what tells an automatic reply from the mail of a person */

#include "parsers/autoreplysigns.h"

#include "parsers/phrase.h"

#include <string.h>

/* Fewer are not enough; see the tables for what each thing weighs. */
#define POINTS_NEEDED 5

/* Without so many from header and subject, the text is not looked at: it is a person's mail. */
#define POINTS_FOR_TEXT 2

/* What each kind of phrase says when it stands at the beginning of the text. */
static const int text_points[PHRASE_KIND_COUNT] = {
    [PHRASE_AUTOMATIC] = 3, [PHRASE_AWAY] = 2,      [PHRASE_LEFT] = 2,
    [PHRASE_RECEIVED] = 2,  [PHRASE_CHALLENGE] = 3,
};

/* The mail programs of people mostly give their name. */
static gboolean
names_program(const Mail *mail)
{
    return mail_raw_header(mail, "User-Agent") || mail_raw_header(mail, "X-Mailer");
}

/* Prefixes of answers and forwarded mail, folded. */
static const char *const answer_prefixes[] = {
    "re:", "re :", "aw:", "antw:", "sv:", "vs:", "ref:", "r:", "odp:", "res:", "rv:"};

static gboolean
is_answer(const char *subject)
{
    for (gsize i = 0; i < G_N_ELEMENTS(answer_prefixes); i++)
        if (g_str_has_prefix(subject, answer_prefixes[i]))
            return TRUE;
    return FALSE;
}

/* "[list] [ticket 7] Automatic reply" -> "Automatic reply" */
static const char *
skip_tags(const char *subject)
{
    while (*subject == '[') {
        const char *end = strchr(subject, ']');

        if (!end)
            break;
        subject = end + 1 + strspn(end + 1, " ");
    }
    return subject;
}

/* Those of "Automatic reply: Offer". */
#define TITLE_POINTS 4

static gboolean
ends_phrase(const char *rest)
{
    rest += strspn(rest, " ");
    return !*rest || strchr(":-(!.,]", *rest);
}

/*
 * What a subject says by the place of the phrase: "Automatic reply: Offer" all of it, "Offer
 * (automatic reply)" nearly; "Automatic reply settings" may be a person's.
 */
static int
place_points(const Phrase *phrase, const char *subject)
{
    const char *found = phrase_find(subject, phrase->text);
    const char *rest = found ? found + strlen(phrase->text) : NULL;

    if (!found)
        return 0;
    if (found == subject)
        return ends_phrase(rest) || rest[-1] == ':' || phrase->kind != PHRASE_AUTOMATIC
                   ? phrase->subject_points
                   : phrase->subject_points - 2;
    if (!(phrase->places & PLACE_SUBJECT) || is_answer(subject))
        return !strcmp(rest, ")") && phrase->kind == PHRASE_AUTOMATIC ? phrase->subject_points - 1
                                                                      : 0;
    return phrase->kind == PHRASE_AWAY && ends_phrase(rest) ? phrase->subject_points : 0;
}

/* "[support #33575] AutoReply: ...", "Ticket 4711": a number that people can quote. */
static gboolean
has_ticket_number(const char *subject)
{
    static const char *const words[] = {"ticket",  "case",    "request", "incident", "demande",
                                        "dossier", "vorgang", "anfrage", ""};

    for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
        for (const char *at = phrase_find(subject, words[i]); at && *at;
             at = phrase_find(at + 1, words[i])) {
            const char *number = at + strlen(words[i]);

            number += strspn(number, " :");
            if (*number == '#' ? g_ascii_isdigit(number[1]) : *words[i] && g_ascii_isdigit(*number))
                return TRUE;
        }
    return FALSE;
}

static void
read_subject(const char *subject, Signs *signs)
{
    int best = 0;

    for (gsize i = 0; i < autoreply_phrase_count; i++) {
        const Phrase *phrase = &autoreply_phrases[i];
        int points = phrase->places & (PLACE_SUBJECT_START | PLACE_SUBJECT)
                         ? place_points(phrase, subject)
                         : 0;

        if (!points)
            continue;
        signs->in_subject[phrase->kind] = TRUE;
        signs->titled |= phrase->kind == PHRASE_AUTOMATIC && points >= TITLE_POINTS;
        signs->declared |= phrase->kind == PHRASE_AUTOMATIC && !strcmp(subject, phrase->text);
        if (ABS(points) > ABS(best))
            best = points;
    }
    signs->points += best;
}

/* Exchange puts words before the subject, and leaves the topic as the sender wrote it. */
static gboolean
precedes_topic(const Mail *mail, const char *subject)
{
    g_autofree char *topic = mail_header(mail, "Thread-Topic");
    g_autofree char *folded = phrase_fold(topic);
    gsize before = strlen(subject) - MIN(strlen(subject), strlen(folded));

    return *folded && before >= 3 && !is_answer(subject) && g_str_has_suffix(subject, folded) &&
           strchr(": ", subject[before - 1]);
}

/* What stands in the header for a subject that a program made. */
static void
read_making(const Mail *mail, const char *subject, gboolean refers, Signs *signs)
{
    gboolean person = names_program(mail) || signs->list;
    gboolean other_subject = refers && !is_answer(subject) && !person;

    if (precedes_topic(mail, subject)) {
        signs->points += 2;
        signs->machine = TRUE;
        signs->made = TRUE;
    }
    signs->points += other_subject;
    signs->machine |= other_subject;
    /* a program so simple that it does not know of MIME */
    signs->machine |= !mail_raw_header(mail, "MIME-Version") && !person;
}

void
signs_read_text(const char *opening, Signs *signs)
{
    int best = 0;

    for (gsize i = 0; i < autoreply_phrase_count; i++) {
        const Phrase *phrase = &autoreply_phrases[i];

        if (!(phrase->places & PLACE_TEXT) || signs->in_text[phrase->kind] ||
            !phrase_find(opening, phrase->text))
            continue;
        signs->in_text[phrase->kind] = TRUE;
        best = MAX(best, text_points[phrase->kind]);
    }
    signs->points += best;
    /* nobody titles what he writes himself so, and tells of his absence in it */
    signs->machine |= signs->titled && !signs->list &&
                      (signs->in_text[PHRASE_AWAY] || signs->in_text[PHRASE_LEFT]);
    /* Domino: "AUTO: Anna is out of the office", and below "This is an automated response" */
    signs->machine |= signs->in_subject[PHRASE_AUTOMATIC] && signs->in_text[PHRASE_AUTOMATIC];
}

static gboolean
has_null_path(const Mail *mail)
{
    const char *path = mail_raw_header(mail, "Return-Path");

    return path && g_str_has_prefix(path + strspn(path, " \t"), "<>");
}

Signs
signs_read(const Mail *mail)
{
    g_autofree char *header = mail_header(mail, "Subject");
    g_autofree char *folded = phrase_fold(header);
    const char *subject = skip_tags(folded);
    gboolean refers = mail_raw_header(mail, "In-Reply-To") || mail_raw_header(mail, "References");
    Signs signs = {.answers = refers || is_answer(subject) || has_null_path(mail)};
    int before;

    signs_read_headers(mail, &signs);
    signs.ticket |= has_ticket_number(folded);
    before = signs.points;
    read_subject(subject, &signs);
    if (*folded == '[' && signs.points == before) /* the tag itself: "[Automatic reply] Offer" */
        read_subject(folded + 1, &signs);
    signs.made = signs.points > before;
    signs.titled &= !names_program(mail) && !strchr(subject, '?');
    if (signs.made || before > POINTS_FOR_TEXT)
        read_making(mail, subject, refers, &signs);
    return signs;
}

gboolean
signs_want_text(const Signs *signs)
{
    return signs->certain || (signs->points >= POINTS_FOR_TEXT && (signs->answers || signs->made));
}

gboolean
signs_suffice(const Signs *signs)
{
    gboolean absent = signs->in_text[PHRASE_AWAY] || signs->in_text[PHRASE_LEFT];
    gboolean stated = signs->certain || signs->made;

    for (gsize kind = 0; kind < PHRASE_BOUNCE; kind++)
        stated |= signs->in_text[kind];
    return stated && signs->points >= POINTS_NEEDED &&
           (signs->machine || (signs->declared && absent));
}
