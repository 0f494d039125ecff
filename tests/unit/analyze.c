/* analyze.c - tests of analyzer/analyze.c, evidence.c and identity.c */

#include "analyzer/analyze.h"
#include "analyzer/evidence.h"

#include <string.h>

#define HEADER                                                                                     \
    "From: MAILER-DAEMON@mx.example.org\nTo: news+tag@example.org\nDate: Tue, 24 Nov 2026 "        \
    "02:41:15 +0000\nMessage-ID: <1@mx.example.org>\nSubject: Undelivered\nContent-Type: "         \
    "multipart/report; report-type=delivery-status; boundary=b\n\n--b\nContent-Type: "             \
    "message/delivery-status\n\nReporting-MTA: dns; mx.example.org\n\n"
#define RECIPIENT(address, action, status, reply)                                                  \
    "Final-Recipient: rfc822; " address "\nAction: " action "\nStatus: " status                    \
    "\nDiagnostic-Code: smtp; " reply "\n\n"

static Rules *rules;
static Advices *advices;

static GPtrArray *
events_of(const char *text, const char *source)
{
    g_autoptr(Letter) letter =
        letter_new(g_bytes_new_static(text, strlen(text)), source, 1795484820, FALSE);
    g_autoptr(Notice) notice = notice_parse(letter, NULL);

    return analyze(notice, rules, advices, NULL);
}

/* Which code counts: the reply's, unless it says nothing that its first digit does not say. */
static void
test_status(void)
{
    static const struct {
        const char *text;
        const char *status;
        gboolean differs;
    } rows[] = {
        {HEADER RECIPIENT("u@example.net", "failed", "5.1.1", "550 5.1.1 unknown"), "5.1.1", FALSE},
        {HEADER RECIPIENT("u@example.net", "failed", "5.0.0", "550 5.1.1 unknown"), "5.1.1", TRUE},
        {HEADER RECIPIENT("u@example.net", "failed", "5.1.1", "552 5.2.2 full"), "5.2.2", TRUE},
        {HEADER RECIPIENT("u@example.net", "failed", "5.2.2", "550 5.0.0 full"), "5.2.2", TRUE},
        {HEADER RECIPIENT("u@example.net", "failed", "5.2.2", "552 mailbox full"), "5.2.2", FALSE},
        {HEADER RECIPIENT("u@example.net", "relayed", "2.0.0", "250 Ok"), "2.0.0", FALSE},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(GPtrArray) events = events_of(rows[i].text, "a.eml");
        const Event *event = g_ptr_array_index(events, 0);
        g_autofree char *status = status_to_string(event->status);

        g_assert_cmpuint(events->len, ==, 1);
        g_assert_cmpstr(status, ==, rows[i].status);
        g_assert_cmpint(g_strv_contains((const char *const *)event->quirks, "status-differs"), ==,
                        rows[i].differs);
    }
}

/* Dead only by a refusal for good, with words or a code that say so. */
static void
test_hard(void)
{
    static const struct {
        const char *text;
        Reason reason;
        gboolean hard;
    } rows[] = {
        {HEADER RECIPIENT("u@example.net", "failed", "5.1.1", "550 5.1.1 User unknown"),
         REASON_USER_UNKNOWN, TRUE},
        {HEADER RECIPIENT("u@example.net", "failed", "4.1.1", "450 4.1.1 User unknown"),
         REASON_USER_UNKNOWN, FALSE},
        {HEADER RECIPIENT("u@example.net", "delayed", "4.1.1", "450 4.1.1 User unknown"),
         REASON_USER_UNKNOWN, FALSE},
        {HEADER RECIPIENT("u@example.net", "failed", "5.2.2", "552 5.2.2 Mailbox full"),
         REASON_MAILBOX_FULL, FALSE},
        /* Sisimai reads a full mailbox here */
        {HEADER RECIPIENT("u@example.net", "failed", "5.1.1",
                          "550 5.1.1 user unknown. If your mailbox is full contact support"),
         REASON_USER_UNKNOWN, TRUE},
        {HEADER RECIPIENT("u@example.net", "failed", "5.0.0", "550 Benutzer unbekannt"),
         REASON_USER_UNKNOWN, TRUE},
        {HEADER RECIPIENT("u@example.net", "failed", "5.1.1", "550 user over quota (#5.1.1)"),
         REASON_MAILBOX_FULL, FALSE},
        /* a dead address to Sisimai, though the server only wants us to come again */
        {HEADER RECIPIENT("u@example.net", "failed", "4.1.1",
                          "450 4.1.1 <u@example.net>: Recipient address rejected: Greylisted"),
         REASON_GREYLISTED, FALSE},
        {HEADER RECIPIENT("u@example.net", "failed", "5.0.0",
                          "550 5.0.0 Example MTA 5.5.3 says: mailbox full"),
         REASON_MAILBOX_FULL, FALSE},
        /* it is our address that they do not know */
        {HEADER RECIPIENT("u@example.net", "failed", "5.1.0",
                          "550 5.1.0 <news@example.org>: Sender address rejected: User unknown in "
                          "local recipient table"),
         REASON_SENDER_REJECTED, FALSE},
        /* a program that says why it failed */
        {HEADER "Final-Recipient: rfc822; u@example.net\nAction: failed\nStatus: 5.7.0\n"
                "Diagnostic-Code: x-unix; The mailbox has exceeded its disk space limit\n\n",
         REASON_MAILBOX_FULL, FALSE},
        {HEADER RECIPIENT("u@example.net", "relayed", "2.0.0", "250 Ok"), REASON_DELIVERED, FALSE},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(GPtrArray) events = events_of(rows[i].text, "a.eml");
        const Event *event = g_ptr_array_index(events, 0);

        g_test_message("%s", event->diagnostic);
        g_assert_cmpstr(reason_name(event->reason), ==, reason_name(rows[i].reason));
        g_assert_cmpint(event->hard_bounce, ==, rows[i].hard);
    }
}

/* The same notice is the same event, whatever door it came through and however it is read. */
static void
test_identity(void)
{
    static const char one[] = HEADER RECIPIENT("u@example.net", "failed", "5.1.1", "550 unknown");
    static const char traced[] =
        "Received: from a by b; Tue, 24 Nov 2026 03:00:00 +0000\n" HEADER RECIPIENT(
            "U@example.net", "failed", "5.2.2", "552 full");
    static const char twice[] = HEADER RECIPIENT("u@example.net", "failed", "5.1.1", "550 a")
        RECIPIENT("u@example.net", "failed", "5.1.1", "550 b");
    g_autoptr(GPtrArray) first = events_of(one, "a.eml");
    g_autoptr(GPtrArray) second = events_of(traced, "b.eml");
    g_autoptr(GPtrArray) groups = events_of(twice, "c.eml");
    const Event *a = g_ptr_array_index(first, 0);
    const Event *b = g_ptr_array_index(second, 0);
    const Event *c = g_ptr_array_index(groups, 0);
    const Event *d = g_ptr_array_index(groups, 1);

    g_assert_cmpuint(strlen(a->id), ==, 32);
    g_assert_cmpstr(a->id, ==, b->id);
    g_assert_cmpstr(a->id, ==, c->id);
    g_assert_cmpstr(c->id, !=, d->id);
}

static void
test_plain(void)
{
    g_autoptr(GPtrArray) events =
        events_of("From: a@example.org\nSubject: 550 5.1.1\n\nmy mail came back\n", "a.eml");
    const Event *event = g_ptr_array_index(events, 0);

    g_assert_cmpuint(events->len, ==, 1);
    g_assert_cmpint(event->type, ==, EVENT_OTHER);
    g_assert_cmpint(event->received, ==, 1795484820);
    g_assert_false(event->hard_bounce);
}

static void
test_client_ip(void)
{
    static const struct {
        const char *text;
        const char *ip;
    } rows[] = {
        {"[192.0.2.7 12] Our system has detected", "192.0.2.7"},
        {"messages from 192.0.2.7.", "192.0.2.7"},
        {"client [2001:db8::1] blocked", "2001:db8::1"},
        {"version 1.2.3.4.5", ""},
        {"at 10:30 by 5.7.1", ""},
        {"", ""},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *ip = evidence_client_ip(rows[i].text);

        g_assert_cmpstr(ip, ==, rows[i].ip);
    }
}

static void
test_sender(void)
{
    g_autoptr(GPtrArray) events =
        events_of(HEADER RECIPIENT("u@example.net", "failed", "5.1.1", "550 unknown"), "a.eml");
    const Event *event = g_ptr_array_index(events, 0);

    g_assert_cmpstr(event->envelope_from, ==, "news@example.org");
    g_assert_cmpstr(event->recipient_domain, ==, "example.net");
}

int
main(int argc, char **argv)
{
    static const char *const no_folders[] = {NULL};
    int result;

    g_test_init(&argc, &argv, NULL);
    notice_init();
    rules = rules_load(no_folders, NULL);
    advices = advices_load("en", NULL);
    g_test_add_func("/analyze/status", test_status);
    g_test_add_func("/analyze/hard", test_hard);
    g_test_add_func("/analyze/identity", test_identity);
    g_test_add_func("/analyze/plain", test_plain);
    g_test_add_func("/analyze/client-ip", test_client_ip);
    g_test_add_func("/analyze/sender", test_sender);
    result = g_test_run();
    rules_free(rules);
    advices_free(advices);
    return result;
}
