/* families.c - the kinds of notices that are written for people */

#include "parsers/families.h"

#include "parsers/wording.h"

#include <string.h>

/*
 * Special forms stand before the general ones whose words they hold too, and delays before
 * failures. Sources: a program's own text, or the set of public bounces that has such a notice.
 */
static const Family families[] = {
    /* qmail and its kin: QSBMF, https://cr.yp.to/proto/qsbmf.txt */
    {"qmail", EVENT_BOUNCE, "This is the qmail-send program", NULL, NULL, WORDS_BEHIND,
     "--- Below this line is a copy", "qmail-send.c"},
    {"qmail", EVENT_BOUNCE, "wasn't able to deliver your message to the following addresses", NULL,
     NULL, WORDS_BEHIND, "--- Below this line is a copy", "QSBMF: netqmail, s/qmail, notqmail"},
    {"james", EVENT_BOUNCE, "This is the James mail server at",
     "Failed recipient(s):", "Error message:", WORDS_BEHIND, NULL, "Apache James, DSNBounce.java"},
    {"qmail", EVENT_BOUNCE, "This is the deliver program at", NULL, NULL, WORDS_BEHIND, NULL,
     "QSBMF: vmailmgr, Sisimai's set"},
    {"qmail", EVENT_BOUNCE, "n'ai pas pu remettre votre message", NULL, NULL, WORDS_BEHIND, "--- ",
     "qmail with French texts"},
    {"qmail", EVENT_BOUNCE, "Su mensaje no pudo ser entregado", NULL, NULL, WORDS_BEHIND, "--- ",
     "QSBMF in three languages: PHP bounce handler's set"},
    {"qmail", EVENT_BOUNCE,
     "There's a problem with the e-mail address(es) you're trying to send to", NULL, NULL,
     WORDS_BEHIND, NULL, "QSBMF: Sisimai's set, X4"},

    {"nullmailer", EVENT_DELAY, "A final delivery status notification will be generated if",
     "of the intended recipients:", NULL, WORDS_BEHIND, NULL, "nullmailer, lib/dsn.cc"},
    {"nullmailer", EVENT_BOUNCE, "This is the nullmailer delivery system",
     "of the intended recipients:", NULL, WORDS_BEHIND, NULL, "nullmailer, lib/dsn.cc"},

    {"dma", EVENT_BOUNCE, "This is the DragonFly Mail Agent", "delivering your mail to", NULL,
     WORDS_BEHIND, "Message headers follow", "dma mail.c"},

    /* Exim: src/deliver.c, moan.c; and those that copied its words */
    {"exim", EVENT_DELAY, "has not yet been delivered to one or more of its recipients", NULL, NULL,
     WORDS_BEHIND, NULL, "exim src/deliver.c"},
    {"exim", EVENT_DELAY, "not yet been delivered to all of its recipients", NULL, NULL,
     WORDS_BEHIND, NULL, "exim, older"},
    {"exim", EVENT_DELAY, "has not yet been delivered to the following", NULL, NULL, WORDS_BEHIND,
     NULL, "exim src/deliver.c"},
    {"exim", EVENT_BOUNCE, "was rejected by the local scanning code", NULL,
     "error was given:", WORDS_AROUND, NULL, "exim src/moan.c"},
    {"exim", EVENT_BOUNCE, "contained one or more recipient addresses that were incorrectly", NULL,
     NULL, WORDS_BEHIND, NULL, "exim src/moan.c"},
    {"exim", EVENT_BOUNCE, "A message that you sent contained", NULL, NULL, WORDS_AROUND, NULL,
     "exim src/moan.c"},
    {"exim", EVENT_BOUNCE, "A message that you sent was", NULL, NULL, WORDS_AROUND, NULL,
     "exim src/moan.c"},
    {"exim", EVENT_BOUNCE, "A message that you sent had", NULL, NULL, WORDS_AROUND, NULL,
     "exim src/moan.c"},
    {"zoho", EVENT_DELAY, "THIS MESSAGE IS A WARNING ONLY", NULL, NULL, WORDS_AROUND, NULL,
     "Zoho: Sisimai's Zoho.pm"},
    {"mxlogic", EVENT_BOUNCE, "A message that you have sent could not be delivered",
     "following address failed:", NULL, WORDS_BEHIND, NULL, "Sisimai's set, MXLogic"},
    {"exim", EVENT_BOUNCE, "This message was created automatically by mail delivery software",
     "failed:", NULL, WORDS_BEHIND, NULL, "exim src/deliver.c; GMX, 1&1, Zoho in Sisimai's set"},
    {"exim", EVENT_BOUNCE, "A message that you sent could not be delivered", NULL, NULL,
     WORDS_BEHIND, NULL, "exim src/deliver.c"},
    {"exim", EVENT_BOUNCE, "could not be delivered to one or more of its recipients", NULL, NULL,
     WORDS_BEHIND, NULL, "exim src/deliver.c"},
    {"mailru", EVENT_BOUNCE,
     "Ваше письмо не может быть доставлено одному или нескольким получателям:", NULL, NULL,
     WORDS_BEHIND, "****", "Sisimai's set, Mail.ru"},

    /* Courier: courier/module.dsn and its templates */
    {"courier", EVENT_DELAY, "DELAYS IN DELIVERING YOUR MESSAGE", NULL, NULL, WORDS_BEHIND, NULL,
     "courier dsn, older: Sisimai's Courier.pm"},
    {"courier", EVENT_DELAY, "DELAYED MAIL", NULL, NULL, WORDS_BEHIND, NULL, "courier dsn"},
    {"courier", EVENT_BOUNCE, "UNDELIVERABLE MAIL", NULL, NULL, WORDS_BEHIND, NULL, "courier dsn"},

    {"opensmtpd", EVENT_DELAY, "A message is delayed for more than", NULL, NULL, WORDS_BEHIND, NULL,
     "opensmtpd bounce.c"},
    {"opensmtpd", EVENT_DELAY, "A message is being delayed for more than", NULL, NULL, WORDS_BEHIND,
     NULL, "opensmtpd bounce.c, older"},
    {"opensmtpd", EVENT_BOUNCE, "An error has occurred while attempting to deliver a message", NULL,
     NULL, WORDS_BEHIND, NULL, "opensmtpd bounce.c"},

    /* Google */
    {"google", EVENT_DELAY, "Delivery to the following recipient has been delayed", NULL,
     "Technical details of temporary failure:", WORDS_BEHIND, NULL, "Gmail until 2016"},
    {"google", EVENT_DELAY, "Delivery to the following recipients has been delayed:", NULL,
     "Technical details of temporary failure:", WORDS_BEHIND, NULL, "Gmail until 2016"},
    {"google", EVENT_BOUNCE, "Delivery to the following recipient failed permanently", NULL,
     "Technical details of permanent failure:", WORDS_BEHIND, NULL, "Gmail until 2016"},
    {"google", EVENT_BOUNCE, "Delivery to the following recipients failed permanently", NULL,
     "Technical details of permanent failure:", WORDS_BEHIND, NULL,
     "Gmail until 2016; Sisimai's set, X3"},
    {"google", EVENT_DELAY, "** Delivery incomplete **", "delivering your message to",
     "The response was:", WORDS_AROUND, NULL, "Gmail since 2016"},
    {"google", EVENT_DELAY, "** Delivery delayed **", "delivering your message to",
     "The response was:", WORDS_AROUND, NULL, "Gmail since 2016"},
    {"google", EVENT_BOUNCE, "** Address not found **", "Your message wasn't delivered to",
     "The response was:", WORDS_AROUND, NULL, "Gmail since 2016"},
    {"google", EVENT_BOUNCE, "** Message blocked **", "Your message to",
     "The response was:", WORDS_AROUND, NULL, "Gmail since 2016"},
    {"google", EVENT_BOUNCE, "** Message not delivered **", "delivering your message to",
     "The response was:", WORDS_AROUND, NULL, "Gmail since 2016"},
    {"google", EVENT_BOUNCE, "** Recipient inbox full **", "Your message couldn't be delivered to",
     "The response was:", WORDS_AROUND, NULL, "Gmail since 2016"},
    {"google", EVENT_BOUNCE, "groups.google.com/support", NULL, NULL, WORDS_AROUND, NULL,
     "Google Groups in any language: Sisimai's set"},
    {"google", EVENT_BOUNCE, "support.google.com/a/answer/168383", NULL, NULL, WORDS_AROUND, NULL,
     "Google Groups of a domain"},

    /* Yahoo and what runs its servers */
    {"yahoo", EVENT_BOUNCE, "Sorry, we were unable to deliver your message to the following", NULL,
     NULL, WORDS_BEHIND, "--- Below this line", "Sisimai's set, Yahoo"},
    {"yahoo", EVENT_BOUNCE, "Unable to deliver message to the following address", NULL, NULL,
     WORDS_BEHIND, "--- Original message follows", "Sisimai's set, X2; CWS's set"},

    /* Postfix: conf/bounce.cf.default, older global/mail_params.h */
    {"postfix", EVENT_DELAY, "THIS IS A WARNING ONLY", NULL, NULL, WORDS_BEHIND, NULL,
     "postfix bounce templates"},
    {"postfix", EVENT_SUCCESS, "Your message was successfully delivered to the destination(s)",
     NULL, NULL, WORDS_BEHIND, NULL, "postfix bounce templates"},
    {"postfix", EVENT_BOUNCE, "Transcript of session follows. Out: 220", "RCPT TO:", NULL,
     WORDS_AROUND, NULL, "postfix smtpd_chat.c, to the postmaster"},
    {"postfix", EVENT_BOUNCE, "This is the mail system at host", NULL, NULL, WORDS_BEHIND, NULL,
     "postfix bounce templates"},
    {"postfix", EVENT_BOUNCE, "This is the Postfix program at host", NULL, NULL, WORDS_BEHIND, NULL,
     "postfix 2.2 and older"},
    {"postfix", EVENT_BOUNCE, "I'm sorry to have to inform you that your message could not be",
     NULL, NULL, WORDS_BEHIND, NULL, "postfix bounce templates, edited"},

    /* Sendmail: savemail.c, and IDA, ULTRIX and others of version 5 */
    {"sendmail", EVENT_DELAY, "addresses had transient non-fatal errors", NULL, NULL, WORDS_BEHIND,
     NULL, "sendmail savemail.c"},
    {"sendmail", EVENT_BOUNCE, "addresses had permanent fatal errors", NULL, NULL, WORDS_BEHIND,
     NULL, "sendmail savemail.c"},
    {"sendmail", EVENT_BOUNCE, "addresses had delivery problems", NULL,
     "Non-delivered information -----", WORDS_BEHIND, NULL,
     "sendmail 8.7; Sisimai's set, Biglobe and McAfee"},
    {"sendmail", EVENT_BOUNCE, "addresses had delivery errors", NULL, NULL, WORDS_BEHIND, NULL,
     "Sisimai's set, X1"},
    {"sendmail", EVENT_BOUNCE, "addresses had fatal errors", NULL, NULL, WORDS_BEHIND, NULL,
     "sendmail 8.6"},
    {"sendmail", EVENT_BOUNCE, "addresses have delivery notifications", NULL, NULL, WORDS_BEHIND,
     NULL, "sendmail 8.7"},
    {"sendmail", EVENT_SUCCESS, "... expanded to multiple addresses", NULL, NULL, WORDS_BEHIND,
     NULL, "sendmail savemail.c, NOTIFY=SUCCESS"},
    {"sendmail", EVENT_BOUNCE, "Transcript of session follows -----", NULL, NULL, WORDS_BEHIND,
     NULL, "sendmail 5 and IDA"},
    {"smail", EVENT_BOUNCE, "Failed addresses follow", NULL, NULL, WORDS_BEHIND,
     "Message text follows", "smail 3"},

    /* Exchange Online and 2007 and later; the words that name a server serve where the others
       were translated or edited away */
    {"exchange", EVENT_DELAY, "Message delivery is delayed to these recipients or", NULL, NULL,
     WORDS_BEHIND, NULL, "Exchange 2010"},
    {"exchange", EVENT_DELAY, "Delivery is delayed to these recipients or", NULL, NULL,
     WORDS_BEHIND, NULL, "Exchange 2010"},
    {"exchange", EVENT_DELAY, "La remise à ces destinataires ou groupes est retardée", NULL, NULL,
     WORDS_BEHIND, NULL, "Exchange 2010, fr"},
    {"exchange", EVENT_BOUNCE, "Delivery has failed to these recipients or", NULL, NULL,
     WORDS_BEHIND, NULL, "Exchange 2007, Sisimai's set"},
    {"exchange", EVENT_BOUNCE, "Échec de la remise pour ces destinataires ou", NULL, NULL,
     WORDS_BEHIND, NULL, "Exchange 2007, fr"},
    {"exchange", EVENT_BOUNCE, "Échec de la remise aux destinataires ou", NULL, NULL, WORDS_BEHIND,
     NULL, "Exchange 2010, fr"},
    {"exchange", EVENT_BOUNCE, "La remise à ces destinataires ou groupes a échoué", NULL, NULL,
     WORDS_BEHIND, NULL, "Exchange 2010, fr"},
    {"exchange", EVENT_BOUNCE, "Diagnostic information for administrators:", NULL, NULL,
     WORDS_BEHIND, NULL, "Exchange 2007, en: Sisimai's set"},
    {"exchange", EVENT_BOUNCE, "Informations de diagnostic pour les administrateurs", NULL, NULL,
     WORDS_BEHIND, NULL, "Exchange 2007, fr: Sisimai's set"},
    {"exchange", EVENT_BOUNCE, "Diagnoseinformationen für Administratoren", NULL, NULL,
     WORDS_BEHIND, NULL, "Exchange 2007, de"},
    {"exchange", EVENT_BOUNCE, "Información de diagnóstico para los administradores", NULL, NULL,
     WORDS_BEHIND, NULL, "Exchange 2007, es"},
    {"exchange", EVENT_BOUNCE, "Informazioni di diagnostica per gli amministratori", NULL, NULL,
     WORDS_BEHIND, NULL, "Exchange 2007, it: Sisimai's set"},
    {"exchange", EVENT_BOUNCE, "Diagnostische gegevens voor beheerders", NULL, NULL, WORDS_BEHIND,
     NULL, "Exchange 2007, nl"},
    {"exchange", EVENT_BOUNCE, "Informações de diagnóstico para administradores", NULL, NULL,
     WORDS_BEHIND, NULL, "Exchange 2007, pt"},
    {"exchange", EVENT_BOUNCE, "Diagnosinformation för administratörer", NULL, NULL, WORDS_BEHIND,
     NULL, "Exchange 2007, sv: Sisimai's set"},
    {"exchange", EVENT_BOUNCE, "Diagnosticeringsoplysninger til administratorer", NULL, NULL,
     WORDS_BEHIND, NULL, "Exchange 2007, da"},
    {"exchange", EVENT_BOUNCE, "Informacje diagnostyczne dla administratorów", NULL, NULL,
     WORDS_BEHIND, NULL, "Exchange 2007, pl"},
    {"exchange", EVENT_BOUNCE, "Диагностические сведения для администраторов", NULL, NULL,
     WORDS_BEHIND, NULL, "Exchange 2007, ru"},
    {"exchange", EVENT_BOUNCE, "管理者用の診断情報", NULL, NULL, WORDS_BEHIND, NULL,
     "Exchange 2007, ja"},
    {"exchange", EVENT_BOUNCE, "供管理员使用的诊断信息", NULL, NULL, WORDS_BEHIND, NULL,
     "Exchange 2007, zh"},

    /* Exchange 4.0 to 2003, the Outlook that shows its reports, and hMailServer, which wrote like
       it */
    {"exchange", EVENT_DELAY, "has been delayed to the following recipient(s)", NULL, NULL,
     WORDS_BEHIND, NULL, "Exchange 5.5"},
    {"exchange", EVENT_BOUNCE, "did not reach the following recipient(s):", NULL, NULL,
     WORDS_BEHIND, NULL, "Exchange 5.5: Sisimai's and CWS's sets"},
    {"exchange", EVENT_BOUNCE, "did not reach the following recipient:", NULL, NULL, WORDS_BEHIND,
     NULL, "Sisimai's set"},
    {"exchange", EVENT_BOUNCE, "The following recipient(s) could not be reached:", NULL, NULL,
     WORDS_BEHIND, NULL, "Exchange 2000: Sisimai's set; hMailServer"},
    {"exchange", EVENT_BOUNCE, "The following recipient(s) cannot be reached:", NULL, NULL,
     WORDS_BEHIND, NULL, "Exchange 2003"},
    {"exchange", EVENT_BOUNCE, "did not reach some or all of the intended recipients",
     "following recipient", NULL, WORDS_BEHIND, NULL, "Exchange 2000"},
    {"exchange", EVENT_BOUNCE, "n'est pas parvenu à certains ou à tous", "destinataires suivants",
     NULL, WORDS_BEHIND, NULL, "Exchange 2000, fr"},
    {"exchange", EVENT_BOUNCE, "n'est pas parvenu aux destinataires suivants", NULL, NULL,
     WORDS_BEHIND, NULL, "Exchange 5.5, fr"},
    {"exchange", EVENT_BOUNCE, "Folgende Empfänger konnten nicht erreicht werden", NULL, NULL,
     WORDS_BEHIND, NULL, "Exchange 2000, de"},
    {"exchange", EVENT_BOUNCE, "Folgende(r) Empfänger kann", NULL, NULL, WORDS_BEHIND, NULL,
     "Exchange 2003, de"},
    {"exchange", EVENT_BOUNCE, "Folgende(r) Empfänger konnte", NULL, NULL, WORDS_BEHIND, NULL,
     "Exchange 2003, de"},
    {"exchange", EVENT_BOUNCE, "no llegó a algunos o todos los destinatarios",
     "siguientes destinatarios", NULL, WORDS_BEHIND, NULL, "Exchange 2000, es"},
    {"exchange", EVENT_BOUNCE, "non è stato recapitato ad alcuni o a tutti i destinatari",
     "destinatari:", NULL, WORDS_BEHIND, NULL, "Exchange 2000, it"},
    {"exchange", EVENT_BOUNCE, "heeft enkele of alle geadresseerden niet bereikt",
     "volgende geadresseerde", NULL, WORDS_BEHIND, NULL, "Exchange 2000, nl"},

    /* Microsoft's SMTP service, in its words */
    {"microsoft", EVENT_DELAY, "Delivery to the following recipients has been delayed", NULL, NULL,
     WORDS_BEHIND, NULL, "IIS SMTP service"},
    {"microsoft", EVENT_BOUNCE, "Delivery to the following recipients failed", NULL, NULL,
     WORDS_BEHIND, NULL, "IIS SMTP service, Hotmail"},
    {"microsoft", EVENT_BOUNCE, "Unable to deliver message to the following recipients", NULL, NULL,
     WORDS_BEHIND, NULL, "IIS SMTP service, Hotmail: Sisimai's set"},
    {"microsoft", EVENT_BOUNCE, "La remise aux destinataires suivants a échoué", NULL, NULL,
     WORDS_BEHIND, NULL, "IIS SMTP service, fr"},
    {"microsoft", EVENT_BOUNCE, "Échec de la remise aux destinataires suivants", NULL, NULL,
     WORDS_BEHIND, NULL, "IIS SMTP service, fr"},
    {"microsoft", EVENT_BOUNCE, "Übermittlung an folgende Empfänger fehlgeschlagen", NULL, NULL,
     WORDS_BEHIND, NULL, "IIS SMTP service, de"},

    /* Domino and Notes */
    {"domino", EVENT_BOUNCE, "was not delivered to:", NULL, "because:", WORDS_BEHIND, NULL,
     "Domino: Sisimai's set"},
    {"domino", EVENT_BOUNCE, "n'a pas été remis à :", NULL, "car :", WORDS_BEHIND, NULL,
     "Domino, fr"},
    {"domino", EVENT_BOUNCE, "n'a pas été distribué à :", NULL, NULL, WORDS_BEHIND, NULL,
     "Domino, fr"},
    {"domino", EVENT_BOUNCE, "wurde nicht zugestellt an:", NULL, NULL, WORDS_BEHIND, NULL,
     "Domino, de"},
    {"domino", EVENT_BOUNCE, "konnte nicht zugestellt werden an:", NULL, NULL, WORDS_BEHIND, NULL,
     "Domino, de"},
    {"notes", EVENT_BOUNCE, "------- Failure Reasons", NULL, NULL, WORDS_BEFORE,
     "------- Returned Message", "Sisimai's set, Notes"},

    /* GroupWise and other Novell */
    {"groupwise", EVENT_BOUNCE, "The message that you sent was undeliverable to the following",
     NULL, NULL, WORDS_BEHIND, NULL, "GroupWise: Sisimai's set"},

    /* Sun, Oracle and PMDF */
    {"oracle", EVENT_DELAY, "has been enqueued and undelivered for", "following recipients:", NULL,
     WORDS_BEHIND, NULL, "iPlanet: Sisimai's set, MessagingServer"},
    {"oracle", EVENT_BOUNCE, "Your message cannot be delivered to the following recipients:", NULL,
     NULL, WORDS_BEHIND, NULL, "iPlanet: Sisimai's set, MessagingServer"},

    /* Amazon */
    {"amazon", EVENT_BOUNCE, "An error occurred while trying to deliver the mail to the following",
     NULL, "Technical report:", WORDS_BEHIND, NULL, "Amazon SES and WorkMail: Sisimai's set"},

    /* IMail, all of whose notices end with the same words */
    {"imail", EVENT_BOUNCE, "User mailbox exceeds allowed size:", NULL, NULL, WORDS_AROUND, NULL,
     "IMail: Sisimai's set"},
    {"imail", EVENT_BOUNCE, "Invalid final delivery userid:", NULL, NULL, WORDS_AROUND, NULL,
     "IMail: Sisimai's set"},
    {"", EVENT_BOUNCE, "Unknown user:", NULL, NULL, WORDS_AROUND, NULL, "IMail: Sisimai's set"},
    {"", EVENT_BOUNCE, "Unknown host:", NULL, NULL, WORDS_AROUND, NULL, "IMail: Sisimai's set"},
    {"", EVENT_BOUNCE, "undeliverable to", NULL, "message generated response:", WORDS_AROUND, NULL,
     "IMail: Sisimai's set"},
    {"imail", EVENT_BOUNCE, "attempts:", NULL, NULL, WORDS_AROUND, NULL, "IMail: Flanker's set"},
    {"", EVENT_BOUNCE, "Unable to find user:", NULL, NULL, WORDS_AROUND, NULL,
     "Prodigy: SpamAssassin's public corpus"},

    /* Gateways and filters */
    {"mailfoundry", EVENT_BOUNCE, "Unable to deliver message to:", NULL,
     "failed for the following reason:", WORDS_BEHIND, NULL, "Sisimai's set, MailFoundry"},
    {"ironport", EVENT_BOUNCE, "The following message to", NULL,
     "The reason for the problem:", WORDS_BEHIND, NULL, "IronPort: bounceHammer's set"},
    {"communigate", EVENT_BOUNCE, "Failed to deliver to", NULL, NULL, WORDS_BEHIND, NULL,
     "CommuniGate Pro: CWS's set"},
    {"webshield", EVENT_BOUNCE, "---- Failed Recipients ----", NULL, NULL, WORDS_BEHIND,
     "---- Contents of the undelivered", "McAfee WebShield: Alaveteli's set"},
    {"mailmarshal", EVENT_BOUNCE, "Could not be delivered because of",
     "The following recipients were affected:", "Could not be delivered because of", WORDS_BEHIND,
     "Additional Information", "MailMarshal: Sisimai's set"},
    {"surfcontrol", EVENT_BOUNCE, "A transcript of the attempts to send the message follows",
     "Addressed To:", "Failed to send to identified host,", WORDS_BEHIND, NULL,
     "SurfControl: Sisimai's set"},
    {"mfilter", EVENT_BOUNCE, "以下のメールアドレスへの送信に失敗しました", NULL,
     "-------server message", WORDS_BEHIND, "-------original", "m-FILTER: Sisimai's set"},
    {"interscan", EVENT_BOUNCE, "Sent <<< RCPT TO:", NULL, "Received >>>", WORDS_BEHIND, NULL,
     "InterScan: Sisimai's set"},
    {"interscan", EVENT_BOUNCE, "Sent >>> RCPT TO:", NULL, "Received <<<", WORDS_BEHIND, NULL,
     "InterScan: Sisimai's set"},
    {"interscan", EVENT_BOUNCE, "Unable to deliver message to <", NULL, NULL, WORDS_AROUND, NULL,
     "InterScan, without the session"},
    {"barracuda", EVENT_BOUNCE, "blocked by our Spam Firewall", "Your message to:", NULL,
     WORDS_AROUND, NULL, "Barracuda Spam Firewall"},
    {"mercury", EVENT_BOUNCE, "The attached message has failed delivery", "the problem:", NULL,
     WORDS_BEHIND, NULL, "Mercury/32"},
    {"mdaemon", EVENT_BOUNCE, "had PERMANENT fatal delivery errors", "Failed address:", NULL,
     WORDS_BEHIND, NULL, "MDaemon"},
    {"mdaemon", EVENT_DELAY, "had TRANSIENT non-fatal delivery errors", "address:", NULL,
     WORDS_BEHIND, NULL, "MDaemon"},
    {"powermta", EVENT_BOUNCE, "Hello, this is the mail server on", NULL, NULL, WORDS_BEHIND, NULL,
     "PowerMTA: Sisimai's set"},
    {"sendgrid", EVENT_BOUNCE, "your message was not able to be delivered to one of its intended",
     NULL, NULL, WORDS_BEHIND, NULL, "SendGrid: Sisimai's set"},
    {"x6", EVENT_BOUNCE, "We had trouble delivering your message", "rejected recipient", NULL,
     WORDS_AROUND, NULL, "Sisimai's set, X6"},

    /* fml, which runs mailing lists: what it answers those who may not write */
    {"fml", EVENT_BOUNCE, "I am the fml ML manager for the ML", NULL, NULL, WORDS_BEHIND,
     "Original mail as follows", "fml 4"},
    {"fml", EVENT_BOUNCE, "You are not a member of this mailing list", NULL, NULL, WORDS_AROUND,
     "Original mail as follows", "fml 4"},

    /* Mobile operators */
    {"kddi", EVENT_BOUNCE, "Could not be delivered to:", NULL, "As their", WORDS_BEHIND, NULL,
     "au by KDDI: Sisimai's set"},
    {"ezweb", EVENT_BOUNCE, "Each of the following recipients was rejected by a remote mail server",
     NULL, "<<<", WORDS_BEHIND, NULL, "au by KDDI: Sisimai's set"},
    {"ezweb", EVENT_BOUNCE, "The user(s) account is disabled.", NULL, NULL, WORDS_AROUND, NULL,
     "au by KDDI: Sisimai's set"},
    {"ezweb", EVENT_BOUNCE, "The user(s) account is temporarily", NULL, NULL, WORDS_AROUND, NULL,
     "au by KDDI, InterMail"},
    {"verizon", EVENT_BOUNCE, "Error message below:", "RCPT TO:", "Error message below:",
     WORDS_BEFORE, NULL, "Vtext, Apache James: Sisimai's set"},
    {"verizon", EVENT_BOUNCE, "Message could not be delivered to mobile",
     "To:", "Error:", WORDS_BEFORE, NULL, "Vzwpix: Sisimai's set"},

    /* Openwave InterMail, of many access providers */
    {"intermail", EVENT_BOUNCE, "Your message was not delivered within", NULL, "Your message",
     WORDS_BEFORE, NULL, "InterMail; au by KDDI in Sisimai's set"},
    {"intermail", EVENT_BOUNCE, "Your message was not delivered because", NULL, "Your message",
     WORDS_BEFORE, NULL, "InterMail"},
    {"intermail", EVENT_BOUNCE, "The following recipients did not receive this message:", NULL,
     NULL, WORDS_BEHIND, "Please reply to", "InterMail; au by KDDI in Sisimai's set"},
    {"intermail", EVENT_BOUNCE, "This Message was undeliverable due to the following reason", NULL,
     NULL, WORDS_BEFORE, "Please reply to", "InterMail"},
    {"hostcenter", EVENT_BOUNCE, "Delivery of email to this address", NULL, NULL, WORDS_AROUND,
     NULL, "CWS's set"},
};

static gboolean
is_closer(gsize n, const Family *best)
{
    return !best || &families[n] < best;
}

/* The rows of the table by the first byte of their openings. */
typedef struct {
    guint8 first[256];
    guint8 next[G_N_ELEMENTS(families)];
} Index;

G_STATIC_ASSERT(G_N_ELEMENTS(families) < 255);

/* Rows are counted from 1 here; 0 ends a chain. The last row comes in first. */
static void
make_index(Index *index)
{
    memset(index, 0, sizeof *index);
    for (gsize n = G_N_ELEMENTS(families); n > 0; n--) {
        guchar c = (guchar)g_ascii_tolower(families[n - 1].opening[0]);

        index->next[n - 1] = index->first[c];
        index->first[c] = (guint8)n;
    }
}

const Family *
families_find(const char *text, gsize max, const char **behind)
{
    const Family *best = NULL;
    Index index;

    make_index(&index);
    for (const char *at = text; *at && (gsize)(at - text) < max; at++) {
        guint8 n = index.first[(guchar)g_ascii_tolower(*at)];

        if (!n || !wording_starts(text, at))
            continue;
        for (; n && is_closer(n - 1, best); n = index.next[n - 1]) {
            const char *end = wording_at(at, families[n - 1].opening);

            if (!end)
                continue;
            best = &families[n - 1];
            *behind = end;
            break;
        }
    }
    return best;
}

const Family *
families_nth(gsize n)
{
    return n < G_N_ELEMENTS(families) ? &families[n] : NULL;
}
