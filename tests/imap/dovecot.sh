# dovecot.sh - a Dovecot of a test's own: loopback, a free port, a certificate of a private CA
# shellcheck shell=sh disable=SC2154
#
# start_dovecot makes it run; $imap_port is where (TLS from the first byte), $imap_ca the CA, and
# anna@example.org has the password in $imap_password. $imap_mail is her Maildir.

imap_password='Hush-5ecret'

free_port() {
    python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

make_certificate() {
    imap_ca=$tmp/imap/ca.pem
    openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj '/CN=a CA for a test' \
        -keyout "$tmp/imap/ca.key" -out "$imap_ca" 2>/dev/null
    openssl req -newkey rsa:2048 -nodes -subj /CN=localhost \
        -keyout "$tmp/imap/server.key" -out "$tmp/imap/server.csr" 2>/dev/null
    printf 'subjectAltName=DNS:localhost,IP:127.0.0.1\n' >"$tmp/imap/names"
    openssl x509 -req -in "$tmp/imap/server.csr" -CA "$imap_ca" -CAkey "$tmp/imap/ca.key" \
        -CAcreateserial -days 2 -extfile "$tmp/imap/names" -out "$tmp/imap/server.pem" 2>/dev/null
}

# Where root starts it, it serves by users of its own; anybody else can start it for himself.
write_configuration() {
    me=$(id -un)
    if [ "$me" = root ]; then
        users='default_internal_user = dovecot
            default_login_user = dovenull
            mail_uid = mail
            mail_gid = mail'
        chown -R mail:mail "$imap_mail"
    else
        users="default_internal_user = $me
            default_internal_group = $(id -gn)
            default_login_user = $me
            service anvil { chroot = }
            service imap-login { chroot = }
            mail_uid = $me
            mail_gid = $(id -gn)"
    fi
    cat >"$tmp/imap/dovecot.conf" <<END
base_dir = $tmp/imap/run
state_dir = $tmp/imap/state
log_path = $tmp/imap/log
protocols = imap
listen = 127.0.0.1
ssl = required
ssl_cert = <$tmp/imap/server.pem
ssl_key = <$tmp/imap/server.key
first_valid_uid = 1
first_valid_gid = 1
$users
mail_location = maildir:$imap_mail
mail_fsync = never
mailbox_list_index = no
auth_failure_delay = 0
passdb {
    driver = passwd-file
    args = scheme=PLAIN username_format=%u $tmp/imap/passwords
}
userdb {
    driver = static
    args = home=$tmp/imap/home allow_all_users=yes
}
namespace inbox {
    inbox = yes
    separator = .
    prefix = INBOX.
}
service imap-login {
    inet_listener imap {
        port = 0
    }
    inet_listener imaps {
        port = $imap_port
        ssl = yes
    }
}
END
}

start_dovecot() {
    chmod 755 "$tmp"
    imap_mail=$tmp/imap/Maildir
    mkdir -p "$tmp/imap/home" "$imap_mail/new" "$imap_mail/cur" "$imap_mail/tmp"
    imap_port=$(free_port)
    make_certificate
    write_configuration
    printf 'anna@example.org:{PLAIN}%s\n' "$imap_password" >"$tmp/imap/passwords"
    dovecot=$(command -v dovecot || echo /usr/sbin/dovecot)
    "$dovecot" -F -c "$tmp/imap/dovecot.conf" >"$tmp/imap/out" 2>&1 &
    dovecot_pid=$!
    trap stop_dovecot EXIT
    for _ in $(seq 100); do
        python3 -c 'import socket, sys; socket.create_connection(("127.0.0.1", int(sys.argv[1])))' \
            "$imap_port" 2>/dev/null && return
        kill -0 $dovecot_pid 2>/dev/null || break
        sleep 0.1
    done
    note "dovecot did not start" "$(cat "$tmp/imap/out" "$tmp/imap/log" 2>/dev/null)"
    return 1
}

stop_dovecot() {
    kill $dovecot_pid 2>/dev/null
    wait $dovecot_pid 2>/dev/null
    rm -rf "$tmp"
}

# imap_deliver NAME [FOLDER] - a message from standard input, as a mail server brings it
imap_deliver() {
    to=$imap_mail${2:+/.$2}
    mkdir -p "$to/new" "$to/cur" "$to/tmp"
    cat >"$to/tmp/$1"
    [ "$(id -u)" != 0 ] || chown -R mail:mail "$to"
    mv "$to/tmp/$1" "$to/new/$1"
}

# imap_count [FOLDER] - how many messages there are
imap_count() {
    find "$imap_mail${1:+/.$1}/new" "$imap_mail${1:+/.$1}/cur" -type f 2>/dev/null | wc -l | tr -d ' '
}
