/* freeform.c - notices without delivery-status, written for people */

#include "parsers/freeform.h"

#include "base/text.h"
#include "parsers/address.h"
#include "parsers/daemonsigns.h"
#include "parsers/families.h"
#include "parsers/returned.h"
#include "parsers/saying.h"
#include "parsers/section.h"
#include "parsers/software.h"
#include "parsers/wording.h"

#include <string.h>

/* How far into the text a notice may begin: others may have put a few lines before it. */
#define OPENING_MAX 4096
/* Mail that no mail system signed must begin with it. */
#define UNSIGNED_MAX 200
#define RECIPIENTS_MAX 1000

/* A notice while it is being read. */
typedef struct {
    const Mail *mail;
    Notice *notice;
    const Family *family;
    char *body;           /* the text without the returned message */
    const char *start;    /* in body, where recipients may be named */
    const char *returned; /* in the text of mail, NULL where nothing is returned there */
} Reading;

/* Puts the text between two places of the body. */
static char *
between(const char *from, const char *to)
{
    return to > from ? g_strndup(from, to - from) : g_strdup("");
}

static const char *
paragraph_start(const char *body, const char *at)
{
    while (at > body && !(at[-1] == '\n' && (at - 1 == body || at[-2] == '\n')))
        at--;
    return at;
}

/* The words about the address before at and behind, as the family places them. */
static char *
words_in_place(const Reading *reading, const char *lead, const char *at, const char *behind)
{
    g_autofree char *section = section_paragraph(behind + strspn(behind, ">\"' \t:;,."));

    if (saying_has_reply(section))
        return g_steal_pointer(&section);
    if (reading->family->words == WORDS_BEFORE)
        return between(lead, at);
    if (reading->family->words == WORDS_AROUND)
        return section_paragraph(paragraph_start(reading->body, at));
    return g_steal_pointer(&section);
}

static void
add(const Reading *reading, const char *address, const char *words)
{
    if (reading->notice->recipients->len < RECIPIENTS_MAX)
        saying_add(reading->notice, reading->family->type, address, words);
}

/* "Unknown user: u@example.net": the address stands on the line of the words that lead it in. */
static gboolean
read_inline(const Reading *reading, const char *lead)
{
    g_autofree char *line = g_strndup(lead, strcspn(lead, "\n"));
    const char *end = line;
    g_autofree char *address = address_find(line, &end);
    g_autofree char *words = NULL;

    if (!*address)
        return FALSE;
    words = words_in_place(reading, reading->start, lead, lead + (end - line));
    add(reading, address, words);
    return TRUE;
}

/* Each line that an address leads, and what is said behind it. */
static void
read_list(const Reading *reading, const char *lead)
{
    for (const char *line = lead; *line; line = wording_next_line(line)) {
        const char *rest;
        g_autofree char *address = section_leading_address(line, &rest);
        g_autofree char *words = NULL;

        if (!address)
            continue;
        words = words_in_place(reading, lead, line, rest);
        add(reading, address, words);
    }
}

/* "550 <u@example.net>... User unknown", in transcripts of old Sendmail. */
static void
read_transcript(const Reading *reading)
{
    for (const char *line = reading->start; *line; line = wording_next_line(line)) {
        g_autofree char *copy = g_strndup(line, strcspn(line, "\n"));
        const char *end = copy;
        g_autofree char *address = address_find(copy, &end);
        g_autofree char *words = NULL;

        if (!*address || !g_str_has_prefix(end, "..."))
            continue;
        words = section_of_transcript(reading->body, address, FALSE);
        add(reading, address, *words ? words : copy);
    }
}

static void
read_anywhere(const Reading *reading)
{
    const char *end = reading->start;
    g_autofree char *address = address_find(reading->start, &end);
    g_autofree char *words = NULL;

    if (!*address)
        return;
    words = words_in_place(reading, reading->start, end, end);
    add(reading, address, words);
}

static void
read_named(const Reading *reading)
{
    const char *lead = reading->start;

    if (reading->family->addresses)
        wording_find(reading->body, reading->family->addresses, &lead);
    if (!read_inline(reading, lead)) {
        read_list(reading, wording_next_line(lead));
        return;
    }
    while (reading->family->addresses && wording_find(lead, reading->family->addresses, &lead))
        read_inline(reading, lead);
}

/* Exim and others name in a field of the header whom they did not reach. */
static void
read_failed_recipients(const Reading *reading)
{
    g_autofree char *value = mail_header(reading->mail, "X-Failed-Recipients");
    const char *rest = value;

    for (;;) {
        const char *end = rest;
        g_autofree char *address = address_find(rest, &end);

        if (!*address)
            return;
        if (!saying_find_recipient(reading->notice, address))
            add(reading, address, "");
        rest = end;
    }
}

/* A notice that names nobody is about whom its message went to, where that was one. */
static void
read_nameless(const Reading *reading)
{
    g_autoptr(GPtrArray) sent = returned_recipients(reading->mail, reading->returned);

    if (sent->len == 1) {
        reading->notice->guessed = TRUE;
        add(reading, g_ptr_array_index(sent, 0), "");
    } else {
        add(reading, "", "");
    }
}

static void
read_recipients(const Reading *reading)
{
    const Notice *notice = reading->notice;

    read_named(reading);
    if (notice->recipients->len == 0)
        read_transcript(reading);
    if (notice->recipients->len == 0)
        read_anywhere(reading);
    read_failed_recipients(reading);
    if (notice->recipients->len == 0)
        read_nameless(reading);
}

/* What is said of the only recipient may stand anywhere. */
static void
read_reply_of_one(const Reading *reading)
{
    Recipient *recipient = g_ptr_array_index(reading->notice->recipients, 0);
    g_autofree char *address = g_strdup(recipient->address);
    g_autofree char *reply = NULL;

    if (recipient->reply.code)
        return;
    reply = section_of_transcript(reading->body, address, TRUE);
    if (!saying_has_reply(reply)) {
        g_free(reply);
        reply = saying_find_reply(reading->body, reading->family->reply);
    }
    if (*reply)
        add(reading, address, reply);
    else if (!*recipient->words && !status_is_set(recipient->reply.status))
        add(reading, address, reading->body);
}

static void
cut_body(Reading *reading, const char *behind)
{
    const char *text = reading->mail->text->str;
    const char *stop = reading->family->returned ? wording_find(behind, reading->family->returned, NULL) : NULL;
    const char *header = returned_find(text);

    if (!stop || (header && header > behind && header < stop))
        stop = header;
    if (stop && stop < behind)
        stop = NULL;
    reading->returned = stop;
    reading->body = stop ? g_strndup(text, stop - text) : g_strdup(text);
    reading->start = reading->body + (behind - text);
}

/* The family's words count in mail of a mail system, or where they are what the mail begins with. */
static const Family *
find_family(const Mail *mail, const char **behind)
{
    DaemonSigns signs = daemon_signs(mail);
    gboolean is_signed = daemon_signs_any(&signs);

    if (!is_signed && (signs.list || signs.answer))
        return NULL;
    return families_find(mail->text->str, is_signed ? OPENING_MAX : UNSIGNED_MAX, behind);
}

gboolean
freeform_read(const Mail *mail, Notice *notice, const char **returned)
{
    const char *behind = NULL;
    Reading reading = {.mail = mail, .notice = notice, .family = find_family(mail, &behind)};

    if (!reading.family)
        return FALSE;
    cut_body(&reading, behind);
    read_recipients(&reading);
    if (notice->recipients->len == 1)
        read_reply_of_one(&reading);
    *returned = reading.returned;
    g_free(notice->software);
    notice->software = g_strdup(*reading.family->software ? reading.family->software : software_of(mail));
    g_free(reading.body);
    return TRUE;
}
