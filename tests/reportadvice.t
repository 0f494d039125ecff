#!/bin/sh
# reportadvice.t - what a report says is to be done first, who is away, and its pager
. "${0%/*}/lib.sh"

store=$tmp/store.db
export XDG_DATA_HOME="$tmp/data"

# a_notice_of DAY RECIPIENT REPLY - received that day, as "2 May 2024"
a_notice_of() {
    a_notice "$2" "$3" | sed "s/24 Nov 2026/$1/"
}

# a_reply_of DAY AUTHOR WORDS - an automatic reply
a_reply_of() {
    cat <<END
Received: by mail.example.org; Fri, $1 02:00:00 +0000
Date: Fri, $1 02:00:00 +0000
From: <$2>
To: news@example.org
Subject: Automatic reply: November
Auto-Submitted: auto-replied
Message-ID: <$1.$2>

$3
END
}

mkdir "$tmp/mail"
for n in 1 2 3; do
    a_notice_of "$n May 2024" "spam$n@example.net" \
        '550-5.7.1 Our system has detected that this message is likely unsolicited mail. a1si1 - gsmtp'
done >"$tmp/three"
csplit -s -f "$tmp/mail/spam" "$tmp/three" '/^Return-Path/' '{*}'
a_notice_of '4 May 2024' quota@example.net '550 5.7.1 Email quota exceeded. a1si12.38 - gsmtp' >"$tmp/mail/quota.eml"
a_notice_of '1 May 2024' gone@example.net '550 5.1.1 User unknown' >"$tmp/mail/gone.eml"
a_notice_of '6 May 2024' gone2@example.net '550 5.1.2 Host unknown' >"$tmp/mail/gone2.eml"
a_notice_of '2 May 2024' full@example.net '552 5.2.2 Mailbox full' >"$tmp/mail/full.eml"
a_notice_of '7 May 2024' big@example.net '552 5.3.4 Message too big' >"$tmp/mail/big.eml"
a_reply_of '3 May 2024' claire@example.net 'I am away until 7 June 2024.' >"$tmp/mail/claire.eml"
a_reply_of '3 May 2024' back@example.net 'I am away until 5 May 2024.' >"$tmp/mail/back.eml"
a_reply_of '3 May 2024' paul@example.net \
    'Paul no longer works here. Please write to desk@example.net instead.' >"$tmp/mail/paul.eml"
find "$tmp/mail" -empty -delete
bounces_ok import --db "$store" "$tmp/mail"

may='--since 2024-05-01 --until 2024-05-10'
# shellcheck disable=SC2086
bounces_ok report --db "$store" $may
newest=$("$BOUNCES" list --db "$store" --recipient spam3@example.net --format jsonl |
    sed 's/.*"id":"\(.\{8\}\).*/\1/')
cat >"$tmp/wanted" <<END
What to do first
1. Gmail refused the message as probable spam (550 5.7.1).
   3 of 8 failures   Gmail   Whose move: you.
   - Check SPF, DKIM and DMARC of example.org: bounces diagnose example.org;
     then write to a Gmail account of yours and open "Show original" there; all
     three must pass.
   - Compare with messages that passed: links, attachments, subject, wording.
   - Look up the domain of every link at check.spamhaus.org, and avoid link
     shorteners.
   The newest in full:  bounces show $newest --db $store
2. 2 addresses no longer exist.
   2 of 8 failures   Whose move: you.
   - Look for typing errors among them: gmial for gmail, wanado for wanadoo.
   - Take the others off your lists: writing on to dead addresses wears out the
     reputation of your domain.
   All of them:  bounces suppress $may --db $store
3. Gmail says that a mail quota is exceeded (550 5.7.1).
   1 of 8 failures   Gmail   since 4 May   Whose move: you, recipient.
END
sed -n '/^What to do/,/^   1 of 8 failures/p' "$tmp/out" | unbroken >"$tmp/got"
same 'what to do first' "$tmp/wanted" "$tmp/got"
cat >"$tmp/wanted" <<END
What Gmail’s 5.7.1 meant
   3  Gmail refused the message as probable spam (you)
   1  Gmail says that a mail quota is exceeded (you, recipient)

Who is away or gone
paul@example.net    gone; new address: desk@example.net
claire@example.net  away until 7 June
END
sed -n '/^What Gmail/,$p' "$tmp/out" >"$tmp/got"
sort "$tmp/wanted" >"$tmp/wanted.sorted"
sort "$tmp/got" >"$tmp/got.sorted"
same 'Gmail, and people' "$tmp/wanted.sorted" "$tmp/got.sorted"

# shellcheck disable=SC2086
bounces_ok report --db "$store" $may --lang fr
prints 'Par où commencer'
prints '3 des 8 échecs   Gmail   À qui d’agir'
prints 'absent jusqu’au 7 juin'

# A filter narrows all of it
# shellcheck disable=SC2086
bounces_ok report --db "$store" $may --reason message-too-big
prints '1 of 1 failure   Whose move: you.'
prints_not 'quota'
prints_not 'Gmail'
# shellcheck disable=SC2086
bounces_ok report --db "$store" $may --by provider
prints_not 'What to do first'

# The pager, where there is more than a screen of it

terminal() {
    script -qec "stty rows $rows cols 80; $*" /dev/null </dev/null >"$tmp/out" 2>&1
    ran="on a terminal of $rows lines: $*"
}
if script -qec true /dev/null </dev/null >"$tmp/out" 2>&1; then
    show="'$BOUNCES' report --db '$store' $may"
    rows=12
    PAGER='sed s/^/page:/' terminal "$show"
    prints 'page:8 deliveries failed'
    BOUNCES_PAGER=cat PAGER='sed s/^/page:/' terminal "$show"
    prints '8 deliveries failed'
    prints_not 'page:'
    PAGER='head -n 1' terminal "$show; echo ended \$?"
    prints 'ended 0'
    PAGER=no-such-pager terminal "$show"
    prints '8 deliveries failed'
    rows=200
    PAGER='sed s/^/page:/' terminal "$show"
    prints '8 deliveries failed'
    prints_not 'page:'
else
    note "skipped: the pager, for there is no pseudo-terminal: $(cat "$tmp/out")"
fi

# A provider that calls far more addresses unknown than usual may have failed: the report says so before
# it has anybody removed, once there is something usual.
unknowns() { # unknowns DAY COUNT
    for n in $(seq "$2"); do
        printf '{"schema":1,"type":"bounce","recipient":"u%s.%d@orange.fr","recipient_domain":"orange.fr",' "$1" "$n"
        printf '"provider":"orange","diagnostic":"550 5.1.1 User unknown","received":"2024-%sT08:00:00Z",' "$1"
        printf '"envelope_from":"news@example.org","notice":{"message_id":"<%s.%d>"}}\n' "$1" "$n"
    done
}
{
    unknowns 04-20 3
    unknowns 05-06 10
} | "$BOUNCES" import --db "$tmp/burst.db" --format jsonl -
bounces_ok report --db "$tmp/burst.db" --since 2024-05-01 --until 2024-05-10
prints '   - First see whether Orange failed on 6 May 2024: it called addresses unknown'
bounces_ok report --db "$tmp/burst.db" --since 2024-05-01 --until 2024-05-10 --format html
prints '<li>First see whether Orange failed on 6 May 2024: it called addresses unknown 10 times'
bounces_ok report --db "$tmp/burst.db" --since 2024-05-07 --until 2024-05-10
prints_not 'First see'
bounces_ok report --db "$tmp/burst.db" --since 2024-04-15 --until 2024-04-25
prints_not 'First see'
unknowns 05-05 4 | "$BOUNCES" import --db "$tmp/burst.db" --format jsonl - # 10 are no more than 3 * 4
bounces_ok report --db "$tmp/burst.db" --since 2024-05-01 --until 2024-05-10
prints_not 'First see'

done_testing
