#!/bin/sh
# regold.sh - renews the verdicts beside the samples; read the diff before you commit it
. "${0%/*}/lib.sh"

judge_samples "$tmp/got" || exit
cp -R "$tmp/got/." samples/
find samples -name '*.json' | while read -r json; do
    [ -e "$tmp/got/${json#samples/}" ] || rm "$json"
done
git --no-pager diff --stat -- samples
