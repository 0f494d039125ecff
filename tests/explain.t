#!/bin/sh
# explain.t - a reply as people paste it is explained: meaning, steps, whose move
. "${0%/*}/lib.sh"

# Each of the meanings of Gmail's 550 5.7.1, in Google's words: rule | whose move | reply
cat >"$tmp/meanings" <<'END'
ip-reputation|Whose move: host|550-5.7.1 [192.0.2.7 19] Our system has detected that this message is likely suspicious due to the very low reputation of the sending IP address. a1si1 - gsmtp
ip-reputation|À qui d’agir : |550 5.7.1 Notre système a détecté que ce message est probablement suspect en raison de la très mauvaise réputation de l'adresse IP d'envoi. gsmtp
domain-reputation|Whose move: you|550-5.7.1 [192.0.2.7] Our system has detected that this message is likely suspicious due to the very low reputation of the sending domain. a1si1 - gsmtp
domain-reputation|À qui d’agir : à vous|550 5.7.1 Notre système a détecté que ce message est probablement suspect en raison de la très mauvaise réputation du domaine d'envoi. gsmtp
quota|Whose move: you|550 5.7.1 Email quota exceeded. a1si1 - gsmtp
quota|À qui d’agir : à vous|550 5.7.1 Quota d'e-mails dépassé. gsmtp
relay-credentials|Whose move: you|550 5.7.1 Invalid credentials for relay [192.0.2.7]. The IP address you've registered in your G Suite SMTP Relay service doesn't match domain of the account this email is being sent from. a1si1 - gsmtp
relay-credentials|À qui d’agir : à vous|550 5.7.1 Identifiants non valides pour le relais. gsmtp
unusual-rate|Whose move: you|550-5.7.1 [192.0.2.7 1] Our system has detected an unusual rate of unsolicited mail originating from your IP address. a1si1 - gsmtp
unusual-rate|À qui d’agir : à vous|550 5.7.1 Notre système a détecté un nombre inhabituel de messages non sollicités provenant de votre adresse IP. gsmtp
likely-spam|Whose move: you|550-5.7.1 [192.0.2.7 12] Our system has detected that this message is likely unsolicited mail. a1si1 - gsmtp
likely-spam|À qui d’agir : à vous|550 5.7.1 Notre système a détecté que ce message est probablement un message non sollicité. gsmtp
ip-not-authorised|Whose move: you|550-5.7.1 [192.0.2.7] The IP you're using to send mail is not authorized to send email directly to our servers. a1si1 - gsmtp
ip-not-authorised|À qui d’agir : à vous|550 5.7.1 L'adresse IP que vous utilisez pour envoyer des messages n'est pas autorisée à envoyer des e-mails directement à nos serveurs. gsmtp
policy|Whose move: |550-5.7.1 The user or domain that you are sending to (or from) has a policy that prohibited the mail that you sent. a1si1 - gsmtp
policy|À qui d’agir : |550 5.7.1 L'utilisateur ou le domaine auquel vous envoyez un message applique une règle qui interdit le message que vous avez envoyé. gsmtp
unauthenticated|Whose move: you|550-5.7.1 Unauthenticated email is not accepted from this domain. a1si1 - gsmtp
unauthenticated|À qui d’agir : à vous|550 5.7.1 Les e-mails non authentifiés ne sont pas acceptés depuis ce domaine. gsmtp
relay-limit|Whose move: you|550 5.7.1 Daily SMTP relay limit exceeded for customer. a1si1 - gsmtp
relay-limit|À qui d’agir : à vous|550 5.7.1 La limite quotidienne de relais SMTP a été dépassée pour ce client. gsmtp
END
while IFS='|' read -r meaning move reply; do
    case $move in À*) language=fr ;; *) language=en ;; esac
    bounces_ok explain --lang "$language" "$reply"
    sed -i 's/\xc2\xa0/ /g' "$tmp/out" # French sets a no-break space before its colon
    prints "google-5.7.1-$meaning"
    prints "$move"
    prints '1. '
done <"$tmp/meanings"

bounces_ok explain 5.7.1 --provider google
for meaning in $(cut -d'|' -f1 "$tmp/meanings" | uniq); do
    prints "google-5.7.1-$meaning"
done

# Replies from elsewhere

bounces_ok explain 'SMTP Error (550): Failed to add recipient "user@example.net" (5.1.1 <user@example.net>: Recipient address rejected: User unknown).'
prints 550
prints 5.1.1
prints 'user-unknown'

echo 'Nov 24 01:47:00 mail postfix/smtp[812]: 4XyZ12: to=<user@example.net>, relay=mx.example.net[192.0.2.25]:25, delay=1.2, delays=0.1/0/0.5/0.6, dsn=5.2.2, status=bounced (host mx.example.net[192.0.2.25] said: 552 5.2.2 Mailbox full (in reply to RCPT TO command))' >"$tmp/log"
bounces_ok explain <"$tmp/log"
prints 552
prints 5.2.2
prints 'mailbox-full'

bounces_ok explain 5.1.1
prints 5.1.1

bounces_ok explain 550
prints 550

a_notice user@example.net '550 5.1.1 <user@example.net>: User unknown' >"$tmp/notice.eml"
bounces_ok explain <"$tmp/notice.eml"
prints 'user-unknown'

bounces explain ''
exits 2
silent
complains 'bounces: '

# What is typed at a prompt is typed as it stands there: an unknown domain is a word for one
bounces_ok explain google-5.7.1-likely-spam
prints 'bounces diagnose DOMAIN;'

done_testing
