/* freeform.c - tests of the notices that are written for people, one row for each kind */

#include "parsers/families.h"
#include "parsers/notice.h"

#include <string.h>

#define DAEMON "Return-Path: <>\nFrom: MAILER-DAEMON@mx.example.net\nTo: news@example.org\n"
#define RETURNED                                                                                   \
    "Received: from mail.example.org by mx.example.net; Tue, 24 Nov 2026 02:43:44 +0000\n"         \
    "From: news@example.org\nTo: other@example.com\nSubject: May\nMessage-ID: <1@example.org>\n\n" \
    "<nobody@example.com>: 550 5.7.1 not ours\n"

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

static char *
addresses(const Notice *notice)
{
    GString *out = g_string_new(NULL);

    for (guint i = 0; i < notice->recipients->len; i++) {
        const Recipient *recipient = g_ptr_array_index(notice->recipients, i);

        g_string_append_printf(out, "%s%s", i ? " " : "", recipient->address);
    }
    return g_string_free(out, FALSE);
}

typedef struct {
    const char *header;
    const char *body;
    EventType type;
    const char *software;
    const char *recipients;
    int code; /* of the last recipient, like what follows */
    const char *status;
    const char *text; /* of the reply, or the words where there is no reply */
} Row;

static void
check(const Row *row)
{
    g_autoptr(Notice) notice = parse(row->header, row->body);
    g_autofree char *recipients = addresses(notice);
    const Recipient *last;
    g_autofree char *status = NULL;

    g_assert_cmpstr(recipients, ==, row->recipients);
    g_assert_cmpint(notice->type, ==, row->type);
    g_assert_cmpstr(notice->software, ==, row->software);
    g_assert_cmpuint(notice->recipients->len, >, 0);
    last = g_ptr_array_index(notice->recipients, notice->recipients->len - 1);
    status = status_to_string(last->reply.status);
    g_assert_cmpint(last->reply.code, ==, row->code);
    g_assert_cmpstr(status, ==, row->status);
    g_assert_cmpstr(last->reply.code ? last->reply.text : last->words, ==, row->text);
}

static const Row rows[] = {
    /* IMail says its words once for each recipient */
    {DAEMON "Subject: Undeliverable Mail\n",
     "Unknown user: a@example.com\n\nRCPT TO generated following response:\n553 5.3.0 "
     "<a@example.com>... no\n\nUnknown user: b@example.com\n\nRCPT TO generated following "
     "response:\n553 5.3.0 <b@example.com>... no\n\nOriginal message follows.\n\n" RETURNED,
     EVENT_BOUNCE, "", "a@example.com b@example.com", 553, "5.3.0", "<b@example.com>... no"},
    /* qmail and kin */
    {DAEMON "Subject: failure notice\n",
     "Hi. This is the qmail-send program at mx.example.net.\nI'm afraid I wasn't able to deliver "
     "your message to the following addresses.\n\n<a@example.com>:\n192.0.2.7 does not like "
     "recipient.\nRemote host said: 550 5.1.1 no such user\nGiving up on 192.0.2.7.\n\n"
     "<b@example.com>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n"
     "--- Below this line is a copy of the message.\n\n" RETURNED,
     EVENT_BOUNCE, "qmail", "a@example.com b@example.com", 0, "5.1.1",
     "Sorry, no mailbox here by that name. (#5.1.1)"},
    {DAEMON "Subject: failure notice\n",
     "(mx.example.net)\nSu mensaje no pudo ser entregado - Your message could not be delivered.\n\n"
     "<a@example.com>:\nEspacio en casilla de mail agotado.\n\n--- Mensaje original adjunto.\n\n",
     EVENT_BOUNCE, "qmail", "a@example.com", 0, "", "Espacio en casilla de mail agotado."},
    /* Postfix breaks lines where an address may begin the next */
    {DAEMON "Subject: Undelivered Mail Returned to Sender\n",
     "This is the mail system at host mx.example.net.\n\n<a@example.com>: host "
     "mx.example.com[192.0.2.7] said: 553 5.1.8\n    <news@example.org>... Domain of sender "
     "address "
     "does not exist (in\n    reply to MAIL FROM command)\n\n<b@example.com>: host "
     "mx.example.com[192.0.2.7] said: 550 5.1.1\n    <b@example.com>: no such user (in reply to "
     "RCPT TO command)\n\n<c@example.com>: host mx.example.com[192.0.2.7] said: 550 5.1.1\n"
     "<b@example.com>: no such user (in reply to RCPT TO command)\n",
     EVENT_BOUNCE, "postfix", "a@example.com b@example.com c@example.com", 550, "5.1.1",
     "<b@example.com>: no such user"},
    {DAEMON "Subject: Returned mail: Could not send message\n",
     "This is the nullmailer delivery system.  The message attached below\nhas not been delivered "
     "to "
     "one or more of the intended recipients:\n\n\t<a@example.com>\n\nA final delivery status "
     "notification will be generated if delivery\nproves to be impossible within the configured "
     "time limit.\n",
     EVENT_DELAY, "nullmailer", "a@example.com", 0, "",
     "A final delivery status notification will be generated if delivery proves to be impossible "
     "within the configured time limit."},
    /* Exim */
    {DAEMON "Subject: Mail delivery failed\nX-Failed-Recipients: a@example.com\n",
     "This message was created automatically by mail delivery software.\n\nA message that you sent "
     "could not be delivered to one or more of its\nrecipients. This is a permanent error. The "
     "following address(es) failed:\n\n  a@example.com\n    host mx.example.com [192.0.2.7]\n"
     "    SMTP error from remote mail server after RCPT TO:<a@example.com>:\n"
     "    550 5.1.1 unknown user\n\n"
     "------ This is a copy of the message, including all the headers. ------\n\n" RETURNED,
     EVENT_BOUNCE, "exim", "a@example.com", 550, "5.1.1", "unknown user"},
    {DAEMON "Subject: Warning: message delayed 24 hours\n",
     "This message was created automatically by mail delivery software.\nA message that you sent "
     "has not yet been delivered to one or more of its\nrecipients after more than 24 hours.\n\n"
     "The address to which the message has not yet been delivered is:\n\n  a@example.com\n"
     "    Delay reason: connection timed out\n\nNo action is required on your part.\n",
     EVENT_DELAY, "exim", "a@example.com", 0, "", "connection timed out"},
    {DAEMON "Subject: Mail failure - rejected by local scanning code\n",
     "A message that you sent was rejected by the local scanning code that\nchecks incoming "
     "messages on this system. The following error was given:\n\n  no such colour\n\n"
     "------ This is a copy of your message, including all the headers. ------\n\n" RETURNED,
     EVENT_BOUNCE, "exim", "other@example.com", 0, "", "no such colour"},
    {DAEMON "Subject: Mail delivery failed\nX-Failed-Recipients: a@example.com\n",
     "A message that you sent could not be delivered to one or more of its\nrecipients. The "
     "following address(es) failed:\n\n  pipe to |/usr/bin/filter b@example.com /home/a\n"
     "    generated by a@example.com\n\nThe following text was generated during the delivery "
     "attempt:\n\n------ pipe to |/usr/bin/filter b@example.com /home/a\n       generated by "
     "a@example.com ------\n\nArgs:\n  c@example.com\n\n",
     EVENT_BOUNCE, "exim", "a@example.com", 0, "",
     "pipe to |/usr/bin/filter b@example.com /home/a"},
    /* GMX, and Zoho, which borrow its words */
    {DAEMON "Subject: Mail delivery failed: returning message to sender\n",
     "This message was created automatically by mail delivery software.\n\nA message that you sent "
     "could not be delivered to one or more of\nits recipients. This is a permanent error. The "
     "following address\nfailed:\n\n\"a@example.com\":\nSMTP error from remote server after RCPT "
     "command:\nhost: mx.example.com\n5.1.1 <a@example.com>... User Unknown\n\n"
     "--- The header of the original message is following. ---\n\n" RETURNED,
     EVENT_BOUNCE, "exim", "a@example.com", 0, "5.1.1", "<a@example.com>... User Unknown"},
    {DAEMON "Subject: Undelivered Mail Returned to Sender\n",
     "This message was created automatically by mail delivery software.\nA message that you sent "
     "could not be delivered to one or more of its recipients. This is a permanent error. \n\n"
     "a@example.com Invalid Address, ERROR_CODE :550, ERROR_CODE :5.2.2 <a@example.com>... "
     "Mailbox Full\n",
     EVENT_BOUNCE, "exim", "a@example.com", 550, "5.2.2", "<a@example.com>... Mailbox Full"},
    /* Google */
    {DAEMON "Subject: Delivery Status Notification (Failure)\n",
     "Delivery to the following recipient failed permanently:\n\n     a@example.com\n\nTechnical "
     "details of permanent failure: \nGoogle tried to deliver your message, but it was rejected by "
     "the server for the recipient domain example.com by mx.example.com. [192.0.2.7].\n\nThe error "
     "that the other server returned was:\n554 554 5.7.0 Header error (state 18).\n\n"
     "----- Original message -----\n\n" RETURNED,
     EVENT_BOUNCE, "google", "a@example.com", 554, "5.7.0", "Header error (state 18)."},
    {DAEMON "Subject: Delivery Status Notification (Delay)\n",
     "This is an automatically generated Delivery Status Notification\n\nTHIS IS A WARNING MESSAGE "
     "ONLY.\n\nDelivery to the following recipient has been delayed:\n\n     a@example.com\n\n"
     "Message will be retried for 2 more day(s)\n\nTechnical details of temporary failure: \n"
     "TEMP_FAILURE: Could not initiate SMTP conversation\n\n----- Original message -----\n\n",
     EVENT_DELAY, "google", "a@example.com", 0, "",
     "TEMP_FAILURE: Could not initiate SMTP conversation"},
    {DAEMON "Subject: Delivery Status Notification (Failure)\n"
            "X-Failed-Recipients: team@groups.example.com\n",
     "Bonjour news@example.org,\n\nLe groupe que vous tentez de joindre (team) n'existe peut-être "
     "pas.\nConsultez https://groups.google.com/support/.\n\nGoogle Groups\n\n"
     "----- Original message -----\n\n" RETURNED,
     EVENT_BOUNCE, "google", "team@groups.example.com", 0, "",
     "Bonjour news@example.org, Le groupe que vous tentez de joindre (team) n'existe peut-être "
     "pas. Consultez https://groups.google.com/support/. Google Groups"},
    /* Yahoo */
    {DAEMON "Subject: Failure Notice\n",
     "Sorry, we were unable to deliver your message to the following address.\n\n<a@example.com>:\n"
     "Remote host said:\n550 5.1.1 no such user\n[RCPT_TO]\n\n--- Below this line is a copy of the "
     "message.\n\n" RETURNED,
     EVENT_BOUNCE, "yahoo", "a@example.com", 550, "5.1.1", "no such user [RCPT_TO]"},
    /* Sendmail, new and old */
    {DAEMON "Subject: Returned mail: User unknown\n",
     "The original message was received at Tue, 24 Nov 2026\n\n   ----- The following addresses "
     "had "
     "permanent fatal errors -----\n<a@example.com>\n    (reason: 550 5.1.1 no such user)\n\n"
     "   ----- Transcript of session follows -----\n... while talking to mx.example.com.:\n"
     ">>> RCPT To:<a@example.com>\n<<< 550 5.1.1 no such user\n550 5.1.1 <a@example.com>... User "
     "unknown\n\n   ----- Original message follows -----\n" RETURNED,
     EVENT_BOUNCE, "sendmail", "a@example.com", 550, "5.1.1", "no such user"},
    {DAEMON "Subject: Returned mail: Host unknown\n",
     "   ----- Transcript of session follows -----\n550 example.com (smtp)... 550 Host unknown\n"
     "554 <a@example.com>... 550 Host unknown (Name server)\n\n"
     "   ----- Unsent message follows -----\n" RETURNED,
     EVENT_BOUNCE, "sendmail", "a@example.com", 550, "", "Host unknown (Name server)"},
    {DAEMON "Subject: Warning: could not send message for past 4 hours\n",
     "   ----- The following addresses had transient non-fatal errors -----\n<a@example.com>\n\n"
     "   ----- Transcript of session follows -----\n<a@example.com>... Deferred: Connection timed "
     "out with mx.example.com.\nWarning: message still undelivered after 4 hours\n",
     EVENT_DELAY, "sendmail", "a@example.com", 0, "",
     "Deferred: Connection timed out with mx.example.com. Warning: message still undelivered "
     "after 4 hours"},
    {DAEMON "Subject: Return receipt\n",
     "   ----- Transcript of session follows -----\n<team@example.com>... expanded to multiple "
     "addresses\nanne... Successfully delivered\n",
     EVENT_SUCCESS, "sendmail", "team@example.com", 0, "",
     "<team@example.com>... expanded to multiple addresses anne... Successfully delivered"},
    /* Exchange, in all its generations */
    {DAEMON "Subject: Undeliverable: May\n",
     "Your message\n\n  To:      a@example.net\n  Subject: May\n  Sent:    Tue, 24 Nov 2026\n\n"
     "did not reach the following recipient(s):\n\na@example.com on Tue, 24 Nov 2026\n"
     "    The recipient name is not recognized\n    MSEXCH:IMS:EXAMPLE:MX 0 (000C05A6)\n\n",
     EVENT_BOUNCE, "exchange", "a@example.com", 0, "",
     "on Tue, 24 Nov 2026 The recipient name is not recognized MSEXCH:IMS:EXAMPLE:MX 0 (000C05A6)"},
    {DAEMON "Subject: =?utf-8?q?Non_remis=C2=A0:_May?=\nContent-Type: text/plain; charset=utf-8\n",
     "Échec de la remise pour ces destinataires ou listes de distribution "
     ":\n\nAnne\n\nInformations "
     "de diagnostic pour les administrateurs :\n\nServeur de génération : mx.example.net\n\n"
     "a@example.com\n#550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##\n\n"
     "En-têtes de message d'origine :\n\n" RETURNED,
     EVENT_BOUNCE, "exchange", "a@example.com", 550, "5.1.1",
     "RESOLVER.ADR.RecipNotFound; not found"},
    {DAEMON "Subject: Unzustellbar: May\nContent-Type: text/plain; charset=utf-8\n",
     "Ihre Nachricht hat einige oder alle Empfänger nicht erreicht.\n\nFolgende(r) Empfänger kann "
     "nicht erreicht werden:\n\n      a@example.com am 24.11.2026\n            550 5.1.1 "
     "unbekannt\n",
     EVENT_BOUNCE, "exchange", "a@example.com", 550, "5.1.1", "unbekannt"},
    /* Domino, GroupWise, Sun */
    {DAEMON "Subject: DELIVERY FAILURE: User a not listed\n",
     "Your message\n\n  Subject: May\n\nwas not delivered to:\n\n  a@example.com\n\nbecause:\n\n"
     "  User a (a@example.com) not listed in Domino Directory\n\n",
     EVENT_BOUNCE, "domino", "a@example.com", 0, "",
     "User a (a@example.com) not listed in Domino Directory"},
    {DAEMON "Subject: Message status - undeliverable\n",
     "\nThe message that you sent was undeliverable to the following:\n\ta@example.com (user not "
     "found)\n\n",
     EVENT_BOUNCE, "groupwise", "a@example.com", 0, "", "(user not found)"},
    {DAEMON "Subject: Delivery Notification: Delivery has failed\n",
     "This report relates to a message you sent with the following header fields:\n\n  To: "
     "other@example.com\n\nYour message cannot be delivered to the following recipients:\n\n"
     "  Recipient address: a@example.com\n  Reason: Remote SMTP server has rejected address\n"
     "  Diagnostic code: smtp;550 5.1.1 unknown\n  Remote system: dns;mx.example.com\n\n",
     EVENT_BOUNCE, "oracle", "a@example.com", 550, "5.1.1", "unknown"},
    /* IMail and others that name the recipient within a sentence */
    {"From: Postmaster@mx.example.net\nSubject: Undeliverable Mail\n",
     "User mailbox exceeds allowed size: a@example.com\n\n\nOriginal message follows.\n\n" RETURNED,
     EVENT_BOUNCE, "imail", "a@example.com", 0, "",
     "User mailbox exceeds allowed size: a@example.com"},
    {DAEMON "Subject: Delivery Status Notification (Failure)\n",
     "The following message to <a@example.com> was undeliverable.\nThe reason for the problem:\n"
     "5.1.0 - Unknown address error 550-'5.1.1 no such user'\n",
     EVENT_BOUNCE, "ironport", "a@example.com", 550, "5.1.1", "no such user'"},
    {DAEMON "Subject: Message delivery has failed\n",
     "Unable to deliver message to: <a@example.com>\nDelivery failed for the following reason:\n"
     "mx.example.com[192.0.2.7] responded with failure: 552 over quota (#5.2.2)\n\n",
     EVENT_BOUNCE, "mailfoundry", "a@example.com", 552, "5.2.2", "over quota (#5.2.2)"},
    {DAEMON "Subject: There was an error sending your mail\n",
     "We had trouble delivering your message. Full details follow:\n\nSubject: 'May'\n\n1 error(s):"
     "\n\nSMTP Server <mx.example.com> rejected recipient <a@example.com> (Error following RCPT "
     "command). It responded as follows: [550 5.1.1 User unknown]\n",
     EVENT_BOUNCE, "x6", "a@example.com", 550, "5.1.1", "User unknown]"},
    {DAEMON "Subject: failure notice\nContent-Type: text/plain; charset=utf-8\n",
     "このメールは送信できませんでした。\n\n以下のメールアドレスへの送信に失敗しました。\n"
     "a@example.com\n\n\n-------server message\n550 5.1.1 User unknown\n\n-------SMTP "
     "command\nDATA\n\n-------original message\n" RETURNED,
     EVENT_BOUNCE, "mfilter", "a@example.com", 550, "5.1.1", "User unknown"},
    {"From: post_master@mx.example.net\nSubject: Re:May\n",
     "Error: Invalid user address\n\nError message below:\n550 - Requested action not taken: no "
     "such user here\n\nMessage details:\n  Subject: May\n  MAIL FROM: news@example.org\n"
     "  RCPT TO: a@example.com\n",
     EVENT_BOUNCE, "verizon", "a@example.com", 550, "",
     "Requested action not taken: no such user here"},
    {DAEMON "Subject: Returned mail\n",
     "This Message was undeliverable due to the following reason:\n\nThe user(s) account is over "
     "quota.\n\n<a@example.com>\n\nPlease reply to <postmaster@example.net>\n",
     EVENT_BOUNCE, "intermail", "a@example.com", 0, "", "The user(s) account is over quota."},
    {DAEMON "Subject: Returned mail\n",
     "Your message was not delivered within \n1 days and 0 hours.\nHost mx.example.com is not "
     "responding.\n\nThe following recipients did not receive this message:\n\n<a@example.com>\n\n"
     "Please reply to <postmaster@example.net>\n",
     EVENT_BOUNCE, "intermail", "a@example.com", 0, "",
     "was not delivered within 1 days and 0 hours. Host mx.example.com is not responding."},
    {DAEMON "Subject: Returned mail: Service unavailable\n",
     "   ----- The following addresses had delivery problems -----\na@example.com\n\n"
     "   ----- Non-delivered information -----\nThe recipient's mailbox is over the local "
     "limit.\n\n"
     "   ----- Original message follows -----\n" RETURNED,
     EVENT_BOUNCE, "sendmail", "a@example.com", 0, "",
     "The recipient's mailbox is over the local limit."},
    /* What leads in what was said leads on to the next paragraph. */
    {DAEMON "Subject: Mail delivery failed: returning message to sender\n",
     "This message was created automatically by mail delivery software.\n\nA message that you sent "
     "could not be delivered to\none or more of its recipients. The following addresses\nfailed:"
     "\n\na@example.com\n\nFor the following reason:\n\nMail size limit exceeded.\n\n"
     "--- The header of the original message is following. ---\n\n" RETURNED,
     EVENT_BOUNCE, "exim", "a@example.com", 0, "",
     "For the following reason: Mail size limit exceeded."},
    {DAEMON "Subject: Mail failure - malformed recipient address\n",
     "A message that you sent contained one or more recipient addresses that were\nincorrectly "
     "constructed:\n\n  other@example.com <a@example.com>: malformed address: <a@example.com> may "
     "not follow other@example.com\n\nThis address has been ignored.\n",
     EVENT_BOUNCE, "exim", "a@example.com", 0, "",
     "malformed address: <a@example.com> may not follow other@example.com"},
    {DAEMON "Subject: Undeliverable mail\n",
     "Your message could not be sent.\nA transcript of the attempts to send the message follows.\n"
     "The number of attempts made: 1\nAddressed To: a@example.com\n\nTue 24 Nov 2026 02:43:44\n"
     "Failed to send to identified host,\na@example.com: [192.0.2.7], 550 no such user\n"
     "--- Message non-deliverable.\n",
     EVENT_BOUNCE, "surfcontrol", "a@example.com", 550, "", "no such user"},
    {"From: InterScan Notification <postmaster@mx.example.net>\nSubject: Mail delivery failure\n",
     "Unable to deliver message to <a@example.com> (and other recipients in the same domain).\n",
     EVENT_BOUNCE, "interscan", "a@example.com", 0, "",
     "Unable to deliver message to <a@example.com> (and other recipients in the same domain)."},
    {"From: team-admin@lists.example.net\nSubject: NOT MEMBER article from news@example.org\n"
     "X-MLServer: fml [fml 4.0.3 release]; post only (only members can post)\n",
     "You are not a member of this mailing list <team@lists.example.net>.\n\nOriginal mail as "
     "follows:\n\n   From: news@example.org\n",
     EVENT_BOUNCE, "fml", "team@lists.example.net", 0, "",
     "You are not a member of this mailing list <team@lists.example.net>."},
    /* A notice that names nobody is about whom its message went to. */
    {DAEMON "Subject: Returned mail: Service unavailable\n",
     "   ----- The following addresses had delivery problems -----\n****@****.example.com\n\n"
     "   ----- Non-delivered information -----\nThe mailbox is over the local limit.\n\n"
     "   ----- Original message follows -----\n" RETURNED,
     EVENT_BOUNCE, "sendmail", "other@example.com", 0, "", "The mailbox is over the local limit."},
    {DAEMON "Subject: Mail failure - too many recipients\n",
     "A message that you sent contained more recipients than allowed on this\nsystem. It was not "
     "delivered to any recipients.\n",
     EVENT_BOUNCE, "exim", "", 0, "",
     "A message that you sent contained more recipients than allowed on this system. It was not "
     "delivered to any recipients."},
    /* Exchange names the person, and the address above: Sisimai's Exchange2003.pm */
    {DAEMON "Subject: Undeliverable: May\n",
     "Your message\n\n  To:      a@example.com\n  Subject: May\n\ndid not reach the following "
     "recipient(s):\n\nAnne Martin on Tue, 24 Nov 2026 02:43:44 +0000\n    The e-mail address "
     "could not be found.\n    <mx.example.net #5.1.1>\n",
     EVENT_BOUNCE, "exchange", "a@example.com", 0, "5.1.1",
     "Anne Martin on Tue, 24 Nov 2026 02:43:44 +0000 The e-mail address could not be found. "
     "<mx.example.net #5.1.1>"},
    {DAEMON "Subject: Undeliverable: May\n",
     "Your message\n\n  To:      a@example.com, b@example.com\n\ndid not reach the following "
     "recipient(s):\n\nAnne Martin on Tue, 24 Nov 2026 02:43:44 +0000\n    Unknown Recipient\n",
     EVENT_BOUNCE, "exchange", "", 0, "",
     "Anne Martin on Tue, 24 Nov 2026 02:43:44 +0000 Unknown Recipient"},
    /* Oracle's name for somebody, and the one that was asked for: Sisimai's MessagingServer.pm */
    {DAEMON "Subject: Delivery Notification: Delivery has failed\n",
     "Your message cannot be delivered to the following recipients:\n\n  Recipient address: "
     "a@ims-ms-daemon\n  Original address: a@example.com\n  Reason: Over quota\n",
     EVENT_BOUNCE, "oracle", "a@example.com", 0, "",
     "Original address: a@example.com Reason: Over quota"},
    /* Sisimai's X6.pm */
    {DAEMON "Subject: There was an error sending your mail\n",
     "We had trouble delivering your message. Full details follow:\n\n2 error(s):\n\n"
     "SMTP Server <mx.example.com> rejected recipient <a@example.com>\n  (Error following RCPT "
     "command). It responded as follows: [550 5.1.1 no such user]\n"
     "SMTP Server <mx.example.net> rejected recipient <b@example.com>\n  (Error following RCPT "
     "command). It responded as follows: [550 5.2.1 disabled]\n",
     EVENT_BOUNCE, "x6", "a@example.com b@example.com", 550, "5.2.1", "disabled]"},
};

static void
test_rows(void)
{
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++)
        check(&rows[i]);
}

/* The words of a family in the mail of a person are a quotation. */
static void
test_quoted(void)
{
    static const char *const texts[] = {
        "Hello,\n\nwhat does this mean?\n\n> This is the qmail-send program at mx.\n>\n> "
        "<a@example.com>:\n> 550 no such user\n",
        "For weeks now whatever I write to our customers has come back. The text is always the "
        "same "
        "one, and nobody here knows whom to ask about it, so I hope that you do:\n\n"
        "This is the qmail-send program at mx.\n\n<a@example.com>:\n550 no such user\n",
    };

    for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(Notice) notice =
            parse("From: Anne <anne@example.org>\nSubject: A question\n", texts[i]);

        g_assert_cmpint(notice->type, ==, EVENT_OTHER);
        g_assert_cmpuint(notice->recipients->len, ==, 0);
    }
}

static void
test_list(void)
{
    g_autoptr(Notice) notice =
        parse("From: Anne <anne@example.org>\nList-Id: <mta.example.org>\nSubject: bounces\n",
              "This is the qmail-send program at mx.\n\n<a@example.com>:\n550 no such user\n");

    g_assert_cmpint(notice->type, ==, EVENT_OTHER);
}

static void
test_original(void)
{
    g_autoptr(Notice) notice =
        parse(DAEMON "Subject: failure notice\n",
              "This is the qmail-send program\n\n<a@example.com>:\nuser unknown\n\n"
              "--- Below this line is a copy of the message.\n\n" RETURNED);

    g_assert_cmpuint(notice->recipients->len, ==, 1);
    g_assert_cmpstr(notice->original.message_id, ==, "1@example.org");
    g_assert_cmpstr(notice->original.subject, ==, "May");
}

/* The first row of the table whose words are there counts, wherever they stand. */
static void
test_find(void)
{
    const char *behind;
    const Family *family = families_find(
        "addresses had permanent fatal errors. This is the qmail-send\n  program", 4096, &behind);

    g_assert_nonnull(family);
    g_assert_cmpstr(family->software, ==, "qmail");
    g_assert_cmpstr(behind, ==, "");
    g_assert_null(families_find("Thesethis is the qmail-sendprogram", 4096, &behind));
    g_assert_null(families_find("....This is the qmail-send program", 3, &behind));
}

#define FORWARD                                                                                    \
    "From: Anne <anne@example.org>\nTo: postmaster@example.org\nSubject: Fwd: Undelivered\n"       \
    "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n"
#define ATTACHED                                                                                   \
    "\n--b\nContent-Type: message/rfc822\n\n" DAEMON "Subject: failure notice\n\n"                 \
    "This is the qmail-send program\n\n<a@example.com>:\nuser unknown\n\n--b--\n"

static void
test_forwarded(void)
{
    g_autoptr(Notice) notice = parse(FORWARD, "--b\n\nSee below.\n" ATTACHED);
    g_autofree char *recipients = addresses(notice);

    g_assert_true(notice->forwarded);
    g_assert_cmpint(notice->type, ==, EVENT_BOUNCE);
    g_assert_cmpstr(recipients, ==, "a@example.com");
    g_assert_cmpstr(notice->from, ==, "Anne <anne@example.org>");
}

/* Who writes a letter around it has something else to say. */
static void
test_not_forwarded(void)
{
    g_autofree char *much = g_strnfill(1000, 'x');
    g_autofree char *body = g_strdup_printf("--b\n\n%s\n" ATTACHED, much);
    g_autoptr(Notice) notice = parse(FORWARD, body);

    g_assert_false(notice->forwarded);
    g_assert_cmpint(notice->type, ==, EVENT_OTHER);
}

/* A notice about a notice: the recipient is that of the outer one. */
static void
test_nested(void)
{
    g_autoptr(Notice) notice =
        parse(DAEMON "Subject: failure notice\nMIME-Version: 1.0\n"
                     "Content-Type: multipart/mixed; boundary=b\n",
              "--b\n\nThis is the qmail-send program\n\n<b@example.com>:\nuser unknown\n" ATTACHED);
    g_autofree char *recipients = addresses(notice);

    g_assert_false(notice->forwarded);
    g_assert_cmpstr(recipients, ==, "b@example.com");
}

/* Google Groups tells at the end of a page, in whatever language, who wrote it. */
static void
test_long(void)
{
    g_autofree char *much = g_strnfill(1500, 'x');
    g_autofree char *body = g_strdup_printf(
        "Saluton news@example.org,\n\n%s https://groups.google.com/support/.\n", much);
    g_autoptr(Notice) notice = parse(DAEMON "Subject: Delivery Status Notification (Failure)\n"
                                            "X-Failed-Recipients: team@groups.example.com\n",
                                     body);
    const Recipient *recipient = g_ptr_array_index(notice->recipients, 0);

    g_assert_cmpstr(recipient->address, ==, "team@groups.example.com");
    g_assert_nonnull(strstr(recipient->words, "groups.google.com/support"));
}

/* Amazon SNS writes JSON, and the mail servers on its way break the line. */
static void
test_sns(void)
{
    static const Row row = {
        "From: no-reply@sns.amazonaws.com\nSubject: AWS Notification Message\n",
        "{\"notificationType\":\"Bounce\",\"bounce\":{\"bounceType\":\"Permanent\",\"bouncedRecipi!"
        "\n "
        "ents\":[{\"emailAddress\":\"a@example.com\",\"action\":\"failed\",\"status\":\"5.1.1\","
        "\"diagnosticCode\":\"smtp; 550 5.1.1 user unknown\"}]},\"mail\":{\"source\":"
        "\"news@example.org\"}}\n\n--\nIf you wish to stop receiving notifications\n",
        EVENT_BOUNCE,
        "amazon",
        "a@example.com",
        550,
        "5.1.1",
        "user unknown"};

    check(&row);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    notice_init();
    g_test_add_func("/freeform/rows", test_rows);
    g_test_add_func("/freeform/quoted", test_quoted);
    g_test_add_func("/freeform/list", test_list);
    g_test_add_func("/freeform/original", test_original);
    g_test_add_func("/freeform/find", test_find);
    g_test_add_func("/freeform/forwarded", test_forwarded);
    g_test_add_func("/freeform/not-forwarded", test_not_forwarded);
    g_test_add_func("/freeform/nested", test_nested);
    g_test_add_func("/freeform/long", test_long);
    g_test_add_func("/freeform/sns", test_sns);
    return g_test_run();
}
