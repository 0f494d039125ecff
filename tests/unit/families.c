/* families.c - tests of parsers/families.c: a notice of each kind, in the words of who writes it */

#include "parsers/families.h"
#include "parsers/notice.h"

#include <string.h>

#define DAEMON "Return-Path: <>\nFrom: MAILER-DAEMON@mx.example.net\nTo: news@example.org\n\n"

static const struct {
    const char *body;
    const char *software;
    EventType type;
    const char *recipient; /* "" where it names nobody */
    int code;
} rows[] = {
    /* qmail and its kin */
    {"Hi. This is the qmail-send program at mx.example.net.\n"
     "\n"
     "<a@example.com>:\n"
     "192.0.2.7 does not like recipient.\n"
     "Remote host said: 550 5.1.1 no such user\n"
     "\n"
     "--- Below this line is a copy of the message.\n",
     "qmail", EVENT_BOUNCE, "a@example.com", 550},
    {"Sorry, I wasn't able to deliver your message to the following addresses.\n"
     "\n"
     "<a@example.com>:\n"
     "192.0.2.7 does not like recipient.\n"
     "Remote host said: 550 5.1.1 no such user\n"
     "\n"
     "--- Below this line is a copy of the message.\n",
     "qmail", EVENT_BOUNCE, "a@example.com", 550},
    {"This is the James mail server at mx.example.net.\n"
     "The message could not be sent.\n"
     "\n"
     "Failed recipient(s):\n"
     "a@example.com\n"
     "\n"
     "Error message:\n"
     "550 5.1.1 no such user\n",
     "james", EVENT_BOUNCE, "a@example.com", 550},
    {"Hi. This is the deliver program at mx.example.net.\n"
     "\n"
     "<a@example.com>:\n"
     "192.0.2.7 does not like recipient.\n"
     "Remote host said: 550 5.1.1 no such user\n"
     "\n"
     "--- Below this line is a copy of the message.\n",
     "qmail", EVENT_BOUNCE, "a@example.com", 550},
    {"Je n'ai pas pu remettre votre message :\n"
     "\n"
     "<a@example.com>:\n"
     "550 5.1.1 no such user\n"
     "\n"
     "--- \n",
     "qmail", EVENT_BOUNCE, "a@example.com", 550},
    {"Su mensaje no pudo ser entregado.\n"
     "\n"
     "<a@example.com>:\n"
     "192.0.2.7 does not like recipient.\n"
     "Remote host said: 550 5.1.1 no such user\n"
     "\n"
     "--- Below this line is a copy of the message.\n",
     "qmail", EVENT_BOUNCE, "a@example.com", 550},
    {"There's a problem with the e-mail address(es) you're trying to send to.\n"
     "\n"
     "<a@example.com>:\n"
     "192.0.2.7 does not like recipient.\n"
     "Remote host said: 550 5.1.1 no such user\n"
     "\n"
     "--- Below this line is a copy of the message.\n",
     "qmail", EVENT_BOUNCE, "a@example.com", 550},
    /* nullmailer, dma */
    {"This is the nullmailer delivery system.  The message attached below\n"
     "has not been delivered to one or more of the intended recipients:\n"
     "\n"
     "	<a@example.com>: Failed: 550 5.1.1 no such user\n"
     "\n"
     "A final delivery status notification will be generated if delivery\n"
     "proves to be impossible.\n",
     "nullmailer", EVENT_DELAY, "a@example.com", 550},
    {"This is the nullmailer delivery system.  The message attached below\n"
     "has not been delivered to one or more of the intended recipients:\n"
     "\n"
     "	<a@example.com>: Failed: 550 5.1.1 no such user\n",
     "nullmailer", EVENT_BOUNCE, "a@example.com", 550},
    {"This is the DragonFly Mail Agent at mx.example.net.\n"
     "\n"
     "There was an error delivering your mail to <a@example.com>.\n"
     "\n"
     "mx.example.com [192.0.2.7] did not like our RCPT TO:\n"
     "550 5.1.1 no such user\n"
     "\n"
     "Message headers follow.\n",
     "dma", EVENT_BOUNCE, "a@example.com", 550},
    /* Exim, and who copied its words */
    {"A message that you sent has not yet been delivered to one or more of its recipients after "
     "more than 24 hours.\n"
     "\n"
     "  a@example.com\n"
     "    host mx.example.com [192.0.2.7]\n"
     "    Delay reason: SMTP error from remote mail server after RCPT TO:<a@example.com>:\n"
     "    450 4.2.1 come back\n",
     "exim", EVENT_DELAY, "a@example.com", 450},
    {"A message that you sent has not\n"
     "yet been delivered to all of its recipients after more than 24 hours.\n"
     "\n"
     "  a@example.com\n"
     "    host mx.example.com [192.0.2.7]\n"
     "    Delay reason: SMTP error from remote mail server after RCPT TO:<a@example.com>:\n"
     "    450 4.2.1 come back\n",
     "exim", EVENT_DELAY, "a@example.com", 450},
    {"A message has not yet been delivered to the following addresses:\n"
     "\n"
     "  a@example.com\n"
     "    host mx.example.com [192.0.2.7]\n"
     "    Delay reason: SMTP error from remote mail server after RCPT TO:<a@example.com>:\n"
     "    450 4.2.1 come back\n",
     "exim", EVENT_DELAY, "a@example.com", 450},
    {"A message that you sent was rejected by the local scanning code that\n"
     "checks incoming messages on this system.\n"
     "\n"
     "The following error was given:\n"
     "\n"
     "  550 5.7.1 no such letters\n",
     "exim", EVENT_BOUNCE, "", 550},
    {"A message that you sent contained one or more recipient addresses that were\n"
     "incorrectly constructed:\n"
     "\n"
     "  a@example.com: missing or malformed local part\n",
     "exim", EVENT_BOUNCE, "a@example.com", 0},
    {"A message that you sent contained no recipient addresses, and therefore no\n"
     "delivery could be attempted.\n",
     "exim", EVENT_BOUNCE, "", 0},
    {"A message that you sent was longer than the maximum size allowed on this system.\n", "exim",
     EVENT_BOUNCE, "", 0},
    {"A message that you sent had more header data than allowed on this system.\n", "exim",
     EVENT_BOUNCE, "", 0},
    {"A message that you have sent could not be delivered to one or more\n"
     "recipients.  This is a permanent error.  The following address failed:\n"
     "\n"
     " <a@example.com>: 550 5.1.1 no such user\n",
     "mxlogic", EVENT_BOUNCE, "a@example.com", 550},
    {"This message was created automatically by mail delivery software.\n"
     "\n"
     "The following address(es) failed:\n"
     "\n"
     "  a@example.com\n"
     "    SMTP error from remote mail server after RCPT TO:<a@example.com>:\n"
     "    host mx.example.com [192.0.2.7]: 550 5.1.1 no such user\n",
     "exim", EVENT_BOUNCE, "a@example.com", 550},
    {"A message that you sent could not be delivered.\n"
     "\n"
     "  a@example.com\n"
     "    SMTP error from remote mail server after RCPT TO:<a@example.com>:\n"
     "    host mx.example.com [192.0.2.7]: 550 5.1.1 no such user\n",
     "exim", EVENT_BOUNCE, "a@example.com", 550},
    {"Your letter could not be delivered to one or more of its recipients:\n"
     "\n"
     "  a@example.com\n"
     "    SMTP error from remote mail server after RCPT TO:<a@example.com>:\n"
     "    host mx.example.com [192.0.2.7]: 550 5.1.1 no such user\n",
     "exim", EVENT_BOUNCE, "a@example.com", 550},
    {"Ваше письмо не может быть доставлено одному или нескольким получателям:\n"
     "\n"
     "  a@example.com\n"
     "    550 5.1.1 no such user\n"
     "\n"
     "**********************\n",
     "mailru", EVENT_BOUNCE, "a@example.com", 550},
    /* Courier, OpenSMTPD */
    {"This is a delivery status notification from mx.example.net,\n"
     "running the Courier mail server.\n"
     "\n"
     "The original message was received on Tue, 24 Nov 2026 02:39:57 +0000\n"
     "\n"
     "---------------------------------------------------------------------------\n"
     "\n"
     "                           DELAYED MAIL\n"
     "\n"
     "<a@example.com>:\n"
     "     mx.example.com [192.0.2.7]:\n"
     "     >>> RCPT TO:<a@example.com>\n"
     "     <<< 450 4.2.1 come back\n",
     "courier", EVENT_DELAY, "a@example.com", 450},
    {"This is a delivery status notification from mx.example.net,\n"
     "running the Courier mail server, version 0.65.2.\n"
     "\n"
     "                   DELAYS IN DELIVERING YOUR MESSAGE\n"
     "\n"
     "Your message to the following recipients has not been delivered yet.\n"
     "\n"
     "<a@example.com>:\n"
     "    mx.example.com [192.0.2.7]:\n"
     "    Connection refused\n",
     "courier", EVENT_DELAY, "a@example.com", 0},
    {"This message was created automatically by mail delivery software.\n"
     "THIS MESSAGE IS A WARNING ONLY.\n"
     "YOU DO NOT NEED TO RESEND YOUR MESSAGE.\n"
     "\n"
     "[Status: Error, Address: <a@example.com>, ResponseCode 421, , Host not reachable.]\n",
     "zoho", EVENT_DELAY, "a@example.com", 421},
    {"This is a delivery status notification from mx.example.net,\n"
     "running the Courier mail server.\n"
     "\n"
     "The original message was received on Tue, 24 Nov 2026 02:39:57 +0000\n"
     "\n"
     "---------------------------------------------------------------------------\n"
     "\n"
     "                           UNDELIVERABLE MAIL\n"
     "\n"
     "<a@example.com>:\n"
     "     mx.example.com [192.0.2.7]:\n"
     "     >>> RCPT TO:<a@example.com>\n"
     "     <<< 550 5.1.1 no such user\n",
     "courier", EVENT_BOUNCE, "a@example.com", 550},
    {"    Hi!\n"
     "\n"
     "    This is the MAILER-DAEMON, please DO NOT REPLY to this email.\n"
     "\n"
     "    A message is delayed for more than 4 hours for the following\n"
     "    list of recipients:\n"
     "\n"
     "a@example.com: 450 4.2.1 come back\n"
     "\n"
     "    Below is a copy of the original message:\n",
     "opensmtpd", EVENT_DELAY, "a@example.com", 450},
    {"    Hi!\n"
     "\n"
     "    This is the MAILER-DAEMON, please DO NOT REPLY to this email.\n"
     "\n"
     "    A message is being delayed for more than 4 hours for the following\n"
     "    list of recipients:\n"
     "\n"
     "a@example.com: 450 4.2.1 come back\n"
     "\n"
     "    Below is a copy of the original message:\n",
     "opensmtpd", EVENT_DELAY, "a@example.com", 450},
    {"    Hi!\n"
     "\n"
     "    This is the MAILER-DAEMON, please DO NOT REPLY to this email.\n"
     "\n"
     "    An error has occurred while attempting to deliver a message for\n"
     "    the following list of recipients:\n"
     "\n"
     "a@example.com: 550 5.1.1 no such user\n"
     "\n"
     "    Below is a copy of the original message:\n",
     "opensmtpd", EVENT_BOUNCE, "a@example.com", 550},
    /* Google */
    {"This is an automatically generated Delivery Status Notification\n"
     "\n"
     "Delivery to the following recipient has been delayed:\n"
     "\n"
     "     a@example.com\n"
     "\n"
     "Message will be retried for 2 more day(s)\n"
     "\n"
     "Technical details of temporary failure:\n"
     "450 4.2.1 come back\n",
     "google", EVENT_DELAY, "a@example.com", 450},
    {"This is an automatically generated Delivery Status Notification\n"
     "\n"
     "Delivery to the following recipients has been delayed:\n"
     "\n"
     "     a@example.com\n"
     "\n"
     "Message will be retried for 2 more day(s)\n"
     "\n"
     "Technical details of temporary failure:\n"
     "450 4.2.1 come back\n",
     "google", EVENT_DELAY, "a@example.com", 450},
    {"Delivery to the following recipient failed permanently:\n"
     "\n"
     "     a@example.com\n"
     "\n"
     "Technical details of permanent failure:\n"
     "550 5.1.1 no such user\n",
     "google", EVENT_BOUNCE, "a@example.com", 550},
    {"Delivery to the following recipients failed permanently:\n"
     "\n"
     "     a@example.com\n"
     "\n"
     "Technical details of permanent failure:\n"
     "550 5.1.1 no such user\n",
     "google", EVENT_BOUNCE, "a@example.com", 550},
    {"\n"
     "** Delivery incomplete **\n"
     "\n"
     "There was a temporary problem while delivering your message to a@example.com.\n"
     "\n"
     "The response was:\n"
     "\n"
     "450 4.2.1 come back\n",
     "google", EVENT_DELAY, "a@example.com", 450},
    {"\n"
     "** Delivery delayed **\n"
     "\n"
     "There was a temporary problem delivering your message to a@example.com.\n"
     "\n"
     "The response was:\n"
     "\n"
     "450 4.2.1 come back\n",
     "google", EVENT_DELAY, "a@example.com", 450},
    {"\n"
     "** Address not found **\n"
     "\n"
     "Your message wasn't delivered to a@example.com because the address couldn't be found.\n"
     "\n"
     "The response was:\n"
     "\n"
     "550 5.1.1 no such user\n",
     "google", EVENT_BOUNCE, "a@example.com", 550},
    {"\n"
     "** Message blocked **\n"
     "\n"
     "Your message to a@example.com has been blocked.\n"
     "\n"
     "The response was:\n"
     "\n"
     "550 5.1.1 no such user\n",
     "google", EVENT_BOUNCE, "a@example.com", 550},
    {"\n"
     "** Message not delivered **\n"
     "\n"
     "There was a problem delivering your message to a@example.com.\n"
     "\n"
     "The response was:\n"
     "\n"
     "550 5.1.1 no such user\n",
     "google", EVENT_BOUNCE, "a@example.com", 550},
    {"\n"
     "** Recipient inbox full **\n"
     "\n"
     "Your message couldn't be delivered to a@example.com. Their inbox is full.\n"
     "\n"
     "The response was:\n"
     "\n"
     "550 5.1.1 no such user\n",
     "google", EVENT_BOUNCE, "a@example.com", 550},
    {"Hello news@example.org,\n"
     "\n"
     "We are writing to let you know that the group you tried to contact\n"
     "(a) may not exist.\n"
     "\n"
     "http://groups.google.com/support/\n",
     "google", EVENT_BOUNCE, "", 0},
    {"Hello news@example.org,\n"
     "\n"
     "We are writing to let you know that the group you tried to contact may not exist.\n"
     "\n"
     "https://support.google.com/a/answer/168383\n",
     "google", EVENT_BOUNCE, "", 0},
    /* Yahoo */
    {"Sorry, we were unable to deliver your message to the following address.\n"
     "\n"
     "<a@example.com>:\n"
     "Remote host said: 550 5.1.1 no such user\n"
     "\n"
     "--- Below this line is a copy of the message.\n",
     "yahoo", EVENT_BOUNCE, "a@example.com", 550},
    {"Unable to deliver message to the following address(es).\n"
     "\n"
     "<a@example.com>:\n"
     "550 5.1.1 no such user\n"
     "\n"
     "--- Original message follows.\n",
     "yahoo", EVENT_BOUNCE, "a@example.com", 550},
    /* Postfix */
    {"This is the mail system at host mx.example.net.\n"
     "\n"
     "####################################################################\n"
     "# THIS IS A WARNING ONLY.  YOU DO NOT NEED TO RESEND YOUR MESSAGE. #\n"
     "####################################################################\n"
     "\n"
     "<a@example.com>: host mx.example.com[192.0.2.7] said: 450 4.2.1 come back (in\n"
     "    reply to RCPT TO command)\n",
     "postfix", EVENT_DELAY, "a@example.com", 450},
    {"This is the mail system at host mx.example.net.\n"
     "\n"
     "Your message was successfully delivered to the destination(s)\n"
     "listed below.\n"
     "\n"
     "<a@example.com>: host mx.example.com[192.0.2.7] said: 250 2.0.0 Ok (in\n"
     "    reply to RCPT TO command)\n",
     "postfix", EVENT_SUCCESS, "a@example.com", 250},
    {"Transcript of session follows.\n"
     "\n"
     " Out: 220 mx.example.net ESMTP\n"
     " In:  MAIL FROM:<news@example.org>\n"
     " Out: 250 2.1.0 Ok\n"
     " In:  RCPT TO:<a@example.com>\n"
     " Out: 450 4.3.0 Error: queue file write error\n",
     "postfix", EVENT_BOUNCE, "a@example.com", 450},
    {"This is the mail system at host mx.example.net.\n"
     "\n"
     "<a@example.com>: host mx.example.com[192.0.2.7] said: 550 5.1.1 no such user (in\n"
     "    reply to RCPT TO command)\n",
     "postfix", EVENT_BOUNCE, "a@example.com", 550},
    {"This is the Postfix program at host mx.example.net.\n"
     "\n"
     "<a@example.com>: host mx.example.com[192.0.2.7] said: 550 5.1.1 no such user (in\n"
     "    reply to RCPT TO command)\n",
     "postfix", EVENT_BOUNCE, "a@example.com", 550},
    {"I'm sorry to have to inform you that your message could not be\n"
     "be delivered to one or more recipients.\n"
     "\n"
     "<a@example.com>: host mx.example.com[192.0.2.7] said: 550 5.1.1 no such user (in\n"
     "    reply to RCPT TO command)\n",
     "postfix", EVENT_BOUNCE, "a@example.com", 550},
    /* Sendmail and older */
    {"   ----- The following addresses had transient non-fatal errors -----\n"
     "<a@example.com>\n"
     "\n"
     "   ----- Transcript of session follows -----\n"
     "... while talking to mx.example.com.:\n"
     ">>> RCPT To:<a@example.com>\n"
     "<<< 450 4.2.1 come back\n",
     "sendmail", EVENT_DELAY, "a@example.com", 450},
    {"   ----- The following addresses had permanent fatal errors -----\n"
     "<a@example.com>\n"
     "\n"
     "   ----- Transcript of session follows -----\n"
     "... while talking to mx.example.com.:\n"
     ">>> RCPT To:<a@example.com>\n"
     "<<< 550 5.1.1 no such user\n",
     "sendmail", EVENT_BOUNCE, "a@example.com", 550},
    {"   ----- The following addresses had delivery problems -----\n"
     "<a@example.com>\n"
     "\n"
     "   ----- Transcript of session follows -----\n"
     "... while talking to mx.example.com.:\n"
     ">>> RCPT To:<a@example.com>\n"
     "<<< 550 5.1.1 no such user\n",
     "sendmail", EVENT_BOUNCE, "a@example.com", 550},
    {"   ----- The following addresses had delivery errors -----\n"
     "<a@example.com>\n"
     "\n"
     "   ----- Transcript of session follows -----\n"
     "... while talking to mx.example.com.:\n"
     ">>> RCPT To:<a@example.com>\n"
     "<<< 550 5.1.1 no such user\n",
     "sendmail", EVENT_BOUNCE, "a@example.com", 550},
    {"   ----- The following addresses had fatal errors -----\n"
     "<a@example.com>\n"
     "\n"
     "   ----- Transcript of session follows -----\n"
     "... while talking to mx.example.com.:\n"
     ">>> RCPT To:<a@example.com>\n"
     "<<< 550 5.1.1 no such user\n",
     "sendmail", EVENT_BOUNCE, "a@example.com", 550},
    {"   ----- The following addresses have delivery notifications -----\n"
     "<a@example.com>\n"
     "\n"
     "   ----- Transcript of session follows -----\n"
     "... while talking to mx.example.com.:\n"
     ">>> RCPT To:<a@example.com>\n"
     "<<< 550 5.1.1 no such user\n",
     "sendmail", EVENT_BOUNCE, "a@example.com", 550},
    {"The original message was received at Tue, 24 Nov 2026 02:41:15 +0000\n"
     "\n"
     "<a@example.com>... expanded to multiple addresses\n",
     "sendmail", EVENT_SUCCESS, "a@example.com", 0},
    {"   ----- Transcript of session follows -----\n"
     ">>> RCPT To:<a@example.com>\n"
     "<<< 550 5.1.1 no such user\n"
     "550 <a@example.com>... User unknown\n",
     "sendmail", EVENT_BOUNCE, "a@example.com", 550},
    {"|------------------------- Message log follows: -------------------------|\n"
     "|------------------------- Failed addresses follow: ---------------------|\n"
     " <a@example.com> ... 550 5.1.1 no such user\n"
     "|------------------------- Message text follows: ------------------------|\n",
     "smail", EVENT_BOUNCE, "a@example.com", 550},
    /* Exchange, in each language that it speaks */
    {"Message delivery is delayed to these recipients or groups:\n"
     "\n"
     "a@example.com\n",
     "exchange", EVENT_DELAY, "a@example.com", 0},
    {"Delivery is delayed to these recipients or groups:\n"
     "\n"
     "a@example.com\n",
     "exchange", EVENT_DELAY, "a@example.com", 0},
    {"La remise à ces destinataires ou groupes est retardée :\n"
     "\n"
     "a@example.com\n",
     "exchange", EVENT_DELAY, "a@example.com", 0},
    {"Delivery has failed to these recipients or groups:\n"
     "\n"
     "a@example.com\n"
     "\n"
     "mx.example.com #550 5.1.1 no such user ##\n",
     "exchange", EVENT_BOUNCE, "a@example.com", 550},
    {"Échec de la remise pour ces destinataires ou groupes :\n"
     "\n"
     "a@example.com\n"
     "\n"
     "mx.example.com #550 5.1.1 no such user ##\n",
     "exchange", EVENT_BOUNCE, "a@example.com", 550},
    {"Échec de la remise aux destinataires ou aux groupes suivants :\n"
     "\n"
     "a@example.com\n"
     "\n"
     "mx.example.com #550 5.1.1 no such user ##\n",
     "exchange", EVENT_BOUNCE, "a@example.com", 550},
    {"La remise à ces destinataires ou groupes a échoué :\n"
     "\n"
     "a@example.com\n"
     "\n"
     "mx.example.com #550 5.1.1 no such user ##\n",
     "exchange", EVENT_BOUNCE, "a@example.com", 550},
    {"Diagnostic information for administrators:\n"
     "\n"
     "a@example.com\n"
     "\n"
     "mx.example.com #550 5.1.1 no such user ##\n",
     "exchange", EVENT_BOUNCE, "a@example.com", 550},
    {"Informations de diagnostic pour les administrateurs :\n"
     "\n"
     "a@example.com\n"
     "\n"
     "mx.example.com #550 5.1.1 no such user ##\n",
     "exchange", EVENT_BOUNCE, "a@example.com", 550},
    {"Diagnoseinformationen für Administratoren:\n"
     "\n"
     "a@example.com\n"
     "\n"
     "mx.example.com #550 5.1.1 no such user ##\n",
     "exchange", EVENT_BOUNCE, "a@example.com", 550},
    {"Información de diagnóstico para los administradores:\n"
     "\n"
     "a@example.com\n"
     "\n"
     "mx.example.com #550 5.1.1 no such user ##\n",
     "exchange", EVENT_BOUNCE, "a@example.com", 550},
    {"Informazioni di diagnostica per gli amministratori:\n"
     "\n"
     "a@example.com\n"
     "\n"
     "mx.example.com #550 5.1.1 no such user ##\n",
     "exchange", EVENT_BOUNCE, "a@example.com", 550},
    {"Diagnostische gegevens voor beheerders:\n"
     "\n"
     "a@example.com\n"
     "\n"
     "mx.example.com #550 5.1.1 no such user ##\n",
     "exchange", EVENT_BOUNCE, "a@example.com", 550},
    {"Informações de diagnóstico para administradores:\n"
     "\n"
     "a@example.com\n"
     "\n"
     "mx.example.com #550 5.1.1 no such user ##\n",
     "exchange", EVENT_BOUNCE, "a@example.com", 550},
    {"Diagnosinformation för administratörer:\n"
     "\n"
     "a@example.com\n"
     "\n"
     "mx.example.com #550 5.1.1 no such user ##\n",
     "exchange", EVENT_BOUNCE, "a@example.com", 550},
    {"Diagnosticeringsoplysninger til administratorer:\n"
     "\n"
     "a@example.com\n"
     "\n"
     "mx.example.com #550 5.1.1 no such user ##\n",
     "exchange", EVENT_BOUNCE, "a@example.com", 550},
    {"Informacje diagnostyczne dla administratorów:\n"
     "\n"
     "a@example.com\n"
     "\n"
     "mx.example.com #550 5.1.1 no such user ##\n",
     "exchange", EVENT_BOUNCE, "a@example.com", 550},
    {"Диагностические сведения для администраторов:\n"
     "\n"
     "a@example.com\n"
     "\n"
     "mx.example.com #550 5.1.1 no such user ##\n",
     "exchange", EVENT_BOUNCE, "a@example.com", 550},
    {"管理者用の診断情報:\n"
     "\n"
     "a@example.com\n"
     "\n"
     "mx.example.com #550 5.1.1 no such user ##\n",
     "exchange", EVENT_BOUNCE, "a@example.com", 550},
    {"供管理员使用的诊断信息:\n"
     "\n"
     "a@example.com\n"
     "\n"
     "mx.example.com #550 5.1.1 no such user ##\n",
     "exchange", EVENT_BOUNCE, "a@example.com", 550},
    {"Your message has been delayed to the following recipient(s):\n"
     "\n"
     "a@example.com on Tue, 24 Nov 2026 02:41:15 +0000\n",
     "exchange", EVENT_DELAY, "a@example.com", 0},
    {"Your message\n"
     "\n"
     "  To:      a\n"
     "  Subject: May\n"
     "\n"
     "did not reach the following recipient(s):\n"
     "\n"
     "a@example.com on Tue, 24 Nov 2026 02:41:15 +0000\n"
     "    The recipient name is not recognized\n"
     "	MSEXCH:IMS:Example:MX 0 (000C05A6) 550 5.1.1 no such user\n",
     "exchange", EVENT_BOUNCE, "a@example.com", 550},
    {"Your message\n"
     "\n"
     "  To:      a\n"
     "  Subject: May\n"
     "\n"
     "did not reach the following recipient:\n"
     "\n"
     "a@example.com on Tue, 24 Nov 2026 02:41:15 +0000\n"
     "    The recipient name is not recognized\n"
     "	MSEXCH:IMS:Example:MX 0 (000C05A6) 550 5.1.1 no such user\n",
     "exchange", EVENT_BOUNCE, "a@example.com", 550},
    {"Your message\n"
     "\n"
     "  Subject: May\n"
     "\n"
     "The following recipient(s) could not be reached:\n"
     "\n"
     "      a@example.com on Tue, 24 Nov 2026 02:41:15 +0000\n"
     "    The recipient name is not recognized\n"
     "	MSEXCH:IMS:Example:MX 0 (000C05A6) 550 5.1.1 no such user\n",
     "exchange", EVENT_BOUNCE, "a@example.com", 550},
    {"Your message\n"
     "\n"
     "  Subject: May\n"
     "\n"
     "The following recipient(s) cannot be reached:\n"
     "\n"
     "      a@example.com on Tue, 24 Nov 2026 02:41:15 +0000\n"
     "    The recipient name is not recognized\n"
     "	MSEXCH:IMS:Example:MX 0 (000C05A6) 550 5.1.1 no such user\n",
     "exchange", EVENT_BOUNCE, "a@example.com", 550},
    {"Your message did not reach some or all of the intended recipients.\n"
     "\n"
     "The following recipient(s) has a problem:\n"
     "\n"
     "      a@example.com on Tue, 24 Nov 2026 02:41:15 +0000\n"
     "    The recipient name is not recognized\n"
     "	MSEXCH:IMS:Example:MX 0 (000C05A6) 550 5.1.1 no such user\n",
     "exchange", EVENT_BOUNCE, "a@example.com", 550},
    {"Votre message n'est pas parvenu à certains ou à tous les destinataires prévus.\n"
     "\n"
     "Les destinataires suivants n'ont pas été joints :\n"
     "\n"
     "      a@example.com on Tue, 24 Nov 2026 02:41:15 +0000\n"
     "    The recipient name is not recognized\n"
     "	MSEXCH:IMS:Example:MX 0 (000C05A6) 550 5.1.1 no such user\n",
     "exchange", EVENT_BOUNCE, "a@example.com", 550},
    {"Votre message n'est pas parvenu aux destinataires suivants :\n"
     "\n"
     "      a@example.com on Tue, 24 Nov 2026 02:41:15 +0000\n"
     "    The recipient name is not recognized\n"
     "	MSEXCH:IMS:Example:MX 0 (000C05A6) 550 5.1.1 no such user\n",
     "exchange", EVENT_BOUNCE, "a@example.com", 550},
    {"Ihre Nachricht hat einige Empfänger nicht erreicht.\n"
     "\n"
     "Folgende Empfänger konnten nicht erreicht werden:\n"
     "\n"
     "      a@example.com on Tue, 24 Nov 2026 02:41:15 +0000\n"
     "    The recipient name is not recognized\n"
     "	MSEXCH:IMS:Example:MX 0 (000C05A6) 550 5.1.1 no such user\n",
     "exchange", EVENT_BOUNCE, "a@example.com", 550},
    {"Folgende(r) Empfänger kann nicht erreicht werden:\n"
     "\n"
     "      a@example.com on Tue, 24 Nov 2026 02:41:15 +0000\n"
     "    The recipient name is not recognized\n"
     "	MSEXCH:IMS:Example:MX 0 (000C05A6) 550 5.1.1 no such user\n",
     "exchange", EVENT_BOUNCE, "a@example.com", 550},
    {"Folgende(r) Empfänger konnte nicht erreicht werden:\n"
     "\n"
     "      a@example.com on Tue, 24 Nov 2026 02:41:15 +0000\n"
     "    The recipient name is not recognized\n"
     "	MSEXCH:IMS:Example:MX 0 (000C05A6) 550 5.1.1 no such user\n",
     "exchange", EVENT_BOUNCE, "a@example.com", 550},
    {"El mensaje no llegó a algunos o todos los destinatarios.\n"
     "\n"
     "No se puede localizar a los siguientes destinatarios:\n"
     "\n"
     "      a@example.com on Tue, 24 Nov 2026 02:41:15 +0000\n"
     "    The recipient name is not recognized\n"
     "	MSEXCH:IMS:Example:MX 0 (000C05A6) 550 5.1.1 no such user\n",
     "exchange", EVENT_BOUNCE, "a@example.com", 550},
    {"Il messaggio non è stato recapitato ad alcuni o a tutti i destinatari.\n"
     "\n"
     "Impossibile raggiungere i seguenti destinatari:\n"
     "\n"
     "      a@example.com on Tue, 24 Nov 2026 02:41:15 +0000\n"
     "    The recipient name is not recognized\n"
     "	MSEXCH:IMS:Example:MX 0 (000C05A6) 550 5.1.1 no such user\n",
     "exchange", EVENT_BOUNCE, "a@example.com", 550},
    {"Uw bericht heeft enkele of alle geadresseerden niet bereikt.\n"
     "\n"
     "De volgende geadresseerde(n) kon(den) niet worden bereikt:\n"
     "\n"
     "      a@example.com on Tue, 24 Nov 2026 02:41:15 +0000\n"
     "    The recipient name is not recognized\n"
     "	MSEXCH:IMS:Example:MX 0 (000C05A6) 550 5.1.1 no such user\n",
     "exchange", EVENT_BOUNCE, "a@example.com", 550},
    /* Microsoft's SMTP service */
    {"This is an automatically generated Delivery Status Notification.\n"
     "\n"
     "Delivery to the following recipients has been delayed.\n"
     "\n"
     "       a@example.com\n",
     "microsoft", EVENT_DELAY, "a@example.com", 0},
    {"This is an automatically generated Delivery Status Notification.\n"
     "\n"
     "Delivery to the following recipients failed.\n"
     "\n"
     "       a@example.com\n",
     "microsoft", EVENT_BOUNCE, "a@example.com", 0},
    {"This is an automatically generated Delivery Status Notification.\n"
     "\n"
     "Unable to deliver message to the following recipients.\n"
     "\n"
     "       a@example.com\n",
     "microsoft", EVENT_BOUNCE, "a@example.com", 0},
    {"This is an automatically generated Delivery Status Notification.\n"
     "\n"
     "La remise aux destinataires suivants a échoué.\n"
     "\n"
     "       a@example.com\n",
     "microsoft", EVENT_BOUNCE, "a@example.com", 0},
    {"This is an automatically generated Delivery Status Notification.\n"
     "\n"
     "Échec de la remise aux destinataires suivants.\n"
     "\n"
     "       a@example.com\n",
     "microsoft", EVENT_BOUNCE, "a@example.com", 0},
    {"This is an automatically generated Delivery Status Notification.\n"
     "\n"
     "Übermittlung an folgende Empfänger fehlgeschlagen.\n"
     "\n"
     "       a@example.com\n",
     "microsoft", EVENT_BOUNCE, "a@example.com", 0},
    /* Domino, Notes, GroupWise, Sun */
    {"Your Document:\n"
     "\n"
     "  May\n"
     "\n"
     "was not delivered to:\n"
     "\n"
     "  a@example.com\n"
     "\n"
     "because:\n"
     "\n"
     "  550 5.1.1 no such user\n",
     "domino", EVENT_BOUNCE, "a@example.com", 550},
    {"Your Document:\n"
     "\n"
     "  May\n"
     "\n"
     "n'a pas été remis à :\n"
     "\n"
     "  a@example.com\n"
     "\n"
     "car :\n"
     "\n"
     "  550 5.1.1 no such user\n",
     "domino", EVENT_BOUNCE, "a@example.com", 550},
    {"Your Document:\n"
     "\n"
     "  May\n"
     "\n"
     "n'a pas été distribué à :\n"
     "\n"
     "  a@example.com\n"
     "\n"
     "car :\n"
     "\n"
     "  550 5.1.1 no such user\n",
     "domino", EVENT_BOUNCE, "a@example.com", 550},
    {"Your Document:\n"
     "\n"
     "  May\n"
     "\n"
     "wurde nicht zugestellt an:\n"
     "\n"
     "  a@example.com\n"
     "\n"
     "weil:\n"
     "\n"
     "  550 5.1.1 no such user\n",
     "domino", EVENT_BOUNCE, "a@example.com", 550},
    {"Your Document:\n"
     "\n"
     "  May\n"
     "\n"
     "konnte nicht zugestellt werden an:\n"
     "\n"
     "  a@example.com\n"
     "\n"
     "weil:\n"
     "\n"
     "  550 5.1.1 no such user\n",
     "domino", EVENT_BOUNCE, "a@example.com", 550},
    {"------- Failure Reasons  --------\n"
     "\n"
     "User not listed in public Name & Address Book\n"
     "a@example.com\n"
     "\n"
     "------- Returned Message --------\n",
     "notes", EVENT_BOUNCE, "a@example.com", 0},
    {"The message that you sent was undeliverable to the following:\n"
     "\n"
     "	a@example.com (550 5.1.1 no such user)\n",
     "groupwise", EVENT_BOUNCE, "a@example.com", 550},
    {"Your message has been enqueued and undelivered for 1 day\n"
     "to the following recipients:\n"
     "\n"
     "  Recipient address: a@example.com\n"
     "  Reason: unable to deliver this message after 1 day\n",
     "oracle", EVENT_DELAY, "a@example.com", 0},
    {"Your message cannot be delivered to the following recipients:\n"
     "\n"
     "  Recipient address: a@example.com\n"
     "  Reason: Illegal host/domain name found\n",
     "oracle", EVENT_BOUNCE, "a@example.com", 0},
    {"An error occurred while trying to deliver the mail to the following recipients:\n"
     "a@example.com\n"
     "\n"
     "Technical report:\n"
     "\n"
     "550 5.1.1 no such user\n",
     "amazon", EVENT_BOUNCE, "a@example.com", 550},
    /* IMail */
    {"User mailbox exceeds allowed size: a@example.com\n", "imail", EVENT_BOUNCE, "a@example.com",
     0},
    {"Invalid final delivery userid: a@example.com\n", "imail", EVENT_BOUNCE, "a@example.com", 0},
    {"Unknown user: a@example.com\n", "", EVENT_BOUNCE, "a@example.com", 0},
    {"Unknown host: a@example.com\n", "", EVENT_BOUNCE, "a@example.com", 0},
    {"undeliverable to a@example.com\n"
     "\n"
     "Original message follows.\n",
     "", EVENT_BOUNCE, "a@example.com", 0},
    {"Delivery failed 20 attempts: a@example.com\n", "imail", EVENT_BOUNCE, "a@example.com", 0},
    {"Unable to find user: a@example.com\n", "", EVENT_BOUNCE, "a@example.com", 0},
    /* Gateways and filters */
    {"Unable to deliver message to: <a@example.com>\n"
     "Delivery failed for the following reason:\n"
     "Server mx.example.com[192.0.2.7] failed with: 550 5.1.1 no such user\n",
     "mailfoundry", EVENT_BOUNCE, "a@example.com", 550},
    {"The following message to <a@example.com> was undeliverable.\n"
     "The reason for the problem:\n"
     "5.1.0 - Unknown address error 550-'5.1.1 no such user'\n",
     "ironport", EVENT_BOUNCE, "a@example.com", 550},
    {"Failed to deliver to 'a@example.com'\n"
     "SMTP module(domain example.com) reports:\n"
     " host mx.example.com says:\n"
     " 550 5.1.1 no such user\n",
     "communigate", EVENT_BOUNCE, "a@example.com", 550},
    {"   ---- Failed Recipients ----\n"
     "\n"
     "<a@example.com>\n"
     "\n"
     "   ---- Contents of the undelivered message ----\n",
     "webshield", EVENT_BOUNCE, "a@example.com", 0},
    {"Your message:\n"
     "   From: news@example.org\n"
     "   Subject: May\n"
     "\n"
     "Could not be delivered because of\n"
     "\n"
     "550 5.1.1 no such user\n"
     "\n"
     "The following recipients were affected:\n"
     "    a@example.com\n"
     "\n"
     "Additional Information\n",
     "mailmarshal", EVENT_BOUNCE, "a@example.com", 550},
    {"A transcript of the attempts to send the message follows.\n"
     "\n"
     "Addressed To: <a@example.com>\n"
     "\n"
     "Tue, 24 Nov 2026 02:41:15\n"
     "Failed to send to identified host,\n"
     "a@example.com: [192.0.2.7], 550 5.1.1 no such user\n",
     "surfcontrol", EVENT_BOUNCE, "a@example.com", 550},
    {"以下のメールアドレスへの送信に失敗しました。\n"
     "\n"
     "a@example.com\n"
     "\n"
     "-------server message\n"
     "550 5.1.1 no such user\n"
     "\n"
     "-------original message\n",
     "mfilter", EVENT_BOUNCE, "a@example.com", 550},
    {"Sent <<< RCPT TO:<a@example.com>\n"
     "Received >>> 550 5.1.1 no such user\n",
     "interscan", EVENT_BOUNCE, "a@example.com", 550},
    {"Sent >>> RCPT TO:<a@example.com>\n"
     "Received <<< 550 5.1.1 no such user\n",
     "interscan", EVENT_BOUNCE, "a@example.com", 550},
    {"Unable to deliver message to <a@example.com>.\n", "interscan", EVENT_BOUNCE, "a@example.com",
     0},
    {"Your message to: a@example.com\n"
     "was blocked by our Spam Firewall. The email you sent with the following subject\n"
     "has NOT BEEN DELIVERED:\n"
     "\n"
     "Subject: May\n",
     "barracuda", EVENT_BOUNCE, "a@example.com", 0},
    {"The attached message has failed delivery because one or more of the addresses was bad.\n"
     "The following addresses caused the problem:\n"
     "\n"
     "a@example.com: 550 5.1.1 no such user\n",
     "mercury", EVENT_BOUNCE, "a@example.com", 550},
    {"The following message had PERMANENT fatal delivery errors.\n"
     "\n"
     "Failed address: a@example.com\n"
     "\n"
     "--- Session Transcript ---\n"
     " --> RCPT To:<a@example.com>\n"
     " <-- 550 5.1.1 no such user\n",
     "mdaemon", EVENT_BOUNCE, "a@example.com", 550},
    {"The following message had TRANSIENT non-fatal delivery errors.\n"
     "\n"
     "The following address: a@example.com\n"
     "\n"
     " --> RCPT To:<a@example.com>\n"
     " <-- 450 4.2.1 come back\n",
     "mdaemon", EVENT_DELAY, "a@example.com", 450},
    {"Hello, this is the mail server on mx.example.net.\n"
     "\n"
     "I am sending you this message to inform you on the delivery status of a\n"
     "message you previously sent.\n"
     "\n"
     "   <a@example.com>; no such user (550 5.1.1 no such user)\n",
     "powermta", EVENT_BOUNCE, "a@example.com", 550},
    {"I'm sorry to have to tell you that your message was not able to be delivered to one of its "
     "intended recipients.\n"
     "\n"
     "<a@example.com>: 550 5.1.1 no such user\n",
     "sendgrid", EVENT_BOUNCE, "a@example.com", 550},
    {"We had trouble delivering your message. Full details follow:\n"
     "\n"
     "Subject: 'May'\n"
     "\n"
     "Error: 1 error(s):\n"
     "\n"
     "SMTP Server <mx.example.com> rejected recipient <a@example.com> (Error following RCPT "
     "command). It responded as follows: [550 5.1.1 no such user]\n",
     "x6", EVENT_BOUNCE, "a@example.com", 550},
    /* Mailing lists, mobile operators, access providers */
    {"I am the fml ML manager for the ML <team@lists.example.net>.\n"
     "You are not a member.\n"
     "\n"
     "Original mail as follows:\n",
     "fml", EVENT_BOUNCE, "team@lists.example.net", 0},
    {"You are not a member of this mailing list <team@lists.example.net>.\n"
     "\n"
     "Original mail as follows:\n",
     "fml", EVENT_BOUNCE, "team@lists.example.net", 0},
    {"Your mail sent on: Tue, 24 Nov 2026 02:41:15 +0000\n"
     "    Could not be delivered to: <a@example.com>\n"
     "    As their mailbox is full.\n",
     "kddi", EVENT_BOUNCE, "a@example.com", 0},
    {"Each of the following recipients was rejected by a remote mail server.\n"
     "\n"
     "   Recipient: <a@example.com>\n"
     "   >>> RCPT TO:<a@example.com>\n"
     "   <<< 550 5.1.1 no such user\n",
     "ezweb", EVENT_BOUNCE, "a@example.com", 550},
    {"The user(s) account is disabled.\n"
     "\n"
     "<a@example.com>\n",
     "ezweb", EVENT_BOUNCE, "a@example.com", 0},
    {"The user(s) account is temporarily over quota.\n"
     "\n"
     "<a@example.com>\n",
     "ezweb", EVENT_BOUNCE, "a@example.com", 0},
    {"Message from  news@example.org.\n"
     "RCPT TO: a@example.com\n"
     "\n"
     "Error message below:\n"
     "550 5.1.1 no such user\n",
     "verizon", EVENT_BOUNCE, "a@example.com", 550},
    {"Message could not be delivered to mobile.\n"
     "Error: No valid recipients for this MM\n"
     "\n"
     "To: a@example.com\n",
     "verizon", EVENT_BOUNCE, "a@example.com", 0},
    {"Your message was not delivered within 3 days and 0 hours.\n"
     "Host mx.example.com is not responding.\n"
     "\n"
     "The following recipients did not receive your message:\n"
     "\n"
     "     <a@example.com>\n",
     "intermail", EVENT_BOUNCE, "a@example.com", 0},
    {"Your message was not delivered because the return address was refused.\n"
     "\n"
     "The return address was <news@example.org>.\n"
     "\n"
     "     <a@example.com>\n",
     "intermail", EVENT_BOUNCE, "a@example.com", 0},
    {"The following recipients did not receive this message:\n"
     "\n"
     "     <a@example.com>\n"
     "\n"
     "Please reply to Postmaster\n",
     "intermail", EVENT_BOUNCE, "a@example.com", 0},
    {"This Message was undeliverable due to the following reason:\n"
     "\n"
     "The user(s) mailbox is over its limit.\n"
     "\n"
     "     <a@example.com>\n"
     "\n"
     "Please reply to Postmaster\n",
     "intermail", EVENT_BOUNCE, "a@example.com", 0},
    {"Delivery of email to this address is not possible: a@example.com\n", "hostcenter",
     EVENT_BOUNCE, "a@example.com", 0},
};

static void
check(guint n)
{
    g_autofree char *text = g_strconcat(DAEMON, rows[n].body, NULL);
    g_autoptr(Letter) letter = letter_new(g_bytes_new(text, strlen(text)), "test", 0, FALSE);
    g_autoptr(Notice) notice = notice_parse(letter, NULL);
    const Recipient *recipient;

    g_test_message("%s", rows[n].body);
    g_assert_cmpuint(notice->recipients->len, ==, 1);
    recipient = g_ptr_array_index(notice->recipients, 0);
    g_assert_cmpint(notice->type, ==, rows[n].type);
    g_assert_cmpstr(recipient->address, ==, rows[n].recipient);
    g_assert_cmpint(recipient->reply.code, ==, rows[n].code);
    if (*rows[n].software)
        g_assert_cmpstr(notice->software, ==, rows[n].software);
}

static void
test_read(void)
{
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++)
        check(i);
}

static gboolean
is_shown(const Family *family)
{
    const char *behind;

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++)
        if (families_find(rows[i].body, strlen(rows[i].body), &behind) == family)
            return TRUE;
    return FALSE;
}

/* A kind that no row shows is one that nobody has seen read. */
static void
test_shown(void)
{
    const Family *family;

    for (gsize n = 0; (family = families_nth(n)); n++)
        if (!is_shown(family)) {
            g_test_message("no row for \"%s\"", family->opening);
            g_test_fail();
        }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    notice_init();
    g_test_add_func("/families/read", test_read);
    g_test_add_func("/families/shown", test_shown);
    return g_test_run();
}
