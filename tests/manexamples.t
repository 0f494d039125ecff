#!/bin/sh
# manexamples.t - what bounces(1) shows as examples works as it stands there
. "${0%/*}/lib.sh"

# The place that they speak of: a notice, a Maildir, a log, rules, a store with words that no rule knows
here=$tmp/here
mkdir -p "$here/notices" "$here/bin" "$HOME/Maildir/.Bounces/new" "$HOME/Maildir/.Bounces/cur" "$HOME/.config/bounces/rules.d"
ln -s "$BOUNCES" "$here/bin/bounces"
for n in 1 2 3; do
    a_notice "u$n@example.net" '550 5.1.1 User unknown' >"$HOME/Maildir/.Bounces/new/$n"
done
a_notice user@example.net '550 5.1.1 User unknown' >"$here/returned.eml"
a_notice odd@example.net '599 Zorglub says no' | sed 's/RCPT TO/end of DATA/' >"$here/odd.eml"
cp "$here/returned.eml" "$here/a.eml"
printf 'Rule: mine-zorglub\nText: zorglub\nReason: policy-violation\nExample: 599 Zorglub says no\n' \
    >"$here/mine.rules"
printf '#!/bin/sh\ngrep -q "^Rule" "$1"\n' >"$here/bin/vi" # somebody who looks, and completes nothing
chmod +x "$here/bin/vi"
echo 'Nov 24 01:47:00 mail postfix/smtp[7]: 4XyZ12: to=<u@example.net>, dsn=5.1.1, status=bounced' \
    '(host mx.example.net[192.0.2.25] said: 550 5.1.1 User unknown (in reply to RCPT TO command))' \
    >"$here/mail.log"
"$BOUNCES" import "$here/returned.eml" "$here/odd.eml"
id=$("$BOUNCES" list --reason unclassified --format jsonl | sed 's/.*"id":"\([^"]*\)".*/\1/')
ok 'there is a store' test "${#id}" = 32

# typed COMMAND - as somebody types it there
typed() {
    command=$(printf '%s\n' "$1" | sed "s,/var/log/mail.log,mail.log,; s/3f2a91c0\|8f3ab2c1/$id/")
    (cd "$here" && PATH=$here/bin:$PATH mail=a.eml sh -c "$command") >"$tmp/out" 2>"$tmp/err" </dev/null
    ok "$1" test $? = 0 || note "$(cat "$tmp/err")"
}

# The manual: lines after a "$ ", with those that they go on in. vi completes what unknown drafted.
mandoc -T ascii -O width=200 man/bounces.1 | perl -pe 's,.\x08,,g' |
    sed -n '/^EXAMPLES/,/^DIAGNOSTICS/p' |
    perl -ne 's/^ +//; if ($on) { print; } elsif (s/^\$ // || /^bounces/) { print } else { next }
        $on = /\|$/' >"$tmp/examples"
ok 'the manual has examples' test "$(grep -c bounces "$tmp/examples")" -gt 12
command -v jq >/dev/null || note 'skipped: what asks jq, which is not installed'
whole=
while IFS= read -r line; do
    whole="$whole$line "
    case $line in
    *'|') continue ;;
    esac
    case $whole in
    *jq*) command -v jq >/dev/null && typed "$whole" ;;
    *'> mine.rules '*)
        typed "$whole"
        sed -i 's/^Reason:.*/Reason: policy-violation/' "$here/mine.rules"
        ;;
    *) typed "$whole" ;;
    esac
    whole=
done <"$tmp/examples"

# --help: the lines behind "Example", but for what asks a terminal (setup) or the world (diagnose). What
# lies elsewhere on a machine lies here; a check may give alarm, which is no fault of the example.
mkdir -p "$XDG_CONFIG_HOME/bounces"
printf '[account notices]\nmailbox = maildir:%s\n' "$HOME/Maildir/.Bounces" >"$XDG_CONFIG_HOME/bounces/config"
printf '{"schema":1,"type":"bounce","recipient":"user@example.net"}\n' >"$here/events.jsonl"
sed 's/^Rule: .*/Rule: mine-other/' "$here/mine.rules" >"$HOME/.config/bounces/rules.d/mine.rules"
"$BOUNCES" --help | sed -n 's/^  \([a-z][a-z ]*[a-z]\)  .*/\1/p' | while read -r command; do
    # shellcheck disable=SC2086
    "$BOUNCES" $command --help | sed -n '/^Example/,$p' | sed -n 's/^  \(bounces .*\)/\1/p'
done | sort -u >"$tmp/all"
{ # what is forgotten cannot be shown
    grep -v ' forget ' "$tmp/all"
    grep ' forget ' "$tmp/all"
} >"$tmp/examples"
ok 'each --help has an example' test "$(wc -l <"$tmp/examples")" -gt 25
while IFS= read -r line; do
    here_line=$(printf '%s\n' "$line" | sed 's,/etc/postfix/,,; s,/var/lib/node_exporter/,,')
    case $line in
    'bounces setup' | 'bounces diagnose '*) ;;
    *jq*) command -v jq >/dev/null && typed "$here_line" ;;
    'bounces check '*) typed "$here_line; test \$? -lt 3" ;;
    'bounces suppress why '*) typed "$here_line; test \$? -lt 2" ;; # 1 says that it is not on the list
    *) typed "$here_line" ;;
    esac
done <"$tmp/examples"

done_testing
