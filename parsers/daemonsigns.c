/* daemonsigns.c - what tells the mail of a mail system from the mail of people */

#include "parsers/daemonsigns.h"

#include "base/text.h"
#include "parsers/phrase.h"

#include <string.h>

/* Words in the From field that only programs write, and those that people may, folded. */
static const char *const programs[] = {
    "mailer-daemon",
    "mailerdaemon",
    "mail delivery system",
    "mail delivery subsystem",
};
static const char *const daemons[] = {
    "mail-daemon",
    "mail daemon",
    "mdaemon",
    "postmaster",
    "post_master",
    "post master",
    "mail delivery",
    "mail.delivery",
    "mail-delivery",
    "maildelivery",
    "delivery failure",
    "delivery system",
    "delivery subsystem",
    "email delivery",
    "mail deliver system",
    "mail system",
    "mailsystem",
    "mail service",
    "system administrator",
    "mail administrator",
    "mailadmin",
    "mailmaster",
    "mail router",
    "bounce",
    "mta@",
    "systemadministrator",
    "systeembeheerder",
    "administrateur systeme",
    "administrador del sistema",
    "administrador do sistema",
    "amministratore del sistema",
    "mail gateway",
    "mailgateway",
    "microsoft exchange",
    "microsoft outlook",
    "smtp gateway",
    "smtp server",
    "virusscan",
    "interscan",
    "mailsweeper",
    "mailmarshal",
    "system anti-spam",
    "facteur",
    "returned mail",
    "courier mail server",
    "content-filter",
};

/* How the subjects of notices begin, folded; from the subjects of knowledge about auto-replies. */
static const struct {
    const char *beginning;
    gboolean delay;
} subjects[] = {
    {"undeliver", FALSE},
    {"undelivrable", FALSE},
    {"returned mail", FALSE},
    {"returned message", FALSE},
    {"returned to sender", FALSE},
    {"returned email", FALSE},
    {"return to sender", FALSE},
    {"mail returned", FALSE},
    {"delivery status", FALSE},
    {"delivery notification", FALSE},
    {"delivery fail", FALSE},
    {"delivery error", FALSE},
    {"delivery problem", FALSE},
    {"delivery report", FALSE},
    {"delivery has failed", FALSE},
    {"delivery delay", TRUE},
    {"delivery attempt", FALSE},
    {"delivery unsuccessful", FALSE},
    {"delayed mail", TRUE},
    {"delayed:", TRUE},
    {"delayed delivery", TRUE},
    {"failure notice", FALSE},
    {"failure delivery", FALSE},
    {"failed mail", FALSE},
    {"failed delivery", FALSE},
    {"failed to deliver", FALSE},
    {"could not deliver", FALSE},
    {"could not send", FALSE},
    {"cannot deliver", FALSE},
    {"unable to deliver", FALSE},
    {"unable to send", FALSE},
    {"mail delivery", FALSE},
    {"mail failure", FALSE},
    {"mail system error", FALSE},
    {"mail could not be delivered", FALSE},
    {"mail error", FALSE},
    {"mail undeliver", FALSE},
    {"mail not delivered", FALSE},
    {"email delivery", FALSE},
    {"e-mail delivery", FALSE},
    {"email could not", FALSE},
    {"email not delivered", FALSE},
    {"message delivery delay", TRUE},
    {"message delivery", FALSE},
    {"message delayed", TRUE},
    {"message undeliver", FALSE},
    {"message not delivered", FALSE},
    {"message status", FALSE},
    {"message you sent", FALSE},
    {"message returned", FALSE},
    {"message failed", FALSE},
    {"non deliver", FALSE},
    {"non-deliver", FALSE},
    {"nondeliver", FALSE},
    {"not delivered", FALSE},
    {"bounced mail", FALSE},
    {"ndn:", FALSE},
    {"ndr:", FALSE},
    {"nicht zustellbar", FALSE},
    {"invalid address", FALSE},
    {"invalid recipient", FALSE},
    {"recipient not found", FALSE},
    {"unknown recipient", FALSE},
    {"unknown user", FALSE},
    {"user unknown", FALSE},
    {"address not found", FALSE},
    {"mailbox full", FALSE},
    {"mailbox is full", FALSE},
    {"there was an error sending", FALSE},
    {"error sending", FALSE},
    {"notice: mail delivery status", FALSE}, /* Courier */
    {"warning: delayed mail", TRUE},
    {"postmaster notify", FALSE},
    {"warning: could not send message", TRUE},
    {"warning: message", TRUE},
    {"warning from", TRUE},
    {"your message to", FALSE},
    {"your mail to", FALSE},
    {"your message could not", FALSE},
    {"**message you sent", FALSE},
    {"** message you sent", FALSE},
    /* fr */
    {"courrier non remis", FALSE},
    {"courrier non distribu", FALSE},
    {"courrier electronique non", FALSE},
    {"non remis", FALSE},
    {"non distribuable", FALSE},
    {"message non ", FALSE},
    {"message en attente", TRUE},
    {"message retarde", TRUE},
    {"message a ete retarde", TRUE},
    {"mail non ", FALSE},
    {"impossible de remettre", FALSE},
    {"impossible de distribuer", FALSE},
    {"echec de ", FALSE},
    {"echec d'", FALSE},
    {"erreur de remise", FALSE},
    {"erreur lors de l'envoi", FALSE},
    {"notification d'echec", FALSE},
    {"notification d'etat de remise", FALSE},
    {"avis de non", FALSE},
    {"rapport de non", FALSE},
    {"retour a l'expediteur", FALSE},
    {"remise differee", TRUE},
    {"remise retardee", TRUE},
    {"adresse introuvable", FALSE},
    /* de */
    {"unzustellbar", FALSE},
    {"zustellung fehlgeschlagen", FALSE},
    {"zustellung verzogert", TRUE},
    {"zustellungsfehler", FALSE},
    {"zustellfehler", FALSE},
    {"fehlgeschlagene zustellung", FALSE},
    {"benachrichtigung uber den zustellstatus", FALSE},
    {"benachrichtigung zum ubermittlungsstatus", FALSE},
    {"nachricht nicht zugestellt", FALSE},
    {"mail nicht zugestellt", FALSE},
    {"rucklaufer", FALSE},
    {"ihre nachricht an", FALSE},
    /* es, it, pt */
    {"no se puede entregar", FALSE},
    {"no se pudo entregar", FALSE},
    {"no se ha podido entregar", FALSE},
    {"no entregado", FALSE},
    {"correo no entregado", FALSE},
    {"mensaje no entregado", FALSE},
    {"correo devuelto", FALSE},
    {"devuelto", FALSE},
    {"error de entrega", FALSE},
    {"notificacion de estado de entrega", FALSE},
    {"non recapitabile", FALSE},
    {"mancato recapito", FALSE},
    {"mancata consegna", FALSE},
    {"impossibile recapitare", FALSE},
    {"notifica di mancat", FALSE},
    {"notifica sullo stato del recapito", FALSE},
    {"messaggio non recapitat", FALSE},
    {"nao entregue", FALSE},
    {"nao foi possivel entregar", FALSE},
    {"falha na entrega", FALSE},
    {"falha de entrega", FALSE},
    {"mensagem nao entregue", FALSE},
    {"mensagem devolvida", FALSE},
    {"notificacao de status de entrega", FALSE},
    {"nao e possivel entregar", FALSE},
    /* nl, sv, da, no, fi */
    {"onbestelbaar", FALSE},
    {"niet bestelbaar", FALSE},
    {"kan niet worden bezorgd", FALSE},
    {"bezorging mislukt", FALSE},
    {"bericht niet bezorgd", FALSE},
    {"kan inte levereras", FALSE},
    {"det gar inte att leverera", FALSE},
    {"olevererbart", FALSE},
    {"kan ikke leveres", FALSE},
    {"ikke levert", FALSE},
    {"ei voi toimittaa", FALSE},
    {"ei toimitettu", FALSE},
    /* pl, cs, hu, tr, ru, el */
    {"niedostarczaln", FALSE},
    {"nie dostarczono", FALSE},
    {"nie mozna dostarczyc", FALSE},
    {"nedorucitelne", FALSE},
    {"kezbesithetetlen", FALSE},
    {"teslim edilemedi", FALSE},
    {"недоставлен", FALSE},
    {"не доставлено", FALSE},
    {"не удается доставить", FALSE},
    {"не удалось доставить", FALSE},
    {"ваше сообщение не доставлено", FALSE},
    {"ошибка доставки", FALSE},
    {"απετυχε η παραδοση", FALSE},
    /* ja, zh, ko */
    {"配信不能", FALSE},
    {"配信できません", FALSE},
    {"送信エラー", FALSE},
    {"メール配信エラー", FALSE},
    {"メール配信に失敗", FALSE},
    {"メッセージを配信できません", FALSE},
    {"退信", FALSE},
    {"系统退信", FALSE},
    {"系統退信", FALSE},
    {"未送达", FALSE},
    {"无法送达", FALSE},
    {"無法傳遞", FALSE},
    {"배달되지", FALSE},
};

/* How the subjects of what people answer and pass on begin, folded. */
static const char *const answers[] = {"re:", "aw:", "sv:",  "antw:", "fwd:", "fw:",    "tr:",
                                      "wg:", "rv:", "rif:", "i:",    "enc:", "doorst:"};

static gboolean
begins_with_any(const char *folded, const char *const *words, gsize count)
{
    for (gsize i = 0; i < count; i++)
        if (g_str_has_prefix(folded, words[i]))
            return TRUE;
    return FALSE;
}

/* Past "[spam] ", "*** " and quotation marks that gateways put before a subject. */
static const char *
skip_marks(const char *subject)
{
    const char *close;

    while (*subject == '[' && (close = strchr(subject, ']')))
        subject = close + 1 + strspn(close + 1, " ");
    return subject + strspn(subject, "\"' *-");
}

static void
judge_subject(const Mail *mail, DaemonSigns *signs)
{
    g_autofree char *value = mail_header(mail, "Subject");
    g_autofree char *folded = phrase_fold(value);
    const char *subject = skip_marks(folded);

    signs->answer = begins_with_any(folded, answers, G_N_ELEMENTS(answers));
    for (gsize i = 0; i < G_N_ELEMENTS(subjects); i++)
        if (g_str_has_prefix(subject, subjects[i].beginning)) {
            signs->subject = TRUE;
            signs->delay = subjects[i].delay;
            return;
        }
    signs->delay = phrase_find(subject, "(delay)") != NULL;
}

/* "postmaster" in "postmaster@example.org", not in the list "postmasters@example.org". */
static gboolean
names_daemon(const char *from, const char *daemon)
{
    const char *found = phrase_find(from, daemon);

    return found && found[strlen(daemon)] != 's';
}

static gboolean
names_any(const char *from, const char *const *words, gsize count)
{
    for (gsize i = 0; i < count; i++)
        if (names_daemon(from, words[i]))
            return TRUE;
    return FALSE;
}

/* fml says what it did not distribute as the list's administrator, whom nobody writes as. */
static gboolean
is_list_manager(const Mail *mail, const char *from)
{
    return phrase_find(from, "-admin@") && mail_raw_header(mail, "X-MLServer");
}

static void
judge_author(const Mail *mail, DaemonSigns *signs)
{
    g_autofree char *from = mail_header(mail, "From");
    g_autofree char *folded = phrase_fold(from);

    signs->program =
        names_any(folded, programs, G_N_ELEMENTS(programs)) || is_list_manager(mail, folded);
    signs->daemon = signs->program || !*folded || g_str_equal(folded, "<>") ||
                    names_any(folded, daemons, G_N_ELEMENTS(daemons));
}

static gboolean
is_null_path(const Mail *mail)
{
    g_autofree char *path = mail_header(mail, "Return-Path");

    return g_str_equal(path, "<>") || text_has_prefix(path, "<MAILER-DAEMON");
}

/* RFC 3834 5; Sendmail's notices say "auto-generated (failure)", those of shops nothing more. */
static gboolean
is_automatic(const Mail *mail)
{
    g_autofree char *value = mail_header(mail, "Auto-Submitted");

    return text_has_prefix(value, "auto-replied") || text_has_prefix(value, "auto-generated (");
}

static DaemonSigns
find_signs(const Mail *mail)
{
    const char *type = mail_content_parameter(mail, "report-type");
    DaemonSigns signs = {
        .is_known = TRUE,
        .null_path = is_null_path(mail),
        .named = mail_raw_header(mail, "X-Failed-Recipients") != NULL,
        .report = type && !g_ascii_strcasecmp(type, "delivery-status"),
        .automatic = is_automatic(mail),
        .list = mail_raw_header(mail, "List-Id") || mail_raw_header(mail, "List-Post"),
    };

    judge_author(mail, &signs);
    judge_subject(mail, &signs);
    return signs;
}

const DaemonSigns *
daemon_signs(const Mail *mail)
{
    if (!mail->signs->is_known)
        *mail->signs = find_signs(mail);
    return mail->signs;
}

gboolean
daemon_signs_any(const DaemonSigns *signs)
{
    return signs->daemon || signs->null_path || signs->named || signs->subject || signs->report ||
           signs->automatic;
}

gboolean
daemon_signs_strong(const DaemonSigns *signs)
{
    int points = signs->daemon + signs->program + signs->null_path + signs->subject +
                 signs->automatic + 2 * signs->named + 2 * signs->report - signs->answer;

    return (!signs->list || signs->named) && points >= 2 &&
           (signs->daemon || signs->subject || signs->named || signs->report);
}
