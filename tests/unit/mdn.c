/* mdn.c - tests of parsers/mdn.c */

#include "parsers/notice.h"

#include <string.h>

#define HEADER                                                                                     \
    "From: Claire <claire@example.net>\nTo: news@example.org\nMIME-Version: 1.0\n"                 \
    "Content-Type: multipart/report; report-type=disposition-notification; boundary=b\n"
#define FIELDS                                                                                     \
    "--b\nContent-Type: message/disposition-notification\n\n"                                      \
    "Reporting-UA: mail.example.net; Example Agent\n"                                              \
    "Original-Recipient: rfc822;contact@example.net\nFinal-Recipient: rfc822;u@example.net\n"      \
    "Original-Message-ID: <1@example.org>\nDisposition: "
#define AUTOMATIC "automatic-action/MDN-sent-automatically; "
#define MANUAL "manual-action/MDN-sent-manually; "

static Notice *
parse(const char *subject, const char *text, const char *disposition)
{
    g_autofree char *mail =
        g_strconcat(HEADER "Subject: ", subject, "\n\n--b\nContent-Type: text/plain\n\n", text,
                    "\n\n" FIELDS, disposition, "\n\n--b--\n", NULL);
    g_autoptr(Letter) letter = letter_new(g_bytes_new(mail, strlen(mail)), "test", 0, FALSE);
    Notice *notice = notice_parse(letter, NULL);

    g_test_message("%s %s", text, disposition);
    g_assert_nonnull(notice);
    g_assert_cmpuint(notice->recipients->len, ==, 1);
    return notice;
}

static void
test_types(void)
{
    static const struct {
        const char *subject;
        const char *text;
        const char *disposition;
        const char *type;
        const char *action;
    } rows[] = {
        {"Read: News", "Your message was read.", MANUAL "displayed", "receipt", "displayed"},
        {"Not read: News", "Your message was deleted without being read.", AUTOMATIC "deleted",
         "receipt", "deleted"},
        {"Not read: Quota exceeded", "Your message Quota exceeded was deleted unread.",
         AUTOMATIC "deleted", "receipt", "deleted"}, /* our own words */
        {"Lu : News", "Votre message a \u00e9t\u00e9 trait\u00e9.", AUTOMATIC "processed",
         "receipt", "processed"},
        {"Receipt", "It was rejected by me.", MANUAL "deleted", "receipt", "deleted"},
        {"Receipt", "x", AUTOMATIC "Dispatched/error", "receipt", "dispatched"},
        {"Automatically rejected mail",
         "Your message to <u@example.net> was automatically rejected:\nNo newsletters.",
         AUTOMATIC "deleted", "bounce", "failed"}, /* Dovecot */
        {"Automatically rejected mail",
         "Your message was automatically rejected by Sieve, a mail\nfiltering language.\n\n"
         "The following reason was given:\nNo newsletters.",
         AUTOMATIC "deleted", "bounce", "failed"}, /* Cyrus */
        {"[Auto] News",
         "The message was refused by the recipient's mail filtering program.\n"
         "The reason given was as follows:\n\nNo newsletters.",
         AUTOMATIC "deleted", "bounce", "failed"}, /* RFC 5429 2.1.2 */
        {"Rejet\u00e9", "Le message a \u00e9t\u00e9 refus\u00e9 : quota d\u00e9pass\u00e9",
         AUTOMATIC "failed", "bounce", "failed"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(Notice) notice = parse(rows[i].subject, rows[i].text, rows[i].disposition);
        const Recipient *recipient = g_ptr_array_index(notice->recipients, 0);

        g_assert_cmpstr(event_type_name(notice->type), ==, rows[i].type);
        g_assert_cmpstr(recipient->address, ==, "u@example.net");
        g_assert_cmpstr(recipient->original_recipient, ==, "contact@example.net");
        g_assert_cmpstr(recipient->action, ==, rows[i].action);
        g_assert_cmpstr(notice->original.message_id, ==, "1@example.org");
    }
}

/* The reason is the recipient's own words; a reply in it is read as one. */
static void
test_reasons(void)
{
    static const struct {
        const char *text;
        const char *words;
        const char *diagnostic;
        int code;
    } rows[] = {
        {"Your message to <u@example.net> was automatically rejected:\nNo\nnewsletters.",
         "No newsletters.", "No newsletters.", 0},
        {"Your message to <u@example.net> was automatically rejected:\n"
         "552 5.2.2 Quota exceeded (mailbox for user is full)",
         "", "552 5.2.2 Quota exceeded (mailbox for user is full)", 552},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(Notice) notice = parse("Rejected: News", rows[i].text, AUTOMATIC "deleted");
        const Recipient *recipient = g_ptr_array_index(notice->recipients, 0);

        g_assert_cmpstr(recipient->words, ==, rows[i].words);
        g_assert_cmpstr(recipient->diagnostic, ==, rows[i].diagnostic);
        g_assert_cmpint(recipient->reply.code, ==, rows[i].code);
        g_assert_cmpstr(notice->reporting_mta, ==, "mail.example.net");
    }
}

/* Boundaries lost, or the part itself: whose receipt it is can still be told. */
static void
test_broken(void)
{
    static const struct {
        const char *body;
        const char *address;
    } rows[] = {
        {"Read.\n\nFinal-Recipient: rfc822;u@example.net\nDisposition: " MANUAL "displayed\n",
         "u@example.net"},
        {"--b\nContent-Type: text/plain\n\nRead.\n--b--\n", "claire@example.net"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *mail = g_strconcat(HEADER "\n", rows[i].body, NULL);
        g_autoptr(Letter) letter = letter_new(g_bytes_new(mail, strlen(mail)), "test", 0, FALSE);
        g_autoptr(Notice) notice = notice_parse(letter, NULL);
        const Recipient *recipient = g_ptr_array_index(notice->recipients, 0);

        g_assert_cmpstr(event_type_name(notice->type), ==, "receipt");
        g_assert_cmpstr(recipient->address, ==, rows[i].address);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    notice_init();
    g_test_add_func("/mdn/types", test_types);
    g_test_add_func("/mdn/reasons", test_reasons);
    g_test_add_func("/mdn/broken", test_broken);
    return g_test_run();
}
