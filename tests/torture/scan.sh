#!/bin/sh
# scan.sh [KILLS] - kills scans with SIGKILL, again and again, while notices are moved and others
# read the store
#
# A Dovecot has 5,000 messages. Each scan is killed at another moment, by its own number, by its
# reader's or by a juror's. Afterwards the store must hold each notice once, no message may be gone or
# doubled, and every notice must be in the folder that notices are moved to.
# shellcheck disable=SC2154
here=${0%/*}/..
. "$here/lib.sh"
. "$here/imap/dovecot.sh"
. "$here/imap/mail.sh"
kills=${1:-200}
export XDG_DATA_HOME="$tmp/data"
db=$tmp/data/bounces/bounces.db

die() {
    echo "FAILED: $*"
    exit 1
}

start_mail_server || die 'Dovecot does not start'
python3 - "$box" <<'END' || die 'messages'
import glob, re, sys
samples = sorted(glob.glob("samples/**/*.eml", recursive=True))
for number in range(5000):
    with open(samples[number % len(samples)], "rb") as sample:
        mail = sample.read()
    mail = re.sub(rb"(?im)^(message-id:\s*<?)", rb"\g<1>%d." % number, mail, count=1)
    with open("%s/new/%d.M1.mail" % (sys.argv[1], number), "wb") as eml:
        eml.write(b"X-Number: %d\n" % number + mail)
END
imap_give

# The store's numbers, by somebody else's SQLite: events, counts by day, plain mail, its state.
numbers() {
    python3 - "$1" <<'END'
import sqlite3, sys
db = sqlite3.connect(sys.argv[1], timeout=60)
one = lambda sql: db.execute(sql).fetchone()[0]
print(one("SELECT count(*) FROM events"), one("SELECT coalesce(sum(count), 0) FROM daily"),
      one("SELECT coalesce(sum(count), 0) FROM plain_mail"), one("PRAGMA integrity_check"))
END
}

# Ids of the notices in a folder: whatever is moved must be in the store by then.
moved_ids() {
    find "$box/.Notices/cur" "$box/.Notices/new" -type f 2>/dev/null >"$tmp/moved"
    [ -s "$tmp/moved" ] || return 0
    xargs "$BOUNCES" analyze --format jsonl <"$tmp/moved" |
        sed -E 's/.*"id":"([^"]*)".*/\1/' | sort -u
}

check_moved() {
    moved_ids >"$tmp/ids"
    python3 - "$db" "$tmp/ids" <<'END' || die 'a message was moved that is not in the store'
import sqlite3, sys
db = sqlite3.connect("file:%s?mode=ro" % sys.argv[1], uri=True, timeout=60)
made = db.execute("SELECT count(*) FROM sqlite_master WHERE name = 'events'").fetchone()[0]
kept = {row[0] for row in db.execute("SELECT id FROM events")} if made else set()
sys.exit(any(line.strip() not in kept for line in open(sys.argv[2])))
END
}

imap_account "password = $imap_password"
"$BOUNCES" scan --db "$tmp/calm.db" || die 'the scan by itself'
calm=$(numbers "$tmp/calm.db")
echo "undisturbed: $calm"

imap_account "password = $imap_password" 'after = move Notices'
# Puts every message back, into a folder that is numbered anew, and forgets the store.
begin_again() {
    rm -rf "$tmp/data"
    for part in new cur; do
        [ ! -d "$box/.Notices/$part" ] ||
            find "$box/.Notices/$part" -type f -exec mv -t "$box/cur" {} +
    done
    rm -f "$box"/dovecot* "$box/.Notices"/dovecot*
}

# child_of PROCESS - the first that it has started
child_of() {
    [ "$1" ] && cut -d ' ' -f 1 "/proc/$1/task/$1/children" 2>/dev/null
}

# A scan, and SIGKILL for it or, every fourth time, for its reader or one of that one's jurors.
kill_one() {
    "$BOUNCES" scan 2>>"$tmp/complaints" &
    scan=$!
    sleep "$(awk -v n="$runs" 'BEGIN { srand(n); printf "%.3f", 0.05 + rand() * rand() * 1.5 }')"
    victim=$scan
    if [ $((runs % 4)) = 0 ]; then
        victim=$(child_of "$scan")
        [ $((runs % 8)) = 0 ] || victim=$(child_of "$victim")
    fi
    [ "$victim" ] && kill -KILL "$victim" 2>/dev/null && killed=$((killed + 1))
    wait "$scan" 2>/dev/null
}

killed=0
runs=0
rounds=0
while [ "$killed" -lt "$kills" ]; do
    rounds=$((rounds + 1))
    begin_again
    for _ in 1 2 3 4 5 6 7 8 9 10; do
        runs=$((runs + 1))
        kill_one
        [ ! -e "$db" ] || check_moved
    done
    [ "$runs" -lt $((kills * 4)) ] || die "only $killed of $runs scans could be killed"
    "$BOUNCES" scan || die 'the last scan'
    check_moved
    got=$(numbers "$db")
    [ "$got" = "$calm" ] || die "after $killed kills: $got, not $calm"
    [ $(($(imap_count) + $(imap_count Notices))) = 5000 ] || die 'messages are gone, or doubled'
    [ ! -s "$tmp/complaints" ] || die "complaints: $(sort "$tmp/complaints" | uniq -c)"
    echo "after $killed kills: $got"
done
echo "torture: $killed kills in $runs scans, $rounds rounds: all well: $got"
