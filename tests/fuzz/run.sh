#!/bin/sh
# run.sh FUZZER SECONDS - fuzzes from seeds and earlier crashes on; says something only when one is found
#
# A crash is left in build/fuzz. Mend what it broke, then keep it: of notice as
# tests/fuzz/crashes/WHAT.eml, which tests/crashes.t reads at every check; of records as a row in
# tests/unit.
set -eu

fuzzer=$1
seconds=$2
name=${fuzzer##*/}
earlier=
log=build/fuzz/log
seeds=build/fuzz/seeds-$name
mkdir -p "build/fuzz/corpus-$name" "$seeds" tests/fuzz/crashes

# What each fuzzer begins with: genuine notices; the records of the tests.
case $name in
notice)
    find samples -name '*.eml' -exec cp -t "$seeds" {} +
    earlier=tests/fuzz/crashes
    set -- -max_len=262144 -dict=tests/fuzz/notice.dict
    ;;
records)
    grep -ho 'v=[^"]*' tests/dns/example.zone tests/spf/rfc7208.json | sort -u |
        split -l 1 -a 4 - "$seeds/"
    set -- -max_len=65536
    ;;
esac

export ASAN_OPTIONS=detect_leaks=1:allocator_may_return_null=1
if ! "$fuzzer" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=1024 \
    -artifact_prefix=build/fuzz/ -print_final_stats=1 "$@" \
    "build/fuzz/corpus-$name" "$seeds" ${earlier:+"$earlier"} >"$log" 2>&1; then
    grep -v '^#[0-9]' "$log" >&2
    exit 1
fi
awk -v name="$name" '/number_of_executed_units/ { n = $2 }
     END { print "fuzz: " n " inputs of " name " in '"$seconds"' s, no crash" }' "$log"
