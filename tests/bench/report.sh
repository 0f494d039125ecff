#!/bin/sh
# report.sh - how long reports take on a store of a million events over two years (make bench-report)
#
# EVENTS makes it another number. The store is kept in build/bench/report for the next time.
set -eu
cd "$(dirname "$0")/../.."
events=${EVENTS:-1000000}
work=build/bench/report
store=$work/$events.db
mkdir -p "$work"

if [ ! -e "$store" ]; then
    echo "making a store of $events events..."
    rm -f "$work/new.db"*
    tests/report/events.py --count "$events" --days 730 --until "$(date -u +%F)" |
        ./bounces import --db "$work/new.db" --format jsonl -
    mv "$work/new.db" "$store"
fi

# measure REPORT OPTION... - the quickest of five runs, for other work only makes them slower
measure() {
    for _ in 1 2 3 4 5; do
        tests/measure.py "$work/figures" 600 ./bounces report --db "$store" "$@" >"$work/out"
        cat "$work/figures"
    done | sort -n | head -n 1 | {
        read -r seconds kilobytes
        printf '%-32s %6s s %7d KB\n' "report $*" "$seconds" "$kilobytes"
    }
}
measure --since 30d
measure --since 365d
measure --since 365d --format html
measure --since 730d --format html
