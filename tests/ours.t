#!/bin/sh
# ours.t - did the mail that came back come from us? Analyze, import, reclassify; backscatter apart
. "${0%/*}/lib.sh"

export XDG_DATA_HOME="$tmp/data"
mkdir -p "$tmp/config/bounces" "$tmp/mail"
config=$tmp/config/bounces/config

# a_notice of a day that is past whatever this machine's clock says
old_notice() {
    a_notice "$@" | sed 's/24 Nov 2026/9 May 2024/'
}

# backscatter RECIPIENT REPLY - the same notice, of mail that somebody else sent in our name
backscatter() {
    old_notice "$1" "$2" | sed 's/^From: News.*/From: Cheap Pills <x@spam.example>/
        s/november@example.org/1@spam.example/; s/4XyZ12\.[a-z]*@/back.&/'
}

# ours_of WORD FILE OPTION... - what analyze says
ours_of() {
    wanted=$1
    file=$2
    shift 2
    bounces_ok analyze --format jsonl "$@" "$file"
    is "$file $*: ours" "$(sed 's/.*"ours":"\([a-z]*\)".*/\1/' "$tmp/out")" "$wanted"
}

old_notice user@example.net '550 5.1.1 User unknown' >"$tmp/mail/ours.eml"
backscatter victim@example.net '550 5.1.1 User unknown' >"$tmp/mail/back.eml"

# Where nothing is known, nothing is claimed

ours_of unknown "$tmp/mail/ours.eml"
ours_of unknown "$tmp/mail/back.eml"

# The command line

ours_of likely "$tmp/mail/ours.eml" --sender-domain example.org
ours_of no "$tmp/mail/back.eml" --sender-domain example.org
ours_of likely "$tmp/mail/back.eml" --sender-domain example.org --sender-domain spam.example
bounces_ok analyze --format jsonl --sender-domain example.org <"$tmp/mail/back.eml"
prints '"ours":"no"'
bounces_ok analyze --sender-domain example.org "$tmp/mail/back.eml"
prints 'did not come from you'

echo '<november@example.org>' >"$tmp/sent"
ours_of yes "$tmp/mail/ours.eml" --sent-log "$tmp/sent"
ours_of unknown "$tmp/mail/back.eml" --sent-log "$tmp/sent"

for wrong in news@example.org example https://example.org .org; do
    bounces analyze --sender-domain "$wrong" "$tmp/mail/ours.eml"
    exits 2
    silent
    complains "\"$wrong\" is no domain; one is written example.org"
done
bounces analyze --sent-log "$tmp/none" "$tmp/mail/ours.eml"
exits 2
complains "bounces: $tmp/none: No such file or directory"

# The settings

cat >"$config" <<END
[ours]
sender-domains = example.com, example.org
verp = news+{user}={domain}@lists.example.org
sent-log = $tmp/sent
batv-keys = $tmp/keys
END
bounces analyze "$tmp/mail/ours.eml"
exits 2
complains "bounces: $tmp/keys: No such file or directory"
echo '0 secret' >"$tmp/keys"
chmod 644 "$tmp/keys"
bounces analyze "$tmp/mail/ours.eml"
exits 2
complains "$tmp/keys: has secrets in it, and everybody may read it"
chmod 600 "$tmp/keys"
ours_of yes "$tmp/mail/ours.eml"
ours_of no "$tmp/mail/back.eml"

# A tag as Exim makes it on 9 May 2024, and one that nobody made
sed 's/^To: news@example.org/To: prvs=08592d2aca=news@example.org/' "$tmp/mail/back.eml" >"$tmp/batv.eml"
ours_of yes "$tmp/batv.eml"
sed 's/08592d2aca/08592d2ac0/' "$tmp/batv.eml" >"$tmp/forged.eml"
ours_of no "$tmp/forged.eml"
sed 's/^To: news@example.org/To: news+victim=example.net@lists.example.org/' "$tmp/mail/back.eml" \
    >"$tmp/verp.eml"
ours_of yes "$tmp/verp.eml"
sed 's/+victim=/+another=/' "$tmp/verp.eml" >"$tmp/other.eml"
ours_of no "$tmp/other.eml"

printf '[ours]\nsender-domains = example.com\n' >"$tmp/others"
ours_of no "$tmp/mail/ours.eml" --config "$tmp/others"

configured() {
    printf '[ours]\n%s\n' "$1" >"$tmp/settings"
    bounces analyze --config "$tmp/settings" "$tmp/mail/ours.eml"
    exits 2
    complains "bounces: $tmp/settings, line 2: $2"
}
configured 'sender-domains = news@example.org' \
    'sender-domains in [ours] is "news@example.org", not domains like example.org'
configured 'sender-domains =' 'sender-domains in [ours] is "", not domains like example.org'
configured 'verp = news@example.org' \
    'verp in [ours] is "news@example.org", not addresses with {user} and {domain} in them'
configured 'sent-log = sent' 'sent-log in [ours] is "sent", not a path that begins with a slash'
configured 'batv-keys = k' 'batv-keys in [ours] is "k", not a path that begins with a slash'

# The store: what was unknown is known when the settings are, by the evidence that was kept

stored() {
    bounces_ok list --format jsonl --recipient "$1"
    is "$1 is stored as $2" "$(sed 's/.*"ours":"\([a-z]*\)".*/\1/' "$tmp/out")" "$2"
}
mv "$config" "$tmp/known"
sed 's/victim@/tagged@/; s/back\./batv./' "$tmp/batv.eml" >"$tmp/mail/batv.eml"
sed 's/victim\([@=]\)/listed\1/; s/back\./verp./' "$tmp/verp.eml" >"$tmp/mail/verp.eml"
bounces_ok import "$tmp/mail"
for who in user victim tagged listed; do
    stored $who@example.net unknown
done
mv "$tmp/known" "$config"
bounces_ok reclassify --dry-run
prints '4 of 4 events would get another verdict.'
bounces_ok reclassify
prints '4 of 4 events got another verdict.'
stored user@example.net yes
stored victim@example.net no
stored tagged@example.net yes
stored listed@example.net yes

# What was proven stays so when logs are rotated; a domain that is gone is gone
echo '<other@example.org>' >"$tmp/sent"
bounces_ok reclassify
prints '4 events judged again: nothing changed.'
bounces_ok reclassify --sender-domain spam.example
prints '1 of 4 events got another verdict.'
stored victim@example.net likely
bounces_ok reclassify
stored victim@example.net no

# The same when it is known from the beginning
rm -r "$tmp/data"
echo '<november@example.org>' >"$tmp/sent"
bounces_ok import "$tmp/mail"
stored user@example.net yes
stored victim@example.net no
stored tagged@example.net yes
stored listed@example.net yes
bounces_ok reclassify
prints 'nothing changed'
bounces_ok show listed@example.net
prints 'came back to     news+listed=example.net@lists.example.org'
prints 'yours            yes, that is proven'
bounces_ok show --lang fr victim@example.net
prints 'de vous          non'
prints 'envoyé le        9 mai 2024, 01:46 UTC' # as the reader writes dates

# Backscatter is told apart: it is in no other number of a report

for number in 1 2 3; do
    backscatter "victim$number@example.com" '550 5.1.1 User unknown' >"$tmp/mail/back$number.eml"
done
backscatter late@example.com '450 4.2.1 Try again, zorglub' |
    sed 's/^Action: failed/Action: delayed/; s/Undelivered Mail Returned/Delayed Mail (still being retried)/' \
        >"$tmp/mail/late.eml"
backscatter riddle@example.com '554 Zorglub' >"$tmp/mail/riddle.eml"
bounces_ok import "$tmp/mail"
day='--since 2024-05-09 --until 2024-05-09'
# shellcheck disable=SC2086
bounces_ok report $day
prints '9 notices'
prints '3 deliveries failed, to 3 addresses'
prints '6 that were not from you'
prints_not 'delayed'
prints_not 'no rule knew'
prints_not 'example.com'
prints '3 addresses no longer exist'
# shellcheck disable=SC2086
bounces_ok report $day --by domain --format csv
ok 'no line is about backscatter' not grep -q example.com "$tmp/out"
# shellcheck disable=SC2086
bounces_ok report $day --ours no
prints '5 deliveries failed, to 5 addresses'
prints '1 delayed'
prints_not 'not from you'
bounces_ok list --ours no --format jsonl
is 'backscatter is listed when asked for' "$(grep -c '"ours":"no"' "$tmp/out")" 6
bounces_ok purge --older-than 2024-05-10
# shellcheck disable=SC2086
bounces_ok report $day
prints '3 deliveries failed'
prints '6 that were not from you'

rm -r "$tmp/data" "$tmp/mail"/back?.eml "$tmp/mail/late.eml" "$tmp/mail/riddle.eml"

# Events that come as JSON keep what they say, where they say more than they show
bounces_ok analyze --format jsonl "$tmp/mail"
cp "$tmp/out" "$tmp/events"
rm -rf "$tmp/data" "$config"
bounces_ok import --format jsonl - <"$tmp/events"
stored tagged@example.net yes
stored victim@example.net no

# The logs that bounces-config(5) draws Message-IDs from

mkdir -p "$tmp/logs"
cat >"$tmp/logs/mail.log" <<'END'
Nov 24 01:46:57 mail postfix/submission/smtpd[811]: 4XyZ12: client=a.example.net[192.0.2.7], sasl_method=PLAIN, sasl_username=anna
Nov 24 01:46:57 mail postfix/cleanup[812]: 4XyZ12: message-id=<november@example.org>
2026-11-24T01:46:58.123456+00:00 mail postfix/pickup[813]: 3Ab9: uid=1000 from=<anna>
2026-11-24T01:46:58.123456+00:00 mail postfix/cleanup[812]: 3Ab9: message-id=<script@mail.example.org>
Nov 24 01:47:00 mail postfix/smtpd[814]: 5Cd7: client=spam.example[203.0.113.9]
Nov 24 01:47:00 mail postfix/cleanup[812]: 5Cd7: message-id=<smtpd/pickup.sasl_username=@spam.example>
Nov 24 01:47:01 mail postfix/qmgr[815]: 3Ab9: removed
Nov 24 01:47:02 mail postfix/smtpd[814]: 3Ab9: client=spam.example[203.0.113.9]
Nov 24 01:47:02 mail postfix/cleanup[812]: 3Ab9: message-id=<later@spam.example>
END
cat >"$tmp/logs/mainlog" <<'END'
2026-11-24 01:47:00 1tExyz-0001Ab-2C <= news@example.org U=www-data P=local S=912 id=november@example.org
2026-11-24 01:47:00 1tExyz-0001Ab-3C <= anna@example.org H=a.example.net [192.0.2.7] P=esmtpsa X=TLS1.3 A=login:anna S=912 id=letter@example.org T="Hello"
2026-11-24 01:47:00 1tExyz-0001Ab-4C <= <> R=1tExyz-0001Ab-2C U=Debian-exim P=local S=3000 id=bounce@mail.example.org
2026-11-24 01:47:01 1tExyz-0001Ab-5C <= x@spam.example H=spam.example [203.0.113.9] P=esmtp S=912 id=1@spam.example T="All U=want A=now"
2026-11-24 01:47:02 1tExyz-0001Ab-2C => user@example.net R=dnslookup T=remote_smtp H=mx.example.net [192.0.2.25] C="250 2.0.0 Ok"
END
mandoc -T ascii man/bounces-config.5 | perl -pe 's,.\x08,,g' | awk -v folder="$tmp" '
    /^ +awk / { name = folder "/recipe" ++n }
    !NF { name = "" }
    name { print >name }'
# drawn NUMBER ID... - what the recipe draws from its log
drawn() {
    sed "s,/var/log/exim4,$tmp/logs,; s,/var/log,$tmp/logs,; s,/var/lib/bounces,$tmp/logs," \
        "$tmp/recipe$1" | sh
    shift
    is "Message-IDs drawn: $*" "$(tr '\n' ' ' <"$tmp/logs/sent")" "$(printf '%s ' "$@")"
    ours_of yes "$tmp/mail/ours.eml" --sent-log "$tmp/logs/sent"
    ours_of unknown "$tmp/mail/back.eml" --sent-log "$tmp/logs/sent"
}
drawn 1 '<november@example.org>' '<script@mail.example.org>'
drawn 2 november@example.org letter@example.org
bounces analyze --sent-log "$tmp/logs/mail.log" "$tmp/mail/ours.eml"
exits 2
complains "$tmp/logs/mail.log:1: is no Message-ID; bounces-config(5) tells how"

done_testing
