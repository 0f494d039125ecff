#!/bin/sh
# scan.t - mailboxes are read from where they were read to; nothing is lost, nothing comes twice
. "${0%/*}/lib.sh"

export XDG_DATA_HOME="$tmp/data"
db=$tmp/data/bounces/bounces.db
box=$tmp/Maildir

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

start_again() {
    rm -rf "$tmp/data" "$box"
    mkdir -p "$box/new" "$box/cur" "$box/tmp"
}

# deliver NAME - a message from standard input, as a mail server brings it
deliver() {
    cat >"$box/tmp/$1"
    mv "$box/tmp/$1" "$box/new/$1"
}

settings() {
    mkdir -p "$tmp/config/bounces"
    printf '%s\n' "$@" >"$tmp/config/bounces/config"
    chmod 600 "$tmp/config/bounces/config"
}

# Without settings

bounces scan
exits 2
complains 'bounces: there are no settings yet; bounces setup makes them'
settings '[store]' 'store-subjects = yes'
bounces scan
exits 2
complains "$tmp/config/bounces/config: there is no [account NAME]; bounces setup adds one"

# What is new, each time

settings '[account local]' "mailbox = maildir:$box"
start_again
bounces_ok scan
silent
a_notice one@example.net '550 5.1.1 User unknown' | deliver 1
plain_mail | deliver 2
bounces_ok scan
silent
is 'the notice is there' "$(sql 'SELECT account, recipient FROM events')" 'local|one@example.net'
is 'plain mail is counted' "$(plain)" 1
ok 'plain mail leaves nothing else' not grep -qE 'anna@example.net|Thank you|thanks@' "$db"*

a_notice two@example.net '550 5.1.1 User unknown' | deliver 3
bounces_ok scan -v
prints 'local: 1 message, 1 notice, 1 failure (1 address); 0 left alone.'
bounces_ok scan -v
prints 'local: 0 messages'
is 'two events' "$(events)" 2

# A person reads, marks, and fetches an old notice out of another folder

mv "$box/new/1" "$box/cur/1:2,S"
mv "$box/new/2" "$box/cur/2:2,S"
a_notice three@example.net '550 5.1.1 User unknown' >"$tmp/old"
touch -d 2020-01-01 "$tmp/old"
mv "$tmp/old" "$box/cur/0.old:2,S"
bounces_ok scan
is 'the old one has come' "$(events)" 3
is 'nothing is counted twice' "$(plain)" 1

# An upgrade, or whatever makes the place unreadable

sql "UPDATE positions SET position = 'again'"
bounces_ok scan -v
prints 'local: 4 messages, 3 notices, 3 failures (3 addresses); 1 left alone. 0 events are new.'
is 'three events' "$(events)" 3
is 'one plain mail' "$(plain)" 1

# New events, as they come

a_notice four@example.net '550 5.1.1 User unknown' | deliver 4
plain_mail | deliver 5
bounces_ok scan --format jsonl
is 'one line' "$(wc -l <"$tmp/out" | tr -d ' ')" 1
prints '"recipient":"four@example.net"'
bounces_ok scan --format jsonl
silent
bounces scan --format csv
exits 2
complains 'there is no format "csv"; there are: text, jsonl'

# A dry run

a_notice five@example.net '550 5.1.1 User unknown' | deliver 6
bounces_ok scan --dry-run
prints 'local: 7 messages, 5 notices'
is 'nothing is kept' "$(events)" 4
bounces_ok scan
is 'nothing was lost by it' "$(events)" 5

# The first scan, of the last days only

start_again
a_notice old@example.net '550 5.1.1 User unknown' | deliver 1
touch -d '40 days ago' "$box/new/1"
a_notice young@example.net '550 5.1.1 User unknown' | deliver 2
bounces_ok scan --since 30d
is 'the young one' "$(sql 'SELECT recipient FROM events')" young@example.net
a_notice late@example.net '550 5.1.1 User unknown' >"$tmp/late"
touch -d '40 days ago' "$tmp/late"
mv "$tmp/late" "$box/cur/3:2,"
bounces_ok scan --since 30d
is 'it is for the first scan only' "$(events)" 2

# Two mailboxes, by name and together

start_again
{
    echo 'From MAILER-DAEMON Tue Nov 24 01:47:00 2026'
    a_notice mbox@example.net '550 5.1.1 User unknown'
    echo
} >"$tmp/mbox"
a_notice one@example.net '550 5.1.1 User unknown' | deliver 1
settings '[account local]' "mailbox = maildir:$box" '[account spool]' "mailbox = mbox:$tmp/mbox"
bounces_ok scan spool spool
is 'the one that was named' "$(sql 'SELECT account, recipient FROM events')" 'spool|mbox@example.net'
bounces_ok scan --jobs 1 -v
prints 'local: 1 message, 1 notice'
prints 'spool: 0 messages'
is 'both' "$(events)" 2
bounces scan locl
exits 2
complains "$tmp/config/bounces/config: there is no [account locl]; did you mean local?"

# One that cannot be read does not hold up the other

settings '[account gone]' "mailbox = maildir:$tmp/none" '[account local]' "mailbox = maildir:$box"
a_notice two@example.net '550 5.1.1 User unknown' | deliver 2
bounces scan
exits 2
complains "$tmp/none/cur: No such file or directory"
is 'it is named once' "$(wc -l <"$tmp/err" | tr -d ' ')" 1
is 'the other was read' "$(events)" 3

# Two scans at once

settings '[account local]' "mailbox = maildir:$box"
a_notice three@example.net '550 5.1.1 User unknown' | deliver 3
(
    flock 9
    touch "$tmp/held"
    exec sleep 60
) 9<"$db.local.lock" &
holder=$!
while [ ! -e "$tmp/held" ]; do sleep 0.05; done
bounces_ok scan
silent
is 'it is left to the other' "$(events)" 3
bounces scan -v
exits 0
complains 'local: another scan is reading it'
bounces_ok scan --dry-run
kill $holder
wait $holder 2>/dev/null
bounces_ok scan
is 'now it was read' "$(events)" 4

# A reader that cannot be started: this user may have no more processes (root always may)

a_notice four@example.net '550 5.1.1 User unknown' | deliver 4
cp "$BOUNCES" "$BOUNCES-network" "$tmp"
mkdir "$tmp/poor"
chmod -R a+rX "$tmp"
chmod 777 "$tmp/poor"
ran='bounces scan, without processes'
# the sanitizers look for leaks by a process of their own
ASAN_OPTIONS=detect_leaks=0 python3 - "$tmp" <<'END' >"$tmp/out" 2>"$tmp/err"
import os, resource, sys
if os.getuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
os.execv(sys.argv[1] + "/bounces", ["bounces", "scan", "--db", sys.argv[1] + "/poor/store.db"])
END
status=$?
exits 2
complains 'fork: '
rm "$box/new/4"

# Messages that ended their readers (how a reader ends is in tests/unit/scan.c)

bounces_ok quarantine list
silent
sql "INSERT INTO quarantine VALUES ('local', '$box/new/3', 'signal 11 (Segmentation fault)', 1795484820),
    ('import', '/mbox#2', 'signal 6 (Aborted)', 1795484820)"
bounces_ok quarantine list
prints "2026-11-24	local	signal 11 (Segmentation fault)	$box/new/3"
prints '2026-11-24	import	signal 6 (Aborted)	/mbox#2'
bounces_ok quarantine retry -v local
prints '1 message is let out; the next scan meets it again.'
bounces_ok scan -v
prints 'local: 3 messages'
is 'nothing came twice' "$(events)" 4
bounces_ok quarantine retry
silent
bounces_ok quarantine list
silent
bounces_ok scan -v
prints 'local: 0 messages'

# Killed at any moment, again and again

start_again
python3 - "$box" <<'END'
import glob, re, sys
samples = sorted(glob.glob("samples/**/*.eml", recursive=True))
for number in range(900):
    with open(samples[number % len(samples)], "rb") as sample:
        mail = sample.read()
    mail = re.sub(rb"(?im)^(message-id:\s*<?)", rb"\g<1>%d." % number, mail, count=1)
    with open("%s/new/%d.M1.mail" % (sys.argv[1], number), "wb") as eml:
        eml.write(b"X-Number: %d\n" % number + mail)
END
bounces_ok scan
wanted="$(events) $(plain)"
ok 'there are events' test "${wanted% *}" -gt 800
rm -rf "$tmp/data"
for delay in 0.02 0.1 0.2 0.3 0.4 0.15 0.25 0.35; do
    "$BOUNCES" scan 2>>"$tmp/killed" &
    scan=$!
    sleep $delay
    kill -KILL $scan 2>/dev/null
    wait $scan 2>/dev/null
done
bounces_ok scan
is 'each once' "$(events) $(plain)" "$wanted"
is 'an event, a count' "$(sql 'SELECT sum(count) FROM daily')" "$(events)"
bounces_ok scan -v
prints 'local: 0 messages'

done_testing
