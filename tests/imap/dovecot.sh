# dovecot.sh - a Dovecot of this system as an ordinary process, for tests/*.t that source it
# shellcheck shell=sh disable=SC2034
#
# start_dovecot serves the files $mail/*.eml, in order, as the INBOX of user lab, password lab-secret.
# It sets $tls_port, $starttls_port and $ca, and ends with the test. $box is the Maildir. The
# certificate is for localhost, and for $also_named. Whether there is a Dovecot to start: has_dovecot.
# With IMAP_LAB=dovecot it is not the system's, but that of tests/mta-lab, which wants root.

PATH=$PATH:/usr/sbin

has_dovecot() {
    command -v openssl >/dev/null || return
    if [ "${IMAP_LAB-}" ]; then
        [ -e "$LAB_WORK/layers/imap-dovecot/.done" ]
    else
        command -v dovecot >/dev/null
    fi
}

# in_lab_root COMMAND... - becomes it, in a root of its own made of the lab's layer, where $tmp is what
# it is outside
in_lab_root() {
    exec unshare --mount sh -euc 'tmp=$1
        shift
        mount --make-rprivate /
        mkdir -p "$tmp/lab"
        mount -t tmpfs -o mode=755 tmpfs "$tmp/lab"
        mkdir "$tmp/lab/upper" "$tmp/lab/work" "$tmp/lab/root"
        mount -t overlay overlay -o "lowerdir=$LAB_WORK/layers/imap-dovecot/upper:$LAB_WORK/base,\
upperdir=$tmp/lab/upper,workdir=$tmp/lab/work" "$tmp/lab/root"
        mkdir -p "$tmp/lab/root$tmp"
        mount --bind "$tmp" "$tmp/lab/root$tmp"
        mount --bind /dev "$tmp/lab/root/dev"
        mount -t proc proc "$tmp/lab/root/proc"
        exec chroot "$tmp/lab/root" "$@"' sh "$tmp" "$@"
}

run_dovecot() {
    [ "${IMAP_LAB-}" ] || exec dovecot "$@"
    in_lab_root /usr/sbin/dovecot "$@"
}

start_dovecot() {
    d=$tmp/dovecot
    mkdir -p "$d/run" "$d/home"
    openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj "/CN=test CA" \
        -keyout "$d/ca.key" -out "$d/ca.pem" 2>/dev/null
    openssl req -newkey rsa:2048 -nodes -subj /CN=localhost \
        -keyout "$d/server.key" -out "$d/server.csr" 2>/dev/null
    echo "subjectAltName=DNS:localhost${also_named:+,DNS:$also_named}" >"$d/ext"
    openssl x509 -req -in "$d/server.csr" -CA "$d/ca.pem" -CAkey "$d/ca.key" -CAcreateserial \
        -days 2 -extfile "$d/ext" -out "$d/server.pem" 2>/dev/null
    ports=$(python3 -c 'import socket
made = [socket.create_server(("127.0.0.1", 0)) for _ in "ab"]
print(*[s.getsockname()[1] for s in made])')
    starttls_port=${ports% *}
    tls_port=${ports#* }
    ca=$d/ca.pem
    if [ "$(id -u)" = 0 ]; then
        owner=$(id -u nobody):$(id -g nobody)
        login='' # Dovecot's own users, for which it needs root
    else
        owner=$(id -u):$(id -g)
        login="default_internal_user = $(id -un)
               default_internal_group = $(id -gn)
               default_login_user = $(id -un)"
    fi
    cat >"$d/conf" <<END
base_dir = $d/run
log_path = $d/log
protocols = imap
listen = 127.0.0.1
ssl = yes
ssl_cert = <$d/server.pem
ssl_key = <$d/server.key
mail_location = maildir:~/Maildir
first_valid_uid = 1
auth_failure_delay = 0
$login
passdb {
  driver = static
  args = password=lab-secret
}
userdb {
  driver = static
  args = uid=${owner%:*} gid=${owner#*:} home=$d/home/%u
}
service imap-login {
  chroot =
  inet_listener imap {
    port = $starttls_port
  }
  inet_listener imaps {
    port = $tls_port
  }
}
service anvil {
  chroot =
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service stats {
  chroot =
}
namespace inbox {
  inbox = yes
}
END
    box=$d/home/lab/Maildir
    mkdir -p "$box/cur" "$box/new" "$box/tmp"
    for eml in "$mail"/*.eml; do
        name=${eml##*/}
        cp "$eml" "$box/new/170000${name%.eml}.$name.example"
    done
    chmod 755 "$tmp" "$d" "$d/home"
    chown -R "$owner" "$d/home"
    run_dovecot -F -c "$d/conf" >"$d/out" 2>&1 &
    server=$!
    trap 'kill $server; wait $server 2>/dev/null; rm -rf "$tmp"' EXIT
}
