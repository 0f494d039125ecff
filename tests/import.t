#!/bin/sh
# import.t - messages go into the store once, whatever they came in, and whatever goes wrong
. "${0%/*}/lib.sh"

export XDG_DATA_HOME="$tmp/data"
db=$tmp/data/bounces/bounces.db

# sql STATEMENT [STORE] - its rows, with | between the columns
sql() {
    python3 - "$1" "${2:-$db}" <<'END'
import sqlite3, sys
connection = sqlite3.connect(sys.argv[2])
for row in connection.execute(sys.argv[1]):
    print("|".join(map(str, row)))
connection.commit()
END
}

rows='SELECT id, type, recipient, status, reply_code, reason, hard_bounce, move, advice, confidence,
    rule, ours, forwarded, action, command, diagnostic, provider, software, remote_mta,
    reporting_mta, client_ip, original_recipient, recipient_domain, envelope_from, received, date,
    arrival_date, will_retry_until, feedback_type, new_address, return_date, quirks,
    notice_message_id, notice_from, notice_subject, original_message_id, original_from,
    original_subject, original_date, original_list_id, text FROM events ORDER BY id'

events() {
    sql 'SELECT count(*) FROM events' "$@"
}

start_again() {
    rm -rf "$tmp/data"
}

# 300 notices and some plain mail, in every form

mkdir "$tmp/eml" "$tmp/Maildir" "$tmp/Maildir/new" "$tmp/Maildir/cur" "$tmp/Maildir/tmp"
python3 - "$tmp" <<'END'
import glob, re, sys
tmp = sys.argv[1]
samples = sorted(glob.glob("samples/**/*.eml", recursive=True))
number = 0
with open(tmp + "/mbox", "wb") as mbox:
    while number < 300:
        with open(samples[number % len(samples)], "rb") as sample:
            mail = sample.read()
        received = b"Received: by mail.example.org; Tue, 24 Nov 2026 01:47:00 +0000\n"
        mail = received + b"X-Number: %d\n" % number + mail
        mail = re.sub(rb"(?im)^(message-id:\s*<?)", rb"\g<1>%d." % number, mail, count=1)
        if not mail.endswith(b"\n"):
            mail += b"\n"
        with open("%s/eml/%03d.eml" % (tmp, number), "wb") as eml:
            eml.write(mail)
        with open("%s/Maildir/%s/%d.M1.mail" % (tmp, ("new", "cur")[number % 2], number), "wb") as eml:
            eml.write(mail)
        mbox.write(b"From MAILER-DAEMON Tue Nov 24 01:47:00 2026\n")
        mbox.write(re.sub(rb"(?m)^(>*From )", rb">\1", mail) + b"\n")
        number += 1
END

bounces_ok import "$tmp/mbox"
silent
sql "$rows" >"$tmp/wanted"
ok 'there are events' test "$(events)" -gt 280
is 'the store is for its owner alone' "$(stat -c %a "$db")" 600
is 'no place is left' "$(sql "SELECT count(*) FROM positions WHERE position <> ''")" 0

bounces_ok import -v "$tmp/mbox"
prints 'import: 300 messages'
prints '0 events are new.'
sql "$rows" >"$tmp/got"
same 'an mbox again' "$tmp/wanted" "$tmp/got"

bounces_ok import --jobs 4 "$tmp/eml" "$tmp/Maildir"
bounces_ok import - <"$tmp/mbox"
mkfifo "$tmp/pipe"
cat "$tmp/mbox" >"$tmp/pipe" &
bounces_ok import <"$tmp/pipe"
sql "$rows" >"$tmp/got"
same 'every form once more' "$tmp/wanted" "$tmp/got"
is 'an event, a count' "$(sql 'SELECT sum(count) FROM daily')" "$(events)"

for form in 'eml' 'Maildir' '- <mbox' 'reversed'; do
    start_again
    case $form in
    eml) bounces_ok import --jobs 3 "$tmp/eml" ;;
    Maildir) bounces_ok import --jobs 1 "$tmp/Maildir" ;;
    '- <mbox') bounces_ok import - <"$tmp/mbox" ;;
    reversed)
        find "$tmp/eml" -name '*.eml' | sort -r >"$tmp/list"
        # shellcheck disable=SC2046
        bounces_ok import --jobs 2 $(cat "$tmp/list") "$tmp/Maildir"
        ;;
    esac
    sql "$rows" >"$tmp/got"
    same "$form: the same rows" "$tmp/wanted" "$tmp/got"
done

# Plain mail leaves a number; what is no mail is named, and the others go on

start_again
mkdir "$tmp/mixed"
plain_mail >"$tmp/mixed/plain.eml"
a_notice user@example.net '550 5.1.1 User unknown' >"$tmp/mixed/notice.eml"
echo 'Dear diary' >"$tmp/mixed/prose.txt"
bounces import "$tmp/mixed" "$tmp/none"
exits 2
complains "bounces: $tmp/mixed/prose.txt: is not a mail message"
complains "bounces: $tmp/none: No such file or directory"
is 'each is named once' "$(wc -l <"$tmp/err" | tr -d ' ')" 2
is 'the notice is there' "$(sql 'SELECT recipient FROM events')" user@example.net
is 'plain mail is counted' "$(sql 'SELECT day, folder, count FROM plain_mail')" \
    "2026-11-24|$tmp/mixed|1"
ok 'plain mail leaves nothing else' not grep -qE 'anna@example.net|Thank you|thanks@' "$db"*

# Privacy: subjects

mkdir -p "$tmp/config/bounces"
printf '[store]\nstore-subjects = no\n' >"$tmp/config/bounces/config"
start_again
bounces_ok import "$tmp/mixed/notice.eml"
ok 'no subject is kept' not grep -qE 'Undelivered Mail|November' "$db"*
is 'but the event is' "$(events)" 1
cat >"$tmp/away.eml" <<'END'
Received: by mail.example.org; Tue, 24 Nov 2026 02:00:00 +0000
Date: Tue, 24 Nov 2026 02:00:00 +0000
From: Anna <anna@example.net>
To: news@example.org
Subject: Automatic reply: Winter offer
Auto-Submitted: auto-replied
Message-ID: <away@example.net>

I am away until 7 December and have not read your mail "Winter offer".
END
start_again
bounces_ok import "$tmp/away.eml"
is 'the reply is there' "$(sql 'SELECT type FROM events')" auto-reply
ok 'nor is one that a reply quotes' not grep -q 'Winter offer' "$db"*

# A link leads to the store; a store is not made behind one that leads nowhere

mkdir "$tmp/links"
ln -s real.db "$tmp/links/link.db"
bounces import --db "$tmp/links/link.db" "$tmp/mixed/notice.eml"
exits 2
complains 'link.db: this is a link to real.db, which does not exist; name the file itself'
bounces_ok import --db "$tmp/links/real.db" "$tmp/mixed/notice.eml"
bounces_ok list --db "$tmp/links/link.db"
prints 'user@example.net'
bounces_ok import --db "$tmp/links/link.db" "$tmp/away.eml"
is 'both are in it' "$(events "$tmp/links/real.db")" 2

# Errors are told in the reader's language

echo 'no store, but a hundred bytes of something else, as long as the header of a file of SQLite would be' >"$tmp/foreign"
bounces list --lang fr --db "$tmp/foreign"
exits 2
complains 'ce n’est pas une base de bounces'
printf '{"schema":1,"type":"bounce","recipient":7}\n{\n{"type":"bounce"}\n' >"$tmp/bad.jsonl"
bounces import --lang fr --format jsonl --db "$tmp/links/real.db" "$tmp/bad.jsonl"
exits 2
complains 'n’est pas un texte'
complains 'n’est pas du JSON'
complains 'n’a pas de'
bounces import --lang fr --db "$tmp/links/real.db" "$tmp/mixed/prose.txt"
exits 2
complains 'n’est pas un message'

# Configuration

printf '[store]\ndatabase = %s/other.db\n' "$tmp" >"$tmp/config/bounces/config"
bounces_ok import "$tmp/mixed/notice.eml"
is 'the store that the configuration names' "$(events "$tmp/other.db")" 1
bounces_ok import --db "$tmp/third.db" "$tmp/mixed/notice.eml"
is 'the command line goes first' "$(events "$tmp/third.db")" 1

configured() {
    printf '%b' "$1" >"$tmp/settings"
    bounces import --config "$tmp/settings" "$tmp/mixed/notice.eml"
    exits 2
    complains "bounces: $tmp/settings$2"
}
configured '[store]\ndatabase = x.db\n' ', line 2: database in [store] is "x.db", not a path that begins with a slash'
configured '[store]\nstore-subjects = perhaps\n' ', line 2: store-subjects in [store] is "perhaps", not yes or no'
configured 'database = /x\n' ': settings are lines of "key = value"'
bounces import --config "$tmp/none" "$tmp/mixed"
exits 2
complains "bounces: $tmp/none: No such file"
rm "$tmp/config/bounces/config"

# A dry run keeps nothing

start_again
bounces_ok import --dry-run "$tmp/mixed/notice.eml" "$tmp/mixed/plain.eml"
prints 'import: 2 messages, 1 notice, 1 failure (1 address); 1 left alone.'
ok 'there is no store' not test -e "$db"

bounces_ok import -v --account office "$tmp/mixed/notice.eml"
prints 'office: 1 message, 1 notice, 1 failure (1 address); 0 left alone.'
is 'the account' "$(sql 'SELECT account FROM events')" office

# A half-written mbox

start_again
head -c -20 "$tmp/mbox" >"$tmp/half"
bounces_ok import "$tmp/half"
before=$(events)
bounces import -v "$tmp/half"
exits 0
complains "$tmp/half#300: ends in the middle of a line"
cp "$tmp/mbox" "$tmp/half"
bounces_ok import "$tmp/half"
ok 'nothing is lost' test "$(events)" -ge "$before"
is 'but all is there' "$(sql 'SELECT count(*) FROM events')" "$(wc -l <"$tmp/wanted" | tr -d ' ')"

# Character sets are read the same way behind closed doors

python3 - "$tmp" <<'END'
import email.mime.multipart, email.mime.nonmultipart, email.mime.text, sys
words = {"iso-2022-jp": "550 5.1.1 宛先のメールアドレスは存在しません",
         "koi8-r": "550 5.1.1 Пользователь не найден",
         "euc-kr": "550 5.1.1 사용자를 찾을 수 없습니다"}
for charset, text in words.items():
    mail = email.mime.text.MIMEText(
        "Your message could not be delivered.\n\n<user@example.net>: " + text + "\n", "plain", charset)
    mail["From"] = "Mail Delivery System <MAILER-DAEMON@mail.example.org>"
    mail["To"] = "news@example.org"
    mail["Subject"] = "Undelivered Mail Returned to Sender"
    mail["Date"] = "Tue, 24 Nov 2026 01:47:00 +0000"
    mail["Received"] = "by mail.example.org; Tue, 24 Nov 2026 01:47:00 +0000"
    mail["Message-ID"] = "<%s@mail.example.org>" % charset
    with open("%s/%s.eml" % (sys.argv[1], charset), "wb") as out:
        out.write(mail.as_bytes())
END
start_again
for charset in iso-2022-jp koi8-r euc-kr; do
    bounces_ok analyze --format jsonl <"$tmp/$charset.eml"
    sed -E 's/.*"diagnostic":"([^"]*)".*/\1/' "$tmp/out" >"$tmp/wanted.text"
    ok "$charset: there is a text" grep -q '550 5.1.1 ' "$tmp/wanted.text"
    ok "$charset: nothing was guessed" not grep -q '[?Ѓ]' "$tmp/wanted.text"
    bounces_ok import "$tmp/$charset.eml"
    sql "SELECT diagnostic FROM events WHERE notice_message_id = '$charset@mail.example.org'" >"$tmp/got"
    same "$charset: the same through import" "$tmp/wanted.text" "$tmp/got"
done

# Events of others

start_again
bounces_ok analyze --format jsonl "$tmp/eml"
cp "$tmp/out" "$tmp/events.jsonl"
bounces_ok import --format jsonl "$tmp/events.jsonl"
bounces_ok import --format jsonl - <"$tmp/events.jsonl"
foreign=$(events)
ok 'each is there once' test "$foreign" -gt 280

start_again
cat >"$tmp/foreign.jsonl" <<'END'
{"type":"bounce","recipient":"a@example.net","reply_code":452,"status":"4.2.2","diagnostic":"452 4.2.2 Mailbox full","reason":"user-unknown","hard_bounce":true,"move":["nobody"],"id":"mine"}

{"type":"bounce","recipient":"b@example.net","reason":"user-unknown","hard_bounce":true}
{"type":"bounce","recipient":"c@example.net","reason":"because"}
{"type":"bounce","recipient":
{"type":"bounce"}
{"type":"other"}
{"type":"bounce","recipient":"d@example.net","diagnostic":"550 5.1.1 User unknown","received":"2026-11-20T10:00:00Z"}
END
bounces import --format jsonl "$tmp/foreign.jsonl"
exits 2
complains "bounces: $tmp/foreign.jsonl:4: \"reason\" is not a reason"
complains "bounces: $tmp/foreign.jsonl:5: is not JSON: "
complains "bounces: $tmp/foreign.jsonl:6: has no \"recipient\""
is 'bad lines are three' "$(wc -l <"$tmp/err" | tr -d ' ')" 3
is 'verdicts are worked out again' \
    "$(sql 'SELECT recipient, reason, hard_bounce, confidence, move <> "nobody" FROM events ORDER BY 1')" \
    "$(printf '%s\n' 'a@example.net|mailbox-full|0|rule|1' 'b@example.net|user-unknown|0|guess|1' \
        'd@example.net|user-unknown|1|rule|1')"
is 'ids are, too' "$(sql "SELECT count(*) FROM events WHERE id = 'mine'")" 0

# Usage

bounces import --format csv "$tmp/mbox"
exits 2
complains 'there is no format "csv"; there are: mail, jsonl'
bounces import --jobs 0x "$tmp/mbox"
exits 2
bounces import --jobs 65 "$tmp/mbox"
exits 2
complains '--jobs takes a number from 1 to 64'

# A store that is not as it should be

start_again
bounces_ok import "$tmp/mixed/notice.eml"
echo 'Dear diary, this is no database at all, is it?' >"$tmp/diary"
bounces import --db "$tmp/diary" "$tmp/mbox"
exits 2
complains "$tmp/diary"
is 'one line' "$(wc -l <"$tmp/err" | tr -d ' ')" 1
is 'the file is as it was' "$(cat "$tmp/diary")" 'Dear diary, this is no database at all, is it?'

cp "$db" "$tmp/newer.db"
sql 'PRAGMA user_version = 99' "$tmp/newer.db"
bounces import --db "$tmp/newer.db" "$tmp/mbox"
exits 2
complains "$tmp/newer.db"
is 'nothing was added to it' "$(events "$tmp/newer.db")" 1

mkdir "$tmp/closed"
cp "$db" "$tmp/closed/a.db"
chmod 500 "$tmp/closed"
chmod 400 "$tmp/closed/a.db"
without_privileges() {
    if [ "$(id -u)" = 0 ]; then
        setpriv --bounding-set=-dac_override,-dac_read_search "$@"
    else
        "$@"
    fi
}
ran='import into a store that is read-only'
without_privileges "$BOUNCES" import --db "$tmp/closed/a.db" "$tmp/mbox" >"$tmp/out" 2>"$tmp/err"
status=$?
exits 2
complains "$tmp/closed/a.db"
chmod 700 "$tmp/closed"

# Another writer holds the store for longer than anybody waits
python3 - "$db" "$tmp/held" <<'END' &
import sqlite3, sys, time
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
open(sys.argv[2], "w").close()
time.sleep(60)
END
holder=$!
while [ ! -e "$tmp/held" ]; do sleep 0.05; done
bounces import "$tmp/mbox"
exits 2
complains "$db"
kill $holder
wait $holder 2>/dev/null
is 'nothing half written' "$(events)" 1

# Two writers take turns
start_again
"$BOUNCES" import "$tmp/eml" 2>"$tmp/err" &
bounces_ok import "$tmp/mbox"
wait
quiet
sql "$rows" >"$tmp/got"
same 'two writers: the same rows' "$tmp/wanted" "$tmp/got"

# A disk that is full
if [ "$(id -u)" = 0 ] && mkdir "$tmp/small" && mount -t tmpfs -o size=512k none "$tmp/small" 2>/dev/null; then
    bounces import --db "$tmp/small/a.db" "$tmp/mbox"
    exits 2
    complains "$tmp/small/a.db"
    is 'the store is whole' "$(sql 'PRAGMA integrity_check' "$tmp/small/a.db")" ok
    is 'an event, a count' "$(sql 'SELECT coalesce(sum(count), 0) FROM daily' "$tmp/small/a.db")" \
        "$(events "$tmp/small/a.db")"
    umount "$tmp/small"
else
    note 'a full disk is only tried by root'
fi

# Stopped half-way, and made again
start_again
for n in 1 2 3 4 5 6 7 8 9 10; do cat "$tmp/mbox"; done >"$tmp/long"
"$BOUNCES" import "$tmp/long" >"$tmp/out" 2>"$tmp/err" &
importer=$!
sleep 0.3
kill -TERM $importer
wait $importer
status=$?
ran='a run that gets SIGTERM'
if [ $status = 0 ]; then
    note 'it had ended before'
else
    exits 2
    complains 'stopped; what was read until then is kept'
fi
bounces_ok import "$tmp/long"
sql "$rows" >"$tmp/got"
same 'after a stop: the same rows' "$tmp/wanted" "$tmp/got"

done_testing
