#!/bin/sh
# ticket.t - a letter about a refusal, and the JSON of Sisimai
. "${0%/*}/lib.sh"

store=$tmp/store.db
export XDG_DATA_HOME="$tmp/data"

blocked='554 5.7.1 Service unavailable; Client host [192.0.2.7] blocked using zen.spamhaus.org; <jane.doe@example.net>'
mkdir "$tmp/mail"
a_notice jane.doe@example.net "$blocked" >"$tmp/mail/1.eml"
a_notice other@example.net "$blocked" >"$tmp/mail/2.eml"
a_notice full@example.net '552 5.2.2 Mailbox full' | sed 's/mail.example.org/mo1.mail-out.ovh.net/' >"$tmp/mail/3.eml"
a_notice spam@gmail.com \
    '550-5.7.1 [192.0.2.7] Our system has detected that this message is likely unsolicited mail. a1si1 - gsmtp' \
    >"$tmp/mail/4.eml"
bounces_ok import --db "$store" "$tmp/mail"

# id_of RECIPIENT - the beginning of its event's id
id_of() {
    "$BOUNCES" list --db "$store" --recipient "$1" --format jsonl | sed 's/.*"id":"\(.\{8\}\).*/\1/'
}

bounces_ok ticket --db "$store" "$(id_of jane.doe@example.net)"
cat >"$tmp/wanted" <<'END'
To                    the support of who runs your mail server
Subject               Mail from 192.0.2.7 refused by example.net (554 5.7.1)

Hello,

mail that we send through your server is refused:

Sent from             192.0.2.7
Sending domain        example.org
Recipient             an address in example.net
Refused by            mx.example.net
Code                  554 5.7.1, after RCPT TO
Time                  24 November 2026, 01:47 UTC
Message-ID            november@example.org
Reported by           mail.example.org
How often             2 refusals like this, from 24 November 2026, 01:47 UTC to
                      24 November 2026, 01:47 UTC

The reply:
> 554 5.7.1 Service unavailable; Client host [192.0.2.7] blocked using
> zen.spamhaus.org; <***@example.net>
END
head -n 21 "$tmp/out" >"$tmp/got"
same 'a letter to the host' "$tmp/wanted" "$tmp/got"
prints 'Please find out why this IP is blocked'
prints_not 'jane'

bounces_ok ticket --db "$store" --to provider --names "$(id_of jane.doe@example.net)"
prints 'To                    postmaster@example.net'
prints 'Recipient             jane.doe@example.net'
prints 'Subject of the mail   November'
prints 'Please remove the block of this IP'

bounces_ok ticket --db "$store" "$(id_of spam@gmail.com)"
prints 'To                    Gmail, https://postmaster.google.com/'
prints '- By the words of the reply: Gmail refused the message as probable spam.'
bounces_ok ticket --db "$store" --to host "$(id_of full@example.net)"
prints 'To                    OVHcloud, https://help.ovhcloud.com/'
bounces_ok ticket --db "$store" --lang fr "$(id_of jane.doe@example.net)"
prints 'Courrier de 192.0.2.7 refusé par example.net (554 5.7.1)'
prints 'Merci de rechercher pourquoi cette adresse IP est bloquée'
prints_not 'jane'

# Names stand in other places, too
a_notice 'box17@example.net' '550 5.1.1 <jane.doe>: "J Doe"@example.net, jd@[192.0.2.9]' |
    sed -e 's/^Original-Recipient.*/Original-Recipient: rfc822;jane.doe@example.com/' \
        -e 's/november@/n-jane.doe.4711@/' >"$tmp/5.eml"
bounces_ok import --db "$store" "$tmp/5.eml"
bounces_ok ticket --db "$store" "$(id_of box17@example.net)"
prints 'Message-ID            n-***.4711@example.org'
prints '<***>: ***@example.net, ***@[192.0.2.9]'
prints_not 'jane'

for wrong in '' 'one two' "--to nobody $(id_of spam@gmail.com)"; do
    # shellcheck disable=SC2086
    bounces ticket --db "$store" $wrong
    exits 2
    silent
done
bounces ticket --db "$store" ffffffffffff
exits 1

# Sisimai's JSON

bounces_ok analyze --format sisimai "$tmp"/mail/*.eml
perl -MJSON::PP -MDigest::SHA=sha1_hex -0777 -e '
    my $events = decode_json(<>);
    print scalar(@$events), " events\n";
    for my $event (@$events[0]) {
        print "$_ $event->{$_}\n" for grep { !/^(origin|token|catch|diagnosticcode)$/ } sort keys %$event;
        print "token\n" if $event->{token} eq
            sha1_hex(sprintf "\x02%s\x1e%s\x1e%d\x03", @$event{qw(addresser recipient timestamp)});
    }' "$tmp/out" >"$tmp/got"
cat >"$tmp/wanted" <<'END'
4 events
action failed
addresser news@example.org
alias 
command RCPT
decodedby Postfix
deliverystatus 5.7.1
destination example.net
diagnostictype SMTP
feedbackid 
feedbacktype 
hardbounce 0
lhost mail.example.org
listid 
messageid november@example.org
reason blocked
recipient jane.doe@example.net
replycode 554
rhost mx.example.net
senderdomain example.org
subject November
timestamp 1795484820
timezoneoffset +0000
token
END
same 'the keys of Sisimai' "$tmp/wanted" "$tmp/got"
plain_mail >"$tmp/plain.eml"
bounces_ok analyze --format sisimai "$tmp/plain.eml"
is 'nothing is an empty list' "$(tr -d '\n' <"$tmp/out")" '[]'
bounces_ok analyze --format sisimai "$tmp/mail/1.eml" "$tmp/plain.eml" "$tmp/mail/2.eml"
is 'what is not told leaves no gap' "$(perl -MJSON::PP -0777 -ne 'print scalar @{decode_json($_)}' "$tmp/out")" 2
for command in 'list' 'show jane.doe@example.net'; do
    # shellcheck disable=SC2086
    bounces_ok $command --db "$store" --format sisimai
    ok "$command: a list" perl -MJSON::PP -0777 -ne 'ref decode_json($_) eq "ARRAY" or exit 1' "$tmp/out"
done

done_testing
