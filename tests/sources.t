#!/bin/sh
# sources.t - the same notice is the same event wherever it is kept
. "${0%/*}/lib.sh"

a_notice user@example.net '550 5.1.1 <user@example.net>: User unknown' >"$tmp/one.eml"
a_notice full@example.net '552 5.2.2 Mailbox full' >"$tmp/two.eml"

# ids ARGUMENT... - recipient and id of each event, sorted
ids() {
    "$BOUNCES" analyze --format jsonl "$@" 2>&1 |
        sed -E 's/.*"id":"([^"]*)".*"recipient":"([^"]*)".*/\2 \1/' | sort
}

one=$(ids "$tmp/one.eml")
both=$(ids "$tmp/one.eml" "$tmp/two.eml")
is 'two recipients, two ids' "$(echo "$both" | awk '{ print $1, length($2) }')" \
    "$(printf 'full@example.net 32\nuser@example.net 32')"

# Line ends
perl -pe 's/\n/\r\n/' "$tmp/one.eml" >"$tmp/crlf.eml"
perl -pe 's/\n/\r/' "$tmp/one.eml" >"$tmp/cr.eml"
is 'CRLF' "$(ids "$tmp/crlf.eml")" "$one"
is 'bare CR' "$(ids "$tmp/cr.eml")" "$one"
is 'a leading blank line' "$({ echo; cat "$tmp/one.eml"; } | ids)" "$one"

# Standard input
is 'a pipe' "$(cat "$tmp/one.eml" | ids)" "$one"
is 'a file' "$(ids <"$tmp/one.eml")" "$one"
is 'a dash' "$(ids - <"$tmp/one.eml")" "$one"

# mbox
from='From MAILER-DAEMON Tue Nov 24 01:47:00 2026'
for mail in one two; do
    echo "$from"
    sed 's/^>*From />&/' "$tmp/$mail.eml"
    echo
done >"$tmp/mbox"
is 'an mbox' "$(ids "$tmp/mbox")" "$both"
is 'an mbox from a pipe' "$(cat "$tmp/mbox" | ids)" "$both"
perl -pe 's/\n/\r\n/' "$tmp/mbox" >"$tmp/mbox.crlf"
is 'an mbox with CRLF' "$(ids "$tmp/mbox.crlf")" "$both"

sed 's/^be delivered to one or more recipients\.$/From here on nothing is quoted./' "$tmp/one.eml" |
    { echo "$from"; cat; echo; echo "$from"; cat "$tmp/two.eml"; } >"$tmp/unquoted"
is 'an mbox that quotes nothing' "$(ids "$tmp/unquoted")" "$both"

# Maildir
mkdir -p "$tmp/Maildir/new" "$tmp/Maildir/cur" "$tmp/Maildir/tmp"
cp "$tmp/one.eml" "$tmp/Maildir/new/1795484820.M1P1.mail"
cp "$tmp/two.eml" "$tmp/Maildir/cur/1795484821.M1P2.mail:2,S"
plain_mail >"$tmp/Maildir/tmp/1795484822.M1P3.mail"
is 'a Maildir: new and cur' "$(ids "$tmp/Maildir")" "$both"

# A folder
mkdir -p "$tmp/folder/below"
cp "$tmp/one.eml" "$tmp/folder"
cp "$tmp/two.eml" "$tmp/folder/below"
is 'a folder and what is below it' "$(ids "$tmp/folder")" "$both"

bounces_ok analyze --format jsonl "$tmp/folder"
prints "\"source\":\"$tmp/folder/below/two.eml\""

# An empty one is no fault
mkdir "$tmp/empty"
bounces_ok analyze "$tmp/empty"

done_testing
