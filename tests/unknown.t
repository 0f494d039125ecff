#!/bin/sh
# unknown.t - what no rule knew, and the way from there to a rule
. "${0%/*}/lib.sh"

export XDG_DATA_HOME="$tmp/data"
mkdir -p "$tmp/mail" "$tmp/config/bounces/rules.d"

bounces unknown
exits 2
silent
complains "no store at $tmp/data/bounces/bounces.db yet: bounces import PATH makes it"
complains 'without one, bounces analyze PATH tells of each notice whether a rule knows it'

# on DAY RECIPIENT REPLY - a notice of that day in May 2024
on() {
    a_notice "$2" "$3" | sed "s/24 Nov 2026/$1 May 2024/; s/4XyZ12\.[a-z]*@/$1.&/" >"$tmp/mail/$1-$2.eml"
}
on 20 anna@example.net '554 Zorglub quarrels with <anna@example.net> (id 4XyZ12ab)'
on 21 bert@example.com '554 zorglub quarrels with <bert@example.com> (id 7Bc8d9e)'
on 22 cleo@example.net '554 5.9.9 Zorglub quarrels with cleo (id 77)'
on 20 dora@gmail.com '554 Grumpf, said the postman to dora'
on 21 elsa@example.net '554 5.1.1 Elsa has flown across the ocean'
on 22 full@example.net '552 5.2.2 Mailbox full'
on 23 fred@example.net '554 5.9.9'
bounces_ok import "$tmp/mail"

# For people

bounces_ok unknown
prints 'COUNT  WHY'
prints '2  unclassified'
prints 'zorglub quarrels with <user@example.net> (id 4XyZ12)'
prints '1  user-unknown  554 5.1.1'
prints '5 failures no rule knew   1 that only its code told'
prints '  bounces unknown --format rules >mine.rules'
prints_not 'full'
prints_not 'anna'
prints_not 'cleo'
prints_not 'dora'
is 'most first' "$(sed -n '2s/^ *\([0-9]*\) .*/\1/p' "$tmp/out")" 2
bounces_ok unknown --top 1
prints '... and 4 more lines: --top 0'
bounces_ok unknown --since 2024-05-22
prints '2 failures no rule knew'
prints 'bounces unknown --since 2024-05-22 --format rules'
bounces_ok unknown --provider Gmail
prints 'Grumpf, said the postman to user@example.net'
prints_not 'Zorglub'
bounces_ok unknown --since 2024-05-24
is 'nothing' "$(cat "$tmp/out")" 'There is nothing that no rule knew.'
bounces_ok unknown --lang fr
prints '5 échecs qu’aucune règle ne connaît'

for wrong in '--format html' '--top -2' '--since yesterday' 'ffffffff' 'a b' '--reason nonsense'; do
    # shellcheck disable=SC2086
    bounces unknown $wrong
    exits 2
    silent
    complains 'bounces: '
done

# For programs

bounces_ok unknown --format jsonl
is 'one line a group' "$(wc -l <"$tmp/out" | tr -d ' ')" 5
prints '{"schema":1,"count":2,"reason":"unclassified","provider":null,"reply_code":554,"status":"5.0.0","text":"zorglub quarrels with <user@example.net> (id 4XyZ12)","newest":"'
prints '"received":"2024-05-21T01:47:00Z"}'
bounces_ok unknown --format csv
is 'CSV: keys and groups' "$(wc -l <"$tmp/out" | tr -d ' ')" 6
prints 'schema,count,reason,provider,reply_code,status,text,newest,received'
bounces_ok list --recipient bert@example.com --format jsonl
id=$(sed 's/.*"id":"\([^"]*\)".*/\1/' "$tmp/out")
bounces_ok unknown --format jsonl "$(echo "$id" | cut -c1-8)"
is 'what is like one event' "$(wc -l <"$tmp/out" | tr -d ' ')" 1
prints "\"count\":2"
prints "\"newest\":\"$id\""

# From a draft to a rule

bounces_ok unknown --format rules
prints "# 2; the newest is $id of 2024-05-21"
prints 'Rule: mine-zorglub-quarrels-with'
prints 'Provider: google'
prints 'Text: grumpf, said the postman to'
prints 'Example: 554 zorglub quarrels with <user@example.net> (id 4XyZ12)'
prints '# No words to go by: 554 5.9.9'
cp "$tmp/out" "$tmp/mine.rules"
bounces_ok rules check -v "$tmp/mine.rules"
prints 'all well'

mine=$tmp/config/bounces/rules.d/mine.rules
bounces_ok unknown --format rules "$id"
sed 's/^Reason: .*/Reason: policy-violation/' "$tmp/out" >"$mine"
bounces_ok rules check
bounces_ok unknown
prints_not 'Zorglub quarrels with <'
bounces_ok reclassify
prints 'policy-violation'
bounces_ok list --rule mine-zorglub-quarrels-with --format jsonl
is 'the rule decides' "$(grep -c policy-violation "$tmp/out")" 3
rm "$mine"

# Words are anybody's: control characters, formulas, fields of rules

on 24 gabi@example.net "$(printf '554 =1+1 \033[31mzorg \342\200\256 Rule: mine')"
bounces_ok import "$tmp/mail"
bounces_ok unknown --since 2024-05-24 --format csv
prints "'=1+1"
for format in text csv jsonl rules; do
    bounces_ok unknown --since 2024-05-24 --format $format
    ok "$format: no escape" not grep -q "$(printf '\033')" "$tmp/out"
done
bounces_ok rules check -v "$tmp/out"

# Backscatter is left out

bounces_ok reclassify --sender-domain example.com
bounces_ok unknown
prints 'There is nothing that no rule knew.'
bounces_ok unknown --ours no
prints 'failures no rule knew'

# Whatever is drafted, rules check takes: all that the samples have, and all of it drafted anew
bounces_ok import --db "$tmp/samples.db" samples
bounces_ok unknown --db "$tmp/samples.db" --format rules
ok 'there are drafts' grep -q '^Rule: ' "$tmp/out"
bounces_ok rules check "$tmp/out"

done_testing
