#!/bin/sh
# check.t - an alarm for Nagios, and totals for Prometheus
. "${0%/*}/lib.sh"

store=$tmp/store.db
export XDG_DATA_HOME="$tmp/data"

# failures DAY COUNT WHO REPLY - so many notices of that day, "2 May 2024", each about another address
failures() {
    n=0
    while [ $n -lt "$2" ]; do
        n=$((n + 1))
        a_notice "$3$n@example.net" "$4" | sed "s/24 Nov 2026/$1/" \
            >"$tmp/mail/$(echo "$1" | tr -d ' ').$3$n.eml"
    done
}

mkdir "$tmp/mail"
for day in 1 2 3 4 5 6 7 8; do
    failures "$day May 2024" 5 user '550 5.1.1 User unknown'
done
failures '9 May 2024' 12 user '550 5.1.1 User unknown'
failures '9 May 2024' 4 full '552 5.2.2 Mailbox full'
plain_mail >"$tmp/mail/plain.eml"
bounces_ok import --db "$store" "$tmp/mail"

# check STATUS OPTION... - of 9 May
check() {
    wanted=$1
    shift
    bounces check --db "$store" --since 2024-05-09 --until 2024-05-09 "$@"
    exits "$wanted"
    is 'one line' "$(wc -l <"$tmp/out" | tr -d ' ')" 1
}
check 0
prints 'BOUNCES OK - 16 failures, 9 May 2024, 220 % more than usual (5) | failures=16;;;0 share=100%;;;0 change=220%;;;0'
check 0 -w 16
check 1 -w 15
prints 'BOUNCES WARNING - 16 failures'
prints ': too many | failures=16;15;;0'
check 2 -w 15 -c 15
prints 'BOUNCES CRITICAL - '
check 0 --reason mailbox-full -w 25%
check 1 --reason mailbox-full -w 24%
prints '4 failures, 9 May 2024, 25 % of all: too large a share | failures=4;;;0 share=25%;24;;0'
check 2 --domain example.net -c +219%
prints 'far more than usual'
check 0 -c +220%
check 1 -w +200% -c 50
check 0 -w +200% -c 50 --least 17
check 1 --reason mailbox-full --least 4 -w +100% # there was none before
check 0 --reason spam-detected -w 0 -c +0%
check 0 --lang fr
prints 'BOUNCES OK - 16 échecs'

bounces_ok check --db "$store" --since 2024-05-01 --until 2024-05-01
prints 'BOUNCES OK - 5 failures, 1 May 2024 | failures=5;;;0 share=100%;;;0'

# Whatever goes wrong is unknown, and Nagios reads it on standard output

for wrong in '-w many' '-w 101%' '-c -5' '--reason nothing' '--format xml' '--zorglub' extra \
    '--since 2099-01-01' "--output $tmp/x" "--db $tmp/nowhere.db"; do
    # shellcheck disable=SC2086
    bounces check --db "$store" $wrong
    exits 3
    prints 'BOUNCES UNKNOWN - '
done

# Prometheus

bounces_ok check --db "$store" --format prometheus
prints 'bounces_events_total{type="bounce",reason="user-unknown",provider=""} 52'
prints 'bounces_events_total{type="bounce",reason="mailbox-full",provider=""} 4'
prints 'bounces_plain_messages_total 1'
prints 'bounces_quarantined_messages 0'
prints 'bounces_newest_event_timestamp_seconds 1715219220'
perl -ne '
    my $name = qr/[a-zA-Z_:][a-zA-Z0-9_:]*/;
    my $label = qr/[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\[\\"n])*"/;
    if (/^# HELP ($name) [^\n]*\n\z/) { $help{$1}++ and print "twice: $_"; $family = $1 }
    elsif (/^# TYPE ($name) (counter|gauge)\n\z/) { $1 eq $family or print "astray: $_"; $type{$1} = $2 }
    elsif (/^($name)(\{(?:$label(?:,$label)*)?\})? -?[0-9]+\n\z/) {
        $1 eq $family && $type{$1} or print "astray: $_";
        $seen{"$1" . ($2 // "")}++ and print "twice: $_";
        $type{$1} ne "counter" || $1 =~ /_total\z/ or print "a counter ends in _total: $_";
    } else { print "not the format: $_" }' "$tmp/out" >"$tmp/got"
is 'as the format has it' "$(cat "$tmp/got")" ''
if command -v promtool >/dev/null; then
    is 'promtool finds nothing' "$(promtool check metrics <"$tmp/out" 2>&1)" ''
else
    note 'skipped: promtool is not installed (make check-report)'
fi
bounces_ok check --db "$store" --format prometheus --output "$tmp/bounces.prom"
silent
is 'who collects may read it' "$(stat -c %a "$tmp/bounces.prom")" 644
bounces_ok purge --db "$store" --older-than 2024-05-05
bounces_ok check --db "$store" --format prometheus
prints 'bounces_events_total{type="bounce",reason="user-unknown",provider=""} 52'

done_testing
