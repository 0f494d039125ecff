#!/bin/sh
# run.sh FUZZER SECONDS - fuzzes from samples/ and earlier crashes on; says something only when one is found
#
# A crash is left in build/fuzz. Mend what it broke, then keep it as tests/fuzz/crashes/WHAT.eml:
# tests/crashes.t reads those at every check.
set -eu

fuzzer=$1
seconds=$2
log=build/fuzz/log
mkdir -p build/fuzz/corpus build/fuzz/seeds tests/fuzz/crashes
find samples -name '*.eml' -exec cp -t build/fuzz/seeds {} +

export ASAN_OPTIONS=detect_leaks=1:allocator_may_return_null=1
if ! "$fuzzer" -max_total_time="$seconds" -max_len=262144 -timeout=10 -rss_limit_mb=1024 \
    -dict=tests/fuzz/notice.dict -artifact_prefix=build/fuzz/ -print_final_stats=1 \
    build/fuzz/corpus build/fuzz/seeds tests/fuzz/crashes >"$log" 2>&1; then
    grep -v '^#[0-9]' "$log" >&2
    exit 1
fi
awk '/number_of_executed_units/ { n = $2 }
     END { print "fuzz: " n " messages in '"$seconds"' s, no crash" }' "$log"
