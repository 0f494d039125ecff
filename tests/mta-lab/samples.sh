#!/bin/sh
# samples.sh  -- make the notices of samples/ afresh ("make samples").
#
# Builds the layers that are missing, runs the lab and copies what samples.list
# names.  A case that did not come is reported and keeps the file it had; the
# end is 1 then.  Look at "git diff", then run "make regold".
set -eu
LAB=$(cd "$(dirname "$0")" && pwd)
ROOT=$(cd "$LAB/../.." && pwd)
: "${LAB_WORK:=$ROOT/build/mta-lab}" "${LAB_OUT:=$LAB_WORK/out}"
export LAB_WORK LAB_OUT
[ "$(id -u)" = 0 ] || { echo "samples.sh: the lab needs root (namespaces)" >&2; exit 2; }

list() { sed -e 's/#.*//' -e '/^[[:space:]]*$/d' "$LAB/samples.list"; }
servers=$(list | cut -d/ -f1 | sort -u)

# shellcheck disable=SC2086 # one word for each server
{ "$LAB/build.sh" $servers && "$LAB/run.sh" $servers; } >&2

mkdir -p "$ROOT/samples"
list | {
    came=0 lacking=0
    while read -r from name; do
        if [ -s "$LAB_OUT/$from" ]; then
            cp "$LAB_OUT/$from" "$ROOT/samples/$name.eml"
            came=$((came + 1))
        else
            echo "samples.sh: $from did not come, $name.eml is not renewed" >&2
            lacking=$((lacking + 1))
        fi
    done
    echo "samples.sh: $came samples, $lacking did not come" >&2
    [ $lacking -eq 0 ]
}
