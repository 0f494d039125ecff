#!/bin/sh
# samples.t - the verdict on each sample is the one beside it (make regold renews them)
. "${0%/*}/lib.sh"

ok 'all samples are read' judge_samples "$tmp/got"

find samples -name '*.eml' | LC_ALL=C sort >"$tmp/list"
ok 'there are samples' test -s "$tmp/list"
while read -r eml; do
    json=${eml%.eml}.json
    same "$eml" "$json" "$tmp/got/${json#samples/}"
done <"$tmp/list"

done_testing
