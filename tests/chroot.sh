#!/bin/sh
# chroot.sh - README's two commands in a fresh, minimal Debian 12: git, make, root, no sudo
#
# usage: tests/chroot.sh [COMMAND]     as root; COMMAND (default: both of them) is run in a clone of HEAD
#
# Every mount is made in a private mount namespace and goes with it. build/chroot/base is kept.
set -eu
cd "$(dirname "$0")/.."

suite=bookworm
base=$PWD/build/chroot/base
root=$PWD/build/chroot/root
mirror=$(apt-get indextargets --format '$(RELEASE) $(REPO_URI)' | sed -n "s/^$suite //p" | head -n 1)
[ "$mirror" ] || mirror=http://deb.debian.org/debian

if [ ! -e "$base/.done" ]; then
    command -v debootstrap >/dev/null || apt-get -q -y install debootstrap
    rm -rf "$base"
    debootstrap --variant=minbase --include=git,make,ca-certificates "$suite" "$base" "$mirror"
    touch "$base/.done"
fi

rm -rf "$root"
cp -a "$base" "$root"
cp /etc/resolv.conf "$root/etc/resolv.conf"
git clone -q . "$root/root/bounces"

command=${1:-'time make demo && time make check'}
exec unshare --mount sh -eu -c '
    mount --bind "$1" "$1" # for who makes mount namespaces of his own in there
    mount -t proc proc "$1/proc"
    mount --rbind /dev "$1/dev"
    exec chroot "$1" env -i HOME=/root TERM="${TERM:-dumb}" PATH=/usr/sbin:/usr/bin:/sbin:/bin \
        bash -c "cd /root/bounces && $2" </dev/null
' sh "$root" "$command"
