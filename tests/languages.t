#!/bin/sh
# languages.t - replies are understood in the language of the server that gives them
. "${0%/*}/lib.sh"

# rule | reason | reply. No enhanced code says what the words say.
cat >"$tmp/replies" <<'END'
text-cs-user-unknown|user-unknown|550 Uživatel neexistuje
text-cs-mailbox-full|mailbox-full|552 Schránka příjemce je plná
text-cs-spam|spam-detected|554 Zpráva byla označena jako spam
text-da-user-unknown|user-unknown|550 Modtageren findes ikke
text-da-mailbox-full|mailbox-full|552 Modtagerens postkasse er fuld
text-da-too-big|message-too-big|552 Beskeden er for stor
text-de-user-unknown|user-unknown|550 Empfängeradresse abgelehnt: Benutzer unbekannt
text-de-mailbox-full|mailbox-full|452 Das Postfach hat sein Kontingent überschritten
text-de-auth-failure|auth-failure|550 SPF-Prüfung fehlgeschlagen
text-de-greylisted|greylisted|450 Bitte versuchen Sie es in 5 Minuten erneut
text-de-has-moved|has-moved|551 Neue Adresse: v@example.com
text-el-user-unknown|user-unknown|550 Ο παραλήπτης δεν υπάρχει
text-el-mailbox-full|mailbox-full|552 Το γραμματοκιβώτιο είναι γεμάτο
text-el-host-unknown|host-unknown|550 Ο τομέας δεν υπάρχει
text-es-user-unknown|user-unknown|550 Dirección de destinatario rechazada: usuario desconocido
text-es-mailbox-full|mailbox-full|552 El buzon del destinatario esta lleno
text-es-virus|virus-detected|554 El mensaje contiene código malicioso
text-es-relay|no-relaying|554 Reenvío no permitido
text-fi-user-unknown|user-unknown|550 Käyttäjää ei löydy
text-fi-mailbox-full|mailbox-full|552 Vastaanottajan postilaatikko on täynnä
text-fr-user-unknown|user-unknown|550 Destinataire inconnu
text-fr-mailbox-full|mailbox-full|552 Quota dépassé
text-fr-client-blocked|client-blocked|554 Votre adresse IP est bloquée
text-hu-user-unknown|user-unknown|550 A címzett nem található
text-hu-mailbox-full|mailbox-full|552 A postafiók megtelt
text-it-user-unknown|user-unknown|550 Indirizzo del destinatario rifiutato: utente sconosciuto
text-it-mailbox-full|mailbox-full|552 La casella di posta è piena
text-it-policy|policy-violation|554 Allegato non consentito
text-ja-user-unknown|user-unknown|550 ユーザーが存在しません
text-ja-mailbox-full|mailbox-full|552 メールボックスの容量を超過しています
text-ja-spam|spam-detected|554 迷惑メールと判定されました
text-ko-user-unknown|user-unknown|550 존재하지 않는 사용자입니다
text-ko-mailbox-full|mailbox-full|552 메일함 용량 초과
text-nl-user-unknown|user-unknown|550 Ontvanger bestaat niet
text-nl-mailbox-full|mailbox-full|552 Postvak is vol
text-nl-rate|rate-limited|450 Te veel berichten
text-no-user-unknown|user-unknown|550 Mottakeren finnes ikke
text-no-mailbox-full|mailbox-full|552 Postboksen er full
text-pl-user-unknown|user-unknown|550 Adres odbiorcy odrzucony: użytkownik nieznany
text-pl-mailbox-full|mailbox-full|552 Skrzynka odbiorcy przepelniona
text-pl-mailbox-suspended|mailbox-suspended|550 Konto nieaktywne
text-pt-user-unknown|user-unknown|550 Destinatário não encontrado
text-pt-mailbox-full|mailbox-full|552 Caixa postal cheia
text-pt-connections|too-many-connections|421 Muitas conexões
text-ru-user-unknown|user-unknown|550 Пользователь не найден
text-ru-mailbox-full|mailbox-full|552 Почтовый ящик переполнен
text-ru-client-blocked|client-blocked|554 Ваш IP-адрес заблокирован
text-ru-system-error|system-error|451 Сервер временно недоступен
text-ru-try-later|greylisted|451 ПОПРОБУЙТЕ ПОЗЖЕ
text-sv-user-unknown|user-unknown|550 Mottagaren finns inte
text-sv-mailbox-full|mailbox-full|552 Inkorgen är full
text-sv-sender|sender-rejected|550 Avsändaren är blockerad
text-tr-user-unknown|user-unknown|550 Alıcı adresi bulunamadı
text-tr-mailbox-full|mailbox-full|552 Alıcının posta kutusu dolu
text-tr-network|network-error|450 Bağlantı zaman aşımına uğradı
text-uk-user-unknown|user-unknown|550 Адресат не існує
text-uk-mailbox-full|mailbox-full|552 Скринька переповнена
text-zh-user-unknown|user-unknown|550 用户不存在
text-zh-mailbox-full|mailbox-full|552 收件人信箱空間不足
text-zh-rate|rate-limited|450 发信过于频繁
END

mkdir "$tmp/mail"
n=100
while IFS='|' read -r rule reason reply; do
    n=$((n + 1))
    a_notice "user$n@example.net" "$reply" >"$tmp/mail/$n.eml"
done <"$tmp/replies"

bounces_ok analyze --format jsonl "$tmp"/mail/*.eml
sed 's/.*"reason":"\([^"]*\)".*"rule":"\([^"]*\)".*/\2|\1/' "$tmp/out" >"$tmp/got"

n=0
while IFS='|' read -r rule reason reply; do
    n=$((n + 1))
    is "$reply" "$(sed -n "${n}p" "$tmp/got")" "$rule|$reason"
done <"$tmp/replies"

# The character sets that servers of these countries wrote before UTF-8: charset | rule | reply
cat >"$tmp/charsets" <<'END'
koi8-r|text-ru-user-unknown|550 Пользователь не найден
windows-1251|text-ru-mailbox-full|552 Почтовый ящик переполнен
iso-8859-2|text-pl-user-unknown|550 Użytkownik nieznany
windows-1250|text-cs-user-unknown|550 Uživatel neexistuje
iso-8859-7|text-el-user-unknown|550 Άγνωστος χρήστης
iso-8859-9|text-tr-user-unknown|550 Alıcı adresi bulunamadı
iso-2022-jp|text-ja-user-unknown|550 ユーザーが存在しません
shift_jis|text-ja-mailbox-full|552 メールボックスがいっぱいです
gb18030|text-zh-user-unknown|550 用户不存在
big5|text-zh-mailbox-full|552 收件人信箱空間不足
euc-kr|text-ko-user-unknown|550 사용자를 찾을 수 없습니다
iso-8859-1|text-sv-user-unknown|550 Okänd användare
END
while IFS='|' read -r charset rule reply; do
    cat <<END | iconv -f utf-8 -t "$charset" >"$tmp/notice.eml"
Return-Path: <>
Date: Tue, 24 Nov 2026 01:47:00 +0000
From: MAILER-DAEMON@mail.example.org (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
To: news@example.org
MIME-Version: 1.0
Content-Type: text/plain; charset=$charset
Content-Transfer-Encoding: 8bit
Message-Id: <4XyZ12@mail.example.org>

This is the mail system at host mail.example.org.

I'm sorry to have to inform you that your message could not
be delivered to one or more recipients.

<user@example.net>: host mx.example.net[192.0.2.25] said: $reply
    (in reply to RCPT TO command)
END
    bounces_ok analyze --format jsonl "$tmp/notice.eml"
    prints "\"rule\":\"$rule\""
done <"$tmp/charsets"

# What people are told where no server's reply is quoted: rule | words
cat >"$tmp/words" <<'END'
text-de-user-unknown|Ihre Nachricht wurde nicht an u@example.net zugestellt, weil die Adresse nicht gefunden wurde oder keine E-Mails empfangen kann.
text-es-user-unknown|La dirección de correo electrónico que escribió no se pudo encontrar.
text-fr-user-unknown|Votre message n'est pas parvenu à u@example.net, car l'adresse est introuvable ou ne peut pas recevoir de messages.
text-it-user-unknown|L'account di posta elettronica non esiste nell'organizzazione a cui è stato inviato il messaggio.
text-nl-user-unknown|Het ingevoerde e-mailadres kan niet worden gevonden.
text-pl-mailbox-full|Skrzynka pocztowa adresata jest pełna i nie może przyjmować wiadomości.
text-pt-user-unknown|Não foi possível encontrar o endereço de email que você inseriu.
text-ru-mailbox-full|Почтовый ящик получателя переполнен и не может принимать сообщения.
text-zh-user-unknown|找不到您輸入的電子郵件地址
text-ja-user-unknown|入力された電子メール アドレスが見つかりませんでした。
google-group-no-permission|Hola: Queremos informarte de que el grupo con el que has intentado ponerte en contacto (team) quizás no exista.
google-group-no-permission|Вітаємо! Група, з якою Ви намагалися зв'язатися (team), ймовірно, не існує.
END
while IFS='|' read -r rule words; do
    bounces_ok explain "$words"
    prints "$rule"
done <"$tmp/words"

# Words that look alike in another language: the reply must not be taken for the wrong thing
cat >"$tmp/friends" <<'END'
text-mailbox-full|552 5.2.2 The recipient's mailbox is full
text-user-unknown|550 5.1.1 Unknown user, the server is on no list
text-de-sender|550 Absenderadresse abgelehnt: Domain nicht gefunden
text-de-user-unknown|550 5.1.1 Empfängeradresse abgelehnt: Postfach auf diesem Server nicht gefunden
text-pl-user-unknown|550 5.1.1 Użytkownik na tym serwerze nie istnieje
text-es-user-unknown|550 5.1.1 En este servidor no existe el usuario
text-fr-user-unknown|550 5.1.1 Sur ce serveur inconnu : utilisateur inconnu
text-zh-user-unknown|550 该服务器上用户不存在
text-ja-user-unknown|550 このドメインにユーザーが存在しません
text-ko-user-unknown|550 이 도메인에 사용자가 존재하지 않습니다
text-de-user-unknown|550 Der Server hat die Nachricht abgelehnt: Empfänger unbekannt
text-fr-user-unknown|550 Le serveur distant a refusé le message : utilisateur inconnu
text-es-user-unknown|550 El servidor respondió: usuario desconocido
text-it-user-unknown|550 Il server ha risposto: utente sconosciuto
text-pt-user-unknown|550 O servidor respondeu: usuário desconhecido
text-nl-user-unknown|550 De server antwoordde: gebruiker onbekend
text-sv-user-unknown|550 Servern avvisade meddelandet: okänd användare
text-da-user-unknown|550 Serveren har afvist meddelelsen: ukendt modtager
text-pl-user-unknown|550 Serwer odbiorcy: wiadomość odrzucona, użytkownik nieznany
text-cs-user-unknown|550 Zpráva byla serverem odmítnuta: uživatel neexistuje
text-hu-user-unknown|550 A szerver letiltotta: ismeretlen felhasználó
text-tr-user-unknown|550 İleti sunucu tarafından reddedildi: bilinmeyen kullanıcı
text-ru-user-unknown|550 Сервер получателя отклонил письмо: пользователь не найден
text-zh-user-unknown|550 您的邮件被收件服务器拒绝，收件人不存在
text-ko-user-unknown|550 수신 서버에서 거부됨: 사용자를 찾을 수 없습니다
login-refused|535 Neplatné uživatelské jméno nebo heslo
text-login|550 Invalid username or password
text-fr-mailbox-suspended|550 Compte fermé.
END
while IFS='|' read -r rule reply; do
    bounces_ok explain "$reply"
    prints "$rule "
done <"$tmp/friends"

done_testing
