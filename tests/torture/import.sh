#!/bin/sh
# import.sh [KILLS] - kills imports with SIGKILL, again and again, while others read the store
#
# Each run is killed at another moment, by the parent's number or by a reader's. Afterwards the
# store must hold each notice once: as many as one import that nobody disturbed.
set -u
BOUNCES=${BOUNCES:-$PWD/bounces}
kills=${1:-100}
tmp=$(mktemp -d)
watcher=
trap '[ "$watcher" ] && kill "$watcher" 2>/dev/null; rm -rf "$tmp"' EXIT
export XDG_CONFIG_HOME="$tmp/none" LC_ALL=C.UTF-8

say() {
    printf '%s\n' "$*"
}

fail() {
    say "FAILED: $*"
    exit 1
}

# 6,000 messages in an mbox, 3,000 of them in files, too, each with an identity of its own.
python3 - "$tmp" <<'END' || exit 1
import glob, os, re, sys
tmp = sys.argv[1]
samples = sorted(glob.glob("samples/**/*.eml", recursive=True))
os.mkdir(tmp + "/files")
with open(tmp + "/mbox", "wb") as mbox:
    for number in range(6000):
        with open(samples[number % len(samples)], "rb") as sample:
            mail = sample.read()
        mail = re.sub(rb"(?im)^(message-id:\s*<?)", rb"\g<1>%d." % number, mail, count=1)
        if not mail.endswith(b"\n"):
            mail += b"\n"
        if number % 2:
            with open("%s/files/%d.eml" % (tmp, number), "wb") as eml:
                eml.write(mail)
        mbox.write(b"From MAILER-DAEMON Tue Nov 24 01:47:00 2026\n")
        mbox.write(re.sub(rb"(?m)^(>*From )", rb">\1", mail) + b"\n")
END

# The store's numbers, by somebody else's SQLite: events, counts by day, the state of the file.
numbers() {
    python3 - "$1" <<'END'
import sqlite3, sys
db = sqlite3.connect(sys.argv[1], timeout=60)
one = lambda sql: db.execute(sql).fetchone()[0]
print(one("SELECT count(*) FROM events"), one("SELECT coalesce(sum(count), 0) FROM daily"),
      one("SELECT coalesce(sum(count), 0) FROM plain_mail"), one("PRAGMA integrity_check"))
END
}

"$BOUNCES" import --db "$tmp/calm.db" "$tmp/mbox" "$tmp/files" || fail 'the import by itself'
calm=$(numbers "$tmp/calm.db")
say "undisturbed: $calm"

# Somebody who reads the store and never rests, and must never meet half of anything.
watch_store() {
    python3 - "$db" "$tmp/stop" >"$tmp/watched" <<'END'
import os, sqlite3, sys, time
path, stop = sys.argv[1:]
reads, last = 0, 0
while not os.path.exists(stop):
    try:
        db = sqlite3.connect("file:%s?mode=ro" % path, uri=True, timeout=60)
        events, counted = db.execute(
            "SELECT (SELECT count(*) FROM events), (SELECT coalesce(sum(count), 0) FROM daily)"
        ).fetchone()
        db.close()
    except sqlite3.OperationalError as error:
        if "unable to open" not in str(error) and "no such table" not in str(error):
            print("error:", error)
        time.sleep(0.01)
        continue
    if events != counted or events < last:
        print("error:", events, "events,", counted, "counted,", last, "before")
    reads, last = reads + 1, events
print(reads, "reads")
END
}

# A run, and SIGKILL for it or, every fourth time, for one of its readers. Sets completed, killed.
kill_one() {
    "$BOUNCES" import --jobs 2 --db "$db" "$tmp/mbox" "$tmp/files" 2>>"$tmp/err" &
    importer=$!
    sleep "$(awk -v n="$runs" 'BEGIN { srand(n); printf "%.3f", 0.01 + rand() * rand() * 1.5 }')"
    victim=$importer
    if [ $((runs % 4)) = 0 ]; then
        victim=$(cut -d ' ' -f 1 "/proc/$importer/task/$importer/children" 2>/dev/null)
    fi
    [ "$victim" ] && kill -KILL "$victim" 2>/dev/null && killed=$((killed + 1))
    wait "$importer" 2>/dev/null && completed=$((completed + 1))
}

# Plain mail has no identity: it is counted once for each run that came to its end.
check_store() {
    set -- $calm
    wanted="$1 $2 $(($3 * completed)) ok"
    got=$(numbers "$db")
    [ "$got" = "$wanted" ] || fail "after $killed kills: $got, not $wanted"
    grep -q '^error' "$tmp/watched" && fail "the reader of the store met: $(cat "$tmp/watched")"
    [ -s "$tmp/err" ] && fail "complaints: $(sort "$tmp/err" | uniq -c)"
    say "after $killed kills, $completed runs to the end: $got; $(cat "$tmp/watched")"
}

killed=0
runs=0
for round in 1 2 3 4; do # beginnings are among the moments, too
    db=$tmp/$round.db
    completed=0
    rm -f "$tmp/stop"
    watch_store &
    watcher=$!
    while [ "$killed" -lt $((kills * round / 4)) ]; do
        runs=$((runs + 1))
        kill_one
    done
    "$BOUNCES" import --db "$db" "$tmp/mbox" "$tmp/files" || fail 'the last import'
    completed=$((completed + 1))
    touch "$tmp/stop"
    wait $watcher
    check_store
done
say "torture: $killed kills in $runs runs: all well"
