#!/bin/sh
# crashes.t - what once broke the program (found by make fuzz) does so no more
. "${0%/*}/lib.sh"

found=0
for mail in tests/fuzz/crashes/*; do
    [ -e "$mail" ] || continue
    found=1
    timeout 60 "$BOUNCES" analyze --format jsonl "$mail" >"$tmp/out" 2>"$tmp/err"
    status=$?
    # 2 is right for what is no mail
    ok "$mail" test $status = 0 -o $status = 2 || note "status $status" "$(head -n 20 "$tmp/err")"
done
[ $found = 1 ] || skip_all 'none was found so far'

done_testing
