#!/bin/sh
# imap.t - mail on real IMAP servers is read whole, once, and in spite of broken connections
#
# The server is Dovecot, of this system, as an ordinary process of this test. With IMAP_LAB=courier
# (or cyrus, dovecot) it is that one from tests/mta-lab/imap, which wants root: make check-imap.
. "${0%/*}/lib.sh"
. "${0%/*}/imap/dovecot.sh"

# LeakSanitizer would trace the client, which has closed its doors by then.
export ASAN_OPTIONS=detect_leaks=0
client=$PWD/${OUT:-build}/imapclient
here=${0%/*}

if [ "${IMAP_LAB-}" ]; then
    [ -e "$LAB_WORK/layers/imap-$IMAP_LAB/.done" ] ||
        skip_all "$IMAP_LAB is not there: LAB_WORK=$LAB_WORK tests/mta-lab/build.sh imap-$IMAP_LAB"
else
    has_dovecot || skip_all 'there is no dovecot (Debian: dovecot-imapd) or no openssl here'
fi

# ---- the mail: notices, and one that is longer than what is asked for first ----

mail=$tmp/mail
mkdir "$mail"
n=1000
for eml in samples/*.eml; do
    n=$((n + 1))
    cp "$eml" "$mail/$n.eml"
done
perl -e 'print "From: a\@example.org\nSubject: long\nDate: Tue, 24 Nov 2026 01:47:00 +0000\n\n",
    map { sprintf "%06d %s\n", $_, "x" x 60 } 1 .. 9000' >"$mail/9999.eml"
count=$(find "$mail" -name '*.eml' | wc -l)

# digests BYTES - of all files in order, as IMAP hands them out (RFC 3501, 2.3.2), cut
digests() {
    perl -MDigest::SHA=sha256_hex -e '
        my $most = shift;
        for my $file (@ARGV) {
            open my $f, "<:raw", $file or die; local $/; my $text = <$f>;
            $text =~ s/\r?\n/\r\n/g;
            print sha256_hex(substr $text, 0, $most), "\n";
        }' "$1" "$mail"/*.eml
}

# ---- the server ----

start_lab() {
    MAIL_DIR=$mail sh "$here/mta-lab/imap/imap.sh" start "$IMAP_LAB" >"$tmp/lab" 2>&1 ||
        note "$(cat "$tmp/lab")"
    trap 'sh "$here/mta-lab/imap/imap.sh" stop "$IMAP_LAB"; rm -rf "$tmp"' EXIT
    starttls_port=$(sed -n 's/.*IMAP 127.0.0.1:\([0-9]*\),.*/\1/p' "$tmp/lab")
    tls_port=$(sed -n 's/.*IMAPS 127.0.0.1:\([0-9]*\),.*/\1/p' "$tmp/lab")
    ca=$LAB_WORK/imap/ca.pem
}

if [ "${IMAP_LAB-}" ]; then start_lab; else start_dovecot; fi

# read_mail OPTION... - runs the client; leaves $status and $tmp/out
secret=lab-secret
read_mail() {
    ran="client $*"
    printf '%s\n' "$secret" |
        "$client" --host localhost --ca "$ca" --port "$tls_port" "$@" >"$tmp/out" 2>"$tmp/err"
    status=$?
}

# letters - the digests of what was read; place - where the last of them was
letters() {
    awk '$1 == "letter" { print $8 }' "$tmp/out"
}
place() {
    awk '$1 == "letter" { place = $5 " " $6 } END { print place }' "$tmp/out"
}

# look FOLDER - what another client sees: UID and flags of each message
look() {
    python3 - "$tls_port" "$ca" "$1" <<'END'
import imaplib, re, ssl, sys
port, ca, folder = sys.argv[1:]
c = imaplib.IMAP4_SSL("localhost", int(port), ssl_context=ssl.create_default_context(cafile=ca))
c.login("lab", "lab-secret")
c.select('"%s"' % folder, readonly=True)
for line in c.fetch("1:*", "(UID FLAGS)")[1]:
    if line:
        uid = re.search(rb"UID (\d+)", line).group(1)
        flags = re.search(rb"FLAGS \((.*?)\)", line).group(1).replace(b"\\Recent", b"").split()
        print(uid.decode(), *sorted(f.decode() for f in flags))
c.logout()
END
}

# fetch BYTES - the digests of what another client gets. It opens the folder to write, as a person's
# does: before that, Courier has no UIDVALIDITY that lasts.
fetch() {
    python3 - "$tls_port" "$ca" "$1" <<'END'
import hashlib, imaplib, ssl, sys
port, ca, most = sys.argv[1:]
c = imaplib.IMAP4_SSL("localhost", int(port), ssl_context=ssl.create_default_context(cafile=ca))
c.login("lab", "lab-secret")
count = int(c.select("INBOX")[1][0])
for n in range(1, count + 1):
    text = c.fetch(str(n), "(BODY.PEEK[])")[1][0][1]
    print(hashlib.sha256(text[:int(most)]).hexdigest())
c.logout()
END
}

# mark UID FLAG - what another client does
mark() {
    python3 - "$tls_port" "$ca" "$1" "$2" <<'END'
import imaplib, ssl, sys
port, ca, uid, flag = sys.argv[1:]
c = imaplib.IMAP4_SSL("localhost", int(port), ssl_context=ssl.create_default_context(cafile=ca))
c.login("lab", "lab-secret")
c.select("INBOX")
c.uid("STORE", uid, "+FLAGS", "(%s)" % flag)
c.logout()
END
}

# A server takes its time to start.
tries=0
until read_mail --stop 1 && grep -q '^letter' "$tmp/out" || [ $tries = 100 ]; do
    tries=$((tries + 1))
    sleep 0.1
done

# ---- reading ----

fetch 262144 >"$tmp/wanted"
if ! [ "${IMAP_LAB-}" ]; then # others have their own ideas of what a line is
    digests 262144 >"$tmp/files"
    same 'what another client reads is what was put there' "$tmp/files" "$tmp/wanted"
fi
read_mail
exits 0
prints "end $count letters"
letters >"$tmp/got"
same 'every message comes once, byte for byte, in order' "$tmp/wanted" "$tmp/got"
last=$(place)
ok 'what is longer is cut' grep -q '^letter 262144 CUT .* long$' "$tmp/out"

read_mail --security starttls --port "$starttls_port"
letters >"$tmp/got"
same 'by STARTTLS too' "$tmp/wanted" "$tmp/got"

read_mail --careful
letters >"$tmp/got"
same 'one by one too' "$tmp/wanted" "$tmp/got"
is 'each is announced before' "$(grep -c '^begin INBOX ' "$tmp/out")" "$count"

read_mail --more 1000000
fetch 1000000 | tail -n 1 >"$tmp/whole"
letters | tail -n 1 >"$tmp/got"
same 'the rest of a long one comes when it is asked for' "$tmp/whole" "$tmp/got"

read_mail --cap 1000
fetch 1000 >"$tmp/short"
letters >"$tmp/got"
same 'as much of each as is wanted' "$tmp/short" "$tmp/got"

is 'nothing is marked as seen' "$(look INBOX | awk 'NF > 1')" ''

# ---- going on ----

read_mail --stop 5
read_mail --place "$(place)"
tail -n +6 "$tmp/wanted" >"$tmp/rest"
letters >"$tmp/got"
same 'behind a place the rest comes' "$tmp/rest" "$tmp/got"

read_mail --place "$last"
prints 'end 0 letters'
for place in "1 ${last#* }" again ''; do
    read_mail --place "$place"
    letters >"$tmp/got"
    same "a place that means nothing (\"$place\"): from the beginning" "$tmp/wanted" "$tmp/got"
done
read_mail --skip " ${last#* }"
prints "end $((count - 1)) letters"
read_mail --since 4000000000
prints 'end 0 letters'
read_mail --since 4000000000 --place "${last% *} $((${last#* } - 1))"
prints 'end 1 letters'

# ---- being refused ----

secret=wrong
read_mail
exits 1
prints 'error REFUSED test: the server refused the password for lab'
secret='"\pä55'
read_mail
exits 1
prints 'error REFUSED test: the server refused the password for lab'
prints_not "$secret"
secret=lab-secret
read_mail --user "lab
1 LOGOUT"
prints "error OPEN test: there is a control character in the user's name"
read_mail --port "$starttls_port" --security none
ok 'in the clear only to this machine' grep -q -e '^end' -e REFUSED -e OPEN "$tmp/out"
read_mail --folder Nowhere --folder INBOX
prints 'error FOLDER test: there is no folder "Nowhere"; '
prints "end $count letters"

# ---- what becomes of messages ----

read_mail --stop 2 --flag '\Flagged'
exits 0
is 'the first two are flagged' "$(look INBOX | grep -c Flagged)" 2
read_mail --stop 1 --flag bounced
is 'a word will do for a flag' "$(look INBOX | grep -c bounced)" 1

doomed=${last#* }
mark "$doomed" '\Deleted'
read_mail --stop 3 --move 'Retours/été'
exits 0
is 'three are gone from the folder' "$(look INBOX | wc -l)" $((count - 3))
is 'what another client has marked is still there' \
    "$(look INBOX | grep "^$doomed ")" "$doomed \\Deleted"
read_mail --folders
folder=$(sed -n 's/^folder \(.*Retours.*été\)$/\1/p' "$tmp/out")
ok 'the new folder is there' test "$folder"
for name in "$folder" retours/été Retours.Été; do
    read_mail --folder "$name"
    head -n 3 "$tmp/wanted" >"$tmp/first"
    letters | sort >"$tmp/got"
    sort -o "$tmp/first" "$tmp/first"
    same "the three are in it, by the name $name" "$tmp/first" "$tmp/got"
done
read_mail --stop 2 --move 'Retours/été'
exits 0
read_mail --folder INBOX --folder 'Retours/été'
letters | sort >"$tmp/got"
sort "$tmp/wanted" >"$tmp/all"
same 'nothing is lost, nothing is there twice' "$tmp/all" "$tmp/got"

# ---- broken connections ----

letters | head -n $((count - 5)) >"$tmp/inbox"

# through TIMES FAULT... - reads INBOX through a proxy that does that to so many connections, each
# time from where it was. A deadline passes only where that is the fault: this machine may be slow.
through() {
    times=$1
    shift
    case $* in
    --stall* | '--rate 200 '*) patience=2 ;;
    *) patience=60 ;;
    esac
    tries=0
    : >"$tmp/proxy" # or what the last one said would be read
    python3 "$here/mta-lab/imap/faultproxy.py" --listen 127.0.0.1:0 \
        --connect "127.0.0.1:$starttls_port" --seconds 600 "$@" >"$tmp/proxy" 2>&1 &
    proxy=$!
    until grep -q '^faultproxy: ' "$tmp/proxy" || [ $tries -gt 300 ]; do
        tries=$((tries + 1))
        sleep 0.1
    done
    port=$(sed -n 's/^faultproxy: 127.0.0.1:\([0-9]*\) .*/\1/p' "$tmp/proxy")
    at=
    : >"$tmp/got"
    : >"$tmp/lost"
    for attempt in 1 2 3 4 5 6 7 8; do
        read_mail --port "$port" --security starttls --step "$patience" --place "$at"
        patience=60
        letters >>"$tmp/got"
        [ "$(place)" ] && at=$(place)
        [ "$status" != 0 ] || break
        sed -n 's/^error/lost:/p' "$tmp/out" >>"$tmp/lost"
    done
    kill $proxy
    wait $proxy 2>/dev/null
    same "through $*: every message once" "$tmp/inbox" "$tmp/got"
    cmp -s "$tmp/inbox" "$tmp/got" || note "$(cat "$tmp/lost" "$tmp/proxy")"
    is "through $*: so often the connection was lost" "$(grep -c '^lost: LOST' "$tmp/lost")" "$times"
}

through 0 --chunk 37
through 0 --rate 1000000
through 2 --cut-after 300000 --faulty 2
through 2 --cut-after 300000 --faulty 2 --rst
through 1 --cut-after 700 --faulty 1
through 1 --stall-after 200000 --stall-seconds 20 --faulty 1
through 1 --rate 200 --faulty 1
through 1 --up --cut-after 700 --faulty 1
through 1 --up --corrupt-at 700 --faulty 1
through 1 --corrupt-at 150000 --faulty 1
through 1 --refuse --faulty 1

done_testing
