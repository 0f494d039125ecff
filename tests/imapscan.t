#!/bin/sh
# imapscan.t - accounts on an IMAP server (Dovecot): nothing is lost, nothing comes twice, and
# nothing is moved before it is kept
. "${0%/*}/lib.sh"
. "${0%/*}/imap/dovecot.sh"
. "${0%/*}/imap/mail.sh"

has_dovecot || skip_all 'there is no Dovecot, or no openssl to make certificates with'
start_mail_server || skip_all 'Dovecot does not start here'

export XDG_DATA_HOME="$tmp/data"
db=$tmp/data/bounces/bounces.db
config=$tmp/config/bounces/config

# sql STATEMENT - its rows, with | between the columns
sql() {
    python3 - "$1" "$db" <<'END'
import sqlite3, sys
connection = sqlite3.connect(sys.argv[2])
for row in connection.execute(sys.argv[1]):
    print("|".join(map(str, row)))
connection.commit()
END
}

events() {
    sql 'SELECT count(*) FROM events'
}

plain() {
    sql 'SELECT coalesce(sum(count), 0) FROM plain_mail'
}

password="password = $imap_password"

# By four questions; a wrong password may be written again

if python3 -c 'import pty; pty.openpty()' 2>/dev/null; then
    ran='bounces setup'
    python3 tests/terminal.py "$BOUNCES" setup --ca-file "$ca" >"$tmp/out" 2>"$tmp/err" <<END
Mailbox at: => localhost:$tls_port
User, => lab
Password => wrong
Password => $imap_password
Folder => Inbx
Folder => INBOX
END
    status=$?
    exits 0
    prints 'the server refused the password for lab'
    prints 'There is no folder "Inbx"; did you mean INBOX?'
    prints "It works. [account localhost] is in $config, which only you can read."
    prints_not "$imap_password"
    prints_not wrong
    is 'the settings are for the user alone' "$(stat -c %a "$config")" 600
    bounces_ok scan
else
    note 'there are no pseudo-terminals here: setup was not tried'
fi

# What people can act on, and never the password

imap_account 'password-command = echo;Wr0ng'
bounces scan
exits 2
silent
complains 'bounces: ovh: the server refused the password for lab'
complains "; see $config, line 1"
ok 'the password is not told' not grep -q Wr0ng "$tmp/err"
is 'one line' "$(wc -l <"$tmp/err" | tr -d ' ')" 1

imap_account 'password-command = false;Wr0ng'
bounces scan
exits 2
complains "bounces: ovh: no password: false: the program failed; see $config, line 1"
is 'one line, too' "$(wc -l <"$tmp/err" | tr -d ' ')" 1

imap_account "$password" 'folders = INBOX;Bounces'
bounces scan
exits 2
complains 'ovh: there is no folder "Bounces"'

imap_account "$password" 'ca-file = /etc/ssl/certs/ca-certificates.crt'
if [ -e /etc/ssl/certs/ca-certificates.crt ]; then
    bounces scan
    exits 2
    complains 'an authority that is not trusted here. Nothing was sent.'
fi

# What is new, each time

imap_account "$password"
a_notice one@example.net '550 5.1.1 User unknown' | imap_deliver 1
plain_mail | imap_deliver 2
bounces_ok scan
silent
is 'the notice is there' "$(sql 'SELECT account, recipient FROM events')" 'ovh|one@example.net'
is 'plain mail is counted' "$(sql 'SELECT folder, count FROM plain_mail')" 'INBOX|1'
ok 'plain mail leaves nothing else' not grep -qE 'anna@example.net|Thank you|thanks@' "$db"*
ok 'nor does the password' not grep -q "$imap_password" "$db"*
is 'nothing was marked' "$(find "$box/cur" -name '*:2,?*' | wc -l | tr -d ' ')" 0
a_notice two@example.net '550 5.1.1 User unknown' | imap_deliver 3
bounces_ok scan -v
prints 'ovh: 1 message, 1 notice, 1 failure (1 address); 0 left alone.'
bounces_ok scan -v
prints 'ovh: 0 messages'

# The server numbers the folder anew

rm -f "$box"/dovecot*
bounces_ok scan -v
prints 'ovh: 3 messages, 2 notices, 2 failures (2 addresses); 1 left alone. 0 events are new.'
is 'no event twice' "$(events)" 2
is 'no plain mail twice' "$(plain)" 1
plain_mail | imap_deliver 4
bounces_ok scan
is 'what came since is counted' "$(plain)" 2

# A run that read all again and was killed behind the first: it has left how far that was to go

sql "UPDATE positions SET position = substr(position, 1, instr(position, ' ')) || '1,3'"
bounces_ok scan -v
prints 'ovh: 3 messages, 1 notice, 1 failure (1 address); 2 left alone. 0 events are new.'
is 'plain mail up to there is not counted, what is behind it is' "$(plain)" 3

# Flagged, moved, by type

imap_account "$password" 'after = move Notices' 'after-auto-reply = flag'
a_notice three@example.net '550 5.1.1 User unknown' | imap_deliver 5
imap_deliver 6 <<END
Received: by mail.example.org; Tue, 24 Nov 2026 02:00:00 +0000
Date: Tue, 24 Nov 2026 02:00:00 +0000
From: Claire <claire@example.net>
To: news@example.org
Subject: Out of office
Auto-Submitted: auto-replied
Message-ID: <away@example.net>

I am away until 7 December.
END
plain_mail | imap_deliver 7
bounces_ok scan --dry-run
is 'a dry run leaves all where it is' "$(imap_count Notices)" 0
bounces_ok scan
is 'events' "$(sql 'SELECT type, recipient FROM events WHERE recipient LIKE "three%" OR type = "auto-reply"')" \
    "$(printf 'bounce|three@example.net\nauto-reply|claire@example.net')"
is 'the bounce was moved' "$(imap_count Notices)" 1
ok 'it is that' grep -q three@example.net "$box"/.Notices/*/*
is 'the auto-reply was flagged' "$(find "$box/cur" -name '*F*' -exec grep -l away@example.net {} +| wc -l | tr -d ' ')" 1
is 'nothing else was' "$(find "$box/cur" -name '*:2,*F*' | wc -l | tr -d ' ')" 1
is 'the others are where they were' "$(imap_count)" 6

# Not before it is kept: another writer holds the store for longer than anybody waits

a_notice four@example.net '550 5.1.1 User unknown' | imap_deliver 8
python3 - "$db" "$tmp/held" <<'END' &
import sqlite3, sys, time
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
open(sys.argv[2], "w").close()
time.sleep(60)
END
holder=$!
while [ ! -e "$tmp/held" ]; do sleep 0.05; done
bounces scan
exits 2
complains "$db"
is 'nothing was moved' "$(imap_count Notices)" 1
kill $holder
wait $holder 2>/dev/null
bounces_ok scan
is 'now it was' "$(imap_count Notices)" 2

# Killed at any moment, again and again, while notices are moved

rm -rf "$tmp/data"
python3 - "$box" <<'END'
import glob, re, sys
samples = sorted(glob.glob("samples/**/*.eml", recursive=True))
for number in range(600):
    with open(samples[number % len(samples)], "rb") as sample:
        mail = sample.read()
    mail = re.sub(rb"(?im)^(message-id:\s*<?)", rb"\g<1>%d." % number, mail, count=1)
    with open("%s/new/%d.M1.mail" % (sys.argv[1], number), "wb") as eml:
        eml.write(b"X-Number: %d\n" % number + mail)
END
imap_give
all=$(($(imap_count) + $(imap_count Notices)))
imap_account "$password" 'after = keep'
bounces_ok scan --db "$tmp/calm.db"
wanted="$(db=$tmp/calm.db events) $(db=$tmp/calm.db plain)"
imap_account "$password" 'after = move Notices'
killed=0
for delay in 0.3 0.5 0.7 0.4 0.6 0.8 0.45 0.9 0.35 0.55; do
    "$BOUNCES" scan 2>>"$tmp/killed" &
    scan=$!
    sleep $delay
    kill -KILL $scan 2>/dev/null && killed=$((killed + 1))
    wait $scan 2>/dev/null
done
bounces_ok scan
note "$killed scans were killed"
is 'each event once, plain mail too' "$(events) $(plain)" "$wanted"
is 'no message is gone, none has doubled' "$(($(imap_count) + $(imap_count Notices)))" "$all"
bounces_ok scan -v
prints 'ovh: 0 messages'
bounces_ok analyze --format jsonl "$box/new" "$box/cur"
is 'no notice was left' "$(grep -vc '"type":"other"' "$tmp/out")" 0
bounces_ok analyze --format jsonl "$box/.Notices/new" "$box/.Notices/cur"
is 'no plain mail was moved' "$(grep -c '"type":"other"' "$tmp/out")" 0

done_testing
