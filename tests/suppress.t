#!/bin/sh
# suppress.t - the addresses to write to no more, and what people decide about them
. "${0%/*}/lib.sh"

store=$tmp/store.db
export XDG_DATA_HOME="$tmp/data"

# event DAY RECIPIENT KEY=VALUE... - a line for bounces import, a dead address unless said otherwise
event() {
    perl -MJSON::PP -MDigest::SHA=sha256_hex -e '
        my ($day, $recipient, @pairs) = @ARGV;
        my %event = (schema => 1, type => "bounce", recipient => $recipient, status => "5.1.1",
            reply_code => 550, reason => "user-unknown", hard_bounce => JSON::PP::true,
            move => ["you"], advice => "user-unknown", confidence => "rule", rule => "r",
            ours => "yes", provider => "orange", received => "${day}Z",
            recipient_domain => ($recipient =~ /([^@]*)$/)[0]);
        for (@pairs) {
            my ($key, $value) = split /=/, $_, 2;
            $event{$key} = $value eq "false" ? JSON::PP::false : $value;
        }
        $event{id} = substr sha256_hex("@ARGV"), 0, 32;
        $event{notice} = {message_id => "<$event{id}\@example.net>"};
        print JSON::PP->new->canonical->encode(\%event), "\n"' "$@"
}

soft='reason=mailbox-full hard_bounce=false status=5.2.2'
{
    event 2024-05-01T10:00:00 dead@example.net
    event 2024-05-02T10:00:00 Dead@example.net
    event 2024-05-01T10:00:00 perhaps@example.net ours=likely
    event 2024-05-01T10:00:00 who@example.net ours=unknown
    event 2024-05-01T10:00:00 stranger@example.net ours=no
    event 2024-05-01T10:00:00 guess@example.net confidence=guess hard_bounce=false
    event 2024-05-01T10:00:00 alive@example.net
    event 2024-05-02T10:00:00 alive@example.net type=success reason=delivered hard_bounce=false
    event 2024-05-01T10:00:00 angry@example.net type=feedback reason=feedback hard_bounce=false \
        feedback_type=abuse
    event 2024-05-01T10:00:00 glad@example.net type=feedback reason=feedback hard_bounce=false \
        feedback_type=not-spam
    event 2024-05-02T10:00:00 angry@example.net type=success reason=delivered hard_bounce=false
    event 2024-05-03T10:00:00 dead@example.net type=success reason=delivered hard_bounce=false \
        ours=no
    event 2024-05-16T10:00:00 full@example.net type=success reason=delivered hard_bounce=false \
        action=relayed
    for day in 01 05 10 12 15; do
        # shellcheck disable=SC2086
        event 2024-05-${day}T10:00:00 full@example.net $soft
        # shellcheck disable=SC2086
        event 2024-05-${day}T10:00:00 reset@example.net $soft
    done
    event 2024-05-13T10:00:00 reset@example.net type=success reason=delivered hard_bounce=false
    # shellcheck disable=SC2086
    event 2024-05-01T10:00:00 once@example.net $soft
    event 2024-05-01T10:00:00 'two words@example.net'
    event 2024-05-01T10:00:00 "$(printf 'line\nother@example.net')"
    event 2024-05-01T10:00:00 '@example.net'
    event 2024-05-01T10:00:00 '=cmd@example.net'
    event 2024-05-01T10:00:00 '#hash@example.net'
} >"$tmp/events.jsonl"
bounces_ok import --db "$store" --format jsonl "$tmp/events.jsonl"

# listed OPTION... - the addresses that a program would act upon
listed() {
    "$BOUNCES" suppress --db "$store" --format txt "$@" | paste -sd ' ' -
}

is 'dead, complaints, full for weeks' "$(listed)" \
    '#hash@example.net =cmd@example.net angry@example.net dead@example.net full@example.net'
is 'with what is likely' "$(listed --trust likely --domain example.net --status 5.1.1)" \
    '#hash@example.net =cmd@example.net angry@example.net dead@example.net perhaps@example.net'
is 'with what is unknown' "$(listed --trust unknown | tr ' ' '\n' | grep -c -e who@ -e perhaps@)" 2
is 'another policy' "$(listed --soft-count 1 --soft-days 0 | tr ' ' '\n' | grep -c -e once -e reset)" 2
is 'of a period' "$(listed --since 2024-05-02 --until 2024-05-02)" 'dead@example.net'

bounces_ok suppress --db "$store"
prints '5 addresses to write to no more'
prints '2 addresses to confirm'
prints 'dead@example.net   user-unknown      2   2 May 2024  550 5.1.1  '
prints 'full@example.net   mailbox-full      5  15 May 2024  550 5.2.2  '
prints_not 'stranger'
prints_not 'two words'
bounces_ok suppress --db "$store" --lang fr
prints '5 adresses à qui ne plus écrire'
COLUMNS=80 bounces_ok suppress --db "$store"
is 'as wide as the terminal' "$(awk 'length > 80' "$tmp/out")" ''

bounces_ok suppress --db "$store" --format csv
prints 'schema,address,state,why,reason,ours,count,first,last,reply_code,status,event,provider,decided'
prints "1,'=cmd@example.net,remove,hard,user-unknown,yes,1,2024-05-01T10:00:00Z,"
prints ',perhaps@example.net,confirm,hard,user-unknown,likely,1,'
bounces_ok suppress --db "$store" --format jsonl
is 'each line is an object' "$(perl -MJSON::PP -ne '
    my $line = decode_json($_); $states{$line->{state}}++;
    END { print join " ", map { "$_ $states{$_}" } sort keys %states }' "$tmp/out")" 'confirm 2 remove 5'

bounces_ok suppress --db "$store" --format postfix
printf 'dead@example.net\tREJECT 5.1.1 user-unknown on 2024-05-02\n' >"$tmp/wanted"
grep ^dead "$tmp/out" >"$tmp/got"
same 'a line for Postfix' "$tmp/wanted" "$tmp/got"
is 'no line that it would take for a comment, or for a whole domain' \
    "$(grep -c -e '^#' -e '^@' -e '^[ 	]' "$tmp/out")" 0
if command -v postmap >/dev/null; then
    mkdir "$tmp/postfix"
    printf '%s\n' 'mail_owner = daemon' 'setgid_group = mail' 'compatibility_level = 3.6' \
        >"$tmp/postfix/main.cf"
    cp "$tmp/out" "$tmp/postfix/suppressed"
    cut -f 1 "$tmp/out" | postmap -c "$tmp/postfix" -q - "texthash:$tmp/postfix/suppressed" \
        >"$tmp/got" 2>&1
    same 'postmap finds every address' "$tmp/out" "$tmp/got"
else
    note 'skipped: postmap is not installed'
fi

# What is new since the last time

is 'all of it, first' "$(listed --since-last | wc -w | tr -d ' ')" 5
is 'then nothing' "$(listed --since-last)" ''
event 2024-06-01T10:00:00 new@example.net >"$tmp/more.jsonl"
event 2024-06-01T10:00:00 dead@example.net >>"$tmp/more.jsonl"
bounces_ok import --db "$store" --format jsonl "$tmp/more.jsonl"
is 'then what came' "$(listed --since-last)" 'new@example.net'
sqlite3 "$store" "UPDATE suppressed SET told = unixepoch('2024-05-20') WHERE address LIKE 'dead%'"
is 'nor is what was told new in a narrower period' "$(listed --since-last --since 2024-05-25)" ''
is 'whether a provider may fail or not' "$(listed --since-last --since 2024-05-25 --no-guard)" ''

# Decisions

bounces_ok suppress add --db "$store" Hand@example.net
silent
bounces_ok suppress add --db "$store" -v hand@example.net
prints 'hand@example.net is on the list.'
is 'by hand' "$(listed | tr ' ' '\n' | grep -c ^hand)" 1
bounces_ok suppress remove --db "$store" -v hand@example.net
prints 'hand@example.net is off the list.'
is 'and off again' "$(listed | tr ' ' '\n' | grep -c ^hand)" 0
bounces_ok suppress remove --db "$store" -v dead@example.net
prints 'dead@example.net is off the list and stays off.'
is 'an exception' "$(listed | tr ' ' '\n' | grep -c ^dead)" 0
bounces suppress why --db "$store" dead@example.net
exits 1
prints 'in spite of what there is'
prints ' 2 May 2024  Dead@example.net'
bounces_ok suppress --db "$store"
prints '1 address kept by hand'
bounces_ok suppress add --db "$store" dead@example.net
bounces_ok suppress why --db "$store" dead@example.net
prints 'dead@example.net is on the list, by hand.'
bounces_ok suppress why --db "$store" full@example.net
prints 'full@example.net is on the list.'
bounces suppress why --db "$store" perhaps@example.net
exits 1
prints 'nothing proves that the mail was yours'
bounces suppress why --db "$store" nobody@example.net
exits 1
prints 'is not on the list: nothing is stored about it.'

bounces_ok forget --db "$store" dead@example.net
is 'what is forgotten is in no list' "$(listed | tr ' ' '\n' | grep -c ^dead)" 0
is 'nor in the file' "$(sqlite3 "$store" "SELECT count(*) FROM suppressed WHERE address LIKE 'dead%'")" 0

# A provider that fails

for n in 1 2 3 4 5 6 7 8 9 10 11 12; do
    event "2024-07-01T0$((n % 5)):10:00" "burst$n@example.fr" provider=free
done >"$tmp/burst.jsonl"
event 2024-07-03T10:00:00 burst3@example.fr provider=free >>"$tmp/burst.jsonl"
bounces_ok import --db "$store" --format jsonl "$tmp/burst.jsonl"
is 'only what was refused again' "$(listed --since 2024-07-01)" burst3@example.fr
bounces_ok suppress --db "$store" --since 2024-07-01
prints '11 addresses held'
prints 'example.fr: 11 addresses called unknown between 1 July 2024, 00:10 UTC and 1'
is 'whoever is asked about' "$(listed --recipient burst4@example.fr)" ''
is 'unless told otherwise' "$(listed --since 2024-07-01 --no-guard | wc -w | tr -d ' ')" 12
bounces suppress why --db "$store" burst4@example.fr
exits 1
prints 'is held'

for wrong in '--trust no' '--trust perhaps' '--format xml' '--soft-count 0' extra; do
    # shellcheck disable=SC2086
    bounces suppress --db "$store" $wrong
    exits 2
    silent
done
for wrong in '' nobody 'a@example.net b@example.net' @example.net; do
    for command in add remove why; do
        # shellcheck disable=SC2086
        bounces suppress $command --db "$store" $wrong
        exits 2
        silent
    done
done

bounces_ok suppress --db "$store" --since 2020-01-01 --until 2020-01-02
is 'nothing' "$(cat "$tmp/out")" 'Nothing speaks against any address.'

done_testing
