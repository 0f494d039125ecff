#!/bin/sh
# corpus.t - labelled mail that is not part of the project must be read at least as well as before
. "${0%/*}/lib.sh"

# corpus, measure, per cent that must be reached
floors='
    mta-lab  type                   99.5
    mta-lab  recipients             99
    mta-lab  status                 99.5
    mta-lab  reply_code             98.5
    mta-lab  reason                 95
    all      type                   97.9
    all      plain_mail_left_alone  99.9
    all      recipients             98.7
    all      status                 98.7
    all      reply_code             98.5
    all      reason                 93.2
    all      hard                   97.2
'

corpus=${BOUNCES_CORPUS:-../shared/corpus}
[ -x "$corpus/score" ] || skip_all "no labelled mail in $corpus (BOUNCES_CORPUS names another place)"
export ASAN_OPTIONS=detect_leaks=0

# "MEASURE HITS ALL" lines of the scorer's {"type": [1, 2], ..., "broken": 0}
score() {
    "$corpus/score" --json "$@" -- "$BOUNCES" analyze --format jsonl |
        tr '}' ',' | sed 's/\], */\n/g' | tr -d '{"[,' | sed 's/ \([a-z]\)/_\1/g; s/: */ /'
}

score --only mta-lab >"$tmp/mta-lab"
score >"$tmp/all"

echo "$floors" | grep . >"$tmp/floors"
while read -r name measure floor; do
    reached=$(awk -v measure="$measure" '$1 == measure && $3 { print 100 * $2 / $3 }' "$tmp/$name")
    ok "$name: $measure at least $floor %" awk "BEGIN { exit !(${reached:-0} >= $floor) }"
    note "reached ${reached:-nothing}"
done <"$tmp/floors"

is 'no message breaks the program' "$(awk '$1 == "broken" { print $2 }' "$tmp/all")" 0

done_testing
