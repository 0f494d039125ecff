#!/bin/sh
# lab.sh [SERVER...] - tests/imap.t against IMAP servers of Debian, each in a root of its own
#
# The first time they are built into LAB_WORK (build/mta-lab), with debootstrap: that takes some
# minutes, and root. Nothing is installed on this system; they listen on loopback only.

cd "$(dirname "$0")/../.." || exit 1
LAB_WORK=${LAB_WORK:-$PWD/build/mta-lab}
export LAB_WORK

if [ "$(id -u)" != 0 ]; then
    echo "make check-imap: skipped, building and starting the servers wants root"
    exit 0
fi

servers=${*:-dovecot courier cyrus}
for server in $servers; do
    tests/mta-lab/build.sh "imap-$server" || exit 1
done
failed=0
for server in $servers; do
    echo "$server:"
    IMAP_LAB=$server prove -e '' ${PROVE_FLAGS-} tests/imap.t :: --tap || failed=1
done
exit $failed
