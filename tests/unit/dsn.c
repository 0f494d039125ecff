/* dsn.c - tests of parsers/dsn.c, nameless.c, original.c and notice.c: delivery-status wherever it
 * stands */

#include "parsers/notice.h"

#include <string.h>

#define HEADER                                                                                     \
    "From: MAILER-DAEMON@mx.example.org\nTo: news@example.org\nDate: Tue, 24 Nov 2026 02:41:15 "   \
    "+0000\nMessage-ID: <1@mx.example.org>\nSubject: Undelivered\n"
#define REPORT                                                                                     \
    HEADER "MIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; "      \
           "boundary=b\n\n"
#define STATUS                                                                                     \
    "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.org\n\n"
#define RECIPIENT(address, status, reply)                                                          \
    "Final-Recipient: rfc822; " address "\nAction: failed\nStatus: " status                        \
    "\nDiagnostic-Code: smtp; " reply "\n\n"
#define RETURNED                                                                                   \
    "--b\nContent-Type: text/rfc822-headers\n\nReturn-Path: <bounce+1@example.org>\nFrom: "        \
    "News <news@example.org>\nSubject: =?utf-8?q?Lettre_d=27=C3=A9t=C3=A9?=\nMessage-ID: "         \
    "<2@example.org>\nDate: Mon, 23 Nov 2026 10:00:00 +0100\nList-Id: <news.example.org>\n"

static Notice *
parse(const char *text)
{
    g_autoptr(Letter) letter =
        letter_new(g_bytes_new_static(text, strlen(text)), "test.eml", 0, FALSE);

    return notice_parse(letter, NULL);
}

static const Recipient *
nth(const Notice *notice, guint n)
{
    g_assert_cmpuint(n, <, notice->recipients->len);
    return g_ptr_array_index(notice->recipients, n);
}

static void
check(const Notice *notice, guint n, EventType type, const char *address, int code,
      const char *status)
{
    const Recipient *recipient = nth(notice, n);
    g_autofree char *said = status_to_string(recipient->reply.status);

    g_assert_cmpint(recipient->type, ==, type);
    g_assert_cmpstr(recipient->address, ==, address);
    g_assert_cmpint(recipient->reply.code, ==, code);
    g_assert_cmpstr(said, ==, status);
}

static void
test_several(void)
{
    g_autoptr(Notice) notice =
        parse(REPORT STATUS RECIPIENT("a@example.net", "5.1.1", "550 5.1.1 unknown")
                  RECIPIENT("b@example.net", "5.2.2", "552 5.2.2 full") RETURNED "--b--\n");

    g_assert_cmpuint(notice->recipients->len, ==, 2);
    check(notice, 0, EVENT_BOUNCE, "a@example.net", 550, "5.1.1");
    check(notice, 1, EVENT_BOUNCE, "b@example.net", 552, "5.2.2");
    g_assert_cmpstr(notice->reporting_mta, ==, "mx.example.org");
    g_assert_cmpstr(notice->message_id, ==, "1@mx.example.org");
}

static void
test_original(void)
{
    g_autoptr(Notice) notice = parse(
        REPORT STATUS RECIPIENT("a@example.net", "5.1.1", "550 5.1.1 unknown") RETURNED "--b--\n");

    g_assert_cmpstr(notice->original.message_id, ==, "2@example.org");
    g_assert_cmpstr(notice->original.subject, ==, "Lettre d'\u00e9t\u00e9");
    g_assert_cmpstr(notice->original.from, ==, "News <news@example.org>");
    g_assert_cmpstr(notice->original.list_id, ==, "<news.example.org>");
    g_assert_cmpstr(notice->envelope_from, ==, "bounce+1@example.org");
}

/* The part as mixed, at top level, as base64, and in text for want of a boundary. */
static void
test_places(void)
{
    static const char *const messages[] = {
        HEADER "Content-Type: multipart/mixed; boundary=b\n\n" STATUS RECIPIENT(
            "a@example.net", "5.1.1", "550 5.1.1 unknown") "--b--\n",
        HEADER "Content-Type: message/delivery-status\n\nReporting-MTA: dns; x\n\n" RECIPIENT(
            "a@example.net", "5.1.1", "550 5.1.1 unknown"),
        REPORT "--b\nContent-Type: message/delivery-status\nContent-Transfer-Encoding: base64\n\n"
               "UmVwb3J0aW5nLU1UQTogZG5zOyB4CgpGaW5hbC1SZWNpcGllbnQ6IHJmYzgyMjsgYUBleGFtcGxl"
               "Lm5ldApBY3Rpb246IGZhaWxlZApTdGF0dXM6IDUuMS4xCkRpYWdub3N0aWMtQ29kZTogc210cDsg"
               "NTUwIDUuMS4xIHVua25vd24K\n--b--\n",
        REPORT "not a boundary\n\nReporting-MTA: dns; x\n\n" RECIPIENT("a@example.net", "5.1.1",
                                                                       "550 5.1.1 unknown"),
        HEADER "Content-Type: multipart/report; boundary=b\n\n--b\nContent-Type: "
               "message/global-delivery-status\n\nReporting-MTA: dns; x\n\n" RECIPIENT(
                   "a@example.net", "5.1.1", "550 5.1.1 unknown") "--b--\n",
        REPORT "--b\nContent-Type: message/x-report\n\nReporting-MTA: dns; x\n\n" RECIPIENT(
            "a@example.net", "5.1.1", "550 5.1.1 unknown") "--b--\n",
        /* a gateway that knew no other type */
        REPORT "--b\nContent-Type: application/octet-stream; name=ATT00001.dat\n"
               "Content-Disposition: attachment\n\nReporting-MTA: dns; x\n\n" RECIPIENT(
                   "a@example.net", "5.1.1", "550 5.1.1 unknown") "--b--\n",
        REPORT STATUS
        "Final-Recipient:\n rfc822; a@example.net\nAction:\n failed\nStatus:\n 5.1.1\n"
        "Diagnostic-Code:\n smtp; 550 5.1.1 unknown\n\n--b--\n",
    };

    for (guint i = 0; i < G_N_ELEMENTS(messages); i++) {
        g_autoptr(Notice) notice = parse(messages[i]);

        g_test_message("message %u", i);
        g_assert_cmpuint(notice->recipients->len, ==, 1);
        check(notice, 0, EVENT_BOUNCE, "a@example.net", 550, "5.1.1");
    }
}

/* RFC 3464 2.3.3, and without an action the class of the status. */
static void
test_actions(void)
{
    static const struct {
        const char *fields;
        EventType type;
    } rows[] = {
        {"Action: failed\nStatus: 5.1.1\n", EVENT_BOUNCE},
        {"Action: Failed (user unknown)\nStatus: 5.1.1\n", EVENT_BOUNCE},
        {"Action: failed\nStatus: 4.4.7\n", EVENT_BOUNCE},
        {"Action: delayed\nStatus: 4.4.1\n", EVENT_DELAY},
        {"Action: delivered\nStatus: 2.0.0\n", EVENT_SUCCESS},
        {"Action: relayed\nStatus: 2.0.0\n", EVENT_SUCCESS},
        {"Action: expanded\nStatus: 2.0.0\n", EVENT_SUCCESS},
        {"Status: 4.4.1\n", EVENT_DELAY},
        {"Status: 5.4.1\n", EVENT_BOUNCE},
        {"Status: 2.1.5\n", EVENT_SUCCESS},
        {"ction: delayed\nStatus: 4.4.1\n", EVENT_DELAY},
        {"", EVENT_BOUNCE},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *text =
            g_strconcat(REPORT STATUS "Final-Recipient: rfc822; a@example.net\n", rows[i].fields,
                        "\n--b--\n", NULL);
        g_autoptr(Notice) notice = parse(text);

        g_assert_cmpint(nth(notice, 0)->type, ==, rows[i].type);
    }
}

/* What the fields do not say, the text does: Exim, Sendmail's transcript, the only recipient. */
static void
test_text(void)
{
    static const struct {
        const char *text;
        const char *reply; /* Diagnostic-Code */
        const char *said;
        int code;
        const char *status;
    } rows[] = {
        {"The following address failed:\n\n  a@example.net\n    Unrouteable address\n", "",
         "Unrouteable address", 0, ""},
        {"<a@example.net>\n    (reason: 550-5.2.1 The account is)\n\n   ----- Transcript of "
         "session follows -----\n>>> DATA\n<<< 550-5.2.1 The account is\n<<< 550 5.2.1 "
         "inactive\n550 5.1.1 <a@example.net>... User unknown\n",
         "Diagnostic-Code: smtp; 550-5.2.1 The account is\n", "The account is inactive", 550,
         "5.2.1"},
        {"   ----- Transcript of session follows -----\n>>> DATA\n<<< 552 5.2.2 full\n550 5.1.1 "
         "<a@example.net>... User unknown\n<<< 503 5.5.1 No valid recipients\n",
         "", "full", 552, "5.2.2"},
        {"Failed to deliver to 'a@example.net'\n host mx.example.net says:\n 550 5.1.1 unknown\n",
         "", "unknown", 550, "5.1.1"},
        /* what a gateway writes below every mail is not said of this one */
        {"Delivery to the following recipients failed.\n\n________________________________\n"
         "scanned for all viruses\n",
         "", "Delivery to the following recipients failed.", 0, ""},
        {"<a@example.net>\n    (reason: 255)\n", "Diagnostic-Code: X-Unix; 255\n", "(reason: 255)",
         0, ""},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *message = g_strconcat(
            REPORT "--b\n\n", rows[i].text,
            STATUS "Final-Recipient: rfc822; a@example.net\nAction: failed\nStatus: 5.0.0\n",
            rows[i].reply, "\n--b--\n", NULL);
        g_autoptr(Notice) notice = parse(message);
        const Recipient *recipient = nth(notice, 0);

        g_test_message("%s", rows[i].text);
        check(notice, 0, EVENT_BOUNCE, "a@example.net", rows[i].code, rows[i].status);
        g_assert_cmpstr(recipient->reply.code ? recipient->reply.text : recipient->words, ==,
                        rows[i].said);
    }
}

static void
test_program(void)
{
    static const struct {
        const char *reply;
        const char *command;
    } rows[] = {
        {"Diagnostic-Code: X-Unix; 127\n", "PIPE"},
        {"Diagnostic-Code: x-unix; temporary failure\n", "PIPE"},
        {"Diagnostic-Code: x-unix; 550 5.1.1 user unknown\n", ""},
        {"Diagnostic-Code: smtp; temporary failure\n", ""},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *message = g_strconcat(
            REPORT STATUS "Final-Recipient: rfc822; a@example.net\nAction: failed\nStatus: 5.0.0\n",
            rows[i].reply, "\n--b--\n", NULL);
        g_autoptr(Notice) notice = parse(message);

        g_assert_cmpstr(nth(notice, 0)->reply.command, ==, rows[i].command);
    }
}

static void
test_recipient(void)
{
    g_autoptr(Notice) inner =
        parse(REPORT STATUS "Original-Recipient: rfc822; a@example.net\nFinal-Recipient: "
                            "rfc822;@store.example.net:a@ims_daemon\nAction: failed\n\n--b--\n");
    g_autoptr(Notice) original =
        parse(REPORT STATUS "Original-Recipient: rfc822; Old.Name+2Btag@example.com\n"
                            "Final-Recipient: rfc822; a@example.net\nAction: failed\n\n--b--\n");

    g_assert_cmpstr(nth(inner, 0)->address, ==, "a@example.net");
    g_assert_cmpstr(nth(original, 0)->address, ==, "a@example.net");
    g_assert_cmpstr(nth(original, 0)->original_recipient, ==, "Old.Name+tag@example.com");
}

/* Who is not named in the report stands beside it, or in the message that it returns. */
static void
test_nameless(void)
{
    static const struct {
        const char *beside;
        const char *address;
        gboolean guessed;
    } rows[] = {
        {"This is the mail system at host mx.example.org.\n\n<a@example.net>: 550 5.1.1 no\n",
         "a@example.net", FALSE},
        {"Sorry.\n--b\nContent-Type: message/rfc822\n\nTo: a@example.net\nSubject: x\n\nx\n",
         "a@example.net", TRUE},
        {"Sorry.\n--b\nContent-Type: message/rfc822\n\nTo: a@example.net, c@example.net\n\nx\n", "",
         FALSE},
        {"This is the mail system at host mx.example.org.\n\n<a@example.net>: 550 5.1.1 no\n\n"
         "<c@example.net>: 550 5.1.1 no\n",
         "", FALSE},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *message =
            g_strconcat(REPORT STATUS "Action: failed\nStatus: 5.1.1\n\n--b\n\n", rows[i].beside,
                        "\n--b--\n", NULL);
        g_autoptr(Notice) notice = parse(message);

        g_assert_cmpuint(notice->recipients->len, ==, 1);
        g_assert_cmpstr(nth(notice, 0)->address, ==, rows[i].address);
        g_assert_cmpint(notice->guessed, ==, rows[i].guessed);
        g_assert_cmpuint(notice->quirks->len, ==, *rows[i].address != '\0');
    }
}

/* A file that somebody attached is none, whatever stands in it. */
static void
test_attached(void)
{
    g_autoptr(Notice) notice =
        parse("From: Anne <anne@example.org>\nSubject: A question\nMIME-Version: 1.0\n"
              "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nWhat is this?\n--b\n"
              "Content-Type: application/octet-stream\n\nReporting-MTA: dns; x\n\n" RECIPIENT(
                  "a@example.net", "5.1.1", "550 5.1.1 unknown") "--b--\n");

    g_assert_cmpint(notice->type, ==, EVENT_OTHER);
}

/* Status, where it is none (Sisimai, RFC3464.pm). */
static void
test_misplaced_reply(void)
{
    g_autoptr(Notice) whole =
        parse(REPORT STATUS "Final-Recipient: rfc822; a@example.net\nAction: failed\n"
                            "Status: 553 Message too big\n\n--b--\n");
    g_autoptr(Notice) code =
        parse(REPORT STATUS "Final-Recipient: rfc822; a@example.net\nAction: failed\n"
                            "Status: 550\nDiagnostic-Code: smtp; User unknown\n\n--b--\n");

    g_assert_cmpint(nth(whole, 0)->reply.code, ==, 553);
    g_assert_cmpstr(nth(whole, 0)->reply.text, ==, "Message too big");
    g_assert_cmpint(nth(code, 0)->reply.code, ==, 550);
    g_assert_cmpstr(nth(code, 0)->reply.text, ==, "User unknown");
}

/* Reports came through a list, or their fields stand in the text without a status. */
static void
test_raw(void)
{
    static const char *const messages[] = {
        "List-Id: <admins.example.org>\n" REPORT
        "not a boundary\n\nReporting-MTA: dns; x\n\n" RECIPIENT("a@example.net", "5.1.1",
                                                                "550 5.1.1 unknown"),
        HEADER "\nFor the administrator:\n\n    Reporting-MTA: dns; x\n\n"
               "    Final-Recipient: rfc822; a@example.net\n    Action: failed\n"
               "    Status: 5.1.1\n    Diagnostic-Code: smtp; 550 5.1.1 unknown\n",
        HEADER "\nThe following addresses had problems:\n\nOriginal-Recipient: <a@example.net>\n"
               "Action: failed\nDiagnostic-Code: smtp; 550 5.1.1 unknown\n",
    };

    for (guint i = 0; i < G_N_ELEMENTS(messages); i++) {
        g_autoptr(Notice) notice = parse(messages[i]);
        const Recipient *recipient = nth(notice, 0);

        g_assert_cmpuint(notice->recipients->len, ==, 1);
        g_assert_cmpint(recipient->type, ==, EVENT_BOUNCE);
        g_assert_cmpstr(recipient->address, ==, "a@example.net");
        g_assert_cmpint(recipient->reply.code, ==, 550);
    }
}

/* Where nothing is said of the recipient, what else the text says is no reason. */
static void
test_mute(void)
{
    static const struct {
        const char *text;
        const char *words;
    } rows[] = {
        {"It failed:\n\n  a@example.net\n\n", ""},
        {"It failed:\n\n<a@example.net>:\n\n-----\n\nIf your message was also sent to additional "
         "recipients, wait.\n",
         ""},
        {"It is late:\n\n  a@example.net\n    host mx.example.net [192.0.2.7]\n\nNo action is "
         "required on your part.\n",
         ""},
        {"It is late:\n\n  a@example.net\n    Delay reason: the disk is full\n",
         "the disk is full"},
        {"a@example.net left us.\n", "left us."},
        {"Sorry, nobody of that name here.\n", "Sorry, nobody of that name here."},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *message =
            g_strconcat(REPORT "--b\n\n", rows[i].text,
                        STATUS "Final-Recipient: rfc822; a@example.net\nAction: failed\n"
                               "Status: 5.0.0\n\n--b--\n",
                        NULL);
        g_autoptr(Notice) notice = parse(message);

        g_assert_cmpuint(notice->recipients->len, ==, 1);
        g_assert_cmpstr(nth(notice, 0)->words, ==, rows[i].words);
        g_assert_cmpstr(nth(notice, 0)->diagnostic, ==, rows[i].words);
    }
}

/* A DSN within the returned message is somebody else's. */
static void
test_nested(void)
{
    g_autoptr(Notice) notice = parse(
        HEADER "Content-Type: multipart/mixed; boundary=x\n\n--x\n\nhello\n--x\nContent-Type: "
               "message/rfc822\n\n" REPORT STATUS RECIPIENT("a@example.net", "5.1.1",
                                                            "550 5.1.1 no") "--b--\n\n--x--\n");

    g_assert_false(notice->type == EVENT_BOUNCE && !notice->forwarded);
}

static void
test_no_mail(void)
{
    static const char *const texts[] = {"", "\n\n", "hello\n", "\x01\x02\x03"};

    for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(Letter) letter =
            letter_new(g_bytes_new_static(texts[i], strlen(texts[i])), "test.eml", 0, FALSE);
        g_autoptr(Notice) notice = notice_parse(letter, &error);

        g_assert_null(notice);
        g_assert_error(error, NOTICE_ERROR, NOTICE_ERROR_NOT_MAIL);
        g_assert_nonnull(strstr(error->message, "test.eml: "));
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    notice_init();
    g_test_add_func("/dsn/several", test_several);
    g_test_add_func("/dsn/program", test_program);
    g_test_add_func("/dsn/original", test_original);
    g_test_add_func("/dsn/places", test_places);
    g_test_add_func("/dsn/actions", test_actions);
    g_test_add_func("/dsn/text", test_text);
    g_test_add_func("/dsn/recipient", test_recipient);
    g_test_add_func("/dsn/nameless", test_nameless);
    g_test_add_func("/dsn/attached", test_attached);
    g_test_add_func("/dsn/raw", test_raw);
    g_test_add_func("/dsn/misplaced-reply", test_misplaced_reply);
    g_test_add_func("/dsn/mute", test_mute);
    g_test_add_func("/dsn/nested", test_nested);
    g_test_add_func("/notice/no-mail", test_no_mail);
    return g_test_run();
}
