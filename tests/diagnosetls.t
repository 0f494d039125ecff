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

# Domains with a record of MTA-STS; what the web server of each does, mailserver.py has.
policies='right testing off unlisted soon moved lost page short cut modeless big drips stswrong stsexpired'
for way in $policies; do
    days=20
    name=mta-sts.$way.example.net
    case $way in
    stswrong) name=mta-sts.right.example.net ;;
    stsexpired) days=-1 ;;
    esac
    certificate "$way" "$name" "$days"
done

{
    cat "${0%/*}/dns/example.zone"
    number=2
    for way in $policies unpublished nowhere closed; do
        echo "$way.example.net. MX 10 good.example.net."
        [ $way = unpublished ] || echo "_mta-sts.$way.example.net. TXT \"v=STSv1; id=20261124\""
        [ $way = nowhere ] || echo "mta-sts.$way.example.net. A 127.0.1.$number"
        number=$((number + 1))
    done
    number=2
    for way in good expired wrongname selfsigned expiring old plain broken inject refuses later \
        closes talks babbles sleeps; do
        echo "$way-way.example.net. MX 10 $way.example.net."
        echo "$way.example.net. A 127.0.0.$number"
        number=$((number + 1))
    done
    echo 'sleeps-way.example.net. MX 20 asleep.example.net.'
    echo "asleep.example.net. A 127.0.0.$((number - 1))"
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

# However long one server takes, names that are asked about after it are known.
diagnose sleeps-way.example.net --connect --host good.example.net
quiet
finds tls-unreachable host-good

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
plain.example.net:25        host-none
END

# What mail programs use is another thing than the MX, and of hosts one is another than the next.
changes() {
    bounces diagnose good-way.example.net --db "$tmp/store" --dns "$nameserver" --ca-file "$ca/ca.pem" "$@"
}
a_notice u@example.net '550 5.1.1 User unknown' | sed 's/<news@example.org>/<news@good-way.example.net>/' |
    "$BOUNCES" import --db "$tmp/store" -
changes --connect
prints_not 'Changed:'
changes --host wrongname.example.net
prints_not 'Changed:'
changes --host good.example.net --host wrongname.example.net:25
prints_not 'Changed:'
sqlite3 "$tmp/store" "UPDATE diagnoses SET kind = 'tls', finding = 'host-unproven', result = 'fail'
    WHERE finding = 'host-good'"
sleep 1 # looks of one second are one
changes --host good.example.net
prints 'Changed: mail host is ok now; on '
prints_not 'Changed: TLS'

# Policies of MTA-STS. Rows of: domain, result, finding, what is told of it.
while read -r way result key words; do
    diagnose "$way.example.net" --connect
    quiet
    grep '"check":"mta-sts-policy"' "$tmp/out" >"$tmp/policy"
    ok "$way: $key is $result" grep -q "\"result\":\"$result\",\"finding\":\"mta-sts-policy-$key\"" \
        "$tmp/policy" || note "$(cut -c1-300 "$tmp/policy")"
    ok "$way: $words" grep -qF "$words" "$tmp/policy"
    is "$way: nothing else" "$(wc -l <"$tmp/policy" | tr -d ' ')" 1
done <<END
right      ok      enforced     *.example.net
testing    ok      testing      good.example.net
off        ok      none         "number":60
unlisted   fail    unlisted     "subject":"good.example.net"
soon       warn    unlisted-yet "subject":"good.example.net"
moved      fail    missing      301 Moved Permanently
lost       fail    missing      404 Not Found
page       fail    syntax       text/html
short      fail    syntax       : text
cut        unknown unreachable  before its end
modeless   fail    syntax       "found":"mode: "
big        fail    syntax       bytes
drips      unknown unreachable  mta-sts.drips.example.net
stswrong   fail    unproven     mta-sts.stswrong.example.net
stsexpired fail    unproven     expired
nowhere    fail    missing      NXDOMAIN
closed     unknown unreachable  mta-sts.closed.example.net
END
diagnose unpublished.example.net --connect
prints_not '"check":"mta-sts-policy"'
diagnose right.example.net
finds mta-sts-published
prints_not '"check":"mta-sts-policy"'

ok 'no server was sent mail' not test -e "$ca/data"
bounces diagnose good-way.example.net --dns "$nameserver" --connect --format jsonl
finds tls-unproven # the system does not know our authority
bounces diagnose good-way.example.net --dns "$nameserver" --format jsonl
ok 'without --connect no server is asked' not grep -q '"check":"tls"' "$tmp/out"
bounces diagnose good-way.example.net --dns "$nameserver" --connect --ca-file /nowhere
exits 2
complains '/nowhere'

done_testing
