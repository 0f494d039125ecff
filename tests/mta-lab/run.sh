#!/bin/sh
# run.sh [mta...]  -- run the lab: every MTA in its own namespaces, $LAB_JOBS at
# a time.  Results: $LAB_OUT/<mta>/<case>.eml and $LAB_OUT/MANIFEST.tsv.
# LAB_CASES="case case" runs only those cases.
# Needs root, util-linux (unshare, nsenter), iproute2, python3; build.sh first.
set -eu
LAB=$(cd "$(dirname "$0")" && pwd)
: "${LAB_WORK:=$(cd "$LAB/../.." && pwd)/build/mta-lab}" "${LAB_OUT:=$LAB_WORK/out}" "${LAB_SECONDS:=240}" "${LAB_JOBS:=$(nproc)}"
export LAB LAB_WORK LAB_OUT LAB_SECONDS LAB_JOBS PYTHONDONTWRITEBYTECODE=1
mkdir -p "$LAB_OUT" "$LAB_WORK/logs"

if [ "${1:-}" = --one ]; then
    mta=$2
    rm -rf "${LAB_OUT:?}/$mta"          # never an earlier run's messages
    [ -e "$LAB_WORK/layers/$mta/.done" ] || { echo "$mta: no layer, skipped"; exit 0; }
    # PID 1 of the new PID namespace is a shell that only waits for inside.sh
    # (daemons care about having PID 1 as their parent): when it ends, or is
    # killed by the timeout, the kernel ends every daemon in the namespace.
    timeout -k 5 $((LAB_SECONDS + 30)) \
        unshare --mount --net --uts --ipc --pid --fork --kill-child \
        sh -c 'sh "$0" "$1" & wait $!' "$LAB/lib/inside.sh" "$mta" \
        > "$LAB_WORK/logs/$mta.run.log" 2>&1 \
        || echo "$mta: ended with an error, see $LAB_WORK/logs/$mta.run.log"
    exit 0
fi

started=$(date +%s)
for mta in ${*:-$(ls "$LAB/mta")}; do echo "$mta"; done \
    | xargs -P "$LAB_JOBS" -n 1 "$LAB/run.sh" --one
python3 "$LAB/lib/manifest.py" "$LAB_OUT"
echo "lab run took $(($(date +%s) - started)) s"
