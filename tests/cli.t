#!/bin/sh
# cli.t - what a person types, and what a program may rely on
. "${0%/*}/lib.sh"

a_notice user@example.net '550 5.1.1 <user@example.net>: User unknown' >"$tmp/unknown.eml"
a_notice full@example.net '552 5.2.2 Mailbox full' >"$tmp/full.eml"
plain_mail >"$tmp/plain.eml"

# A notice on standard input

bounces_ok <"$tmp/unknown.eml"
prints 'user@example.net'
prints 'not delivered'
prints '550 5.1.1'
prints_not "$(printf '\033')"

bounces_ok analyze <"$tmp/unknown.eml"
prints 'user@example.net'

bounces_ok "$tmp/unknown.eml"
prints 'user@example.net'

bounces_ok <"$tmp/plain.eml"
prints 'Not a bounce'

# JSON

bounces_ok analyze --format jsonl "$tmp/unknown.eml" "$tmp/plain.eml"
is 'one line each' "$(wc -l <"$tmp/out" | tr -d ' ')" 2
prints '"recipient":"user@example.net","status":"5.1.1","reply_code":550,"reason":"user-unknown","hard_bounce":true'
prints '"type":"other"'

keys='schema id source type recipient status reply_code reason hard_bounce move advice confidence rule
      ours forwarded action command diagnostic provider software remote_mta reporting_mta client_ip
      original_recipient recipient_domain envelope_from received date arrival_date will_retry_until
      feedback_type new_address return_date quirks notice notice.message_id notice.from
      notice.subject original original.message_id original.from original.subject original.date
      original.list_id original.dkim_keys'
perl -MJSON::PP -ne '
    my $event = decode_json($_);
    my @keys = map { my $key = $_; ref $event->{$key} eq "HASH"
        ? ($key, map { "$key.$_" } keys %{ $event->{$key} }) : $key } keys %$event;
    print join("\n", sort @keys), "\n" if $. == 1' "$tmp/out" >"$tmp/keys"
# shellcheck disable=SC2086 # a list of words
printf '%s\n' $keys | LC_ALL=C sort >"$tmp/wanted"
same 'all keys are there and no others' "$tmp/wanted" "$tmp/keys"

# Trouble is named, the rest goes on, and the status tells

bounces analyze --format jsonl "$tmp/unknown.eml" "$tmp/nowhere.eml" "$tmp/full.eml"
exits 2
complains "bounces: $tmp/nowhere.eml: "
is 'the others are there' "$(wc -l <"$tmp/out" | tr -d ' ')" 2

bounces_ok analyze --require-notice "$tmp/plain.eml" "$tmp/unknown.eml"
bounces analyze --require-notice "$tmp/plain.eml"
exits 1
quiet

for wrong in 'analyse' '--colour-of-the-sky' 'analyze --format csw' 'rules chekc' 'rules' \
    'explain --lang xx 550'; do
    # shellcheck disable=SC2086 # words as typed
    bounces $wrong <"$tmp/plain.eml"
    exits 2
    silent
    complains 'bounces: '
done

bounces analyze --format jsonl "$tmp/unknown.eml"
"$BOUNCES" analyze --format jsonl "$tmp/unknown.eml" >/dev/full 2>"$tmp/err"
is 'a full disk is noticed' $? 2
complains 'bounces: '

yes "$tmp/unknown.eml" | head -n 2000 | xargs "$BOUNCES" analyze 2>"$tmp/err" | head -n 1 >/dev/null
ran='bounces analyze | head -n 1'
quiet

# Help

for asked in --help help 'help analyze' 'analyze --help' 'explain --help' 'rules check --help'; do
    # shellcheck disable=SC2086
    bounces_ok $asked
    prints 'bounces'
done
bounces_ok --version
prints 'bounces 0'

bounces_ok analyze --format csv "$tmp/unknown.eml" "$tmp/full.eml"
is 'CSV begins with the keys, once' "$(grep -c '^schema,id,source,type,recipient,' "$tmp/out")" 1
is 'and has a line for each recipient' "$(wc -l <"$tmp/out" | tr -d ' ')" 3

# Looks

terminal() {
    script -qec "$*" /dev/null </dev/null >"$tmp/out" 2>&1
    ran="on a terminal: $*"
}
if script -qec true /dev/null </dev/null >"$tmp/out" 2>&1; then
    TERM=xterm terminal "'$BOUNCES' '$tmp/unknown.eml'"
    prints "$(printf '\033[')"
    NO_COLOR=1 TERM=xterm terminal "'$BOUNCES' '$tmp/unknown.eml'"
    prints 'user@example.net'
    prints_not "$(printf '\033[')"
else
    note "skipped: colour, for there is no pseudo-terminal: $(cat "$tmp/out")"
fi

LANGUAGE=fr bounces_ok "$tmp/unknown.eml"
prints 'non remis'
bounces_ok --lang fr "$tmp/unknown.eml"
prints 'non remis'
bounces_ok analyze --lang fr "$tmp/plain.eml"
prints_not 'Not a bounce'

LC_ALL=C bounces_ok --lang fr "$tmp/unknown.eml" "$tmp/full.eml"
is 'ASCII where the locale has no more' "$(LC_ALL=C tr -d '\11\12\40-\176' <"$tmp/out" | wc -c | tr -d ' ')" 0

a_notice evil@example.net "$(printf '550 5.1.1 \033]0;owned\007 \033[31mred')" >"$tmp/evil.eml"
bounces_ok "$tmp/evil.eml"
prints_not "$(printf '\033')"

done_testing
