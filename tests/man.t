#!/bin/sh
# man.t - the manual is right mdoc, and tells of every option
. "${0%/*}/lib.sh"

for page in man/*.[1-8]; do
    is "$page" "$(mandoc -T lint -W warning "$page" 2>&1)" ''
done

mandoc -T ascii man/bounces.1 | perl -pe 's,.\x08,,g' >"$tmp/manual"
"$BOUNCES" --help | sed -n 's/^  \([a-z][a-z ]*[a-z]\)  .*/\1/p' | grep -vx diagnose >"$tmp/commands"
ok 'help lists the commands' grep -qx 'rules check' "$tmp/commands"
while read -r command; do
    # shellcheck disable=SC2086
    "$BOUNCES" $command --help | grep -oE -e '--[a-z-]+' | sort -u >"$tmp/options"
    while read -r option; do
        ok "bounces $command $option is in the manual" grep -qF -e "$option" "$tmp/manual"
    done <"$tmp/options"
done <"$tmp/commands"

mandoc -T ascii man/bounces-diagnose.1 | perl -pe 's,.\x08,,g' >"$tmp/manual"
"$BOUNCES" diagnose --help | grep -oE -e '--[a-z-]+' | sort -u >"$tmp/options"
while read -r option; do
    ok "bounces diagnose $option is in its manual" grep -qF -e "$option" "$tmp/manual"
done <"$tmp/options"

done_testing
