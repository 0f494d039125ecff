/* failurewords.c - words of not having delivered, and of trying on, in many languages */

#include "parsers/failurewords.h"

#include "parsers/phrase.h"

/* Folded, see phrase.h. Stems where a language inflects. */
static const char *const failures[] = {
    /* en */
    "undeliverable", "not deliverable", "undelivered", "not be delivered", "not delivered",
    "wasn't delivered", "couldn't be delivered", "unable to deliver", "unable to be delivered",
    "cannot deliver", "can't deliver", "could not deliver", "couldn't deliver",
    "not able to deliver", "failed to deliver", "failed to be delivered", "failure to deliver",
    "fail to deliver", "delivery fail", "delivery has failed", "delivery to the following",
    "delivery error", "delivery attempts", "error delivering", "error has occurred",
    "error occurred", "giving up", "given up", "malformed", "envelope expired", "lookup failure",
    "invalid final delivery", "no recipient", "did not reach", "didn't reach", "has failed",
    "have failed", "failed permanently", "permanent failure", "permanent error", "fatal error",
    "returned to sender", "could not be sent", "not been sent", "could not send", "unable to send",
    "error sending", "user unknown", "unknown user", "no such user", "no such recipient",
    "no such address", "no such person", "no such mailbox", "unknown recipient",
    "recipient unknown", "unknown address", "recipient not found", "user not found",
    "not recognized", "unavailable", "address not found", "account not found", "mailbox not found",
    "not found in", "is not a valid", "isn't a valid", "not a known user", "invalid recipient",
    "invalid address", "invalid user", "invalid mailbox", "bad address", "bad destination",
    "does not exist", "doesn't exist", "do not exist", "no longer exist", "no longer valid",
    "no longer available", "no longer active", "no longer in use", "not a user", "doesn't have a",
    "does not have an account", "mailbox full", "mailbox is full", "full mailbox", "inbox is full",
    "over quota", "overquota", "quota exceeded", "exceeded quota", "exceeds allowed size",
    "exceeded its quota", "exceeded storage", "exceeds the quota", "mailbox unavailable",
    "mailbox disabled", "account disabled", "account is disabled", "account has been disabled",
    "account has been suspended", "account is suspended", "been deactivated", "host unknown",
    "unknown host", "unknown domain", "domain not found", "host not found", "unrouteable",
    "unroutable", "was rejected", "been rejected", "automatically rejected", "rejected your",
    "rejected by", "message rejected", "mail rejected", "recipient rejected", "address rejected",
    "refused by", "was refused", "been blocked", "was blocked", "blocked by", "access denied",
    "relaying denied", "relay denied", "not accepted", "not accept", "message was not",
    "mail was not", "bounced", "timed out", "connection refused", "retry time", "too large",
    "mail loop", "has expired", "no mailbox here", "no valid recipient", "user not known",
    "delivery problem", "did not receive a copy", "was aborted", "looping", "find a gateway",
    "exceeding their quota", "encountered an error", "action not taken", "action aborted",
    "email was stopped", "considered unsolicited", "not member article", "duplicated message-id",
    "loop condition", "loop back warning", "reject mail from", "reject spammers", "security alert",
    /* fr */
    "n'a pas pu etre", "n'ont pas pu etre", "n'a pas ete remis", "n'a pas ete distribue",
    "n'a pas ete delivre", "n'a pas ete achemine", "n'a pas pu remettre", "pas pu remettre",
    "pas pu delivrer", "impossible de remettre", "impossible de distribuer",
    "impossible de delivrer", "impossible d'envoyer", "impossible d'acheminer", "non remis",
    "non delivre", "non distribue", "echec de la remise", "echec de remise", "echec de l'envoi",
    "echec de la distribution", "a echoue", "n'est pas parvenu", "n'a pas atteint",
    "utilisateur inconnu", "destinataire inconnu", "adresse inconnue", "adresse invalide",
    "adresse introuvable", "destinataire invalide", "n'existe pas", "n'existe plus",
    "n'est plus valide", "n'est pas valide", "est introuvable", "boite pleine", "boite est pleine",
    "boite aux lettres pleine", "boite aux lettres est pleine", "boite de reception est pleine",
    "quota depasse", "depasse son quota", "depassement de quota", "compte inactif",
    "compte desactive", "compte suspendu", "a ete rejete", "a ete refuse", "rejete par",
    "refuse par", "bloque par", "a ete bloque", "domaine inconnu",
    /* de */
    "nicht zugestellt", "nicht zustellbar", "unzustellbar", "zustellung fehlgeschlagen",
    "zustellung ist fehlgeschlagen", "fehler bei der zustellung", "fehlgeschlagen",
    "nicht erreicht", "nicht ausgeliefert", "nicht ubermittelt", "konnte nicht", "konnten nicht",
    "benutzer unbekannt", "unbekannter benutzer", "empfanger unbekannt", "unbekannter empfanger",
    "empfanger existiert nicht", "existiert nicht", "existiert leider nicht", "nicht gefunden",
    "nicht bekannt", "unbekannt", "ungultige adresse", "ungultig", "postfach voll",
    "postfach ist voll", "postfach uberfullt", "speicherplatz", "quota uberschritten",
    "wurde abgelehnt", "abgewiesen", "zuruckgewiesen", "nicht angenommen", "gesperrt",
    "dauerhafter fehler",
    /* es */
    "no se ha podido entregar", "no se pudo entregar", "no pudo ser entregad",
    "no ha podido ser entregad", "no se puede entregar", "no fue entregad", "no ha sido entregad",
    "no entregad", "error de entrega", "fallo en la entrega", "no llego", "usuario desconocido",
    "destinatario desconocido", "direccion desconocida", "direccion no valida", "no existe",
    "buzon lleno", "buzon esta lleno", "casilla llena", "cuota excedida", "excedido la cuota",
    "fue rechazad", "ha sido rechazad", "rechazado por", "cuenta desactivada",
    "casilla ha expirado", "cuenta no existe",
    /* it */
    "non e stato possibile recapitare", "non e stato recapitat", "non recapitat",
    "impossibile recapitare", "mancato recapito", "mancata consegna", "non consegnat",
    "non e stato consegnat", "non e stato possibile consegnare", "recapito non riuscito",
    "utente sconosciuto", "destinatario sconosciuto", "indirizzo non valido",
    "indirizzo inesistente", "inesistente", "non esiste", "casella piena", "casella di posta piena",
    "e piena", "quota superata", "stato rifiutat", "stato respint", "rifiutato da",
    /* pt */
    "nao foi entregue", "nao pode ser entregue", "nao pode ser enviada",
    "nao foi possivel entregar", "nao foi possivel enviar", "nao pudemos entregar",
    "falha na entrega", "falha ao entregar", "nao entregue", "nao existe", "usuario desconhecido",
    "utilizador desconhecido", "destinatario desconhecido", "endereco invalido",
    "endereco nao encontrado", "caixa cheia", "caixa postal cheia", "caixa de correio cheia",
    "cota excedida", "quota excedida", "foi rejeitad", "foi recusad", "foi bloquead",
    /* nl, sv, da, no, fi */
    "niet worden bezorgd", "niet bezorgd", "niet afgeleverd", "niet worden afgeleverd",
    "onbestelbaar", "is mislukt", "onbekende gebruiker", "gebruiker onbekend", "ontvanger onbekend",
    "bestaat niet", "postvak is vol", "mailbox is vol", "mailbox vol", "geweigerd", "niet bereikt",
    "kunde inte levereras", "kan inte levereras", "inte leverera", "okand mottagare", "finns inte",
    "existerar inte", "kunne ikke leveres", "kan ikke leveres", "ikke leveret", "ikke levert",
    "findes ikke", "finnes ikke", "ukendt modtager", "ukjent mottaker", "ei voitu toimittaa",
    "ei voi toimittaa", "ei onnistunut", "ei ole olemassa", "tuntematon",
    /* pl, cs, hu, tr, el */
    "nie mozna dostarczyc", "nie zostala dostarczona", "nie moze byc dostarczon", "niedostarczon",
    "nieznany uzytkownik", "nieznany odbiorca", "nie istnieje", "skrzynka jest pelna",
    "nelze dorucit", "nebyla dorucena", "neexistuje", "nem kezbesitheto", "nem letezik",
    "teslim edilemedi", "iletilemedi", "mevcut degil", "bulunamadi", "δεν παραδοθηκε",
    "δεν ήταν δυνατή", "δεν υπάρχει", "απέτυχε",
    /* ru, uk */
    "не может быть доставлен", "не было доставлено", "не доставлено", "не удалось доставить",
    "не удается доставить", "невозможно доставить", "ошибка доставки", "не существует",
    "пользователь не найден", "адресат не найден", "адрес не найден", "неизвестный пользователь",
    "ящик переполнен", "почтовый ящик", "отклонено", "заблокирован", "не може бути доставлен",
    /* ja, zh, ko */
    "配信できません", "配信不能", "配信に失敗", "配送できません", "配達できません",
    "送信できません", "送信に失敗", "届けできません", "届きません", "エラー", "見つかりません",
    "存在しません", "宛先不明", "退信", "退回", "无法送达", "未能送达", "无法投递", "投递失败",
    "未送达", "发送失败", "无法发送", "不存在", "拒收", "被拒绝", "已满", "無法傳遞", "無法送達",
    "傳送失敗", "전송 실패", "배달되지", "배달할 수 없"};

static const char *const delays[] = {"has been delayed",
                                     "is delayed",
                                     "was delayed",
                                     "been delayed",
                                     "delivery delay",
                                     "will be retried",
                                     "will retry",
                                     "will continue to try",
                                     "will continue trying",
                                     "will keep trying",
                                     "still trying",
                                     "still being tried",
                                     "try again later on your behalf",
                                     "continue to be attempted",
                                     "attempts will continue",
                                     "attempt will continue",
                                     "do not need to resend",
                                     "don't need to resend",
                                     "need not resend",
                                     "not yet been delivered",
                                     "not been delivered yet",
                                     "temporarily deferred and",
                                     "warning message only",
                                     "warning only",
                                     "transient non-fatal",
                                     "sera reessaye",
                                     "seront reessaye",
                                     "nouvelle tentative sera",
                                     "nouvelles tentatives seront",
                                     "continuera d'essayer",
                                     "continuera a essayer",
                                     "continuerons a essayer",
                                     "continuera ses tentatives",
                                     "est retarde",
                                     "a ete retarde",
                                     "n'a pas encore ete",
                                     "encore ete remis",
                                     "il n'est pas necessaire de renvoyer",
                                     "ceci est un avertissement",
                                     "avertissement seulement",
                                     "verzogert",
                                     "noch nicht zugestellt",
                                     "weiterhin versucht",
                                     "weitere zustellversuche",
                                     "erneut versucht",
                                     "nur eine warnung",
                                     "se ha retrasado",
                                     "aun no se ha podido",
                                     "todavia no se ha",
                                     "se seguira intentando",
                                     "sera reintentad",
                                     "volvera a intentar",
                                     "advertencia solamente",
                                     "e in ritardo",
                                     "ritardata",
                                     "non e stato ancora",
                                     "continuera a tentare",
                                     "verra ritentat",
                                     "esta atrasad",
                                     "ainda nao foi",
                                     "continuara tentando",
                                     "novas tentativas",
                                     "is vertraagd",
                                     "nog niet bezorgd",
                                     "opnieuw geprobeerd",
                                     "blijven proberen",
                                     "har forsenats",
                                     "er forsinket",
                                     "opozniona",
                                     "gecikti",
                                     "задержана",
                                     "еще не доставлено",
                                     "повторных попыт",
                                     "повторные попытки",
                                     "遅延",
                                     "延迟",
                                     "将继续尝试"};

static gboolean
any_in(const char *folded, const char *const *words, gsize count)
{
    for (gsize i = 0; i < count; i++)
        if (phrase_find(folded, words[i]))
            return TRUE;
    return FALSE;
}

gboolean
failure_words_in(const char *folded)
{
    return any_in(folded, failures, G_N_ELEMENTS(failures));
}

gboolean
delay_words_in(const char *folded)
{
    return any_in(folded, delays, G_N_ELEMENTS(delays));
}
