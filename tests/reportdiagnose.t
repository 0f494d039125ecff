#!/bin/sh
# reportdiagnose.t - what bounces diagnose found, as a report tells it: why mail fails, and what a cure did
. "${0%/*}/lib.sh"

store=$tmp/store.db
export XDG_DATA_HOME="$tmp/data"

# events DAY COUNT REASON - so many failures of mail from example.org on that day of 2024
events() {
    case $3 in
    auth-failure) words='550 5.7.26 This mail has been blocked because the sender is unauthenticated' ;;
    client-blocked) words='554 5.7.1 Service unavailable; client [192.0.2.7] blocked using zen.spamhaus.org' ;;
    *) words='550 5.1.1 User unknown' ;;
    esac
    for n in $(seq "$2"); do
        printf '{"schema":1,"type":"bounce","recipient":"u%d@example.net","reason":"%s",' "$n" "$3"
        printf '"diagnostic":"%s","received":"2024-%sT08:00:00Z",' "$words" "$1"
        printf '"envelope_from":"news@example.org","recipient_domain":"example.net",'
        printf '"notice":{"message_id":"<%s.%d.%s>"}}\n' "$1" "$n" "$3"
    done
}

# looked DAY DOMAIN KIND RESULT FINDING SUBJECT FOUND [HOST [PAGE]] - a line of a look at that day's noon
looked() {
    when=$(date -u -d "2024-$1T12:00:00Z" +%s)
    place=$((place + 1))
    printf "INSERT INTO diagnoses VALUES ('%s', %s, %s, '%s', '%s', '%s', '%s', '%s', 3, '%s', '%s');\n" \
        "$2" "$when" "$place" "$3" "$4" "$5" "$6" "$7" "${9-}" "${8-}"
}

# DKIM and DMARC failed until 10 May and not since 12 May; PTR did so before the report's time.
{
    events 04-20 4 auth-failure
    events 05-06 2 auth-failure
    events 05-09 3 auth-failure
    events 05-11 9 auth-failure
    events 05-13 1 auth-failure
    events 05-21 1 auth-failure
    events 05-09 5 client-blocked
    events 05-14 1 user-unknown
} | "$BOUNCES" import --db "$store" --format jsonl -
{
    looked 04-10 example.org ptr fail ptr-missing 192.0.2.7 NXDOMAIN
    looked 05-01 example.org dkim fail dkim-none example.org NXDOMAIN
    looked 05-10 example.org dkim fail dkim-none example.org NXDOMAIN
    looked 05-10 example.org dmarc warn dmarc-missing example.org ''
    looked 05-10 example.org tls warn tls-none mx.example.org ''
    looked 05-12 example.org blocklist fail blocklist-shared 192.0.2.7 'bl.example (127.0.0.2)' ovh OVHcloud
    looked 05-12 example.org dkim ok dkim-rsa s1 'v=DKIM1; p=AAAA' ovh
    looked 05-12 example.org dmarc ok dmarc-watches example.org 'v=DMARC1; p=none' ovh
    looked 05-12 example.org ptr ok ptr-confirmed 192.0.2.7 mail.example.org ovh
    looked 05-12 example.org spf fail spf-syntax 'ip4:<b>' 'v=spf1 ip4:<b> -all' ovh
    looked 05-12 example.org later later from-a-newer-bounces x y ovh
    looked 05-05 example.com mx ok mx-resolves example.com mx.example.com
} >"$tmp/looks"
sqlite3 "$store" <"$tmp/looks"

may='--since 2024-05-01 --until 2024-05-31'
# shellcheck disable=SC2086
bounces_ok report --db "$store" $may
sed -n '/^Diagnosis/,/bounces/p' "$tmp/out" | unbroken >"$tmp/got"
cat >"$tmp/wanted" <<END
Diagnosis of example.org, 12 May 2024
- FAIL SPF: "ip4:<b>" is no SPF, so that the whole record counts for nothing
  may explain 16 failures since 6 May 2024 (auth-failure)
- FAIL blocklist: 192.0.2.7 on bl.example (127.0.0.2)
  may explain 5 failures since 9 May 2024 (client-blocked)
- DKIM, DMARC: FAIL until 10 May 2024, mended by 12 May 2024.
  Failures a week (auth-failure): 0, 4, 0, 5 before; 1, 1 since.
  Again, and in full:  bounces diagnose example.org --db $store
END
same 'what explains failures, and what was cured' "$tmp/wanted" "$tmp/got"

# However many domains are looked at every night: those whose mail fails are told of.
for n in $(seq 20); do
    looked 05-30 "d$n.example" mx ok mx-resolves "d$n.example" mx.example.com
done | sqlite3 "$store"
# shellcheck disable=SC2086
bounces_ok report --db "$store" $may
prints 'Diagnosis of example.org, 12 May 2024'
sqlite3 "$store" "DELETE FROM diagnoses WHERE domain LIKE 'd%.example'"

# What is asked for is what is counted; a report by something else is about that alone.
# shellcheck disable=SC2086
bounces_ok report --db "$store" $may --sender @example.com
prints_not 'Diagnosis of'
# shellcheck disable=SC2086
bounces_ok report --db "$store" $may --sender @example.org --provider google
prints_not 'Diagnosis of'
# shellcheck disable=SC2086
bounces_ok report --db "$store" $may --by provider
prints_not 'Diagnosis of'
bounces_ok report --db "$store" --since 2024-05-13 --until 2024-05-31
prints_not 'mended by'

# Before a week is over, days are counted; on the very day there is nothing to tell yet.
bounces_ok report --db "$store" --since 2024-05-01 --until 2024-05-14
prints 'Failures a day (auth-failure): 2, 0, 0, 3 before; 1, 0 since.'
bounces_ok report --db "$store" --since 2024-05-01 --until 2024-05-12
prints 'Failures a day (auth-failure): 2, 0, 0, 3 before; no whole day'

# After a purge the counts are still there.
bounces_ok purge --db "$store" --older-than 2024-05-10
# shellcheck disable=SC2086
bounces_ok report --db "$store" $may
prints 'Failures a week (auth-failure): 0, 4, 0, 5 before; 1, 1 since.'

# Purged are looks too, but not the last of a domain with events.
bounces_ok purge --db "$store" --older-than 2024-05-20

is 'of a domain with events the last of each kind is kept' "$(sqlite3 "$store" "SELECT
    group_concat(kind || ' ' || strftime('%m-%d', checked, 'unixepoch'), ', ')
    FROM (SELECT * FROM diagnoses WHERE domain = 'example.org' ORDER BY kind)")" \
    'blocklist 05-12, dkim 05-12, dmarc 05-12, later 05-12, ptr 05-12, spf 05-12, tls 05-10'
is 'of another none' "$(sqlite3 "$store" \
    "SELECT count(*) FROM diagnoses WHERE domain = 'example.com'")" 0
sqlite3 "$store" "DELETE FROM diagnoses" ".read $tmp/looks"
# A day's purge leaves what is younger.
bounces_ok purge --db "$store" --older-than 2024-05-11
is 'what is younger stays' "$(sqlite3 "$store" \
    "SELECT count(*) FROM diagnoses WHERE checked < strftime('%s', '2024-05-11')")" 1

# A record that names a forgotten address keeps no name, and the finding stays.
looked 05-13 example.org dmarc ok dmarc-watches example.org \
    'v=DMARC1; p=none; rua=mailto:Claire@example.org' | sqlite3 "$store"
bounces_ok forget --db "$store" claire@example.org
is 'the name is not left' "$(sqlite3 "$store" "SELECT finding, found FROM diagnoses
    WHERE kind = 'dmarc' AND checked > strftime('%s', '2024-05-13')")" \
    'dmarc-watches|v=DMARC1; p=none; rua=mailto:***@example.org'
sqlite3 "$store" "DELETE FROM diagnoses" ".read $tmp/looks"

# A fault that came back is no cure.
looked 05-20 example.org dkim fail dkim-none example.org NXDOMAIN | sqlite3 "$store"
# shellcheck disable=SC2086
bounces_ok report --db "$store" $may
prints '- DMARC: warn until 10 May 2024, mended by 12 May 2024.'
prints '- FAIL DKIM: '
prints '- FAIL SPF (12 May 2024): '

# The page: every line of the last look of each kind, worst first, what is foreign as text.
# shellcheck disable=SC2086
bounces_ok report --db "$store" $may --format html
prints '<h2>Diagnosis of example.org, 20 May 2024</h2>'
prints '<h2>Diagnosis of example.com, 5 May 2024</h2>'
prints '<p>Failures a week (auth-failure): 0, 4, 0, 5 before; 1, 1 since.</p>'
prints '<blockquote>v=spf1 ip4:&lt;b&gt; -all</blockquote>'
prints 'only OVHcloud can have it removed'
prints 'what &quot;bounces diagnose example.org --record spf --db '
is 'worst first' "$(sed -n 's/.*<summary><strong class="\([a-z]*\)".*/\1/p' "$tmp/out" | xargs)" \
    'fail fail fail warn ok ok ok'
is 'the last of each kind' "$(grep -c '<summary>' "$tmp/out")" 7
# shellcheck disable=SC2086
bounces_ok report --db "$store" $may --format html --lang fr
prints '<h2>Diagnostic : example.org, le 20 mai 2024</h2>'
# shellcheck disable=SC2086
bounces_ok report --db "$store" $may --lang fr
prints '- ÉCHEC SPF (12 mai 2024) : '

done_testing
