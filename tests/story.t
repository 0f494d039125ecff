#!/bin/sh
# story.t - how this project began: Gmail refuses a letter, and its sender learns why and what to do
#
# A Postfix plays the provider's relay, a scripted server plays Gmail, and the notice lands in the
# mailbox that a Dovecot serves under the provider's name. All of them in namespaces of their own,
# in a root of tests/mta-lab.
. "${0%/*}/lib.sh"
. "${0%/*}/imap/dovecot.sh"
. "${0%/*}/imap/mail.sh"

[ "${IMAP_LAB-}" = dovecot ] && has_dovecot ||
    skip_all 'the relay and the mailbox come from a root of their own: make check-imap'
if [ -z "${STORY_BEGINS-}" ]; then
    rm -rf "$tmp"
    STORY_BEGINS=yes exec unshare --mount --net --uts --ipc --pid --fork --kill-child "$0" "$@"
fi

lab=$PWD/tests/mta-lab/lib
relay=mo12.mail-out.ovh.net
also_named=imap.mail.ovh.net
export PYTHONDONTWRITEBYTECODE=1

# ---- an internet of loopback: Gmail, a name server, the provider ----

mount --make-rprivate /
mount -t proc proc /proc
hostname "$relay"
ip link set lo up
python3 - "$lab" <<'END' | ip -batch -
import sys
sys.path.insert(0, sys.argv[1])
import scenarios as S
for ip in [S.MTA_IP, S.DNS_IP, S.SMARTHOST_IP, *S.DOMAIN_IP.values()]:
    print("addr add %s/32 dev lo" % ip)
END
echo "127.0.0.1 localhost $also_named" >"$tmp/hosts"
mount --bind "$tmp/hosts" /etc/hosts
python3 "$lab/dns.py" >"$tmp/dns" 2>&1 &
python3 "$lab/sink.py" --lab --log "$tmp/gmail" >"$tmp/sink" 2>&1 &

start_mail_server || skip_all 'Dovecot does not start here'

# ---- the relay ----

cat >"$tmp/main.cf" <<END
compatibility_level = 3.6
maillog_file = /dev/stdout
myhostname = $relay
mydestination =
alias_maps =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
smtp_bind_address = 198.51.100.25
virtual_mailbox_domains = example.org
virtual_mailbox_maps = inline:{ contact@example.org=lab/Maildir/ }
virtual_mailbox_base = $tmp/dovecot/home
virtual_uid_maps = static:${owner%:*}
virtual_gid_maps = static:${owner#*:}
END
# No jail within the root: it would want copies of what is in /etc.
in_lab_root sh -euc 'cd /etc/postfix
    sed -E "s/^([a-z]+ +(inet|unix) +[-n] +[-y] +)y /\1n /" master.cf.proto >master.cf
    cp "$1/main.cf" .
    echo "nameserver 192.0.2.53" >/etc/resolv.conf
    exec postfix start-fg' sh "$tmp" >"$tmp/relay" 2>&1 &

send_letter() {
    python3 - <<'END'
import smtplib, sys, time
letter = """From: Association Exemple <contact@example.org>
To: gmail-spam@gmail.example
Subject: =?utf-8?q?Lettre_de_d=C3=A9cembre?=
Date: Tue, 24 Nov 2026 10:12:45 +0100
Message-ID: <decembre@example.org>

Bonjour, voici la lettre du mois.
"""
for _ in range(200):
    try:
        relay = smtplib.SMTP("127.0.0.1")
        break
    except OSError:
        time.sleep(0.1)
else:
    sys.exit("no relay on port 25")
relay.sendmail("contact@example.org", ["gmail-spam@gmail.example"], letter)
END
}

ok 'the relay takes the letter' send_letter ||
    note "$(cat "$tmp/relay")"
for _ in $(seq 300); do
    [ "$(imap_count)" = 0 ] || break
    sleep 0.1
done
is 'a notice is in the mailbox' "$(imap_count)" 1 || note "$(cat "$tmp/relay" "$tmp/sink")"
ok 'Gmail has refused the letter' grep -q '550-5.7.1 likely unsolicited mail' "$tmp/gmail"

# ---- what the sender does ----

export XDG_DATA_HOME="$tmp/data"
mkdir -p "$tmp/config/bounces"
(umask 077 && echo "$imap_password" >"$tmp/secret")
cat >"$tmp/config/bounces/config" <<END
[account ovh]
provider = ovh
port = $tls_port
ca-file = $ca
user = lab
password-file = $tmp/secret
END
bounces_ok scan -v --lang fr
prints '1 message, 1 avis, 1 échec (1 adresse)'
bounces_ok report --lang fr
prints '1 échec de remise, vers 1 adresse'
prints 'jugé spam'
prints '1. Gmail a refusé le message comme spam probable (550 5.7.1).'
prints 'Gmail   À qui d’agir : à vous.'
prints '- Contrôler SPF, DKIM et DMARC pour example.org : bounces diagnose'
bounces_ok list --format jsonl
prints '"reply_code":550'
prints '"status":"5.7.1"'
prints '"reason":"spam-detected"'
prints '"rule":"google-5.7.1-likely-spam"'
prints '"software":"postfix"'
prints "\"reporting_mta\":\"$relay\""

done_testing
