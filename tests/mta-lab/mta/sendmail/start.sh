# Sendmail: MX delivery, short queue times, procmail as local mailer.
cat > "$ROOT/etc/mail/sendmail.mc" <<'CF'
divert(-1)dnl
include(`/usr/share/sendmail/cf/m4/cf.m4')dnl
divert(0)dnl
VERSIONID(`mta-lab')
OSTYPE(`debian')dnl
DOMAIN(`debian-mta')dnl
undefine(`confHOST_STATUS_DIRECTORY')dnl
define(`confDOMAIN_NAME', `mail.example.org')dnl
define(`confTO_QUEUERETURN', `20s')dnl
define(`confTO_QUEUEWARN', `5s')dnl
define(`confTO_ICONNECT', `5s')dnl
define(`confTO_CONNECT', `5s')dnl
define(`confMIN_QUEUE_AGE', `1s')dnl
define(`confMAX_HOP', `50')dnl
define(`confMAX_MESSAGE_SIZE', `50000')dnl
define(`confPRIVACY_FLAGS', `noexpn')dnl
define(`confCOPY_ERRORS_TO', `')dnl
define(`confDONT_BLAME_SENDMAIL', `forwardfileinunsafedirpath,groupwritableforwardfilesafe,groupreadablekeyfile,groupreadablesaslDBfile,runprograminunsafedirpath')dnl
define(`confQUEUE_LA', `1000')dnl
define(`confREFUSE_LA', `1000')dnl
define(`confDELIVERY_MODE', `background')dnl
define(`ALIAS_FILE', `/etc/mail/aliases')dnl
FEATURE(`accept_unresolvable_domains')dnl
FEATURE(`accept_unqualified_senders')dnl
FEATURE(`access_db', , `skip')dnl
FEATURE(`redirect')dnl
FEATURE(`local_procmail')dnl
FEATURE(`promiscuous_relay')dnl
DAEMON_OPTIONS(`Name=MTA, Family=inet, Port=smtp')dnl
MAILER(`local')dnl
MAILER(`smtp')dnl
CF
echo mail.example.org > "$ROOT/etc/mail/local-host-names"
: > "$ROOT/etc/mail/access"; echo mail.example.org > "$ROOT/etc/mail/relay-domains"
cat > "$ROOT/etc/mail/aliases" <<'CF'
postmaster: root
root: /dev/null
mailer-daemon: postmaster
team: alice, bob
loop1: loop2
loop2: loop1
fwd: gmail-nosuchuser@gmail.example
moved: new.address@elsewhere.example.REDIRECT
cmdfail: "|/usr/local/lab/fail 69 mailbox handler: service is broken"
cmdtemp: "|/usr/local/lab/fail 75 try again later"
cmdmissing: "|/no/such/program"
CF
printf 'DEFAULT=$HOME/Maildir/\nSHELL=/bin/sh\n' > "$ROOT/etc/procmailrc"
cp "$LAB/lib/local/fail" "$ROOT/usr/lib/sm.bin/" 2>/dev/null || true
sed -i 's,/usr/local/lab/fail,/usr/lib/sm.bin/fail,' "$ROOT/etc/mail/aliases"
in_root useradd -m locked
printf ':0\n| cat >/dev/null; exit 73\n' > "$ROOT/home/locked/.procmailrc"; in_root chown locked "/home/locked/.procmailrc"
in_root sh -c 'cd /etc/mail && m4 sendmail.mc > sendmail.cf && makemap hash access < access && newaliases'
# classic responders: vacation(1) from .forward, and a procmail recipe
for u in absent away conge gone procmailed repondeur filtre; do in_root useradd -m -s /bin/sh $u; done
for u in absent away conge gone; do echo "\\\\$u, \"|/usr/bin/vacation -r0 $u\"" > "$ROOT/home/$u/.forward"; done
cat > "$ROOT/home/absent/.vacation.msg" <<'CF'
From: absent@mail.example.org (Élodie Réseau)
Subject: Absence : $SUBJECT
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

Bonjour,
Je suis absente jusqu'au 27 mai ; votre message « $SUBJECT » sera lu à mon retour.
CF
cat > "$ROOT/home/away/.vacation.msg" <<'CF'
From: away@mail.example.org
Subject: I am on vacation

I am on vacation until 27 May. Your mail regarding "$SUBJECT" will be read when I return.
CF
cat > "$ROOT/home/conge/.vacation.msg" <<'CF'
From: conge@mail.example.org
Subject: =?utf-8?Q?R=C3=A9ponse_automatique_:_en_cong=C3=A9s?=
Auto-Submitted: auto-replied
Precedence: bulk
MIME-Version: 1.0
Content-Type: text/plain; charset=iso-8859-1
Content-Transfer-Encoding: quoted-printable

Bonjour,
Je suis en cong=E9s jusqu'au 11 d=E9cembre 2026 inclus.
CF
cat > "$ROOT/home/gone/.vacation.msg" <<'CF'
From: gone@mail.example.org
Subject: This address is no longer in use

I have left. Please write to new.person@example.net from now on.
CF
cat > "$ROOT/home/repondeur/.procmailrc" <<'CF'
:0 h c
* !^FROM_DAEMON
| (formail -r -I"From: repondeur@mail.example.org" -I"X-Autoreply: yes" \
   -I"Subject: =?utf-8?Q?R=C3=A9pondeur_automatique?=" ; \
   echo "Le secretariat est ferme du 24 decembre au 2 janvier." ; \
   echo "Votre message sera lu a la reouverture.") | /usr/sbin/sendmail -oi -t
CF
cat > "$ROOT/home/filtre/.procmailrc" <<'CF'
:0 h c
* !^FROM_DAEMON
| (formail -r -I"From: filtre@mail.example.org" -I"Auto-Submitted: auto-replied" \
   -I"Subject: =?utf-8?Q?Confirmez_l'envoi_de_votre_message?=" ; \
   echo "Mon courrier est protege contre le spam. Pour valider votre message, cliquez ici :" ; \
   echo "https://filtre.example.net/confirmer?id=4711" ; \
   echo "Vous ne le ferez qu'une fois.") | /usr/sbin/sendmail -oi -t
CF
cat > "$ROOT/home/procmailed/.procmailrc" <<'CF'
:0 h c
* !^FROM_DAEMON
* !^X-Loop: procmailed@mail.example.org
| (formail -r -I"Precedence: junk" -A"X-Loop: procmailed@mail.example.org" ; \
   echo "Je suis en deplacement et ne lis pas mes messages."; \
   echo "Ceci est une reponse automatique.") | /usr/sbin/sendmail -oi -t
CF
for u in absent away conge gone procmailed repondeur filtre; do in_root sh -c "chown -R $u: /home/$u; chmod 755 /home/$u; chmod 644 /home/$u/.[a-z]*"; done
mkdir -p "$ROOT/var/spool/mqueue" "$ROOT/run/sendmail/mta"
in_root sh -c 'chown -R root:smmsp /var/spool/mqueue; chmod 700 /var/spool/mqueue; chown smmta:smmsp /run/sendmail/mta 2>/dev/null; true'
in_root /usr/sbin/sendmail-mta -L sm-mta -bd -q2s
wait_port 198.51.100.25 25
