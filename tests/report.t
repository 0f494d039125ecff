#!/bin/sh
# report.t - what is stored, as report, list and show tell it; judged again, purged, forgotten
. "${0%/*}/lib.sh"

store=$tmp/store.db
export XDG_DATA_HOME="$tmp/data"

# a_notice_of DAY RECIPIENT REPLY - received that day, as "2 May 2024"
a_notice_of() {
    a_notice "$2" "$3" | sed "s/24 Nov 2026/$1/"
}

# count WHAT - how many lines of the last run's output have it
count() {
    grep -c -e "$1" "$tmp/out"
}

unknown='550 5.1.1 User unknown'
full='552 5.2.2 Mailbox full'
spam='550-5.7.1 Our system has detected that this message is likely unsolicited mail. a1si1 - gsmtp'

mkdir "$tmp/mail"
a_notice_of '28 Apr 2024' old@example.net "$unknown" >"$tmp/mail/1.eml"
a_notice_of '2 May 2024' old@example.net "$unknown" >"$tmp/mail/2.eml"
a_notice_of '3 May 2024' gone@example.net "$unknown" >"$tmp/mail/3.eml"
a_notice_of '9 May 2024' gone@example.net "$unknown" >"$tmp/mail/4.eml"
a_notice_of '9 May 2024' full@example.com "$full" >"$tmp/mail/5.eml"
a_notice_of '10 May 2024' fan@example.net "$spam" >"$tmp/mail/6.eml"
a_notice_of '10 May 2024' odd@example.net '599 Zorglub says no' |
    sed 's/RCPT TO/end of DATA/' >"$tmp/mail/7.eml"
a_notice_of '10 May 2024' slow@example.net '451 4.7.1 Greylisted, come back later' |
    sed 's/Action: failed/Action: delayed/' >"$tmp/mail/8.eml"
plain_mail >"$tmp/mail/9.eml"

# No store yet, and no store made by asking

for command in report list 'show user@example.net' reclassify 'purge --older-than 1y' \
    'forget user@example.net'; do
    # shellcheck disable=SC2086 # words as typed
    bounces $command --db "$store"
    exits 2
    silent
    complains "bounces: no store at $store yet: bounces import "
done
ok 'no store was made' test ! -e "$store"

bounces_ok import --db "$store" "$tmp/mail"

# The report

may='--since 2024-05-01 --until 2024-05-10'
# shellcheck disable=SC2086
bounces_ok report --db "$store" $may
cat >"$tmp/wanted" <<'END'
example.org   1 to 10 May 2024                                         7 notices
6 deliveries failed, to 5 addresses   500 % more than in the 10 days before
1 delayed

WHY            FAILED   %  BY DAY      CHANGE  MOSTLY AT    WHOSE MOVE
user-unknown        3  50  ▁██▁▁▁▁▁█▁  +200 %  example.net  remove 2
END
head -n 6 "$tmp/out" >"$tmp/got"
same 'head and first line of the report' "$tmp/wanted" "$tmp/got"
prints 'mailbox-full        1  17  ▁▁▁▁▁▁▁▁█▁     new  example.com  recipient'
prints 'spam-detected       1  17  ▁▁▁▁▁▁▁▁▁█     new  Gmail        you'
prints "2 addresses no longer exist."
prints "All of them:"
prints "bounces suppress $may --db $store"
prints '1 failure no rule knew:'
prints "  bounces unknown $may --db $store"

# What is shown leads to the same events, however they were chosen
touch "$tmp/my settings"
bounces_ok report --db "$store" --since 2024-05-01 --config "$tmp/my settings"
prints "  bounces suppress --since 2024-05-01 --db $store --config '$tmp/my settings'"
bounces_ok report --db "$store" --since 2024-05-01 --domain example.net --ours unknown
prints "  bounces suppress --since 2024-05-01 --domain example.net --ours unknown --db $store"
bounces_ok report --db "$store" --since 2024-05-01 --reason unclassified
prints "  bounces unknown --since 2024-05-01 --reason unclassified --db $store"

a_notice_of '1 Apr 2024' one@example.net "$unknown" |
    sed '/^Final-Recipient/,/^Diagnostic/{H;/^Diagnostic/{x;p;s/one@/two@/g;p;d};d}' \
        >"$tmp/two.eml"
bounces_ok import --db "$store" "$tmp/two.eml"
bounces_ok report --db "$store" --since 2024-04-01 --until 2024-04-01
prints '  1 notice'
prints '2 deliveries failed, to 2 addresses'
bounces_ok forget --db "$store" one@example.net
bounces_ok forget --db "$store" two@example.net

# shellcheck disable=SC2086
LC_ALL=C bounces_ok report --db "$store" --lang fr $may
prints 'example.org   du 1er au 10 mai 2024'
prints '6 echecs de remise, vers 5 adresses'
prints 'adresse inconnue       3  50  .@@.....@.'
is 'ASCII where the locale has no more' "$(LC_ALL=C tr -d '\11\12\40-\176' <"$tmp/out" | wc -c | tr -d ' ')" 0

for by in reason provider domain status day sender move; do
    # shellcheck disable=SC2086
    bounces_ok report --db "$store" $may --by $by
    prints '6 deliveries failed'
    # shellcheck disable=SC2086
    bounces_ok report --db "$store" $may --by $by --format jsonl
    is "by $by: all failures are told" "$(perl -MJSON::PP -ne '
        my $line = decode_json($_);
        exists $line->{'$by'} or die;
        $sum += $line->{failed};
        END { print $sum }' "$tmp/out" 2>&1)" 6
    # shellcheck disable=SC2086
    bounces_ok report --db "$store" $may --by $by --format csv
    prints "schema,since,until,$by,failed,share,"
done

# shellcheck disable=SC2086
bounces_ok report --db "$store" $may --by domain --top 1
prints '... and 1 more line: --top 0'
# shellcheck disable=SC2086
bounces_ok report --db "$store" $may --by day --format csv
is 'every day has its line' "$(count '^1,')" 10

bounces_ok report --db "$store" --since 2023-01-01 --until 2023-01-31
is 'a period with nothing' "$(cat "$tmp/out")" 'No notices from 1 to 31 January 2023.'
bounces_ok report --db "$store" --since 2024-04-28 --until 2024-04-28
prints 'nothing stored from the day before'

COLUMNS=40 bounces_ok report --db "$store" --since 2024-05-01 --until 2024-05-10
prints 'user-unknown'

for wrong in '--by colour' '--format xml' '--since yesterday' '--top -3' 'extra' \
    '--since 2024-05-02 --until 2024-05-01' '--reason user-unknwon' '--provider nobody' \
    '--status 5.1' '--recipient a@example.net --domain example.net' '--since 2099-01-01'; do
    # shellcheck disable=SC2086
    bounces report --db "$store" $wrong
    exits 2
    silent
    complains 'bounces: '
done

# list

# listed COUNT OPTION... - so many events are listed
listed() {
    wanted=$1
    shift
    bounces_ok list --db "$store" --format jsonl "$@"
    is "list $*" "$(count '"schema":1')" "$wanted"
}
listed 8
listed 7 --since 2024-05-01
listed 3 --until 2024-05-08 --since 2024-04-28
listed 2 --until 2024-05-08 --limit 2
listed 1 --type delay
listed 4 --reason user-unknown
listed 4 --hard
listed 1 --provider Gmail
listed 1 --provider google
listed 1 --domain example.com
listed 1 --domain @example.com
listed 2 --recipient gone@example.net
listed 8 --sender news@example.org
listed 8 --sender example.org
listed 0 --sender example.net
listed 1 --status 5.2.2
listed 1 --move recipient
listed 1 --reason unclassified
listed 0 --ours yes

bounces_ok list --db "$store" --limit 2
is 'a heading and the newest' "$(wc -l <"$tmp/out" | tr -d ' ')" 3
bounces_ok list --db "$store" --since 2024-05-09 --until 2024-05-09 --recipient gone@example.net
prints ' 9 May 2024  gone@example.net  user-unknown  550 5.1.1  '
bounces_ok list --db "$store" --reason user-unknown --lang fr
prints 'adresse inconnue'
bounces_ok list --db "$store" --lang fr --reason 'adresse inconnue'
prints 'gone@example.net'
bounces_ok list --db "$store" --format csv
is 'CSV: keys and events' "$(wc -l <"$tmp/out" | tr -d ' ')" 9
prints 'gone@example.net,5.1.1,550,user-unknown,true,you,user-unknown,'
bounces_ok list --db "$store" --since 2023-01-01 --until 2023-01-31
silent

# show

bounces_ok list --db "$store" --recipient full@example.com --format jsonl
id=$(sed 's/.*"id":"\([^"]*\)".*/\1/' "$tmp/out")
for part in "$id" "$(echo "$id" | cut -c1-6)" "$(echo "$id" | tr a-f A-F)"; do
    bounces_ok show --db "$store" "$part"
    prints 'full@example.com'
    prints 'Whose move: recipient.'
    prints "id               $id"
done
bounces_ok show --db "$store" --lang fr "$id"
prints 'À qui d’agir'
bounces_ok show --db "$store" gone@example.net
is 'both of them' "$(count '^gone@example.net')" 2
bounces show --db "$store" nobody@example.net
exits 1
complains 'nothing is stored about nobody@example.net'
bounces show --db "$store" ffffffffffffffffffffffffffffffff
exits 1
for wrong in '' abc12 xyz 'a@example.net b@example.net'; do
    # shellcheck disable=SC2086
    bounces show --db "$store" $wrong
    exits 2
    silent
done

# reclassify

bounces_ok reclassify --db "$store"
is 'the same rules, the same verdicts' "$(cat "$tmp/out")" \
    '8 events judged again: nothing changed.'
mkdir -p "$tmp/config/bounces/rules.d"
cat >"$tmp/config/bounces/rules.d/mine.rules" <<'END'
Rule: mine-zorglub
Text: zorglub
Reason: policy-violation
END
cat >"$tmp/wanted" <<'END'
1 of 8 events would get another verdict.

WHY               BEFORE  AFTER
unclassified           1      0
policy-violation       0      1
END
bounces_ok reclassify --db "$store" --dry-run
same 'what would change' "$tmp/wanted" "$tmp/out"
bounces_ok reclassify --db "$store" --since 2024-05-11
prints '0 events judged again: nothing changed.'
listed 1 --reason unclassified
bounces_ok reclassify --db "$store"
sed 's/would get/got/' "$tmp/wanted" >"$tmp/wanted.now"
same 'what changed' "$tmp/wanted.now" "$tmp/out"
listed 0 --reason unclassified
listed 1 --rule mine-zorglub
# shellcheck disable=SC2086
bounces_ok report --db "$store" $may
prints 'policy-violation'
prints_not 'no rule knew'
bounces_ok reclassify --db "$store"
prints 'nothing changed'
rm -r "$tmp/config/bounces"

# The evidence that is stored is all that the samples' verdicts came from
bounces_ok import --db "$tmp/samples.db" samples
bounces_ok reclassify --db "$tmp/samples.db"
prints 'nothing changed'

# A reader beside a busy writer

(
    a_notice_of '11 May 2024' more@example.net "$unknown"
    sleep 3
) | "$BOUNCES" import --db "$store" - &
sleep 1
bounces_ok list --db "$store" --limit 1 --format jsonl
wait
listed 1 --recipient more@example.net

# forget

bounces forget --db "$store" 'Gone <gone@example.net>' # nothing of the kind was ever stored
exits 2
complains 'forget wants an address'
bounces_ok forget --db "$store" ' <Gone@example.net> '
silent
listed 0 --recipient gone@example.net
bounces_ok import --db "$store" "$tmp/mail"
listed 0 --recipient gone@example.net
bounces_ok forget --db "$store" -v full@example.com
prints '1 event of full@example.com forgotten; the address is refused from now on.'
bounces_ok forget --db "$store" -v news@example.org # who wrote
prints '0 events of news@example.org forgotten; the address is refused from now on.'
prints 'about others do not name it any more.'
is 'not in the file' "$(grep -ac 'news@example.org' "$store")" 0
bounces forget --db "$store" nobody
exits 2

# purge

bounces_ok purge --db "$store" --older-than 2024-05-01 -v
prints '1 event from before 1 May 2024 purged; counts by day stay.'
bounces_ok import --db "$store" "$tmp/mail"
bounces_ok list --db "$store" --until 2024-04-30
silent
bounces_ok report --db "$store" --since 2024-04-28 --until 2024-04-30
prints '1 delivery failed'
prints_not 'to 1 address'
prints '  1 event'
bounces_ok report --db "$store" --since 2024-04-28 --until 2024-04-30 --by provider --format jsonl
prints '"addresses":null,"dead_addresses":null,'
bounces_ok report --db "$store" --since 2024-04-28 --until 2024-04-30 --by provider --format csv
prints ',,,'
bounces_ok report --db "$store" --since 2024-05-01 --until 2024-05-31 --by provider --format jsonl
prints_not '"addresses":null'
bounces_ok purge --db "$store" --older-than 2024-05-01
silent
bounces purge --db "$store"
exits 2

# Of the samples, no line is wider than the terminal, but one with a command to copy

bounces_ok import --db "$tmp/samples.db" samples
for language in en fr; do
    for by in day reason provider domain status sender move; do
        for since in 30d 400d 4000d; do
            COLUMNS=80 "$BOUNCES" report --db "$tmp/samples.db" --lang $language --since $since --by $by
        done
    done
done | grep -v 'bounces [a-z]' >"$tmp/lines"
ok 'there are many lines' test "$(wc -l <"$tmp/lines")" -gt 1000
is 'the longest has 80 columns' "$(wc -L <"$tmp/lines")" 80

# Nor of a table that was cut where there is only ASCII, whose sign for it takes three columns
for command in 'report --since 4000d' list suppress unknown; do
    # shellcheck disable=SC2086
    COLUMNS=80 LC_ALL=C "$BOUNCES" $command --db "$tmp/samples.db"
done | grep -v 'bounces [a-z]' >"$tmp/lines"
ok 'some of it was cut' grep -q '\.\.\.' "$tmp/lines"
is 'the longest has 80 columns' "$(LC_ALL=C wc -L <"$tmp/lines")" 80

done_testing
