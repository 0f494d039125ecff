#!/bin/sh
# build.sh [layer...]  -- build the root file systems the lab runs in.
#
#   $LAB_WORK/base           one Debian 12, with no more in it than apt needs
#   $LAB_WORK/layers/<name>  one overlay layer per MTA on top of it, made by
#                            "apt-get install" inside a chroot, so that MTAs
#                            that conflict with each other never meet and
#                            nothing is installed on the host itself.
#
# Every mount is made in a private mount namespace and disappears with it.
# Layers that exist already are kept, unless their list of packages has changed;
# remove a directory to rebuild it.  $LAB_JOBS layers are built at a time.
set -eu
LAB=$(cd "$(dirname "$0")" && pwd)
: "${LAB_WORK:=$(cd "$LAB/../.." && pwd)/build/mta-lab}"
: "${LAB_SUITE:=bookworm}" "${LAB_JOBS:=$(nproc)}"
# The mirror that this machine's own apt uses.
: "${LAB_MIRROR:=$(apt-get indextargets --format '$(RELEASE) $(REPO_URI)' | sed -n "s/^$LAB_SUITE //p" | sort -u | head -n 1)}"
: "${LAB_MIRROR:=http://deb.debian.org/debian}"
LAB_MIRROR=${LAB_MIRROR%/}
export LAB LAB_WORK LAB_MIRROR
mkdir -p "$LAB_WORK/layers" "$LAB_WORK/tools"

# ---- base system ----------------------------------------------------------
if [ ! -e "$LAB_WORK/base/.done" ]; then
    mmdebstrap=mmdebstrap
    if ! command -v mmdebstrap >/dev/null; then     # not installed: unpack it privately
        (cd "$LAB_WORK/tools" && apt-get -q download mmdebstrap && dpkg -x mmdebstrap_*.deb .)
        mmdebstrap=$LAB_WORK/tools/usr/bin/mmdebstrap
    fi
    rm -rf "$LAB_WORK/base"
    # What can be built again need not survive a power cut.
    "$mmdebstrap" --mode=root --variant=apt --dpkgopt=force-unsafe-io \
        --aptopt='Acquire::Languages "none"' --skip=cleanup/apt/lists \
        --include=ca-certificates,openssl,procps,netbase,adduser \
        "$LAB_SUITE" "$LAB_WORK/base" \
        "deb $LAB_MIRROR $LAB_SUITE main" "deb $LAB_MIRROR-security $LAB_SUITE-security main"
    # No service may start by itself.
    printf '#!/bin/sh\nexit 101\n' > "$LAB_WORK/base/usr/sbin/policy-rc.d"
    chmod 755 "$LAB_WORK/base/usr/sbin/policy-rc.d"
    # The mailbox owner of the lab and a few local characters.
    for user in sender alice bob fwd; do
        chroot "$LAB_WORK/base" useradd -m -s /bin/sh "$user"
    done
    touch "$LAB_WORK/base/.done"
fi

# ---- one layer per server -----------------------------------------------------
# mta/<name>/packages (layer <name>) and imap/<name>/packages (layer imap-<name>)
# list the Debian packages; a build.sh beside it, if there is one, then runs on
# the host with $ROOT set to the merged tree (servers that are not in Debian).
packages_of() {         # packages_of LAYER: the folder that tells what is in it
    case $1 in imap-*) echo "$LAB/imap/${1#imap-}" ;; *) echo "$LAB/mta/$1" ;; esac
}
build_layer() {
    name=$1
    from=$(packages_of "$name")
    dir=$LAB_WORK/layers/$name
    if [ -e "$dir/.done" ] && cmp -s "$from/packages" "$dir/.done"; then
        echo "layer $name: already there"
        return
    fi
    rm -rf "$dir"; mkdir -p "$dir/upper" "$dir/work" "$dir/root"
    echo "layer $name: building"
    if LAB_WORK=$LAB_WORK LAB=$LAB unshare --mount sh -eu -c '
        dir=$1 from=$2 ROOT=$1/root; export ROOT
        mount -t overlay overlay -o "lowerdir=$LAB_WORK/base,upperdir=$dir/upper,workdir=$dir/work" "$ROOT"
        mount -t proc proc "$ROOT/proc"
        mount --bind /dev "$ROOT/dev"
        cp /etc/resolv.conf "$ROOT/etc/resolv.conf"
        echo mail.example.org > "$ROOT/etc/mailname"
        if [ -s "$from/packages" ]; then
            chroot "$ROOT" env DEBIAN_FRONTEND=noninteractive LC_ALL=C \
                apt-get -q -y --no-install-recommends install $(cat "$from/packages") </dev/null
            chroot "$ROOT" apt-get clean
        fi
        [ ! -e "$from/build.sh" ] || sh -eu "$from/build.sh"
    ' sh "$dir" "$from" > "$dir/build.log" 2>&1; then
        cp "$from/packages" "$dir/.done"; echo "layer $name: done"
    else
        echo "layer $name: FAILED, see $dir/build.log"; return 1
    fi
}

if [ "${1:-}" = --one ]; then
    build_layer "$2"
    exit
fi
for name in ${*:-$(ls "$LAB/mta") $(ls "$LAB/imap" | sed -n 's/^\([a-z]*\)$/imap-\1/p')}; do echo "$name"; done \
    | xargs -P "$LAB_JOBS" -n 1 "$LAB/build.sh" --one
