/* guess.c - notices of no known kind: an address near words of failure */

#include "parsers/guess.h"

#include "base/text.h"
#include "parsers/address.h"
#include "parsers/daemonsigns.h"
#include "parsers/failurewords.h"
#include "parsers/phrase.h"
#include "parsers/returned.h"
#include "parsers/saying.h"
#include "parsers/section.h"
#include "parsers/wording.h"

#include <string.h>

/* A notice says in its first pages what failed. */
#define BODY_MAX (8 * 1024)
#define PARAGRAPH_MAX 2048
/* Who comes to the point does so within so much. */
#define OPENING_MAX 500
/* So many addresses are looked at. */
#define CANDIDATES_MAX 20
/* And at so many places, for each of which its paragraph is read. */
#define PLACES_MAX 100

/* An address of the text that may be a recipient. */
typedef struct {
    char *address;
    char *words;    /* the paragraph about it */
    gboolean leads; /* it leads a line */
    gboolean near;  /* words of failure or a reply stand in its paragraph */
    gboolean known; /* the returned message, X-Failed-Recipients or VERP names it too */
} Candidate;

/* What is known of the mail besides its text. */
typedef struct {
    const Mail *mail;
    char *body;
    char *failed;       /* X-Failed-Recipients */
    char *verp;         /* the recipient that our own address carries, or NULL */
    GPtrArray *sent;    /* to whom the returned message went */
    GPtrArray *writers; /* who wrote the notice, and to whom */
    char *reply;        /* the SMTP refusal in the body, "" where there is none */
    gboolean told;      /* the header alone says that this is a notice of failure */
} Evidence;

static void
candidate_free(gpointer data)
{
    Candidate *candidate = data;

    g_free(candidate->address);
    g_free(candidate->words);
    g_free(candidate);
}

static void
evidence_clear(Evidence *evidence)
{
    g_free(evidence->body);
    g_free(evidence->failed);
    g_free(evidence->verp);
    g_free(evidence->reply);
    g_clear_pointer(&evidence->sent, g_ptr_array_unref);
    g_clear_pointer(&evidence->writers, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Evidence, evidence_clear)

static gboolean
holds(const GPtrArray *addresses, const char *address)
{
    for (guint i = 0; i < addresses->len; i++)
        if (address_equal(g_ptr_array_index(addresses, i), address))
            return TRUE;
    return FALSE;
}

static GPtrArray *
read_writers(const Mail *mail)
{
    static const char *const fields[] = {"From", "To", "Reply-To", "Sender", "Return-Path", "Cc"};
    GPtrArray *writers = g_ptr_array_new_with_free_func(g_free);

    for (gsize i = 0; i < G_N_ELEMENTS(fields); i++) {
        g_autofree char *value = mail_header(mail, fields[i]);
        char *address = address_find(value, NULL);

        g_ptr_array_add(writers, address);
    }
    return writers;
}

/* Where list managers see their own return path again. */
static char *
read_verp(const Mail *mail)
{
    static const char *const fields[] = {"Delivered-To", "X-Original-To", "To", "Envelope-To"};

    for (gsize i = 0; i < G_N_ELEMENTS(fields); i++) {
        g_autofree char *value = mail_header(mail, fields[i]);
        g_autofree char *address = address_find(value, NULL);
        char *recipient = *address ? address_from_verp(address) : NULL;

        if (recipient)
            return recipient;
    }
    return NULL;
}

static void
read_evidence(const Mail *mail, const char *stop, Evidence *evidence)
{
    const char *text = mail->text->str;

    evidence->mail = mail;
    evidence->body =
        g_utf8_make_valid(text, MIN(stop ? stop - text : (gssize)mail->text->len, BODY_MAX));
    evidence->failed = mail_header(mail, "X-Failed-Recipients");
    evidence->verp = read_verp(mail);
    evidence->sent = returned_recipients(mail, stop);
    evidence->writers = read_writers(mail);
    evidence->reply = saying_find_reply(evidence->body, NULL);
}

/* Whom a notice names to be asked for help; of a list, its owner (RFC 2142 6). */
static gboolean
is_contact(const char *address)
{
    static const char *const locals[] = {"postmaster@", "mailer-daemon@", "abuse@",     "support@",
                                         "helpdesk@",   "hostmaster@",    "webmaster@", "admin@"};

    for (gsize i = 0; i < G_N_ELEMENTS(locals); i++)
        if (text_has_prefix(address, locals[i]))
            return TRUE;
    return text_has_prefix(address, "owner-") || text_find(address, "-owner@") ||
           text_find(address, "-request@");
}

static gboolean
is_known(const Evidence *evidence, const char *address)
{
    return text_find(evidence->failed, address) || holds(evidence->sent, address) ||
           (evidence->verp && address_equal(evidence->verp, address));
}

static gboolean
tells_failure(const char *text, gsize max)
{
    g_autofree char *head = g_utf8_make_valid(text, (gssize)MIN(strlen(text), max));
    g_autofree char *folded = phrase_fold(head);

    return failure_words_in(folded) || delay_words_in(folded);
}

/* "550 <u@example.net>...", "* u@example.net": but for marks and a code it leads its line. */
static gboolean
leads_line(const char *body, const char *at)
{
    while (at > body && strchr(" \t<\"'*->0123456789", at[-1]))
        at--;
    return at == body || at[-1] == '\n';
}

/* "  RCPT TO: u@example.net", among what a notice tells of the message. */
static gboolean
is_labelled(const char *body, const char *at)
{
    while (at > body && at[-1] != '\n')
        at--;
    return section_is_labelled(at);
}

/* What is said behind an address that leads its line; NULL where that tells of no failure. */
static char *
words_behind(const char *body, const char *end)
{
    g_autofree char *section = section_behind(body, end);

    return saying_has_reply(section) || tells_failure(section, PARAGRAPH_MAX)
               ? g_steal_pointer(&section)
               : NULL;
}

static Candidate *
find_candidate(const GPtrArray *candidates, const char *address)
{
    for (guint i = 0; i < candidates->len; i++) {
        Candidate *candidate = g_ptr_array_index(candidates, i);

        if (address_equal(candidate->address, address))
            return candidate;
    }
    return NULL;
}

static Candidate *
new_candidate(const Evidence *evidence, GPtrArray *candidates, const char *address)
{
    Candidate *candidate = g_new0(Candidate, 1);

    candidate->address = g_strdup(address);
    candidate->words = g_strdup("");
    candidate->known = is_known(evidence, address);
    g_ptr_array_add(candidates, candidate);
    return candidate;
}

/* The address ends at end; of several places the first that tells of a failure counts. */
static void
add_candidate(const Evidence *evidence, GPtrArray *candidates, const char *address, const char *end)
{
    const char *start = end - strlen(address) - (end[-1] == '>');
    gboolean leads = leads_line(evidence->body, start);
    g_autofree char *behind = leads ? words_behind(evidence->body, end) : NULL;
    g_autofree char *around = section_around(evidence->body, start, end);
    Candidate *candidate = find_candidate(candidates, address);

    if (!candidate)
        candidate = new_candidate(evidence, candidates, address);
    if (candidate->near)
        return;
    candidate->near = behind || saying_has_reply(around) || tells_failure(around, PARAGRAPH_MAX) ||
                      (*evidence->reply && is_labelled(evidence->body, start));
    candidate->leads = leads;
    g_free(candidate->words);
    candidate->words = behind ? g_steal_pointer(&behind) : g_steal_pointer(&around);
}

static GPtrArray *
read_candidates(const Evidence *evidence)
{
    GPtrArray *candidates = g_ptr_array_new_with_free_func(candidate_free);
    const char *rest = evidence->body;

    for (guint i = 0; i < PLACES_MAX && candidates->len < CANDIDATES_MAX; i++) {
        const char *end = rest;
        g_autofree char *address = address_find(rest, &end);

        if (!*address)
            break;
        rest = end;
        if (is_known(evidence, address) ||
            (!holds(evidence->writers, address) && !is_contact(address)))
            add_candidate(evidence, candidates, address, end);
    }
    return candidates;
}

static void
add_recipient(const Evidence *evidence, Notice *notice, EventType type, const char *address,
              const char *words)
{
    gboolean named = *address && text_find(evidence->failed, address);
    gboolean answered = holds(evidence->sent, address) && *evidence->reply;

    saying_add(notice, type, address, words);
    notice->guessed |= !named && !answered;
}

/* X-Failed-Recipients says all there is to say about who. */
static void
choose_failed(const Evidence *evidence, Notice *notice, EventType type, const GPtrArray *candidates)
{
    for (const char *rest = evidence->failed; notice->recipients->len < CANDIDATES_MAX;) {
        const char *end = rest;
        g_autofree char *address = address_find(rest, &end);
        const Candidate *candidate = *address ? find_candidate(candidates, address) : NULL;

        if (!*address)
            return;
        add_recipient(evidence, notice, type, address,
                      candidate && candidate->near ? candidate->words : evidence->body);
        rest = end;
    }
}

static gboolean
any_certain(const GPtrArray *candidates)
{
    for (guint i = 0; i < candidates->len; i++) {
        const Candidate *candidate = g_ptr_array_index(candidates, i);

        if (candidate->near && candidate->known)
            return TRUE;
    }
    return FALSE;
}

/* Beside those that other evidence names too, only one that leads the reply to it counts. */
static gboolean
is_chosen(const Candidate *candidate, gboolean certain, gboolean first)
{
    if (!candidate->near)
        return FALSE;
    if (candidate->known)
        return TRUE;
    if (certain)
        return candidate->leads && saying_has_reply(candidate->words);
    return first || candidate->leads;
}

static void
choose(const Evidence *evidence, Notice *notice, EventType type, const GPtrArray *candidates)
{
    gboolean certain = any_certain(candidates);

    for (guint i = 0; i < candidates->len; i++) {
        const Candidate *candidate = g_ptr_array_index(candidates, i);

        if (is_chosen(candidate, certain, notice->recipients->len == 0))
            add_recipient(evidence, notice, type, candidate->address, candidate->words);
    }
}

/* Of a notice for sure, the one address in it that is nobody's who wrote it. */
static void
choose_only(const Evidence *evidence, Notice *notice, EventType type, const GPtrArray *candidates)
{
    const Candidate *candidate = candidates->len == 1 ? g_ptr_array_index(candidates, 0) : NULL;

    if (candidate && (evidence->told || *evidence->reply || candidate->leads))
        add_recipient(evidence, notice, type, candidate->address, evidence->body);
}

/* Where the text names nobody: who is named elsewhere, or nobody if it is a notice for sure. */
static void
choose_unnamed(const Evidence *evidence, Notice *notice, EventType type, const DaemonSigns *signs)
{
    if (evidence->verp)
        add_recipient(evidence, notice, type, evidence->verp, evidence->body);
    else if (evidence->sent->len == 1)
        add_recipient(evidence, notice, type, g_ptr_array_index(evidence->sent, 0), evidence->body);
    else if (signs->program ||
             (signs->daemon && (signs->null_path || signs->report || evidence->mail->returned)))
        add_recipient(evidence, notice, type, "", evidence->body);
}

static void
read_reply_of_one(const Evidence *evidence, Notice *notice)
{
    const Recipient *recipient = g_ptr_array_index(notice->recipients, 0);
    g_autofree char *address = g_strdup(recipient->address);

    if (!recipient->reply.code && *evidence->reply)
        saying_add(notice, recipient->type, address, evidence->reply);
}

static EventType
type_of(const DaemonSigns *signs, const Evidence *evidence)
{
    g_autofree char *folded = phrase_fold(evidence->body);
    g_auto(SmtpReply) reply;

    smtpreply_parse(evidence->reply, &reply);
    if (signs->delay)
        return EVENT_DELAY;
    return reply.code < 500 && delay_words_in(folded) ? EVENT_DELAY : EVENT_BOUNCE;
}

/*
 * Who tells of a refusal at once and quotes it is passing it on, and not talking of it; but people
 * have a return path (RFC 5321 4.5.5).
 */
static gboolean
opens_with_refusal(const Mail *mail)
{
    const char *text = mail->text->str;
    g_autofree char *head = g_utf8_make_valid(text, (gssize)MIN(strlen(text), OPENING_MAX));
    g_autofree char *reply = saying_find_reply(head, NULL);

    return *reply && tells_failure(head, OPENING_MAX) && !mail_raw_header(mail, "Return-Path");
}

/*
 * Enough signs that a mail system wrote it: those of its header, or fewer of them and a message
 * that it returns.
 */
static gboolean
is_machine(const Mail *mail, const DaemonSigns *signs, const char *stop)
{
    gboolean attached = mail->returned || mail->returned_headers;

    if (daemon_signs_strong(signs))
        return TRUE;
    if (signs->list || signs->answer || mail_raw_header(mail, "In-Reply-To"))
        return FALSE;
    return (attached && signs->null_path) ||
           ((attached || stop) && (signs->subject || signs->daemon)) ||
           (signs->daemon && opens_with_refusal(mail));
}

/* Who wrote it and under which subject, so that the words of the text need not say it again. */
static gboolean
tells_in_header(const DaemonSigns *signs)
{
    return signs->daemon && signs->subject && (signs->null_path || signs->program || signs->report);
}

gboolean
guess_read(const Mail *mail, Notice *notice, const char **returned)
{
    const DaemonSigns *signs = daemon_signs(mail);
    const char *stop = daemon_signs_any(signs) ? returned_find(mail->text->str) : NULL;
    g_auto(Evidence) evidence = {0};
    g_autoptr(GPtrArray) candidates = NULL;
    EventType type;
    gboolean fails;

    if (!is_machine(mail, signs, stop))
        return FALSE;
    read_evidence(mail, stop, &evidence);
    evidence.told = tells_in_header(signs);
    fails = *evidence.reply || signs->named || tells_failure(evidence.body, BODY_MAX);
    if (!fails && !evidence.told)
        return FALSE;
    candidates = read_candidates(&evidence);
    type = type_of(signs, &evidence);
    choose_failed(&evidence, notice, type, candidates);
    if (notice->recipients->len == 0)
        choose(&evidence, notice, type, candidates);
    if (notice->recipients->len == 0)
        choose_only(&evidence, notice, type, candidates);
    if (notice->recipients->len == 0 && fails)
        choose_unnamed(&evidence, notice, type, signs);
    if (notice->recipients->len == 1)
        read_reply_of_one(&evidence, notice);
    *returned = stop;
    return notice->recipients->len > 0;
}
