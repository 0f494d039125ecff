#!/bin/sh
# run.sh - the report as people meet it: in a browser, on a terminal, in Postfix and Prometheus
#
# make deps-report installs what it needs; the rest is fetched here into build/report, for the packages
# of Postfix and Prometheus start servers. What cannot be had is skipped, and that is said.

cd "$(dirname "$0")/../.." || exit 1
work=$PWD/build/report
mkdir -p "$work"

# axe-core judges whether everybody can read a page. It is fetched for the test and kept nowhere else.
axe_version=4.10.3
if [ ! -s "$work/package/axe.min.js" ] && command -v npm >/dev/null; then
    (cd "$work" && timeout 120 npm pack --silent "axe-core@$axe_version" >npm.log 2>&1 &&
        tar xzf "axe-core-$axe_version.tgz" package/axe.min.js)
fi
AXE=
[ ! -s "$work/package/axe.min.js" ] || AXE=$work/package/axe.min.js
export AXE

# unpacked PACKAGE TOOL - from Debian, into $work, unless the system has it
unpacked() {
    command -v "$2" >/dev/null && return
    [ -d "$work/$1" ] || (cd "$work" && apt-get download -q "$1" >apt.log 2>&1 &&
        dpkg -x "$1"_*.deb "$1") || return
    PATH=$PATH:$work/$1/usr/bin:$work/$1/usr/sbin
    LD_LIBRARY_PATH=$work/$1/usr/lib/$1${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
}
PATH=$PATH:/usr/sbin
if command -v apt-get >/dev/null; then
    unpacked postfix postmap
    unpacked prometheus promtool
fi
export PATH LD_LIBRARY_PATH

prove -e '' ${PROVE_FLAGS-} tests/report/*.t tests/suppress.t tests/check.t :: --tap
