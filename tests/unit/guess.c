/* guess.c - tests of the reader of notices of no known kind, and of the mail that it leaves alone
 */

#include "parsers/failurewords.h"
#include "parsers/notice.h"
#include "parsers/phrase.h"

#include <string.h>

#define DAEMON "Return-Path: <>\nFrom: MAILER-DAEMON@mx.example.net\nTo: news@example.org\n"
#define UTF8 "Content-Type: text/plain; charset=utf-8\n"
#define RETURNED                                                                                   \
    "\n\nReceived: from mail.example.org by mx.example.net; Tue, 24 Nov 2026 02:43:44 +0000\n"     \
    "From: news@example.org\nTo: a@example.com\nSubject: May\nMessage-ID: <1@example.org>\n\n"     \
    "user unknown: other@example.com\n"

static Notice *
parse(const char *header, const char *body)
{
    g_autofree char *text = g_strdup_printf("%s\n%s", header, body);
    g_autoptr(Letter) letter = letter_new(g_bytes_new(text, strlen(text)), "test", 0, FALSE);
    g_autoptr(GError) error = NULL;
    Notice *notice = notice_parse(letter, &error);

    g_assert_no_error(error);
    return notice;
}

typedef struct {
    const char *header;
    const char *body;
    EventType type;
    gboolean guessed;
    const char *first; /* recipient, "" where nobody is named */
    int code;
} Row;

static const Row rows[] = {
    {DAEMON "Subject: Undeliverable\n", "Nobody here is called <a@example.com>: user unknown.\n",
     EVENT_BOUNCE, TRUE, "a@example.com", 0},
    /* what the returned message names too, and a reply says, is no guess */
    {DAEMON "Subject: Undeliverable\n", "Sorry: a@example.com.\n\n550 5.1.1 user unknown" RETURNED,
     EVENT_BOUNCE, FALSE, "a@example.com", 550},
    {DAEMON "Subject: Undeliverable\n", "a@example.com is over quota" RETURNED, EVENT_BOUNCE, TRUE,
     "a@example.com", 0},
    {DAEMON "Subject: Undeliverable\nX-Failed-Recipients: a@example.com\n", "It was refused.\n",
     EVENT_BOUNCE, FALSE, "a@example.com", 0},
    /* nobody is named but in the address to which the notice came */
    {"Return-Path: <>\nFrom: postmaster@mx.example.net\n"
     "To: list-bounces+a=example.com@example.org\nSubject: Delivery failure\n",
     "The message could not be delivered.\n", EVENT_BOUNCE, TRUE, "a@example.com", 0},
    {DAEMON "Subject: Undeliverable\n", "The message could not be delivered." RETURNED,
     EVENT_BOUNCE, TRUE, "a@example.com", 0},
    {DAEMON "Subject: Undeliverable\n", "The message could not be delivered.\n", EVENT_BOUNCE, TRUE,
     "", 0},
    /* neither our address nor that of the postmaster */
    {DAEMON "Subject: Undeliverable\n",
     "Dear news@example.org, write to postmaster@example.net: user unknown: a@example.com\n",
     EVENT_BOUNCE, TRUE, "a@example.com", 0},
    /* the header says that it failed, so the text need not */
    {"Return-Path: <>\nFrom: post_master@mx.example.net\nTo: news@example.org\n"
     "Subject: Undeliverable Message\n",
     "Details:\n  MAIL FROM: news@example.org\n  RCPT TO: a@example.com\n", EVENT_BOUNCE, TRUE,
     "a@example.com", 0},
    /* no person writes as MAILER-DAEMON, whatever else is missing */
    {"From: MAILER-DAEMON@mx.example.net\nTo: list-admin@example.org\nSubject: x\n",
     "<a@example.com>: Sorry, no mailbox here by that name.\n", EVENT_BOUNCE, TRUE, "a@example.com",
     0},
    {DAEMON "Subject: Delayed: May\n", "a@example.com: not delivered yet, we will keep trying\n",
     EVENT_DELAY, TRUE, "a@example.com", 0},
    /* the words tell why, and the summary of the message whom: Apache James, as Verizon ran it */
    {"From: post_master@mx.example.net\nTo: news@example.org\nSubject: Undeliverable Message\n",
     "Error:  550 - Requested action not taken: no such user here\n\nMessage details:\n"
     "  Subject: May\n  MAIL FROM: news@example.org\n  RCPT TO: a@example.com\n",
     EVENT_BOUNCE, TRUE, "a@example.com", 550},
    {"From: MAILER-DAEMON@mx.example.net\nTo: news@example.org\nSubject: May\n",
     "Sorry, that could not be delivered.\n", EVENT_BOUNCE, TRUE, "", 0},
    /* what Courier and amavisd write above a notice: courier dsn, amavisd's templates */
    {"From: Courier mail server at mx.example.net <@>\nTo: news@example.org\n"
     "Subject: NOTICE: mail delivery status.\n",
     "a@example.com: user unknown\n", EVENT_BOUNCE, TRUE, "a@example.com", 0},
    {"Return-Path: <>\nFrom: \"Content-filter at mx.example.net\" <mail@mx.example.net>\n"
     "To: news@example.org\nSubject: VIRUS (Eicar) in mail FROM YOU\n",
     "Our content checker found\n    virus: Eicar\n\nin your email to the following recipient:\n"
     "-> a@example.com\n\nDelivery of the email was stopped!\n",
     EVENT_BOUNCE, TRUE, "a@example.com", 0},
    /* one sign is enough for who comes to the point, and quotes it */
    {"From: postmaster@mx.example.net\nTo: news@example.org\nSubject: May\n",
     "Your message to a@example.com could not be delivered:\n550 5.1.1 User unknown\n",
     EVENT_BOUNCE, TRUE, "a@example.com", 550},
    /* in many languages */
    {DAEMON "Subject: =?utf-8?q?Message_non_d=C3=A9livr=C3=A9?=\n" UTF8,
     "Le message à a@example.com n’a pas pu être remis : boîte pleine.\n", EVENT_BOUNCE, TRUE,
     "a@example.com", 0},
    {DAEMON "Subject: =?utf-8?q?Remise_diff=C3=A9r=C3=A9e?=\n" UTF8,
     "a@example.com : la remise sera réessayée, le message n'a pas encore été remis.\n",
     EVENT_DELAY, TRUE, "a@example.com", 0},
    {DAEMON "Subject: Unzustellbar: Mai\n" UTF8, "Empfänger a@example.com existiert nicht.\n",
     EVENT_BOUNCE, TRUE, "a@example.com", 0},
    {DAEMON "Subject: Correo devuelto\n" UTF8, "El usuario a@example.com no existe.\n",
     EVENT_BOUNCE, TRUE, "a@example.com", 0},
    {DAEMON "Subject: Mancato recapito\n" UTF8, "La casella di a@example.com è piena.\n",
     EVENT_BOUNCE, TRUE, "a@example.com", 0},
    {DAEMON "Subject: Onbestelbaar\n" UTF8, "Uw bericht aan a@example.com is niet bezorgd.\n",
     EVENT_BOUNCE, TRUE, "a@example.com", 0},
    {DAEMON "Subject: Falha na entrega\n" UTF8, "O endereço a@example.com não existe.\n",
     EVENT_BOUNCE, TRUE, "a@example.com", 0},
    {DAEMON "Subject: x\n" UTF8, "Wiadomość do a@example.com: użytkownik nie istnieje.\n",
     EVENT_BOUNCE, TRUE, "a@example.com", 0},
    {DAEMON "Subject: x\n" UTF8, "Не удалось доставить письмо: a@example.com\n", EVENT_BOUNCE, TRUE,
     "a@example.com", 0},
    {DAEMON "Subject: x\n" UTF8, "宛先a@example.comは存在しません。\n", EVENT_BOUNCE, TRUE,
     "a@example.com", 0},
    {DAEMON "Subject: =?utf-8?b?57O757uf6YCA5L+h?=\n" UTF8,
     "收件人a@example.com不存在，邮件被退回。\n", EVENT_BOUNCE, TRUE, "a@example.com", 0},
};

static void
test_rows(void)
{
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(Notice) notice = parse(rows[i].header, rows[i].body);
        const Recipient *first;

        g_assert_cmpint(notice->type, ==, rows[i].type);
        g_assert_cmpuint(notice->recipients->len, ==, 1);
        first = g_ptr_array_index(notice->recipients, 0);
        g_assert_cmpstr(first->address, ==, rows[i].first);
        g_assert_cmpint(first->reply.code, ==, rows[i].code);
        g_assert_cmpint(notice->guessed, ==, rows[i].guessed);
    }
}

/* People, shops and lists write about failures too. */
static void
test_plain(void)
{
    static const struct {
        const char *header;
        const char *body;
    } plain[] = {
        {"From: Anne <anne@example.org>\nSubject: Undeliverable mail\n",
         "My mail to a@example.com was not delivered: user unknown. Why?\n"},
        {"From: Parcels <noreply@parcels.example.com>\nSubject: Delivery failed\n"
         "Auto-Submitted: auto-generated\n",
         "Your parcel could not be delivered. Write to help@parcels.example.com.\n"},
        {DAEMON "Subject: Undeliverable\nList-Id: <mta.example.org>\n",
         "a@example.com: user unknown\n"},
        {"From: postmaster@example.org\nSubject: Your quota\n",
         "Your mailbox a@example.org is over quota, please delete some mail.\n"},
        {"From: postmaster@example.org\nSubject: Re: Undeliverable\nIn-Reply-To: <1@example.org>\n",
         "The mailbox a@example.com no longer exists, ask b@example.com.\n"},
        {"Return-Path: <postmaster@example.org>\nFrom: postmaster@example.org\n"
         "Subject: Your question\n",
         "Your message to a@example.com could not be delivered:\n550 5.1.1 User unknown\n"},
        {DAEMON "Subject: Statistics\n", "We had 12 messages for a@example.com today.\n"},
    };

    for (guint i = 0; i < G_N_ELEMENTS(plain); i++) {
        g_autoptr(Notice) notice = parse(plain[i].header, plain[i].body);

        g_assert_cmpint(notice->type, ==, EVENT_OTHER);
        g_assert_cmpuint(notice->recipients->len, ==, 0);
    }
}

static void
test_words(void)
{
    static const struct {
        const char *text;
        gboolean failure;
        gboolean delay;
    } words[] = {
        {"Échec de la remise", TRUE, FALSE},
        {"L’adresse n’existe pas", TRUE, FALSE},
        {"Wir werden erneut versuchen: Zustellung verzögert", FALSE, TRUE},
        {"will be retried", FALSE, TRUE},
        {"Good morning", FALSE, FALSE},
    };

    for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
        g_autofree char *folded = phrase_fold(words[i].text);

        g_assert_cmpint(failure_words_in(folded), ==, words[i].failure);
        g_assert_cmpint(delay_words_in(folded), ==, words[i].delay);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    notice_init();
    g_test_add_func("/guess/rows", test_rows);
    g_test_add_func("/guess/plain", test_plain);
    g_test_add_func("/guess/words", test_words);
    return g_test_run();
}
