# nameserver.sh - a real name server on loopback, for tests that ask one; after lib.sh
# shellcheck shell=sh disable=SC2154
#
# start_nameserver ZONE BROKEN... - Knot DNS with that file as the zone "." (every name there is);
# BROKEN are zones that it cannot load, so that it says SERVFAIL to what is in them. Sets
# $nameserver.

free_port() {
    python3 -c '
import socket
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp:
    udp.bind(("127.0.0.1", 0))
    print(udp.getsockname()[1])'
}

start_nameserver() {
    knotd=$(command -v knotd || command -v /usr/sbin/knotd) || skip_all 'no knotd: apt-get install knot'
    folder=$tmp/knot
    mkdir "$folder"
    cp "$1" "$folder/zone"
    shift
    nameserver=127.0.0.1:$(free_port)
    cat >"$folder/conf" <<CONF
server:
    rundir: "$folder"
    listen: ${nameserver%:*}@${nameserver#*:}
    background-workers: 1
    udp-workers: 1
    tcp-workers: 1
database:
    storage: "$folder"
log:
  - target: stderr
    any: warning
template:
  - id: default
    storage: "$folder"
    zonefile-load: whole
    journal-content: none
zone:
  - domain: .
    file: zone
CONF
    for broken; do
        printf '  - domain: %s\n    file: there-is-none\n' "$broken"
    done >>"$folder/conf"
    "$knotd" -c "$folder/conf" >"$folder/log" 2>&1 &
    knot=$!
    trap 'kill "$knot"; wait "$knot"; rm -rf "$tmp"' EXIT
    wait_for_nameserver
}

# start_rude_server HOW - one before it that misbehaves in that way (dns/rude.py). Sets $rude_server.
start_rude_server() {
    rm -f "$tmp/rude"
    python3 -u tests/dns/rude.py "$1" "${nameserver#*:}" >"$tmp/rude" &
    rude=$!
    trap 'kill "$knot" "$rude"; wait "$knot" "$rude"; rm -rf "$tmp"' EXIT
    until [ -s "$tmp/rude" ]; do
        kill -0 "$rude" || exit 1
        sleep 0.05
    done
    rude_server=127.0.0.1:$(cat "$tmp/rude")
}

# Until it answers, or has died; 10 seconds at most.
wait_for_nameserver() {
    tries=100
    until "$BOUNCES" diagnose ns.example.net --dns "$nameserver" >"$folder/first" 2>&1 ||
        [ $? = 1 ]; do
        tries=$((tries - 1))
        if [ $tries = 0 ] || ! kill -0 "$knot"; then
            cat "$folder/log" "$folder/first" >&2
            echo "Bail out! knotd does not answer" >&3
            exit 1
        fi
        sleep 0.1
    done
}
