#!/bin/sh
# rules.t - every rule compiles, wins its examples and leaves its counter-examples alone
. "${0%/*}/lib.sh"

bounces_ok rules check
silent

bounces_ok rules list
ok 'there are rules' test "$(wc -l <"$tmp/out")" -gt 100

done_testing
