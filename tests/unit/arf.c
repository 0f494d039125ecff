/* arf.c - tests of parsers/arf.c */

#include "base/time.h"
#include "parsers/notice.h"

#include <string.h>

#define REPORT                                                                                     \
    "From: fbl@example.net\nTo: abuse@example.org\nSubject: complaint\nMIME-Version: 1.0\n"        \
    "Content-Type: multipart/report; report-type=feedback-report; boundary=b\n\n"
#define TEXT "--b\nContent-Type: text/plain\n\n"
#define FIELDS "--b\nContent-Type: message/feedback-report\n\n"
#define MESSAGE "--b\nContent-Type: message/rfc822\n\n"
#define NEWS "From: News <news@example.org>\nSubject: News\nMessage-ID: <1@example.org>\n"
#define END "\n\nx\n--b--\n"

static Notice *
parse(const char *mail)
{
    g_autoptr(Letter) letter = letter_new(g_bytes_new(mail, strlen(mail)), "test", 0, FALSE);
    Notice *notice = notice_parse(letter, NULL);

    g_test_message("%s", mail);
    g_assert_nonnull(notice);
    return notice;
}

static void
test_complaints(void)
{
    static const struct {
        const char *mail;
        const char *address;
        const char *feedback_type;
        const char *client_ip;
    } rows[] = {
        /* RFC 5965 B.2 */
        {REPORT FIELDS "Feedback-Type: abuse\nUser-Agent: x/1\nVersion: 1\n"
                       "Original-Rcpt-To: <u@example.net>\nSource-IP: 192.0.2.7\n" MESSAGE NEWS END,
         "u@example.net", "abuse", "192.0.2.7"},
        {REPORT FIELDS "feedback-type: Fraud\nSource-IP: IPv6:2001:db8::7\n" MESSAGE NEWS
                       "To: u@example.net" END,
         "u@example.net", "fraud", "2001:db8::7"},
        /* before RFC 5965 */
        {REPORT FIELDS
         "Feedback-Type: opt-out\nRemoval-Recipient: u@example.net\n" MESSAGE NEWS END,
         "u@example.net", "opt-out", ""},
        /* RFC 6591 */
        {REPORT FIELDS "Feedback-Type: auth-failure\nAuth-Failure: dmarc\n"
                       "Original-Rcpt-To: rfc822; u@example.net\n" MESSAGE NEWS END,
         "u@example.net", "auth-failure", ""},
        /* the address is in the text only */
        {REPORT TEXT "This is an abuse report for a message received from IP address 192.0.2.7 on "
                     "Tue.\n\n" FIELDS "Feedback-Type: abuse\n" MESSAGE NEWS END,
         "", "abuse", "192.0.2.7"},
        /* sent in Bcc: To is the sender, but the provider added whose mailbox it was */
        {REPORT FIELDS "Feedback-Type: abuse\n" MESSAGE "Delivered-To: u@example.net\n" NEWS
                       "To: news@example.org" END,
         "u@example.net", "abuse", ""},
        /* several people got it */
        {REPORT FIELDS "Feedback-Type: abuse\n" MESSAGE NEWS "To: a@example.net, b@example.net" END,
         "", "abuse", ""},
        /* headers alone */
        {REPORT FIELDS "Feedback-Type: abuse\n--b\nContent-Type: text/rfc822-headers\n\n" NEWS
                       "To: u@example.net" END,
         "u@example.net", "abuse", ""},
        /* no boundary line */
        {REPORT "A complaint.\n\nFeedback-Type: abuse\nOriginal-Rcpt-To: u@example.net\n"
                "Source-IP: 192.0.2.7\n",
         "u@example.net", "abuse", "192.0.2.7"},
        /* Microsoft's JMRP has no report part */
        {"From: staff@hotmail.com\nSubject: complaint about message from 192.0.2.7\n"
         "Content-Type: multipart/mixed; boundary=b\n\n" MESSAGE
         "X-HmXmrOriginalRecipient: u@example.net\n" NEWS "To: list@example.org" END,
         "u@example.net", "abuse", "192.0.2.7"},
        /* Amazon SES passes on what its recipients complain of: Sisimai's ARF.pm */
        {"From: complaints@email-abuse.amazonses.com\n"
         "Subject: complaint about message from 192.0.2.7\n"
         "Content-Type: multipart/mixed; boundary=b\n\n" MESSAGE NEWS "To: u@example.net" END,
         "u@example.net", "abuse", "192.0.2.7"},
        /* one field hides who it was, another does not */
        {REPORT FIELDS "Feedback-Type: abuse\nOriginal-Rcpt-To: redacted@example.net\n"
                       "Removal-Recipient: u@example.net\n" MESSAGE NEWS END,
         "u@example.net", "abuse", ""},
        /* not a complaint of a person's, but the same is to be done */
        {"From: A User <u@example.net>\nSubject: unsubscribe\nAuto-Submitted: auto-replied\n"
         "X-Apple-Unsubscribe: true\n\nx\n",
         "u@example.net", "opt-out", ""},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(Notice) notice = parse(rows[i].mail);
        const Recipient *recipient;

        g_assert_cmpuint(notice->recipients->len, ==, 1);
        recipient = g_ptr_array_index(notice->recipients, 0);
        g_assert_cmpstr(event_type_name(notice->type), ==, "feedback");
        g_assert_cmpstr(recipient->address, ==, rows[i].address);
        g_assert_cmpstr(notice->feedback_type, ==, rows[i].feedback_type);
        g_assert_cmpstr(notice->client_ip, ==, rows[i].client_ip);
        g_assert_cmpuint(notice->quirks->len, ==, 0);
    }
}

/* RFC 5965 3.2 */
static void
test_several(void)
{
    g_autoptr(Notice) notice =
        parse(REPORT FIELDS "Feedback-Type: abuse\nOriginal-Rcpt-To: <u@example.net>\n"
                            "Original-Rcpt-To: <v@example.net>\nOriginal-Rcpt-To: <U@example.net>\n"
                            "Original-Rcpt-To: redacted@example.net\n" MESSAGE NEWS END);

    g_assert_cmpuint(notice->recipients->len, ==, 2);
    g_assert_cmpstr(((Recipient *)g_ptr_array_index(notice->recipients, 0))->address, ==,
                    "u@example.net");
    g_assert_cmpstr(((Recipient *)g_ptr_array_index(notice->recipients, 1))->address, ==,
                    "v@example.net");
}

static void
test_details(void)
{
    g_autoptr(Notice) notice =
        parse(REPORT FIELDS "Feedback-Type: abuse\nOriginal-Mail-From: <bounces@example.org>\n"
                            "Arrival-Date: Tue, 24 Nov 2026 09:00:00 +0100\n" MESSAGE NEWS
                            "To: redacted@example.net" END);
    g_autofree char *arrival = time_format(notice->arrival_date);

    g_assert_cmpstr(notice->envelope_from, ==, "bounces@example.org");
    g_assert_cmpstr(arrival, ==, "2026-11-24T08:00:00Z");
    g_assert_cmpstr(notice->original.message_id, ==, "1@example.org");
    g_assert_cmpuint(notice->quirks->len, ==, 1);
    g_assert_cmpstr(g_ptr_array_index(notice->quirks, 0), ==, "redacted");
}

/* Reports about a domain, and what only looks like a complaint. */
static void
test_others(void)
{
    static const struct {
        const char *mail;
        const char *quirk;
    } rows[] = {
        {"From: r@example.net\nSubject: Report Domain: example.org Submitter: example.net "
         "Report-ID: <7>\nContent-Type: application/gzip\n\nx\n",
         "dmarc-report"},
        {"From: r@example.net\nSubject: x\nTLS-Report-Domain: example.org\n"
         "Content-Type: multipart/report; report-type=tlsrpt; boundary=b\n\n" TEXT END,
         "tls-report"},
        {"From: u@example.net\nSubject: complaint about message from 192.0.2.7\n"
         "Content-Type: multipart/mixed; boundary=b\n\n" MESSAGE NEWS END,
         NULL},
        {"From: staff@hotmail.com\nSubject: complaint about message from 192.0.2.7\n\nx\n", NULL},
        {"From: u@example.net\nSubject: abuse\n\nFeedback-Type: abuse\n", NULL},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(Notice) notice = parse(rows[i].mail);

        g_assert_cmpstr(event_type_name(notice->type), ==, "other");
        g_assert_cmpuint(notice->quirks->len, ==, rows[i].quirk ? 1 : 0);
        if (rows[i].quirk)
            g_assert_cmpstr(g_ptr_array_index(notice->quirks, 0), ==, rows[i].quirk);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    notice_init();
    g_test_add_func("/arf/complaints", test_complaints);
    g_test_add_func("/arf/several", test_several);
    g_test_add_func("/arf/details", test_details);
    g_test_add_func("/arf/others", test_others);
    return g_test_run();
}
