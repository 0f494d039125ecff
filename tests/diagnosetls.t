#!/bin/sh
# diagnosetls.t - bounces diagnose --connect and --host, against mail servers in a network of our own
if [ "${OWN_NETWORK-}" != yes ]; then
    if unshare -rn true 2>/dev/null; then
        OWN_NETWORK=yes exec unshare -rn sh "$0" "$@"
    fi
fi
. "${0%/*}/lib.sh"
[ "${OWN_NETWORK-}" = yes ] || skip_all 'no network of our own: unshare -rn does not work here'
. "${0%/*}/nameserver.sh"
. "${0%/*}/certificates.sh"
ip link set lo up || skip_all 'no ip: apt-get install iproute2'
make_authority
certificate good '*.example.net' 20
certificate expired mx.expired.example.net -1
certificate wrongname mx.other.example.com 20
certificate selfsigned mx.selfsigned.example.net 20
certificate expiring mx.expiring.example.net 5
certificate old mx.old.example.net 20

{
    cat "${0%/*}/dns/example.zone"
    number=2
    for way in good expired wrongname selfsigned expiring old plain broken inject refuses later \
        closes talks babbles; do
        echo "$way-way.example.net. MX 10 $way.example.net."
        echo "$way.example.net. A 127.0.0.$number"
        number=$((number + 1))
    done
    echo 'silent-way.example.net. MX 10 nobody.example.net.'
    echo 'nobody.example.net. A 127.0.0.99'
} | sed 's/ \(expired\|selfsigned\|expiring\|old\)\.example\.net\.$/ mx.\1.example.net./
         s/^\(expired\|selfsigned\|expiring\|old\)\.example\.net\. A/mx.&/' >"$tmp/zone"
start_nameserver "$tmp/zone" servfail.example

python3 -W ignore "${0%/*}/dns/mailserver.py" "$ca" >"$tmp/ready" &
mailserver=$!
trap 'kill "$knot" "$mailserver"; wait "$knot" "$mailserver"; rm -rf "$tmp"' EXIT
until [ -s "$tmp/ready" ]; do
    kill -0 "$mailserver" || exit 1
    sleep 0.05
done

diagnose() {
    bounces diagnose "$@" --dns "$nameserver" --ca-file "$ca/ca.pem" --format jsonl
}

finds() {
    for key; do
        ok "$ran: finds $key" grep -q "\"finding\":\"$key\"" "$tmp/out" ||
            note "$(grep -E '"check":"(tls|postmaster)"' "$tmp/out" | cut -c1-250)"
    done
}

while read -r way keys; do
    diagnose "$way-way.example.net" --connect
    quiet
    # shellcheck disable=SC2086 # a list of words
    finds $keys
done <<END
good       tls-good postmaster-taken
expired    tls-unproven postmaster-taken
wrongname  tls-unproven
selfsigned tls-unproven
expiring   tls-expires postmaster-taken
old        tls-broken
plain      tls-none postmaster-taken
broken     tls-broken
inject     tls-unreachable
refuses    tls-good postmaster-refused
later      tls-good postmaster-later
closes     tls-unreachable
talks      tls-unreachable
babbles    tls-unreachable
silent     tls-unreachable
END

while read -r host key; do
    diagnose good.example.org --host "$host"
    quiet
    finds "$key"
done <<END
good.example.net            host-good
good.example.net:993        host-good
mx.expired.example.net      host-unproven
wrongname.example.net       host-unproven
mx.old.example.net          host-broken
good.example.net:25         host-good
wrongname.example.net:25    host-unproven
nobody.example.net          host-unreachable
gone.example.net            host-unreachable
good.example.net:24         host-unreachable
END

ok 'no server was sent mail' not test -e "$ca/data"
bounces diagnose good-way.example.net --dns "$nameserver" --connect --format jsonl
finds tls-unproven # the system does not know our authority
bounces diagnose good-way.example.net --dns "$nameserver" --format jsonl
ok 'without --connect no server is asked' not grep -q '"check":"tls"' "$tmp/out"
bounces diagnose good-way.example.net --dns "$nameserver" --connect --ca-file /nowhere
exits 2
complains '/nowhere'

done_testing
