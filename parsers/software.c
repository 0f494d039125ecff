/* software.c - which mail server wrote a notice */

#include "parsers/software.h"

#include "base/text.h"

/* Words in a header field (name), in a delivery-status part (*status) or in the text (*text). */
static const struct {
    const char *where;
    const char *words;
    const char *software;
} traces[] = {
    {"*status", "X-Postfix-", "postfix"},
    {"Message-ID", "chasquid-dsn-", "chasquid"},
    {"Message-ID", ".nullmailer@", "nullmailer"},
    {"Message-ID", "<courier.", "courier"},
    {"*text", "running the Courier mail server", "courier"},
    {"*text", "This is the nullmailer delivery system", "nullmailer"},
    {"*text", "This is the DragonFly Mail Agent", "dma"},
    {"Received", "(OpenSMTPD)", "opensmtpd"},
    {"*text", "This is the MAILER-DAEMON, please DO NOT REPLY", "opensmtpd"},
    {"Content-Type", "-eximdsn-", "exim"},
    {"*text", "created automatically by mail delivery software", "exim"},
    {"X-Exim-DSN-Information", "", "exim"},
    {"*text", "qmail-send program", "qmail"},
    {"Received", "(qmail ", "qmail"},
    {"Message-ID", "dovecot-", "dovecot"},
    {"*text", "This is the mail system at host", "postfix"},
    {"*text", "This is the Postfix program at host", "postfix"},
    {"Received", "(Postfix)", "postfix"},
    {"From", "mailer-daemon@googlemail.com", "google"},
    {"X-MS-Exchange-Message-Is-Ndr", "", "exchange-online"},
    {"*text", "Diagnostic information for administrators:", "exchange"},
    {"*text", "----- Transcript of session follows -----", "sendmail"},
    {"Subject", "Returned mail: see transcript for details", "sendmail"},
    {"Subject", "Return receipt", "sendmail"},
    {"X-Mailer", "Lotus Domino", "domino"},
    {"X-Mailer", "GroupWise", "groupwise"},
    {"X-Mailer", "Internet Mail Service", "exchange"},
    {"X-Mailer", "Microsoft Exchange", "exchange"},
    {"X-Mailer", "SMTP32", "imail"},
    {"X-Mailer", "m-FILTER", "mfilter"},
    {"X-Mailer", "Zoho Mail", "zoho"},
    {"X-Mailer", "Amazon WorkMail", "amazon"},
    {"Received", "(PowerMTA", "powermta"},
    {"Message-ID", "@mx.google.com", "google"},
    {"Message-ID", ".amazonses.com", "amazon"},
    {"Message-ID", ".prod.outlook.com", "exchange-online"},
};

static const char *
place(const Mail *mail, const char *where)
{
    if (g_str_equal(where, "*text"))
        return mail->text->str;
    if (g_str_equal(where, "*status"))
        return mail->status_parts->len ? g_ptr_array_index(mail->status_parts, 0) : NULL;
    return mail_raw_header(mail, where);
}

const char *
software_of(const Mail *mail)
{
    for (gsize i = 0; i < G_N_ELEMENTS(traces); i++) {
        const char *text = place(mail, traces[i].where);

        if (text && text_find(text, traces[i].words))
            return traces[i].software;
    }
    return "";
}
