# Dovecot LMTP + Pigeonhole Sieve behind Postfix: over-quota refusals, Sieve
# reject, vacation replies in French and English.
cat > "$ROOT/etc/dovecot/dovecot.conf" <<'CF'
protocols = lmtp
listen = 127.0.0.1
hostname = mail.example.org
postmaster_address = postmaster@mail.example.org
log_path = /var/log/dovecot.log
mail_location = maildir:~/Maildir
recipient_delimiter = +
auth_username_format = %n
first_valid_uid = 500
ssl = no
mail_plugins = quota
passdb {
  driver = passwd-file
  args = /etc/dovecot/users
}
userdb {
  driver = passwd-file
  args = /etc/dovecot/users
}
service lmtp {
  unix_listener /var/spool/postfix/private/dovecot-lmtp {
    mode = 0666
  }
}
protocol lmtp {
  mail_plugins = quota sieve
}
plugin {
  quota = maildir:User quota
  sieve = file:~/sieve;active=~/.dovecot.sieve
  sieve_extensions = +vacation-seconds
  sieve_vacation_min_period = 0
  sieve_vacation_send_from_recipient = yes
  sieve_user_email = %n@mail.example.org
}
CF
: > "$ROOT/etc/dovecot/users"
sieve_user() {          # sieve_user NAME [EXTRA] < script
    mkdir -p "$ROOT/home/$1"; cat > "$ROOT/home/$1/.dovecot.sieve"
    in_root chown -R sender: "/home/$1"
    echo "$1:{PLAIN}lab:$(in_root id -u sender):$(in_root id -g sender)::/home/$1::${2:-}" >> "$ROOT/etc/dovecot/users"
}
sieve_user sender < /dev/null
sieve_user full "userdb_quota_rule=*:bytes=300" < /dev/null
sieve_user absent <<'CF'
require ["vacation", "vacation-seconds"];
vacation :seconds 0 :handle "fr" :subject "Absence du bureau" :from "Élodie Réseau <absent@mail.example.org>"
"Bonjour,

Je suis absente du bureau jusqu'au 27 mai inclus. Je répondrai à votre
message dès mon retour.

En cas d'urgence, merci de contacter accueil@mail.example.org.
Cordialement,
Élodie";
CF
sieve_user away <<'CF'
require ["vacation", "vacation-seconds"];
vacation :seconds 0 "I am out of the office until 27 May with limited access to e-mail.";
CF
sieve_user awaymime <<'CF'
require ["vacation", "vacation-seconds"];
vacation :seconds 0 :subject "Réponse automatique : congés" :mime text:
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary=alt

--alt
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

Je suis en congés. Message non lu, non transféré.
--alt
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: 8bit

<p>Je suis en <b>congés</b>. Message non lu, non transféré.</p>
--alt--
.
;
CF
sieve_user left <<'CF'
require ["vacation", "vacation-seconds"];
vacation :seconds 0 :subject "Changement d'adresse"
"Je ne travaille plus pour cette association. Cette adresse n'est plus relevée ;
merci d'écrire désormais à contact@mail.example.org.";
CF
sieve_user absentdates <<'CF'
require ["vacation", "vacation-seconds"];
vacation :seconds 0 :subject "Réponse automatique : absente du 23 novembre au 4 décembre 2026"
"Bonjour,

Je suis en congés du lundi 23 novembre au vendredi 4 décembre 2026, de retour le
lundi 7 décembre 2026. Vos messages ne seront pas lus avant cette date.

Claire";
CF
sieve_user awaydates <<'CF'
require ["vacation", "vacation-seconds"];
vacation :seconds 0 :subject "Automatic reply: away until 4 December 2026"
"Thank you for your message.

I am on annual leave from 23 November to 4 December 2026 and will be back in the office on
Monday, 7 December 2026. If it is urgent, please call my colleagues.";
CF
sieve_user leften <<'CF'
require ["vacation", "vacation-seconds"];
vacation :seconds 0 :subject "I have left Example Association"
"I no longer work at Example Association and this address is no longer monitored.
Please write to office@example.net instead.";
CF
sieve_user rejecting <<'CF'
require ["reject"];
reject "I do not want newsletters. Merci de me retirer de votre liste de diffusion.";
CF
sieve_user redirecting <<'CF'
redirect "gmail-nosuchuser@gmail.example";
CF
cat > "$ROOT/etc/postfix/main.cf" <<'CF'
compatibility_level = 3.6
myhostname = mail.example.org
mydestination = mail.example.org
mynetworks = 127.0.0.0/8, 198.51.100.0/24
inet_protocols = ipv4
maillog_file = /var/log/mail.log
local_recipient_maps =
local_transport = lmtp:unix:private/dovecot-lmtp
recipient_delimiter = +
alias_maps =
queue_run_delay = 2s
minimal_backoff_time = 2s
maximal_backoff_time = 4s
delay_warning_time = 5s
maximal_queue_lifetime = 20s
bounce_queue_lifetime = 20s
CF
cp "$ROOT/etc/postfix/master.cf.proto" "$ROOT/etc/postfix/master.cf"
sed -i -E 's/^([a-z]+ +(inet|unix) +[-n] +[-y] +)y /\1n /' "$ROOT/etc/postfix/master.cf"
in_root postfix start
in_root /usr/sbin/dovecot
wait_port 198.51.100.25 25
