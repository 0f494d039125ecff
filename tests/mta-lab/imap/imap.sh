#!/bin/sh
# imap.sh start|stop|status dovecot|courier|cyrus  -- private IMAP servers on
# loopback, as peers for client tests.  build.sh imap-<name> first.
#
#            IMAP (STARTTLS)   IMAPS      user  lab  password  lab-secret
#   dovecot  127.0.0.1:11143   11993
#   courier  127.0.0.1:11144   11994
#   cyrus    127.0.0.1:11145   11995
#
# The INBOX is loaded with $MAIL_DIR (default $LAB_OUT: all collected .eml).
# TLS: certificate for "localhost" (and 127.0.0.1) from a private CA, whose
# certificate is $LAB_WORK/imap/ca.pem.
# Each server runs in its own mount and PID namespaces (the network is the
# host's, loopback only): stop ends exactly the processes start made.
set -eu
LAB=$(cd "$(dirname "$0")/.." && pwd)
: "${LAB_WORK:=$(cd "$LAB/../.." && pwd)/build/mta-lab}" "${LAB_OUT:=$LAB_WORK/out}" "${LAB_IMAP_SECONDS:=3600}"
: "${MAIL_DIR:=$LAB_OUT}"
action=$1 name=$2
STATE=$LAB_WORK/imap
mkdir -p "$STATE"
export LAB LAB_WORK LAB_OUT MAIL_DIR STATE
case $name in
    dovecot) PORT=11143 TLSPORT=11993 ;;
    courier) PORT=11144 TLSPORT=11994 ;;
    cyrus)   PORT=11145 TLSPORT=11995 ;;
    *) echo "unknown server $name"; exit 2 ;;
esac
export PORT TLSPORT

make_ca() {             # private CA and one server certificate, once for all servers
    exec 9>"$STATE/lock"
    flock 9
    [ -e "$STATE/server.pem" ] || sign_server
    exec 9>&-
}
sign_server() {
    openssl req -x509 -newkey rsa:2048 -nodes -days 365 -subj "/CN=mta-lab test CA" \
        -keyout "$STATE/ca.key" -out "$STATE/ca.pem" 2>/dev/null
    openssl req -newkey rsa:2048 -nodes -subj /CN=localhost \
        -keyout "$STATE/server.key" -out "$STATE/server.csr" 2>/dev/null
    printf 'subjectAltName=DNS:localhost,IP:127.0.0.1\n' > "$STATE/ext"
    openssl x509 -req -in "$STATE/server.csr" -CA "$STATE/ca.pem" -CAkey "$STATE/ca.key" \
        -CAcreateserial -days 365 -extfile "$STATE/ext" -out "$STATE/server.pem" 2>/dev/null
}

case $action in
start)
    make_ca
    : > "$STATE/$name.log"
    timeout -k 5 "$LAB_IMAP_SECONDS" unshare --mount --uts --ipc --pid --fork --kill-child \
        sh -c 'sh "$0" "$1" & wait $!' "$LAB/imap/inside.sh" "$name" \
        > "$STATE/$name.log" 2>&1 < /dev/null &
    echo $! > "$STATE/$name.pid"
    i=0
    until grep -q '^ready$' "$STATE/$name.log"; do
        i=$((i + 1))
        if [ $i -gt 1200 ] || ! kill -0 "$(cat "$STATE/$name.pid")" 2>/dev/null; then
            echo "$name did not start:"; tail -5 "$STATE/$name.log"; exit 1
        fi
        sleep 0.1
    done
    echo "$name: IMAP 127.0.0.1:$PORT, IMAPS 127.0.0.1:$TLSPORT, lab/lab-secret, CA $STATE/ca.pem" ;;
stop)
    [ ! -e "$STATE/$name.pid" ] || kill "$(cat "$STATE/$name.pid")" 2>/dev/null || true
    rm -f "$STATE/$name.pid" ;;
status)
    if [ -e "$STATE/$name.pid" ] && kill -0 "$(cat "$STATE/$name.pid")" 2>/dev/null
    then echo "$name: running"; else echo "$name: stopped"; fi ;;
esac
