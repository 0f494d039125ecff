#!/bin/bash
# completion.t - bash completes commands and options as bounces has them, and did-you-mean
. "${0%/*}/lib.sh"
. packaging/bounces.bash-completion

# completes WORDS... - what the last of them may become
completes() {
    COMP_WORDS=("$BOUNCES" "$@")
    COMP_CWORD=$#
    _bounces
    echo "${COMPREPLY[*]}"
}

is 'a command' "$(completes repo)" report
is 'commands of one beginning' "$(completes re)" 'reclassify report'
is 'no word twice' "$(completes ru)" rules
is 'the second word of a command' "$(completes rules '')" 'check list'
is 'which may be none' "$(completes suppress w)" why
is 'an option' "$(completes report --sin)" --since
is 'after others' "$(completes report --since 30d --outp)" --output
is 'of a command of two words' "$(completes rules list --db)" ''
is 'of a command of two words' "$(completes suppress add --d)" --db
is 'without a command, of analyze' "$(completes --requ)" --require-notice
is 'a file: not by us' "$(completes analyze ret)" ''

# Every command and each of its options can be completed
_bounces_commands "$BOUNCES" >"$tmp/commands"
ok 'there are commands' test "$(wc -l <"$tmp/commands")" -gt 15
while read -r command; do
    # shellcheck disable=SC2086
    "$BOUNCES" $command --help >"$tmp/help"
    [ "$command" = help ] || # whose help is that of all
        ok "$command --help has an example" grep -q '^  bounces' <(sed -n '/^Example/,$p' "$tmp/help")
    wanted=$(grep -oE -e '^  (-[a-zA-Z], )?--[a-z-]+' "$tmp/help" | grep -oE -e '--[a-z-]+' | sort)
    # shellcheck disable=SC2086
    is "$command: all its options" "$(completes $command -- | tr ' ' '\n' | sort)" "$wanted"
done <"$tmp/commands"

# Words that are nearly right: the right one is named
while IFS='|' read -r words meant; do
    # shellcheck disable=SC2086
    bounces $words
    exits 2
    silent
    complains "did you mean $meant?"
done <<'END'
reprot|"report"
rules chek|"rules check"
report --sinec 30d|--since
report --formt=html|--format
suppress add --dbb x|--db
END
bounces report --zorglub
exits 2
complains 'see bounces report --help'

done_testing
