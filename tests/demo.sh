#!/bin/sh
# demo.sh - what a user sees, on genuine notices out of samples/ (make demo)
set -eu

# show COMMAND - as typed into a terminal, with what it prints
show() {
    printf '\n$ %s\n' "$1"
    PATH=$PWD:$PATH XDG_CONFIG_HOME=/nonexistent sh -c "$1"
}

# sample REASON - the first sample with that verdict
sample() {
    json=$(grep -rl "\"type\":\"bounce\".*\"reason\":\"$1\"" samples | LC_ALL=C sort | head -n 1)
    printf '%s' "${json%.json}.eml"
}

LC_ALL=C.UTF-8
export LC_ALL

show "bounces < $(sample user-unknown)"
show "bounces < $(sample spam-detected)"
show "LANGUAGE=fr bounces < $(sample spam-detected)"
show "LANGUAGE=fr bounces < $(sample mailbox-full)"
show "bounces explain '550-5.7.26 This mail has been blocked because the sender is unauthenticated. gsmtp'"

printf '\nAll of samples/, in a new store:\n'
mkdir -p build
rm -f build/demo.db*
show "bounces import --db build/demo.db -v samples"
# The last 30 days, or as many as there have been since the samples were made.
first=$(./bounces list --db build/demo.db --format jsonl |
    sed -E 's/.*"received":"([^T]*).*/\1/' | sort | head -n 1)
month=$(date -u -d '30 days ago' +%F)
since=30d
[ "$(printf '%s\n' "$first" "$month" | sort | head -n 1)" = "$month" ] || since=$first
show "bounces report --db build/demo.db --since $since --top 12"
show "LANGUAGE=fr bounces report --db build/demo.db --since $since --top 12"
show "bounces list --db build/demo.db --since $since --hard --limit 5"

printf '\nThe same, by what the program says of each recipient:\n'
show "bounces analyze --format jsonl samples |
    sed -E 's/.*\"type\":\"([^\"]*)\".*\"reason\":\"?([^\",]*).*/\1 \2/' |
    sort | uniq -c | sort -k1,1nr -k2"

printf '\n%s messages, every verdict as expected beside it: make check, tests/samples.t.\n' \
    "$(find samples -name '*.eml' | wc -l)"
