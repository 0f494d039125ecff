# mail.sh - what arrives at and lies on the Dovecot of dovecot.sh, for tests/*.t that source both
# shellcheck shell=sh disable=SC2154

imap_password=lab-secret

# start_mail_server - a Dovecot without mail; FALSE where it does not come up
start_mail_server() {
    mail=$tmp/none
    mkdir -p "$mail"
    : >"$mail/0.eml"
    start_dovecot
    rm -f "$box"/new/*
    for _ in $(seq 100); do
        python3 -c 'import socket, sys; socket.create_connection(("127.0.0.1", int(sys.argv[1])))' \
            "$tls_port" 2>/dev/null && return
        kill -0 "$server" 2>/dev/null || break
        sleep 0.1
    done
    note 'Dovecot did not start' "$(cat "$d/out" "$d/log" 2>/dev/null)"
    return 1
}

# imap_account LINE... - the settings: the account ovh at that Dovecot, with these lines
imap_account() {
    mkdir -p "$tmp/config/bounces"
    printf '%s\n' '[account ovh]' 'host = localhost' "port = $tls_port" "ca-file = $ca" \
        'user = lab' "$@" >"$tmp/config/bounces/config"
    chmod 600 "$tmp/config/bounces/config"
}

# imap_give - what a test has put into the Maildir becomes the server's
imap_give() {
    chown -R "$owner" "$box"
}

# imap_deliver NAME - a message from standard input, as a mail server brings it
imap_deliver() {
    cat >"$box/tmp/$1"
    imap_give
    mv "$box/tmp/$1" "$box/new/$1"
}

# imap_count [FOLDER] - how many messages there are
imap_count() {
    find "$box${1:+/.$1}/new" "$box${1:+/.$1}/cur" -type f 2>/dev/null | wc -l | tr -d ' '
}
