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
#define BODY_MAX (64 * 1024)
#define WORDS_MAX 4096

/* A notice while it is being read. */
typedef struct {
    const Mail *mail;
    Notice *notice;
    const Family *family;
    char *body;           /* the text without the returned message */
    const char *start;    /* in body, where recipients may be named */
    char *led_in;         /* what the family's own words for the reply lead in, or "" */
    const char *returned; /* in the text of mail, NULL where nothing is returned there */
} Reading;

static char *
between(const char *from, const char *to)
{
    return to > from ? g_strndup(from, to - from) : g_strdup("");
}

/* The words about the address that stands from at to behind, as the family places them. */
static char *
words_in_place(const Reading *reading, const char *lead, const char *at, const char *behind)
{
    g_autofree char *section = section_behind(reading->body, behind);

    if (saying_has_reply(section))
        return g_steal_pointer(&section);
    if (saying_has_words(reading->led_in))
        return g_strdup(reading->led_in);
    if (reading->family->words == WORDS_BEFORE)
        return between(lead, at);
    if (reading->family->words == WORDS_AROUND)
        return section_around(reading->body, at, behind);
    return g_steal_pointer(&section);
}

static gboolean
is_full(const Reading *reading)
{
    return reading->notice->recipients->len >= RECIPIENTS_MAX;
}

static void
add(const Reading *reading, const char *address, const char *words)
{
    if (!is_full(reading))
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
    words = words_in_place(reading, reading->start, lead + (end - line) - strlen(address),
                           lead + (end - line));
    add(reading, address, words);
    return TRUE;
}

/* Oracle's servers: "Recipient address: u@ims_daemon\n  Original address: u@example.net". */
static char *
original_address(const char *words)
{
    const char *end;

    return wording_find(words, "Original address:", &end) ? address_find(end, NULL) : g_strdup("");
}

static void
add_listed(const Reading *reading, const char *address, const char *words)
{
    g_autofree char *original = address_is_public(address) ? g_strdup("") : original_address(words);

    add(reading, *original ? original : address, words);
}

/* Exim: behind it stands what a delivery program wrote, which may be anything. */
static gboolean
ends_list(const char *line)
{
    return wording_at(line, "The following text was generated during the delivery attempt") != NULL;
}

/*
 * Each line that an address leads, and what is said behind it. Within a paragraph what is indented
 * deeper than the recipient before it is said of that one.
 */
static void
read_list(const Reading *reading, const char *lead)
{
    int indent = G_MAXINT;

    for (const char *line = lead; *line && !is_full(reading) && !ends_list(line);
         line = wording_next_line(line)) {
        const char *rest;
        g_autofree char *address = section_leading_address(line, &rest);
        g_autofree char *words = NULL;

        if (wording_is_blank_line(line))
            indent = G_MAXINT;
        if (!address || section_goes_on(lead, line, indent))
            continue;
        indent = section_indent(line);
        words = words_in_place(reading, lead, line, rest);
        add_listed(reading, address, words);
    }
}

/*
 * "550 <u@example.net>... User unknown", in transcripts of old Sendmail, and "554 <u@example.net>
 * ... 550 Host unknown".
 */
static void
read_transcript(const Reading *reading)
{
    for (const char *line = reading->body; *line; line = wording_next_line(line)) {
        g_autofree char *copy = g_strndup(line, strcspn(line, "\n"));
        const char *end = copy;
        g_autofree char *address = address_find(copy, &end);
        g_autofree char *words = NULL;

        if (!*address || !g_str_has_prefix(end, "..."))
            continue;
        end += strspn(end, ". ");
        words = section_of_transcript(reading->body, address, FALSE);
        add(reading, address, saying_has_reply(end) ? end : *words ? words : copy);
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
    words = words_in_place(reading, reading->start, end - strlen(address), end);
    add(reading, address, words);
}

static void
read_named(const Reading *reading)
{
    const char *lead = reading->start;
    const char *words = reading->family->addresses ?: reading->family->opening;

    if (reading->family->addresses)
        wording_find(reading->body, reading->family->addresses, &lead);
    if (!read_inline(reading, lead)) {
        read_list(reading, wording_next_line(lead));
        return;
    }
    while (!is_full(reading) && wording_find(lead, words, &lead))
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
        if (!notice_find_recipient(reading->notice, address))
            add(reading, address, "");
        rest = end;
    }
}

/* The address on the line that tells to whom the message went; "" where it went to several. */
static char *
only_address(const char *line)
{
    g_autofree char *copy = g_strndup(line, strcspn(line, "\n"));
    const char *end = copy;
    g_autofree char *address = address_find(copy, &end);
    g_autofree char *another = address_find(end, NULL);

    return g_strdup(*another ? "" : address);
}

/* Exchange sums the message up before it says that "Jean Dupont" was not reached: "  To: ...". */
static char *
find_summed_up(const Reading *reading)
{
    for (const char *line = reading->body; line < reading->start; line = wording_next_line(line))
        if (section_is_labelled(line))
            return only_address(line);
    return g_strdup("");
}

/* A notice that names nobody is about whom its message went to, where that was one. */
static void
read_nameless(const Reading *reading)
{
    g_autoptr(GPtrArray) sent = returned_recipients(reading->mail, reading->returned);
    g_autofree char *address =
        sent->len == 1 ? g_strdup(g_ptr_array_index(sent, 0)) : find_summed_up(reading);
    g_autofree char *behind =
        reading->family->words == WORDS_AROUND ? g_strdup("") : section_paragraph(reading->start);

    reading->notice->guessed |= *address != '\0';
    add(reading, address, saying_has_words(reading->led_in) ? reading->led_in : behind);
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

static void
add_body(const Reading *reading, const char *address)
{
    const char *said = saying_has_words(reading->led_in) ? reading->led_in : reading->body;
    g_autofree char *words = g_utf8_make_valid(said, (gssize)MIN(strlen(said), WORDS_MAX));

    add(reading, address, words);
}

/* What is said of the only recipient may stand anywhere. */
static void
read_reply_of_one(const Reading *reading)
{
    Recipient *recipient = g_ptr_array_index(reading->notice->recipients, 0);
    g_autofree char *address = g_strdup(recipient->address);
    g_autofree char *reply = NULL;

    if (recipient->reply.code || (status_is_set(recipient->reply.status) && *recipient->words))
        return;
    reply = section_of_transcript(reading->body, address, TRUE);
    if (!saying_has_reply(reply)) {
        g_free(reply);
        reply = saying_find_reply(reading->body, reading->family->reply);
    }
    if (*reply)
        add(reading, address, reply);
    else if (reading->family->words == WORDS_AROUND && !*recipient->words)
        add_body(reading, address);
}

/* Where the returned message begins in the text, behind the words that open the notice. */
static const char *
find_returned(const Family *family, const char *text, const char *behind)
{
    const char *header = returned_find(text);
    const char *led_in = family->returned ? wording_find(behind, family->returned, NULL) : NULL;

    if (header && header < behind)
        header = NULL;
    return !led_in || (header && header < led_in) ? header : led_in;
}

/*
 * Exim names a program or a file before whom it delivers for: "  pipe to |/bin/x\n    generated by
 * u@example.net". In the copy the recipient stands first, as with all others.
 */
static char *
recipients_first(const char *body)
{
    static const char words[] = "generated by ";
    GString *out = g_string_new(NULL);
    const char *line = body;

    while (*line) {
        const char *next = wording_next_line(line);
        const char *start = next + strspn(next, " \t");
        const char *end = wording_next_line(next);

        if (g_str_has_prefix(start, words) && next > line && strspn(line, " \t") > 0) {
            start += strlen(words);
            g_string_append_printf(out, "  %.*s", (int)(end - start), start);
            g_string_append_printf(out, "    %.*s", (int)(next - line), line);
            line = end;
        } else {
            g_string_append_len(out, line, next - line);
            line = next;
        }
    }
    return g_string_free(out, FALSE);
}

static void
cut_body(Reading *reading, const char *behind)
{
    const char *text = reading->mail->text->str;
    const char *stop = find_returned(reading->family, text, behind);
    gsize length = stop ? (gsize)(stop - text) : reading->mail->text->len;
    const char *end;

    reading->returned = stop;
    reading->body = g_utf8_make_valid(text, (gssize)MIN(length, BODY_MAX));
    if (g_str_equal(reading->family->software, "exim"))
        text_take(&reading->body, recipients_first(reading->body));
    reading->start = reading->body + (behind - text);
    reading->led_in =
        reading->family->reply && wording_find(reading->body, reading->family->reply, &end)
            ? section_paragraph(end)
            : g_strdup("");
}

/* How much of text is its first paragraph, and no more than max. */
static gsize
first_paragraph(const char *text, gsize max)
{
    const char *start = text + strspn(text, " \t\r\n");
    const char *end = strstr(start, "\n\n");

    return MIN(end ? (gsize)(end - text) : strlen(text), max);
}

/*
 * The family's words count in mail of a mail system, or where they are what the mail begins with.
 * In a mailing list people show them to each other.
 */
static const Family *
find_family(const Mail *mail, const char **behind)
{
    const char *text = mail->text->str;
    const DaemonSigns *signs = daemon_signs(mail);

    if (signs->list && !signs->daemon && !signs->null_path && !signs->report && !signs->named)
        return NULL;
    if (daemon_signs_any(signs))
        return families_find(text, OPENING_MAX, behind);
    if (signs->list || signs->answer)
        return NULL;
    return families_find(text, first_paragraph(text, UNSIGNED_MAX), behind);
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
    notice->software =
        g_strdup(*reading.family->software ? reading.family->software : software_of(mail));
    g_free(reading.body);
    g_free(reading.led_in);
    return TRUE;
}
