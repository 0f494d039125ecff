#!/bin/sh
# handover.t - commands that ask servers are in bounces-network, and bounces starts without their libraries
. "${0%/*}/lib.sh"

needed() {
    LC_ALL=C objdump -p "$1" | awk '$1 == "NEEDED" { print $2 }' | grep -cE '^lib(etpan|gnutls|cares|psl)\.so'
}

is 'bounces needs no library for servers' "$(needed "$BOUNCES")" 0
is 'bounces-network needs four' "$(needed "$BOUNCES-network")" 4

# What was given comes over whole: words of the name, arguments, the language

bounces import --db "$tmp/store.db" -v "samples/chasquid-connect-noptr.eml"
exits 0
quiet
prints '1 message'
bounces --lang fr scan nobody
exits 2
complains "il n’y a pas encore de réglages"
bounces import --dry-run --nonsense
exits 2
complains '--nonsense'

# A program that was copied alone says what it misses

mkdir "$tmp/alone"
cp "$BOUNCES" "$tmp/alone/bounces"
BOUNCES="$tmp/alone/bounces"
bounces analyze samples/chasquid-connect-noptr.eml
exits 0
quiet
if [ -e "$(strings "$BOUNCES" | grep '/libexec/bounces/bounces-network$')" ]; then
    note 'skipped: bounces is installed here, so that the copy finds the installed one'
else
    for command in import scan setup diagnose; do
        bounces $command
        exits 2
        complains 'bounces-network: No such file or directory; it belongs to bounces'
    done
fi

done_testing
