/* autoreply.c - tests of parsers/autoreply.c and the tables that it reads */

#include "parsers/autoreplyphrases.h"
#include "parsers/notice.h"
#include "parsers/phrase.h"

#include <string.h>

#define FROM "From: Claire <claire@example.net>\nTo: news@example.org\n"
#define DATE "Date: Tue, 24 Nov 2026 09:00:00 +0100\n"
#define MIME "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"
#define REPLIED "Auto-Submitted: auto-replied\n"
#define GENERATED "Auto-Submitted: auto-generated\n"
#define ANSWERS "In-Reply-To: <1@example.org>\nReferences: <1@example.org>\n"

static Notice *
parse(const char *header, const char *body)
{
    g_autofree char *text = g_strconcat(FROM DATE, header, "\n", body, NULL);
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
    g_autoptr(Letter) letter = letter_new(g_bytes_ref(bytes), "test", 0, FALSE);
    Notice *notice = notice_parse(letter, NULL);

    g_test_message("%s", header);
    g_assert_nonnull(notice);
    return notice;
}

static const Recipient *
first(const Notice *notice)
{
    g_assert_cmpuint(notice->recipients->len, ==, 1);
    return g_ptr_array_index(notice->recipients, 0);
}

typedef struct {
    const char *header;
    const char *body;
} Row;

static void
check_type(const Row *rows, gsize count, EventType type)
{
    for (gsize i = 0; i < count; i++) {
        g_autoptr(Notice) notice = parse(rows[i].header, rows[i].body);

        g_assert_cmpstr(event_type_name(notice->type), ==, event_type_name(type));
        if (type == EVENT_AUTO_REPLY)
            g_assert_cmpstr(first(notice)->address, ==, "claire@example.net");
        else
            g_assert_cmpuint(notice->recipients->len, ==, type == EVENT_OTHER ? 0 : 1);
    }
}

static void
test_replies(void)
{
    static const Row rows[] = {
        {REPLIED "Subject: Re: News\n" MIME, "Merci."}, /* RFC 3834 */
        /* Domino, and a webmail that puts its words in brackets; neither sets a field */
        {"Subject: AUTO: Claire is out of the office. (returning 05/01/2027)\n" MIME,
         "I am out of the office until 05/01/2027.\n\nNote: This is an automated response to your "
         "message \"News\".\n"},
        {"Precedence: junk\nSubject: [Automatyczna odpowiedz] News\n" MIME, "x"},
        {"Auto-Submitted: auto-replied (vacation)\nSubject: x\n" MIME, "x"}, /* Sieve */
        {"X-Autoreply: yes\nSubject: Re: News\n" MIME, "x"},                 /* Gmail */
        {"Precedence: auto_reply\nSubject: Re: News\n" MIME, "x"},
        {"X-POST-MessageClass: 9; Autoresponder\nSubject: Away\n" MIME, "x"}, /* Mailtraq */
        {"Subject: I am on vacation\n", "I am on vacation until 27 May."},    /* vacation(1) */
        {"Precedence: junk\nX-Loop: c@example.net\nSubject: Re: News\n" ANSWERS,
         "Ceci est une reponse automatique."}, /* procmail */
        {"Precedence: bulk\nSubject: away from my mail\n", "I will not be reading my mail."},
        {GENERATED "X-Auto-Response-Suppress: All\nSubject: Automatische Antwort: News\n" MIME,
         "Ich bin im Urlaub."}, /* Exchange */
        {GENERATED "X-Auto-Response-Suppress: All\nSubject: Sj\u00e1lfvirkt svar: News\n"
                   "Thread-Topic: News\n" MIME,
         "x"}, /* a language that no table has */
        {"Subject: Out of Office AutoReply: News\nThread-Topic: News\nList-Id: Team <t.x>\n" MIME,
         "I am out of the office."}, /* Exchange 2003 */
        {GENERATED "Subject: Claire Petit is out of the office\nList-Id: Team <t.x>\n" MIME,
         "I will be out of the office starting Monday."}, /* Notes */
        {"Return-Path: <>\nSubject: =?utf-8?Q?R=C3=A9ponse_automatique_:_News?=\n" MIME,
         "Je suis en cong\u00e9."},
        {"Subject: Auto Response\n" MIME, "I will be out of the office until December 29."},
        /* the title and the absence, where no field and no address says that it answers */
        {"Subject: Auto: News\n" MIME, "I am out of the office until Monday."},
        {"Subject: R\u00e9ponse automatique : News\n" MIME, "Je suis absent jusqu'au 3 mai."},
        {"Subject: AUTO: Claire est absente (de retour 03/05/2010)\n" MIME,
         "Je serai absente jusqu'au 03/05/2010."},
        {"Subject: Respuesta autom\u00e1tica: News\n" MIME,
         "Estar\u00e9 ausente hasta el 3 de mayo."},
        {"Subject: Automatisch antwoord: News\n" MIME, "Ik ben afwezig tot 3 mei."},
        {"Subject: \u81ea\u52d5\u5fdc\u7b54: News\n" MIME,
         "5\u67083\u65e5\u307e\u3067\u4e0d\u5728\u3067\u3059\u3002"},
        {"Return-Path: <>\nSubject: Absence du bureau : Re: News\n" MIME, "Bonjour"},
        {"Return-Path: <>\nSubject: \u4e0d\u5728\u901a\u77e5\n" MIME, "x"},
        {"Return-Path: <>\nSubject: \u0410\u0432\u0442\u043e\u043e\u0442\u0432\u0435\u0442: "
         "x\n" MIME,
         "x"},
    };

    check_type(rows, G_N_ELEMENTS(rows), EVENT_AUTO_REPLY);
}

static void
test_plain(void)
{
    static const Row rows[] = {
        {"Subject: Out of office next week\n" MIME, "I will be out of the office until 5 May."},
        {"Subject: Absence : 3-7 juin\n" MIME, "Je serai absent du 3 au 7 juin."},
        {"Subject: Re: Automatic reply: News\n" ANSWERS MIME, "Your automatic reply says 5 May."},
        {"Subject: Automatic reply: how?\n" MIME, "I will be out of the office next week."},
        {"Subject: Automatic reply: News\nX-Mailer: Mutt\n" MIME,
         "I will be out of the office next week."},
        {"Subject: Automatic reply settings\nUser-Agent: Mutt\n" ANSWERS MIME,
         "I am out of the office next week, how do I set it?"},
        {"Subject: Bounces\n" MIME, "Undelivered Mail Returned to Sender: what does it mean?"},
        {"Subject: OOO: our summer sale\nPrecedence: bulk\nList-Unsubscribe: "
         "<mailto:u@x.org>\n" MIME,
         "I am on vacation, and so should you be."},
        {"Subject: [patch] autoresponder: fix crash\nPrecedence: bulk\nX-Mailing-List: "
         "l@x.org\n" ANSWERS MIME,
         "The autoresponder sent an automatic reply."},
        {GENERATED "Subject: Cron <root@host> run-parts\n" MIME, "out of office sync done"},
        {GENERATED "Subject: Your order\nX-Auto-Response-Suppress: All\n" MIME,
         "We have received your order. This is an automated message, please do not reply."},
        {GENERATED "Precedence: bulk\nX-Auto-Response-Suppress: All\nX-Loop: t@example.net\n"
                   "Subject: Re: [shop - Bug #12] News\n" ANSWERS MIME,
         "Bug #12 has been updated by Claire."}, /* trackers */
        {GENERATED "Precedence: bulk\nSubject: [JIRA] (NEWS-7) News\n" ANSWERS MIME,
         "Claire commented: we are looking at it."},
        {"X-Autoreply: no\nSubject: Re: News\n" MIME, "x"},
        {REPLIED "Subject: Undelivered\n"
                 "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n",
         "--b\nContent-Type: text/plain\n\nx\n--b--\n"},
    };

    check_type(rows, G_N_ELEMENTS(rows), EVENT_OTHER);
}

static void
test_challenges(void)
{
    static const Row rows[] = {
        {REPLIED "Subject: Please confirm your message\n" ANSWERS MIME,
         "Your message is being held. To release your message for delivery, reply to this one."},
        {"Return-Path: <>\nSubject: Re: News\n" MIME,
         "Pour que votre message soit remis, cliquez ici."},
    };

    check_type(rows, G_N_ELEMENTS(rows), EVENT_CHALLENGE);
}

/* Absences have a day on which they end; departures another address. */
static void
test_details(void)
{
    static const struct {
        const char *header;
        const char *body;
        const char *return_date;
        gboolean has_left;
        const char *new_address;
        gboolean is_ticket;
    } rows[] = {
        {REPLIED "Subject: Absence : News\n" MIME,
         "Absente jusqu'au 7 d\u00e9cembre. Urgence : bureau@example.net", "2026-12-07", FALSE, "",
         FALSE},
        {REPLIED "Subject: Away until May 5\n" MIME, "Back then.", "2027-05-05", FALSE, "", FALSE},
        {REPLIED "Subject: Automatic reply: Offer until 5 May\n" MIME, "I am away.", "", FALSE, "",
         FALSE},
        {REPLIED "Subject: Re: News\n" MIME,
         "I am away.\n> our offer is valid until 5 May, contact sales@example.org", "", FALSE, "",
         FALSE},
        {REPLIED "Subject: Re: News\n" MIME,
         "Paul (claire@example.net) a quitt\u00e9 l\u2019entreprise. \u00c9crivez \u00e0 "
         "accueil@example.net.",
         "", TRUE, "accueil@example.net", FALSE},
        {REPLIED "Subject: Re: News\n" MIME, "Paul no longer works here.", "", TRUE, "", FALSE},
        {REPLIED "Subject: Re: News\n" MIME,
         "My email address has changed from claire@example.net to <cp@example.com>.", "", TRUE,
         "cp@example.com", FALSE},
        {REPLIED "Subject: Re: News\n" MIME,
         "I am away until 7 December. Our new email address: hello@example.net", "2026-12-07",
         FALSE, "", FALSE},
        {REPLIED "Subject: [help #4711] News\n" MIME, "We will look at it.", "", FALSE, "", TRUE},
        {GENERATED "Subject: [help #4711] AutoReply: News\n" ANSWERS MIME, "", "", FALSE, "", TRUE},
        {REPLIED "Subject: Re: News\n" MIME, "Nous avons bien re\u00e7u votre message.", "", FALSE,
         "", TRUE},
        {REPLIED "Subject: Re: News\n" MIME, "Thank you for your message. I am out of the office.",
         "", FALSE, "", FALSE},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(Notice) notice = parse(rows[i].header, rows[i].body);

        g_assert_cmpstr(event_type_name(notice->type), ==, "auto-reply");
        g_assert_cmpstr(notice->return_date, ==, rows[i].return_date);
        g_assert_cmpint(notice->has_left, ==, rows[i].has_left);
        g_assert_cmpstr(notice->new_address, ==, rows[i].new_address);
        g_assert_cmpuint(notice->quirks->len, ==, rows[i].is_ticket ? 1 : 0);
        if (rows[i].is_ticket)
            g_assert_cmpstr(g_ptr_array_index(notice->quirks, 0), ==, "ticket");
    }
}

/* Who writes as a mail server answers only where he says what; else it is a report. */
static void
test_daemon(void)
{
    static const struct {
        const char *header;
        const char *type;
    } rows[] = {{"", "other"}, {ANSWERS, "auto-reply"}};

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *mail =
            g_strconcat("From: Mailer-Daemon@example.net\n" REPLIED MIME, rows[i].header,
                        "\nYour client is set up wrongly.", NULL);
        g_autoptr(Letter) letter = letter_new(g_bytes_new(mail, strlen(mail)), "test", 0, FALSE);
        g_autoptr(Notice) notice = notice_parse(letter, NULL);

        g_assert_cmpstr(event_type_name(notice->type), ==, rows[i].type);
    }
}

/* What it answers is known although nothing came back. */
static void
test_original(void)
{
    g_autoptr(Notice) notice = parse(REPLIED ANSWERS MIME, "Back on 7 December.");

    g_assert_cmpstr(notice->original.message_id, ==, "1@example.org");
    g_assert_cmpstr(first(notice)->words, ==, "Back on 7 December.");
}

/* A mailbox for all addresses that answers that there is no such one. */
static void
test_refusal(void)
{
    g_autoptr(Notice) notice =
        parse(REPLIED ANSWERS MIME,
              "Your message to u@example.net could not be delivered: no such user.");

    g_assert_cmpstr(event_type_name(notice->type), ==, "bounce");
    g_assert_true(notice->guessed);
    g_assert_cmpstr(first(notice)->address, ==, "u@example.net");
}

static void
test_folding(void)
{
    static const Row rows[] = {
        {"R\u00c9PONSE  automatique\n d\u2019absence\u00a0:", "reponse automatique d'absence :"},
        {"Gr\u00fc\u00dfe", "grusse"},
        {"re\u0301ponse", "reponse"},
        {"\u81ea\u52d5\u5fdc\u7b54\uff1a", "\u81ea\u52d5\u5fdc\u7b54:"},
        {"\u0410\u0412\u0422\u041e", "\u0430\u0432\u0442\u043e"},
        {"", ""},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *folded = phrase_fold(rows[i].header);

        g_assert_cmpstr(folded, ==, rows[i].body);
    }
    g_assert_null(phrase_find("feedback on", "back"));
    g_assert_nonnull(phrase_find("i am back", "back"));
    g_assert_nonnull(phrase_find("feedback, back", "back"));
}

/* What is not written as text is folded is never found. */
static void
test_table(void)
{
    for (gsize i = 0; i < autoreply_phrase_count; i++) {
        const Phrase *phrase = &autoreply_phrases[i];
        g_autofree char *folded = phrase_fold(phrase->text);
        g_autofree char *trimmed = g_strchomp(g_strdup(phrase->text));
        gboolean in_subject = (phrase->places & ~PLACE_TEXT) != 0;

        g_assert_cmpstr(folded, ==, trimmed);
        g_assert_cmpint(in_subject, ==, phrase->subject_points != 0);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    notice_init();
    g_test_add_func("/autoreply/replies", test_replies);
    g_test_add_func("/autoreply/plain", test_plain);
    g_test_add_func("/autoreply/challenges", test_challenges);
    g_test_add_func("/autoreply/details", test_details);
    g_test_add_func("/autoreply/daemon", test_daemon);
    g_test_add_func("/autoreply/original", test_original);
    g_test_add_func("/autoreply/refusal", test_refusal);
    g_test_add_func("/autoreply/folding", test_folding);
    g_test_add_func("/autoreply/table", test_table);
    return g_test_run();
}
