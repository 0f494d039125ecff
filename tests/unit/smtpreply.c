/* smtpreply.c - tests of parsers/smtpreply.c and parsers/wrapping.c */

#include "parsers/smtpreply.h"

typedef struct {
    const char *quotation;
    int code;
    const char *status;
    const char *text;
    const char *command;
    const char *remote_mta;
} Row;

static void
check_row(const Row *row)
{
    g_auto(SmtpReply) reply;
    g_autofree char *status = NULL;

    smtpreply_parse(row->quotation, &reply);
    status = status_to_string(reply.status);
    g_test_message("%s", row->quotation);
    g_assert_cmpint(reply.code, ==, row->code);
    g_assert_cmpstr(status, ==, row->status);
    g_assert_cmpstr(reply.text, ==, row->text);
    g_assert_cmpstr(reply.command, ==, row->command);
    g_assert_cmpstr(reply.remote_mta, ==, row->remote_mta);
}

#define CHECK(rows)                                                                                \
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++)                                                 \
        check_row(&rows[i]);

/* Replies as a server sends them (RFC 5321 4.2, RFC 2034 4). */
static void
test_plain(void)
{
    static const Row rows[] = {
        {"550 5.1.1 User unknown", 550, "5.1.1", "User unknown", "", ""},
        {"550", 550, "", "", "", ""},
        {"550 No such user here", 550, "", "No such user here", "", ""},
        {"550-5.7.1 one\n550-5.7.1 two\n550 5.7.1 three", 550, "5.7.1", "one two three", "", ""},
        {"550 5.1.1\tUser\t\tunknown  (two  spaces)", 550, "5.1.1", "User unknown (two spaces)", "",
         ""},
        {"550 #5.1.0 Address rejected.", 550, "5.1.0", "Address rejected.", "", ""},
        {"mx.example.net #550 5.1.1 no such user ##", 550, "5.1.1", "no such user ##", "",
         "mx.example.net"},
        {"see ticket #550 about it", 0, "", "see ticket #550 about it", "", ""},
        {"550 [5.1.1] Unknown", 550, "5.1.1", "Unknown", "", ""},
        {"511 sorry, no mailbox here by that name (#5.1.1 - chkuser)", 511, "5.1.1",
         "sorry, no mailbox here by that name (#5.1.1 - chkuser)", "", ""},
        {"550 Software 5.5.3 cannot take this", 550, "", "Software 5.5.3 cannot take this", "", ""},
        {"550 5.1.1 l\u2019adresse", 550, "5.1.1", "l'adresse", "", ""},
        {"250 2.0.0 Ok: queued", 250, "2.0.0", "Ok: queued", "", ""},
        {"User unknown", 0, "", "User unknown", "", ""},
        {"5.1.1 User unknown", 0, "5.1.1", "User unknown", "", ""},
        {"", 0, "", "", "", ""},
    };

    CHECK(rows)
}

/* What each mail server makes of them. */
static void
test_wrapped(void)
{
    static const Row rows[] = {
        /* Postfix, reflowed */
        {"host mx1.example.net[192.0.2.1] said:\n    550-5.7.26 Unauthenticated email is not "
         "accepted due to\n    domain's 550-5.7.26 DMARC policy. Please go to 550 5.7.26\n"
         "    https://example.net/ k9si123.8 - gsmtp (in reply to end of DATA\n    command)",
         550, "5.7.26",
         "Unauthenticated email is not accepted due to domain's DMARC policy. Please go to "
         "https://example.net/ k9si123.8 - gsmtp",
         "EOM", "mx1.example.net"},
        {"host mx1.example.net[192.0.2.1] said: 554\n    5.6.0 Scored as spam (in reply to end of "
         "DATA command)",
         554, "5.6.0", "Scored as spam", "EOM", "mx1.example.net"},
        {"host mx1.example.net[192.0.2.1] said: 550 5.1.1 <u@example.net>: unknown (in reply to "
         "RCPT TO command)",
         550, "5.1.1", "<u@example.net>: unknown", "RCPT", "mx1.example.net"},
        {"host mx1.example.net[192.0.2.1] refused to talk to me: 554 No", 554, "", "No", "CONNECT",
         "mx1.example.net"},
        {"connect to mx1.example.net[192.0.2.1]:25: Connection refused", 0, "",
         "connect to mx1.example.net[192.0.2.1]:25: Connection refused", "", ""},
        /* nullmailer, unfolded */
        {"550-5.2.1 The email account is inactive. For more\n550-5.2.1 information, go to\n550 "
         "5.2.1  https://example.net/",
         550, "5.2.1",
         "The email account is inactive. For more information, go to "
         "https://example.net/",
         "", ""},
        /* chasquid, with a prefix, and the enhanced code alone on the lines that follow */
        {"DATA closing 550 5.7.25 [192.0.2.9] The IP address does not have a\n    5.7.25 PTR "
         "record\n    5.7.25  https://example.net/",
         550, "5.7.25",
         "[192.0.2.9] The IP address does not have a PTR record https://example.net/", "EOM", ""},
        {"MAIL+RCPT 550 Unrouteable address", 550, "", "Unrouteable address", "RCPT", ""},
        /* OpenSMTPD, joined without a space */
        {"550-5.7.26 is not accepted due to domain's5.7.26 DMARC policy. go to5.7.26  https://x/",
         550, "5.7.26", "is not accepted due to domain's DMARC policy. go to https://x/", "", ""},
        /* Exim */
        {"host mx1.example.net [192.0.2.1]\n    SMTP error from remote mail server after end of "
         "data:\n    550-5.7.1 line one\n    550 5.7.1 line two",
         550, "5.7.1", "line one line two", "EOM", "mx1.example.net"},
        {"SMTP error from remote mail server after RCPT TO:<u@example.net>:\n    host "
         "mx1.example.net [192.0.2.1]: 550 bo\\303\\256te ferm\\303\\251e",
         550, "", "bo\u00eete ferm\u00e9e", "RCPT", "mx1.example.net"},
        /* what a program says that delivers */
        {"Command died with status 75: \"/usr/bin/deliver\". Command output: busy", 0, "",
         "Command died with status 75: \"/usr/bin/deliver\". Command output: busy", "PIPE", ""},
        /* dma */
        {"mx1.example.net [192.0.2.1] did not like our RCPT TO:\n550 5.2.1 inactive", 550, "5.2.1",
         "inactive", "RCPT", "mx1.example.net"},
        /* qmail */
        {"192.0.2.1 failed after I sent the message.\nRemote host said: 550-5.7.1 one\n550 5.7.1 "
         "two\n",
         550, "5.7.1", "one two", "EOM", "192.0.2.1"},
        {"192.0.2.1 does not like recipient.\nRemote host said: 550 No such user\nGiving up on "
         "192.0.2.1.\n",
         550, "", "No such user", "RCPT", "192.0.2.1"},
        /* Oracle's servers */
        {"Diagnostic code: smtp;550 5.1.1 <u@example.net>... User Unknown\n"
         "Remote system: dns;mx.example.net (TCP|192.0.2.1|47323|192.0.2.2|25)\n",
         550, "5.1.1", "<u@example.net>... User Unknown", "", ""},
        {"Sorry, no mailbox here by that name. (#5.1.1)", 0, "5.1.1",
         "Sorry, no mailbox here by that name. (#5.1.1)", "", ""},
        /* Courier and Sendmail: transcripts */
        {"\n     mx1.example.net [192.0.2.1]:\n >>> RCPT TO:<u@example.net>\n <<< 550-5.2.1 is "
         "inactive\n <<< 550 5.2.1 see https://example.net/",
         550, "5.2.1", "is inactive see https://example.net/", "RCPT", "mx1.example.net"},
        {"... while talking to mx1.example.net.:\n>>> DATA\n<<< 550 4.2.2 mailbox full\n550 5.1.1 "
         "<u@example.net>... User unknown\n<<< 503 5.5.1 No valid recipients",
         550, "4.2.2", "mailbox full", "DATA", "mx1.example.net"},
        /* Amazon SES */
        {"5.1.0 - Unknown address error 550-'5.2.2 <u@example.net>... Mailbox Full' (delivery "
         "attempts: 0)",
         550, "5.2.2", "<u@example.net>... Mailbox Full' (delivery attempts: 0)", "", ""},
        {"5.3.0 - Other mail system problem 550-'Unknown user u@example.net' (delivery attempts: "
         "0)",
         550, "5.3.0", "'Unknown user u@example.net' (delivery attempts: 0)", "", ""},
        {"554 4.4.7 Message expired: unable to deliver in 840 minutes.<421 4.4.2 Connection timed "
         "out>",
         421, "4.4.2", "Connection timed out>", "", ""},
    };

    CHECK(rows)
}

/* What a person pastes. */
static void
test_pasted(void)
{
    static const Row rows[] = {
        {"SMTP Error (550): Failed to add recipient \"u@example.net\" (5.1.1 <u@example.net>: "
         "Recipient address rejected: User unknown).",
         550, "5.1.1", "<u@example.net>: Recipient address rejected: User unknown).", "", ""},
        {"Erreur SMTP (554) : l\u2019ajout du destinataire a échoué (5.7.1 Refused)", 554, "5.7.1",
         "Refused", "", ""},
        {"to=<u@example.net>, relay=mx1.example.net[192.0.2.1]:25, delay=1, dsn=5.1.1, "
         "status=bounced (host mx1.example.net[192.0.2.1] said: 550 5.1.1 unknown (in reply to "
         "RCPT TO command))",
         550, "5.1.1", "unknown", "RCPT", "mx1.example.net"},
        {"to=<u@example.net>, delay=00:00:01, mailer=esmtp, relay=mx1.example.net. [192.0.2.1], "
         "dsn=5.1.1, stat=User unknown",
         0, "5.1.1", "User unknown", "", "mx1.example.net"},
        {"** u@example.net R=dnslookup T=remote_smtp H=mx1.example.net [192.0.2.1]: SMTP error "
         "from remote mail server after RCPT TO:<u@example.net>: 550 unknown",
         550, "", "unknown", "RCPT", "mx1.example.net"},
    };

    CHECK(rows)
}

/* Where a code and a status stand, and how they are marked: only the two count here. */
static void
test_marks(void)
{
    static const struct {
        const char *quotation;
        int code;
        const char *status;
    } rows[] = {
        {"550-5.1.1 User unknown", 550, "5.1.1"},
        {"550 User unknown (#5.1.1)", 550, "5.1.1"},
        {"550 (5.1.1) User unknown", 550, "5.1.1"},
        {"550 <5.1.1> User unknown", 550, "5.1.1"},
        {"550 {5.1.1} User unknown", 550, "5.1.1"},
        {"550, 5.1.1 User unknown", 550, "5.1.1"},
        {"550; 5.1.1 User unknown", 550, "5.1.1"},
        {"550 5.1.1: User unknown", 550, "5.1.1"},
        {"550 5.1.1", 550, "5.1.1"},
        {"550 DSN 5.1.1 User unknown", 550, "5.1.1"},
        {"550 550 5.1.1 User unknown", 550, "5.1.1"},
        {"[550 5.1.1 User unknown]", 550, "5.1.1"},
        {"Remote Server returned '550 5.1.10 not found'", 550, "5.1.10"},
        {"Server said: \"550 no such user\"", 550, ""},
        {"host said: 550 no such user", 550, ""},
        {"Error:  550 - no such user here", 550, ""},
        {"SMTP error 550: no such user", 550, ""},
        {"Error 550: Address rejected", 550, ""},
        {"mailbox unavailable [SMTP Error Code 550]", 550, ""},
        {"Recipient server answered with code 550", 550, ""},
        {"Erreur 550 : inconnu", 550, ""},
        {"Fehler 550: unbekannt", 550, ""},
        {"<u@example.net> 550 no such user", 550, ""},
        {"u@example.net... 550 no such user", 550, ""},
        {"(reason: 550 5.1.1 no such user)", 550, "5.1.1"},
        {"Deferred: 450 4.2.0 greylisted", 450, "4.2.0"},
        {"4.4.1 (no answer from host) [smtp; 450 later]", 450, ""},
        /* RFC 3464 2.3.6: the types of Diagnostic-Code */
        {"smtp; 550 5.1.1 no such user", 550, "5.1.1"},
        {"smtp;550-5.1.1 no such user", 550, "5.1.1"},
        {"smtp; 5.1.1 no such user", 0, "5.1.1"},
        {"X-Postfix; unknown user: \"u\"", 0, ""},
        {"x-local; 5.2.2 over quota", 0, "5.2.2"},
        /* Exchange passes on what a gateway said for all of them */
        {"550 permanent failure for one or more recipients (u@example.net:550 5.1.1 unknown)", 550,
         "5.1.1"},
        /* replies that disagree: the last is the server's last word */
        {"550-no such user\n550 5.1.1 really", 550, "5.1.1"},
        {"550 5.1.1 <u@example.net>: unknown\n554 5.5.1 Error: no valid recipients", 554, "5.5.1"},
        {"<<< 550 5.1.1 unknown\n<<< 503 5.0.0 Need RCPT (recipient)", 550, "5.1.1"},
        /* Postfix tells its postmaster of a session in which it refused something */
        {" Out: 220 mx.example.net ESMTP\n In:  RCPT TO:<u@example.net>\n Out: 250 2.1.5 Ok\n"
         " In:  DATA\n Out: 354 End data with .\n Out: 451 4.3.0 Error: queue file write error\n"
         " In:  QUIT\n Out: 221 2.0.0 Bye\n",
         451, "4.3.0"},
        /* a port, a part of an address, a version, a count, a date, a code of HTTP */
        {"connect to mx.example.net[192.0.2.5]:587: Connection refused", 0, ""},
        {"192.0.2.5:550 no", 0, ""},
        {"the IP 5.1.1.7 is listed", 0, ""},
        {"550 5.1.1.7 is listed", 550, ""},
        {"550 5.7.1000 is out of range", 550, ""},
        {"552 the mailbox of Software 5.2.2 is full", 552, ""},
        {"Connection timed out after 550 seconds", 0, ""},
        {"room 550 at 5.1.2026", 0, ""},
        {"the page gave error 404", 0, ""},
        {"X-Job: 435-445-727-73", 0, ""},
        {"said: 550-192.0.2.7 is listed\n550 5.7.1 by us", 550, "5.7.1"},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_auto(SmtpReply) reply;
        g_autofree char *status = NULL;

        g_test_message("%s", rows[i].quotation);
        smtpreply_parse(rows[i].quotation, &reply);
        status = status_to_string(reply.status);
        g_assert_cmpint(reply.code, ==, rows[i].code);
        g_assert_cmpstr(status, ==, rows[i].status);
    }
}

/* Numbers that are no reply codes. */
static void
test_numbers(void)
{
    static const Row rows[] = {
        {"Message is larger than the limit: 500 kB", 0, "",
         "Message is larger than the limit: 500 kB", "", ""},
        {"the address 192.0.2.250 is listed", 0, "", "the address 192.0.2.250 is listed", "", ""},
        {"550 5.7.1 more than\n450 messages an hour", 550, "5.7.1",
         "more than 450 messages an hour", "", ""},
    };

    CHECK(rows)
}

/* "550-" at the end: more lines were to come. */
static void
test_cut(void)
{
    g_auto(SmtpReply) cut;
    g_auto(SmtpReply) whole;

    smtpreply_parse("550-5.2.1 The account is inactive. For more", &cut);
    smtpreply_parse("550-5.2.1 The account is\n550 5.2.1 inactive", &whole);
    g_assert_true(cut.cut);
    g_assert_false(whole.cut);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/smtpreply/plain", test_plain);
    g_test_add_func("/smtpreply/wrapped", test_wrapped);
    g_test_add_func("/smtpreply/pasted", test_pasted);
    g_test_add_func("/smtpreply/marks", test_marks);
    g_test_add_func("/smtpreply/numbers", test_numbers);
    g_test_add_func("/smtpreply/cut", test_cut);
    return g_test_run();
}
