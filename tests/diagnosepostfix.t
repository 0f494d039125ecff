#!/bin/sh
# diagnosepostfix.t - bounces diagnose --connect against Postfix, in a network of our own
if [ "${OWN_NETWORK-}" != yes ] && [ "$(id -u)" = 0 ] && unshare -n true 2>/dev/null; then
    OWN_NETWORK=yes exec unshare -n sh "$0" "$@"
fi
. "${0%/*}/lib.sh"
. "${0%/*}/nameserver.sh"
. "${0%/*}/certificates.sh"
[ "${OWN_NETWORK-}" = yes ] || skip_all 'starting Postfix wants root, and unshare -n'
PATH=$PATH:/usr/sbin
command -v postfix >/dev/null || skip_all 'no Postfix: make deps-servers'
ip link set lo up || skip_all 'no ip: apt-get install iproute2'
make_authority

# Rows of: who, the name in the certificate, its days, an option of the server or -, the findings.
cat >"$tmp/servers" <<'END'
good       mx.good.example.net       20  -                                       tls-good postmaster-taken
expired    mx.expired.example.net    -1  -                                       tls-unproven postmaster-taken
wrongname  mx.other.example.com      20  -                                       tls-unproven postmaster-taken
selfsigned mx.selfsigned.example.net 20  -                                       tls-unproven postmaster-taken
plain      mx.plain.example.net      20  smtpd_tls_security_level=none           tls-none postmaster-taken
refuses    mx.refuses.example.net    20  smtpd_recipient_restrictions=reject     tls-good postmaster-refused
later      mx.later.example.net      20  smtpd_recipient_restrictions=defer      tls-good postmaster-later
private    mx.private.example.net    20  smtpd_tls_security_level=encrypt        tls-good postmaster-taken
END

# A Postfix whose queue, settings and log are the test's: a smtpd for each row.
mta=$tmp/postfix
chmod 711 "$tmp"
mkdir -p "$mta/conf" "$mta/queue" "$mta/data"
chown postfix "$mta/data"
cat >"$mta/conf/main.cf" <<CONF
compatibility_level = 3.6
queue_directory = $mta/queue
data_directory = $mta/data
maillog_file = $mta/log
maillog_file_prefixes = $tmp
myhostname = mx.example.net
mydestination = static:all
local_recipient_maps =
smtpd_peername_lookup = no
smtpd_tls_security_level = may
CONF
number=2
while read -r who name days option keys; do
    certificate "$who" "$name" "$days"
    echo "127.0.0.$number:25 inet n - n - - smtpd"
    echo "  -o smtpd_tls_cert_file=$ca/$who.pem -o smtpd_tls_key_file=$ca/$who.key"
    [ "$option" = - ] || echo "  -o $option"
    echo "$who-way.example.net. MX 10 mx.$who.example.net." >&4
    echo "mx.$who.example.net. A 127.0.0.$number" >&4
    number=$((number + 1))
done <"$tmp/servers" >"$mta/conf/master.cf" 4>"$tmp/more"
cat >>"$mta/conf/master.cf" <<'CONF'
cleanup   unix  n - n - 0 cleanup
rewrite   unix  - - n - - trivial-rewrite
tlsmgr    unix  - - n 1000? 1 tlsmgr
anvil     unix  - - n - 1 anvil
proxymap  unix  - - n - - proxymap
defer     unix  - - n - 0 bounce
bounce    unix  - - n - 0 bounce
postlog   unix-dgram n - n - 1 postlogd
CONF
cat "${0%/*}/dns/example.zone" "$tmp/more" >"$tmp/zone"

start_nameserver "$tmp/zone" servfail.example
postfix -c "$mta/conf" start >"$tmp/started" 2>&1 || {
    note "$(cat "$tmp/started" "$mta/log" 2>&1)"
    ok 'Postfix starts' false
}
trap 'postfix -c "$mta/conf" stop >"$tmp/stopped" 2>&1; kill "$knot"; wait "$knot"
      rm -rf "$tmp"' EXIT

while read -r who name days option keys; do
    bounces diagnose "$who-way.example.net" --dns "$nameserver" --ca-file "$ca/ca.pem" --connect \
        --format jsonl
    quiet
    for key in $keys; do
        ok "$who: finds $key" grep -q "\"finding\":\"$key\"" "$tmp/out" ||
            note "$(grep -E '"check":"(tls|postmaster)"' "$tmp/out" | cut -c1-250)" \
                "$(tail -n 5 "$mta/log")"
    done
done <"$tmp/servers"
ok 'no server was sent mail' test -z "$(find "$mta/queue" -path '*/incoming/*' -type f)"

done_testing
