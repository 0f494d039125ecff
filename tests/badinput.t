#!/bin/sh
# badinput.t - whatever comes in: a message or a complaint that names it, soon, in little memory
. "${0%/*}/lib.sh"

kilobytes=32768
seconds=10 # a machine may be busy; what took over a second is only noted
[ "${CHECK_SAN:-}" ] && seconds=100

# measured ARGUMENT... - as bounces in lib.sh, and time and memory are looked at
measured() {
    ran="bounces $*"
    tests/measure.py "$tmp/report" $seconds "$BOUNCES" "$@" >"$tmp/out" 2>"$tmp/err"
    status=$?
    read -r took peak <"$tmp/report"
    ok "$ran: is neither killed nor stopped" test $status -lt 124 ||
        note "status $status" "$(head -n 30 "$tmp/err")"
    awk "BEGIN { exit !($took > 1) }" && note "took $took s"
    if [ ! "${CHECK_SAN:-}" ]; then # the sanitizers take memory of their own
        ok "$ran: under 32 MB" test "$peak" -lt $kilobytes || note "$peak KB"
    fi
}

# judged NAME - it is mail: there is a verdict, by name and from a pipe
judged() {
    measured analyze --format jsonl "$tmp/$1"
    exits 0
    quiet
    prints "\"source\":\"$tmp/$1\""
    cat "$tmp/$1" >"$tmp/pipe" 2>/dev/null &
    measured analyze --format jsonl <"$tmp/pipe"
    wait
    exits 0
    ok "$1 from a pipe has a verdict" grep -q '"type":' "$tmp/out"
}

# refused NAME - it is no mail: the complaint names it
refused() {
    measured analyze --format jsonl "$tmp/$1"
    exits 2
    silent
    complains "bounces: $tmp/$1: "
    is "$1: one line of complaint" "$(wc -l <"$tmp/err" | tr -d ' ')" 1
}

# processor_time NAME - microseconds, of five runs the one that was disturbed least
processor_time() {
    python3 -c '
import resource, subprocess, sys
def used():
    now = resource.getrusage(resource.RUSAGE_CHILDREN)
    return now.ru_utime + now.ru_stime
def once():
    before = used()
    subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True)
    return used() - before
print(int(1e6 * min(once() for _ in range(5))))' "$BOUNCES" analyze "$tmp/$1"
}

# cheap NAME - takes no more than some ordinary notices, whatever the machine is busy with
cheap() {
    judged "$1"
    [ "${CHECK_SAN:-}" ] && return # the sanitizers take time of their own
    cost=$(processor_time "$1")
    ok "$1 costs less than ten ordinary notices" test "$cost" -lt $((10 * ordinary)) ||
        note "$cost microseconds, an ordinary one $ordinary"
}

mkfifo "$tmp/pipe"
a_notice user@example.net '550 5.1.1 User unknown' >"$tmp/notice.eml"

ordinary=$(processor_time notice.eml)

# What is no mail

: >"$tmp/empty"
refused empty
printf '\n\n\r\n' >"$tmp/blank"
refused blank
echo 'Dear diary, today nothing came back.' >"$tmp/prose.txt"
refused prose.txt
perl -e 'srand 1; print map { chr int rand 256 } 1 .. 200_000' >"$tmp/binary"
refused binary
perl -e 'print "\0" x 1_000_000' >"$tmp/nothing-but-nul"
refused nothing-but-nul
cp "$(command -v sh)" "$tmp/program"
refused program

refused no-such-file
mkdir "$tmp/closed"
cp "$tmp/notice.eml" "$tmp/closed"
chmod 0 "$tmp/closed"
as_somebody() { # root may read everything unless it gives that up
    if [ "$(id -u)" = 0 ]; then
        setpriv --bounding-set=-dac_override,-dac_read_search "$@"
    else
        "$@"
    fi
}
as_somebody "$BOUNCES" analyze "$tmp/closed" >"$tmp/out" 2>"$tmp/err"
status=$?
ran='bounces analyze, an unreadable folder'
exits 2
silent
complains "bounces: $tmp/closed: "
chmod 700 "$tmp/closed"

mkdir "$tmp/mixed"
cp "$tmp/notice.eml" "$tmp/mixed/b.eml"
cp "$tmp/binary" "$tmp/mixed/a.eml"
bounces analyze --format jsonl "$tmp/mixed"
exits 2
complains "bounces: $tmp/mixed/a.eml: "
prints 'user@example.net'

# Odd mail

for bytes in 100 900 1100 1700 2200 2700; do
    head -c $bytes "$tmp/notice.eml" >"$tmp/truncated-$bytes.eml"
    judged truncated-$bytes.eml
done

perl -pe 's/User unknown/User\0 un\0known/; s/^Subject: /Subject: \0/' "$tmp/notice.eml" >"$tmp/nul.eml"
judged nul.eml

sed 's/us-ascii/x-klingon-42/' "$tmp/notice.eml" >"$tmp/charset.eml"
judged charset.eml
prints '"reason":"user-unknown"'

perl -0pe 's,(text/plain; charset=us-ascii)\n.*?\n--,$1\nContent-Transfer-Encoding: base64\n\n=&% VGhpcyBpcw==== no !!! base64 ~~~\n\n--,s' \
    "$tmp/notice.eml" >"$tmp/base64.eml"
judged base64.eml

sed '/^--.*/d' "$tmp/notice.eml" >"$tmp/no-boundaries.eml"
judged no-boundaries.eml

# A hundred megabytes, as one body, as one line, and as one mail of an mbox
{
    cat "$tmp/notice.eml"
    perl -e '$line = "All work and no play makes Jack a dull boy.\n" x 1000; print $line for 1 .. 2273'
} >"$tmp/huge.eml"
judged huge.eml
prints '"reason":"user-unknown"'
{ echo 'From MAILER-DAEMON Tue Nov 24 01:47:00 2026'; cat "$tmp/huge.eml"; } >"$tmp/huge.mbox"
judged huge.mbox
rm "$tmp/huge.eml" "$tmp/huge.mbox"
{ sed '/^$/,$d' "$tmp/notice.eml"; echo; perl -e 'print "x" x 1_000_000 for 1 .. 100'; } >"$tmp/line.eml"
judged line.eml
rm "$tmp/line.eml"

# A thousand recipients, in a report and in words
perl -e '
    print "From: MAILER-DAEMON\@mx.example.net\nMIME-Version: 1.0\n";
    print "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n\n";
    print "<u$_\@example.net>: 550 5.1.1 <u$_\@example.net>: User unknown\n\n" for 1 .. 1000;
    print "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.net\n\n";
    print "Final-Recipient: rfc822; u$_\@example.net\nAction: failed\nStatus: 5.1.1\n\n" for 1 .. 1000;
    print "--b--\n"' >"$tmp/report.eml"
judged report.eml
is 'a thousand recipients, each by name' "$(grep -c '"reason":"user-unknown"' "$tmp/out")" 1000
perl -e '
    print "From: MAILER-DAEMON\@mx.example.net\nSubject: failure notice\n\n";
    print "Hi. This is the qmail-send program at mx.example.net.\n\n";
    print "<u$_\@example.net>:\nUser unknown\n\n" for 1 .. 1000' >"$tmp/words.eml"
judged words.eml
is 'a thousand recipients, in words' "$(grep -c '"reason":"user-unknown"' "$tmp/out")" 1000

# Ten thousand parts within parts, and beside each other
perl -e '
    print "From: a\@example.net\nMIME-Version: 1.0\n";
    print "Content-Type: multipart/mixed; boundary=b$_\n\n--b$_\n" for 1 .. 10_000;
    print "Content-Type: text/plain\n\nfound me\n"' >"$tmp/nested.eml"
judged nested.eml
perl -e '
    print "From: a\@example.net\nMIME-Version: 1.0\n";
    print "Content-Type: message/rfc822\n\n" for 1 .. 10_000;
    print "Content-Type: text/plain\n\nfound me\n"' >"$tmp/matryoshka.eml"
judged matryoshka.eml
perl -e '
    print "From: a\@example.net\nContent-Type: multipart/report; boundary=b\n\n";
    print "--b\n\nx\n" for 1 .. 200_000' >"$tmp/parts.eml"
judged parts.eml

# Headers
perl -pe 's/^(?=Subject: )/"X-Long: " . "y" x 10_000_000 . "\n"/e' "$tmp/notice.eml" >"$tmp/header.eml"
judged header.eml
perl -e 'print "X-Many-$_: y\n" for 1 .. 300_000' | cat - "$tmp/notice.eml" >"$tmp/headers.eml"
judged headers.eml
perl -e 'print "Subject: folded\n", " and on\n" x 500_000' | cat - "$tmp/notice.eml" >"$tmp/folded.eml"
judged folded.eml

# To: with 50,000 groups, nested and not; comments in comments
perl -pe 's/^To: .*/"To: " . "g:" x 50_000 . ";" x 50_000/e' "$tmp/notice.eml" >"$tmp/groups-nested.eml"
judged groups-nested.eml
perl -pe 's/^To: .*/"To: " . "g: a\@example.net; " x 50_000/e' "$tmp/notice.eml" >"$tmp/groups.eml"
judged groups.eml
perl -pe 's/^To: .*/"To: " . "(" x 50_000 . ")" x 50_000/e' "$tmp/notice.eml" >"$tmp/comments.eml"
judged comments.eml
perl -pe 's/^(Final-Recipient: rfc822; ).*/$1 . "g:" x 50_000 . "user\@example.net"/e' "$tmp/notice.eml" >"$tmp/recipient.eml"
judged recipient.eml

# Content-Type with 50,000 parameters
perl -pe 's/^(Content-Type: multipart.*)/$1 . join("", map { "; p$_=v" } 1 .. 50_000)/e' "$tmp/notice.eml" >"$tmp/parameters.eml"
judged parameters.eml
perl -pe 's/^(Content-Type: text.plain);.*/$1 . join("", map { ";\n p*$_*=v" } 1 .. 50_000)/e' "$tmp/notice.eml" >"$tmp/continued.eml"
judged continued.eml

# 50,000 recipients in one report
perl -pe 's/^(Final-Recipient: )/join("", map { "Final-Recipient: rfc822; u$_\@example.net\nAction: failed\nStatus: 5.1.1\n\n" } 1 .. 50_000) . $1/e' "$tmp/notice.eml" >"$tmp/recipients.eml"
judged recipients.eml

# A reply that invites a pattern to run wild
a_notice user@example.net "550 5.1.1 $(perl -e 'print "mailbox is over quota " x 20_000')" >"$tmp/reply.eml"
judged reply.eml
a_notice user@example.net "550 $(perl -e 'print "a" x 500_000')" >"$tmp/word.eml"
judged word.eml

# A returned mail of 10 MB, as text and as a file
perl -pe 's/^--.*--$/"All work and no play makes Jack a dull boy.\n" x 240_000 . $&/e' \
    "$tmp/notice.eml" >"$tmp/returned.eml"
cheap returned.eml
prints '"reason":"user-unknown"'
head_of() { # NAME: a notice's header
    printf 'From: MAILER-DAEMON@mx.example.net\nSubject: Undeliverable\n%s\n' "${1-}"
}
{
    head_of
    printf 'u@example.net: user unknown\n\n--- Below this line is a copy of the message.\n\n'
    perl -e 'print "From: news\@example.org\nTo: u\@example.net\nSubject: May\n\n";
        print "could not be delivered: 550 a\@example.net\n" x 240_000'
} >"$tmp/returned-text.eml"
cheap returned-text.eml

# Words, addresses and codes without end: what is read of one must not be read again for the next
for words in 'u@x ' '550 5.1.1 ' '(:' 'error ' 'user unknown ' 'u@example.net, ' '= ' '€' '
' 'u@example.net
'; do
    { head_of && perl -e 'print $ARGV[0] x 1_000_000' "$words"; } >"$tmp/words.eml"
    cheap words.eml
done
for page in '<div> ' '<p class=' '&nbsp;<br>' ' <td>' '<!-- '; do
    { head_of "Content-Type: text/html
" && perl -e 'print $ARGV[0] x 1_000_000' "$page"; } >"$tmp/page.eml"
    cheap page.eml
done

done_testing
