#!/bin/sh
# report.sh - how long reports take on a store of a million events over two years (make bench-report)
#
# EVENTS makes it another number. The store is kept in build/bench/report for the next time, and with
# it one that has also had a look at a dozen domains every night, each of which was mended in part.
set -eu
cd "$(dirname "$0")/../.."
events=${EVENTS:-1000000}
work=build/bench/report
store=$work/$events.db
mkdir -p "$work"

if [ ! -e "$store" ]; then
    echo "making a store of $events events..."
    rm -f "$work/new.db"* "$work/$events.looked.db"
    tests/report/events.py --count "$events" --days 730 --until "$(date -u +%F)" |
        ./bounces import --db "$work/new.db" --format jsonl -
    mv "$work/new.db" "$store"
fi

# nights - what `bounces diagnose` would have kept; a fault is mended by its night
nights() {
    cat <<END
        WITH RECURSIVE
        night(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM night WHERE n < 729),
        domain(n, name) AS (SELECT 0, 'example.org' UNION ALL
            SELECT n + 1, 'd' || n || '.example' FROM domain WHERE n < 11),
        fault(place, kind, result, finding, mended, good) AS (VALUES
            (1, 'dkim', 'fail', 'dkim-none', 700, 'dkim-rsa'),
            (2, 'blocklist', 'fail', 'blocklist-listed', 640, 'blocklist-clean'),
            (3, 'ptr', 'fail', 'ptr-missing', 560, 'ptr-confirmed'),
            (4, 'spf', 'fail', 'spf-missing', 480, 'spf-permits'),
            (5, 'dmarc', 'warn', 'dmarc-missing', 400, 'dmarc-watches'),
            (6, 'helo', 'warn', 'helo-elsewhere', 800, 'helo-resolves'),
            (7, 'mx', 'fail', 'mx-missing', 0, 'mx-resolves'))
        INSERT INTO diagnoses SELECT name, strftime('%s', 'now') - (730 - night.n) * 86400, place, kind,
            CASE WHEN night.n < mended THEN result ELSE 'ok' END,
            CASE WHEN night.n < mended THEN finding ELSE good END, name, 'v=1', 0, '', ''
        FROM night, domain, fault;
END
}
looked=$work/$events.looked.db
if [ ! -e "$looked" ]; then
    cp "$store" "$work/new.db"
    nights | sqlite3 "$work/new.db"
    mv "$work/new.db" "$looked"
fi

# measure STORE NAME OPTION... - the quickest of five runs, for other work only makes them slower
measure() {
    from=$1
    name=$2
    shift 2
    for _ in 1 2 3 4 5; do
        tests/measure.py "$work/figures" 600 ./bounces report --db "$from" "$@" >"$work/out"
        cat "$work/figures"
    done | sort -n | head -n 1 | {
        read -r seconds kilobytes
        printf '%-48s %6s s %7d KB\n' "$name $*" "$seconds" "$kilobytes"
    }
}
for days in 30 365 730; do
    for format in text html; do
        measure "$store" 'report' --since "${days}d" --format "$format"
        measure "$looked" 'diagnosed, report' --since "${days}d" --format "$format"
    done
done
