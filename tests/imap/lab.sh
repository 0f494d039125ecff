#!/bin/sh
# lab.sh [--build | SERVER...] - tests/imap.t against IMAP servers of Debian, each in a root of its
# own; with that of Dovecot also scans (imapscan.t), one of them slow (imappause.t), and a notice's way
# from relay to report (story.t)
#
# The first time they are built into LAB_WORK (build/mta-lab): that takes a minute or two, and root;
# --build does no more than that. No server is installed on this system; they listen on loopback only.

cd "$(dirname "$0")/../.." || exit 1
LAB_WORK=${LAB_WORK:-$PWD/build/mta-lab}
export LAB_WORK

# --test SERVER:TEST OPTION... - one of them, for prove
if [ "$1" = --test ]; then
    IMAP_LAB=${2%%:*}
    export IMAP_LAB
    test=${2#*:}
    shift 2
    exec "$test" "$@"
fi

skip() {
    echo "make check-imap: skipped: $*"
    exit 0
}

# can_overlay - whether a root can be laid over another here
can_overlay() {
    mkdir -p "$LAB_WORK/try/lower" "$LAB_WORK/try/upper" "$LAB_WORK/try/work" "$LAB_WORK/try/root"
    unshare --mount sh -c 'cd "$1" && mount -t overlay overlay \
        -o lowerdir=lower,upperdir=upper,workdir=work root' sh "$LAB_WORK/try" 2>/dev/null
    made=$?
    rm -rf "$LAB_WORK/try"
    return $made
}

[ "$(id -u)" = 0 ] || skip 'building and starting the servers wants root'
can_overlay || skip 'this system lets nobody mount anything, or nothing over what it is itself'

action=$1
[ "$action" != --build ] || shift
servers=${*:-dovecot courier cyrus}
tests/deps.sh lab || exit 1
# Who comes while somebody else is building waits for that.
exec 9>"$LAB_WORK/build.lock"
flock 9
# shellcheck disable=SC2046,SC2086 # a word for each
tests/mta-lab/build.sh $(printf 'imap-%s ' $servers) >"$LAB_WORK/build.log" 2>&1 9>&- || {
    cat "$LAB_WORK/build.log"
    exit 1
}
exec 9>&-
[ "$action" != --build ] || exit 0

tests=
for server in $servers; do
    tests="$tests $server:tests/imap.t"
done
case $tests in *dovecot:*)
    tests="$tests dovecot:tests/imapscan.t dovecot:tests/story.t dovecot:tests/imappause.t"
    ;;
esac
# They wait more than they work.
# shellcheck disable=SC2086
exec prove -e 'tests/imap/lab.sh --test' -j 3 ${PROVE_FLAGS-} $tests :: --tap
