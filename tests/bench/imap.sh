#!/bin/sh
# imap.sh [MESSAGES [MANY]] - a scan over IMAP beside a bare socket reader (make bench-imap)
#
# A Dovecot has the samples, repeated to MESSAGES, each with a Message-ID of its own. The bare reader
# (drain.py) fetches the same bytes over the same TLS and throws them away; the scan stores what it
# reads into a new store. They take turns five times and the median of the wall-clock time counts,
# since most of it is the server's. Then the mailbox grows to MANY, and the peak memory of the process
# that has most is shown for both sizes.
# shellcheck disable=SC2154
here=${0%/*}/..
. "$here/lib.sh"
. "$here/imap/dovecot.sh"
. "$here/imap/mail.sh"
messages=${1:-20000}
many=${2:-200000}
export XDG_DATA_HOME="$tmp/data"

die() {
    echo "bench-imap: $*" >&2
    exit 1
}

has_dovecot || die 'there is no Dovecot; install dovecot-imapd and openssl'
start_mail_server || die 'Dovecot does not start'
imap_account "password = $imap_password"

# fill FROM TO - messages of these numbers
fill() {
    python3 - "$box" "$1" "$2" <<'END' || die 'messages'
import glob, re, sys
box, first, last = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
samples = [open(path, "rb").read() for path in sorted(glob.glob("samples/**/*.eml", recursive=True))]
for number in range(first, last):
    mail = samples[number % len(samples)]
    mail = re.sub(rb"(?im)^(message-id:\s*<?)", rb"\g<1>%d." % number, mail, count=1)
    with open("%s/cur/%09d.M1.mail:2," % (box, number), "wb") as eml:
        eml.write(mail)
END
    imap_give
}

# SECONDS KILOBYTES of a command
measured() {
    "$here/measure.py" "$tmp/report" 3600 "$@" >"$tmp/out" || die "$1: $(cat "$tmp/out")"
    cat "$tmp/report"
}

# SECONDS of the bare reader
drained() {
    "$here/bench/drain.py" "$tls_port" "$ca" || die 'drain.py'
}

scanned() {
    rm -rf "$tmp/data"
    measured "$BOUNCES" scan
}

fill 0 "$messages"
drained >/dev/null # Dovecot learns the sizes of the messages once
for _ in 1 2 3 4 5; do
    echo "drain $(drained)" >>"$tmp/runs"
    echo "scan $(scanned)" >>"$tmp/runs"
done
fill "$messages" "$many"
drained >/dev/null
echo "many $(scanned)" >>"$tmp/runs"

python3 - "$tmp/runs" "$messages" "$many" <<'END'
import statistics, sys
runs = {}
for line in open(sys.argv[1], encoding="ascii"):
    name, seconds, *kilobytes = line.split()
    runs.setdefault(name, []).append((float(seconds), int(*kilobytes)))
median = {name: statistics.median(seconds for seconds, _ in figures) for name, figures in runs.items()}
memory = {name: max(kilobytes for _, kilobytes in figures) / 1024 for name, figures in runs.items()}
print(f"{sys.argv[2]} messages over TLS, wall-clock seconds, median of 5")
print(f"bare socket reader  {median['drain']:6.2f}")
print(f"scan                {median['scan']:6.2f}  {median['scan'] / median['drain']:.2f} times as long")
print(f"scan: peak memory, {sys.argv[2]:>7} messages: {memory['scan']:5.1f} MB")
print(f"scan: peak memory, {sys.argv[3]:>7} messages: {memory['many']:5.1f} MB, {median['many']:.0f} s")
END
