#!/bin/sh
# diagnose.t - bounces diagnose, against a name server on loopback
. "${0%/*}/lib.sh"
. "${0%/*}/nameserver.sh"

# What is too long to stand in the zone: 1,000 MX, and 60 KB of TXT, which only TCP carries.
hostile() {
    echo 'hostile.example.net. TXT ('
    awk 'BEGIN { print "\"v=spf1 \""; for (i = 0; i < 3000; i++)
        printf "\"ip4:198.51.%d.%d \"\n", i / 250, i % 250; print "\"-all\" )" }'
    awk 'BEGIN { for (i = 0; i < 1000; i++)
        printf "hostile.example.net. MX %d mx%d.hostile.example.net.\n", i, i }'
}

{
    cat "${0%/*}/dns/example.zone"
    hostile
} >"$tmp/zone"
start_nameserver "$tmp/zone" servfail.example _dmarc.failing.example.net 23.2.0.192.in-addr.arpa

diagnose() {
    bounces diagnose "$@" --dns "$nameserver"
}

# finds KEY... - among the findings of the last run as JSON
finds() {
    for key; do
        ok "$ran: finds $key" grep -q "\"finding\":\"$key\"" "$tmp/out" ||
            note "$(cut -c1-200 "$tmp/out" "$tmp/err")"
    done
}

# Rows of: domain, option and its value or -, the findings that there must be.
while read -r domain option value keys; do
    [ "$domain" ] || continue
    if [ "$option" = - ]; then
        keys="$value $keys"
        diagnose "$domain" --format jsonl
    else
        diagnose "$domain" --format jsonl "--$option" "$value"
    fi
    quiet
    # shellcheck disable=SC2086 # a list of words
    finds $keys
done <<END
good.example.org      ip 192.0.2.7  spf-permits ptr-confirmed blocklist-clean mx-resolves
good.example.org      ip 2001:db8::7 spf-permits ptr-confirmed
good.example.org      selector s1   dkim-rsa dmarc-protects mta-sts-published tls-rpt-published
good.example.org      -             spf-published dkim-rsa
nothing.example.org   -             domain-missing
servfail.example      -             domain-unanswered

nospf.example.org     -             spf-missing
twospf.example.org    -             spf-several
badspf.example.org    -             spf-syntax
loop.example.org      -             spf-lookups
void.example.org      -             spf-voids
target.example.org    -             spf-target
everybody.example.org -             spf-everybody
opennet.example.org   -             spf-everybody
v4only.example.org    ip 2001:db8::7 spf-voids
ptr.example.org       -             spf-ptr
openend.example.org   -             spf-open-end
refuses.example.org   ip 192.0.2.7  spf-refuses
servfail.example.org  -             spf-unanswered
ring.example.org      -             spf-lookups
bomb.example.org      ip 192.0.2.7  spf-lookups
macrobomb.example.org ip 192.0.2.7  spf-permits
mxbomb.example.org    ip 203.0.113.7 spf-servers
chain.example.org     ip 192.0.2.7  spf-permits mx-resolves
chained.example.org   ip 192.0.2.7  spf-permits dmarc-protects
ringed.example.org    -             spf-target mx-unresolved

dkim.example.org      selector ed25519   dkim-ed25519
dkim.example.org      selector medium    dkim-medium
dkim.example.org      selector short     dkim-short
dkim.example.org      selector testing   dkim-rsa dkim-testing
dkim.example.org      selector revoked   dkim-revoked
dkim.example.org      selector syntax    dkim-syntax
dkim.example.org      selector algorithm dkim-algorithm
dkim.example.org      selector broken    dkim-broken
dkim.example.org      selector service   dkim-service
dkim.example.org      selector hash      dkim-hash
dkim.example.org      selector several   dkim-several
dkim.example.org      selector alias     dkim-alias
dkim.example.org      selector there     dkim-rsa
dkim.example.org      selector gone      dkim-missing
nodkim.example.org    -                  dkim-none
otherdkim.example.org -                  dkim-unknown
wild.example.org      -                  dkim-unknown
wildalias.example.org -                  dkim-unknown
otherdkim.example.org selector 2026q4    dkim-rsa

nodmarc.example.net   -             dmarc-missing
twodmarc.example.net  -             dmarc-several
baddmarc.example.net  -             dmarc-syntax
blind.example.net     -             dmarc-blind
watches.example.net   -             dmarc-watches dmarc-reports
taken.example.net     -             dmarc-protects
example.com           -             dmarc-protects
sub.example.com       -             dmarc-watches
failing.example.net   -             dmarc-unanswered
half.example.net      -             dmarc-watches
sub.organisation.example -          dmarc-protects
taken.example.net     from shop.example dmarc-unaligned

good.example.org      ip 192.0.2.20 ptr-missing
good.example.org      ip 192.0.2.21 ptr-unconfirmed
good.example.org      ip 192.0.2.22 ptr-generic
good.example.org      ip 192.0.2.23 ptr-unanswered
good.example.org      helo mx.good.example.org helo-resolves
good.example.org      helo gone.example.net    helo-missing
good.example.org      helo mail                helo-bare
good.example.org      helo x.servfail.example  helo-unanswered

nomx.example.net      -             mx-missing
implicit.example.net  -             mx-implicit
implicit6.example.net -             mx-implicit
nullmx.example.net    -             mx-null
addressmx.example.net -             mx-address
gonemx.example.net    -             mx-unresolved
privatemx.example.net -             mx-private
ulamx.example.net     -             mx-private
cgnmx.example.net     -             mx-private
aliasmx.example.net   -             mx-alias
failmx.example.net    -             mx-unanswered

twosts.example.net    -             mta-sts-several tls-rpt-several
badsts.example.net    -             mta-sts-syntax tls-rpt-syntax
nomx.example.net      -             mta-sts-none tls-rpt-none

good.example.org      ip 192.0.2.66 blocklist-listed
good.example.org      ip 192.0.2.67 blocklist-silent
good.example.org      ip 192.0.2.68 blocklist-minor
good.example.org      ip 2001:db8::66 blocklist-listed
spam.example.net      -             blocklist-listed blocklist-silent
END

# A name that answers to everything publishes no key, and a subdomain's reports are its organisation's.
for domain in wild wildalias; do
    diagnose $domain.example.org --format jsonl
    ok "$domain: what stands for all names is no key" not grep -qE 'dkim-(syntax|alias)' "$tmp/out"
done
diagnose sub.organisation.example --format jsonl
prints_not dmarc-reports
diagnose opennet.example.org --record spf
prints '"v=spf1 mx -all"'
diagnose v4only.example.org --ip 2001:db8::7 --format jsonl
prints_not spf-refuses

# What lists refuse to answer, or answer to everything, is no listing.
bounces_not_listed() {
    diagnose good.example.org --ip "$1" --format jsonl
    ok "$1 is on no list" not grep -q blocklist-listed "$tmp/out"
}
bounces_not_listed 192.0.2.67
bounces_not_listed 192.0.2.69

# All is well, something fails, something is in the way.
diagnose good.example.org --ip 192.0.2.7 --selector s1
exits 0
diagnose nospf.example.org
exits 1
for arguments in '' 'no-domain' '192.0.2.7' 'example.org --ip example.org' 'example.org --format xml' \
    'example.org --record mx' 'example.org --dns nowhere:port' 'example.org --db /nowhere/at-all' \
    'example.org --since never' 'example.org example.net'; do
    # shellcheck disable=SC2086 # a list of words
    bounces diagnose $arguments
    exits 2
    silent
done

# Names as people write them.
diagnose GOOD.Example.org. --format jsonl
prints '"domain":"good.example.org"'

# The records to publish.
while read -r domain record line; do
    diagnose "$domain" --ip 192.0.2.7 --record "$record"
    exits 0
    is "$ran: the record" "$(cat "$tmp/out")" "$line"
done <<'END'
nospf.example.org spf nospf.example.org. IN TXT "v=spf1 ip4:192.0.2.7 ~all"
twospf.example.org spf twospf.example.org. IN TXT "v=spf1 mx include:spf.example.net -all"
badspf.example.org spf badspf.example.org. IN TXT "v=spf1 mx ~all"
refuses.example.org spf refuses.example.org. IN TXT "v=spf1 ip4:198.51.100.7 ip4:192.0.2.7 -all"
everybody.example.org spf everybody.example.org. IN TXT "v=spf1 mx ~all"
nomx.example.net dmarc _dmarc.nomx.example.net. IN TXT "v=DMARC1; p=none; rua=mailto:postmaster@nomx.example.net"
END

# The record of a DKIM key is that of its public half, and of no other.
if command -v openssl >/dev/null; then
    openssl genrsa -out "$tmp/key" 2048 2>/dev/null
    openssl rsa -in "$tmp/key" -pubout -out "$tmp/public" 2>/dev/null
    openssl genpkey -algorithm ed25519 -out "$tmp/ed.key"
    openssl pkey -in "$tmp/ed.key" -pubout -out "$tmp/ed"
    openssl genrsa 512 2>/dev/null | openssl rsa -pubout -out "$tmp/short" 2>/dev/null
    diagnose good.example.org --record dkim --selector 2026 --key "$tmp/public"
    exits 0
    is 'the RSA key, in its strings' "$(tr -d '" \n' <"$tmp/out")" \
        "2026._domainkey.good.example.org.INTXTv=DKIM1;k=rsa;p=$(grep -v -e - "$tmp/public" | tr -d '\n')"
    diagnose good.example.org --record dkim --selector 2026 --key "$tmp/ed"
    is 'the Ed25519 key' "$(tr -d '" \n' <"$tmp/out")" \
        "2026._domainkey.good.example.org.INTXTv=DKIM1;k=ed25519;p=$(
            openssl pkey -pubin -in "$tmp/ed" -outform DER | tail -c 32 | base64)"
    for key in key short zone nothing; do
        diagnose good.example.org --record dkim --selector 2026 --key "$tmp/$key"
        exits 2
        silent
    done
fi
diagnose good.example.org --record dkim
exits 2
complains '--key FILE'

# What the store knows: from where, since when, how many.
story() {
    a_notice "$1" "$2" | sed -e 's/mail\.example\.org/66.mail-out.ovh.net/g' \
        -e 's/example\.org/story.example/g' -e "s/4XyZ12/$3/"
}
story a@example.net '550-5.7.26 This mail has been blocked because the sender is unauthenticated. [198.51.100.66]' A >"$tmp/a.eml"
story b@example.net '550-5.7.26 This mail has been blocked because the sender is unauthenticated. [198.51.100.66]' B >"$tmp/b.eml"
story c@example.net '550 5.7.1 Service unavailable; client [198.51.100.66] blocked using zen.spamhaus.org' C >"$tmp/c.eml"
bounces_ok import --db "$tmp/store" "$tmp/a.eml" "$tmp/b.eml" "$tmp/c.eml"

diagnose story.example --db "$tmp/store" --since 2026-11-01
exits 1
prints 'story.example sends from 198.51.100.66 (66.mail-out.ovh.net)'
prints 'may explain 2 failures since 24 Nov 2026 (auth-failure)'
prints 'may explain 1 failure since 24 Nov 2026 (client-blocked)'
prints 'OVH: Web Cloud > Emails > story.example > DKIM'
same 'the page of the story' "${0%/*}/dns/story.en" "$tmp/out"
diagnose story.example --db "$tmp/store" --since 2026-11-01 --lang fr
same 'the page of the story, in French' "${0%/*}/dns/story.fr" "$tmp/out"

diagnose story.example --db "$tmp/store" --since 2026-11-01 --format jsonl
ok 'the failures that DKIM explains' test "$(grep -c '"check":"dkim".*"explains":2,' "$tmp/out")" = 1
diagnose story.example --db "$tmp/store" --since 2026-11-01 --ip 198.51.100.7
prints 'story.example, as if sent from 198.51.100.7.'

# What was found is kept, and the next look tells what changed.
sqlite3 "$tmp/store" "UPDATE diagnoses SET checked = checked - 86400 * 9;
    UPDATE diagnoses SET result = 'ok', finding = 'dkim-rsa' WHERE kind = 'dkim';
    UPDATE diagnoses SET result = 'unknown', finding = 'ptr-unanswered' WHERE kind = 'ptr'"
diagnose story.example --db "$tmp/store" --since 2026-11-01
prints 'Changed: DKIM is FAIL now; on '
prints 'it was ok.'
prints_not 'Changed: PTR'
prints_not 'Changed: MX'
diagnose story.example --db "$tmp/store" --since 2026-11-01 --format jsonl
ok 'what changed was kept' grep -q '"check":"dkim".*"before":"fail","checked_before":"20' "$tmp/out"
prints_not '"before":null'
sqlite3 "$tmp/store" "SELECT count(DISTINCT checked) > 1, count(DISTINCT place) > 10 FROM diagnoses
    WHERE domain = 'story.example' AND kind <> ''" >"$tmp/kept"
is 'each look is kept' "$(cat "$tmp/kept")" '1|1'

# A letter about a refusal says what was found.
bounces list --db "$tmp/store" --since 2026-11-01 --format jsonl
id=$(sed -n 's/.*"id":"\([0-9a-f]*\)".*"reason":"client-blocked".*/\1/p' "$tmp/out")
bounces_ok ticket "$id" --db "$tmp/store"
prints '- story.example, looked at on '
prints 'SPF ok, DKIM FAIL, DMARC warn,'

# Selectors, and who signed, as returned mail bears them. Rows of: hour, domain, signature.
while read -r hour domain signature; do
    [ "$signature" = - ] || signature="DKIM-Signature: v=1; a=rsa-sha256; $signature; b=abcd"
    a_notice u@example.net '550 5.7.1 refused' |
        sed -e "s/example\.org/$domain/g" -e "s/01:47:00/$hour:47:00/" -e "s/4XyZ12/$hour/" \
            -e "/^From: News/i $signature" | sed '/^-$/d' >"$tmp/$domain.$hour.eml"
done <<'END'
01 dkim.example.org d=dkim.example.org; s=gone
02 dkim.example.org d=dkim.example.org; s=ed25519
03 dkim.example.org -
01 otherdkim.example.org d=otherdkim.example.org; s=2026q4
02 otherdkim.example.org s=gone; d=otherdkim.example.org
01 good.example.org d=mailer.example.com; s=k1
01 unsigned.example.org -
02 unsigned.example.org -
01 nodkim.example.org -
END
bounces_ok import --db "$tmp/signed" "$tmp"/*.example.org.*.eml
while read -r domain key other; do
    diagnose "$domain" --db "$tmp/signed" --since 2026-11-01 --format jsonl
    finds "$key"
    prints_not "$other"
done <<'END'
dkim.example.org      dkim-ed25519  dkim-missing
otherdkim.example.org dkim-missing  dkim-unsigned
good.example.org      dkim-foreign  dkim-unsigned
unsigned.example.org  dkim-unsigned dkim-foreign
nodkim.example.org    dkim-none     dkim-unsigned
END

# Hostile answers end, are cut, and take little memory (the sanitizers have their own).
for domain in bomb.example.org ring.example.org macrobomb.example.org mxbomb.example.org \
    hostile.example.net; do
    tests/measure.py "$tmp/report" 100 "$BOUNCES" diagnose $domain --ip 192.0.2.7 \
        --dns "$nameserver" --format jsonl >"$tmp/out" 2>"$tmp/err"
    ran="bounces diagnose $domain"
    read -r took peak <"$tmp/report"
    note "$domain: $took s, $peak KB"
    [ "${CHECK_SAN-}" ] || ok "$ran: under 32 MB" test "$peak" -lt 32768
done
finds mx-unresolved spf-refuses
is 'ten of a thousand servers are looked at' "$(grep -c mx-unresolved "$tmp/out")" 10

# Servers that misbehave, and those that only take their time or speak TCP alone.
for way in silent refuses breaks loops truncates tcp slow; do
    start_rude_server "$way"
    bounces diagnose good.example.org --ip 192.0.2.7 --dns "$rude_server" --format jsonl
    case $way in
    tcp | slow)
        exits 0
        finds spf-permits dmarc-protects dkim-rsa mx-resolves ptr-confirmed
        ;;
    silent | truncates)
        exits 2
        complains 'no name server answered'
        ;;
    *)
        exits 0
        finds domain-unanswered
        ;;
    esac
    kill "$rude"
done

done_testing
