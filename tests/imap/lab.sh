#!/bin/sh
# lab.sh [SERVER...] - tests/imap.t against IMAP servers of Debian, each in a root of its own; with
# that of Dovecot also scans (imapscan.t), and a notice's way from relay to report (story.t)
#
# The first time they are built into LAB_WORK (build/mta-lab), with debootstrap: that takes some
# minutes, and root. No server is installed on this system; they listen on loopback only.

cd "$(dirname "$0")/../.." || exit 1
LAB_WORK=${LAB_WORK:-$PWD/build/mta-lab}
export LAB_WORK

if [ "$(id -u)" != 0 ]; then
    echo "make check-imap: skipped: building and starting the servers wants root"
    exit 0
fi
if ! unshare --mount true 2>/dev/null; then
    echo "make check-imap: skipped: this system lets nobody mount anything"
    exit 0
fi

tests/deps.sh lab || exit 1
mkdir -p "$LAB_WORK"
servers=${*:-dovecot courier cyrus}
# shellcheck disable=SC2046,SC2086 # a word for each
tests/mta-lab/build.sh $(printf 'imap-%s ' $servers) >"$LAB_WORK/build.log" 2>&1 || {
    cat "$LAB_WORK/build.log"
    exit 1
}

# try SERVER TEST...
failed=0
try() {
    echo "$1: $2"
    IMAP_LAB=$1 prove -e '' ${PROVE_FLAGS-} "$2" :: --tap || failed=1
}

for server in $servers; do
    try "$server" tests/imap.t
done
case " $servers " in *' dovecot '*)
    try dovecot tests/imapscan.t
    try dovecot tests/story.t
    ;;
esac
exit $failed
