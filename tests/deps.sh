#!/bin/sh
# deps.sh build LIBRARY... | dev | servers | report | lab - installs what bounces is built, or tested,
# with
#
# Does nothing where nothing is missing. On Debian apt-get is called, by sudo where it must be;
# elsewhere, and in a package build, what is missing is named and that is the end of it.

case $1 in
build)
    shift
    tools="cc pkg-config glib-compile-resources msgfmt prove mandoc python3 sqlite3"
    libraries=$*
    packages="gcc libc6-dev pkg-config gettext perl mandoc python3 sqlite3 libgmime-3.0-dev
              libetpan-dev libgnutls28-dev libpcre2-dev libsqlite3-dev libglib2.0-dev
              libjansson-dev libsmartcols-dev libseccomp-dev libc-ares-dev libpsl-dev publicsuffix"
    ;;
dev)
    tools="clang clang-tidy clang-format cppcheck xgettext"
    libraries=
    packages="clang clang-tidy clang-format cppcheck libclang-rt-dev gettext"
    ;;
servers) # that tests ask; where they are missing, those tests are skipped
    PATH=$PATH:/usr/sbin
    tools="knotd openssl unshare ip"
    libraries=
    packages="knot openssl util-linux iproute2"
    # Postfix would take the place of a mail server that is there.
    if command -v postfix >/dev/null || ! command -v sendmail >/dev/null; then
        tools="$tools postfix"
        packages="$packages postfix"
    fi
    ;;
report) # what a report is looked at with; where it is missing, those tests are skipped
    tools="chromium chromedriver tmux less localedef"
    libraries=
    packages="chromium chromium-driver fonts-dejavu-core tmux less locales"
    ;;
lab) # that builds servers in roots of their own
    PATH=$PATH:/usr/sbin:/sbin
    tools="mmdebstrap openssl unshare ip"
    libraries=
    packages="mmdebstrap openssl util-linux iproute2"
    ;;
*)
    echo "usage: deps.sh build LIBRARY... | dev | servers | report | lab" >&2
    exit 2
    ;;
esac

missing=
for tool in $tools; do
    command -v "$tool" >/dev/null || missing="$missing $tool"
done
for library in $libraries; do
    pkg-config --exists "$library" 2>/dev/null || missing="$missing $library"
done
[ "$missing" ] || exit 0

# shellcheck disable=SC2086 # a list of words
packages=$(echo $packages)
if ! command -v apt-get >/dev/null || [ "${DEB_BUILD_OPTIONS+set}" ]; then
    printf 'Missing:%s\nInstall these (names as in Debian 12): %s\n' "$missing" "$packages" >&2
    exit 1
fi

as_root=
if [ "$(id -u)" != 0 ]; then
    if ! command -v sudo >/dev/null; then
        printf 'Missing:%s\nAs root: apt-get install %s\n' "$missing" "$packages" >&2
        exit 1
    fi
    as_root="sudo"
fi

echo "Missing:$missing. Installing with ${as_root:+sudo }apt-get: $packages"
log=$(mktemp)
apt() {
    $as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get -q -y -o Acquire::Retries=3 -o Dpkg::Use-Pty=0 "$@" </dev/null >"$log" 2>&1 &&
        return
    cat "$log" >&2
    rm -f "$log"
    exit 1
}
apt update
# shellcheck disable=SC2086
apt install --no-install-recommends $packages
rm -f "$log"
