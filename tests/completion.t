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
is 'of a long command' "$(completes quarantine '')" 'list retry'
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

# No line of it is wider than a terminal, in either language; a family's is the list of its commands
while read -r command; do
    for language in en fr; do
        # shellcheck disable=SC2086
        COLUMNS=80 LANGUAGE=$language LC_ALL=C.UTF-8 "$BOUNCES" $command --help
    done
done <"$tmp/commands" >"$tmp/help"
is 'no line is wider than 80 columns' "$(LC_ALL=C.UTF-8 grep -E '^.{81}' "$tmp/help")" ''
LANGUAGE=fr LC_ALL=C.UTF-8 "$BOUNCES" --help >"$tmp/help"
is 'nor of the list of commands' "$(LC_ALL=C.UTF-8 grep -E '^.{81}' "$tmp/help")" ''
for asked in 'rules --help' 'help rules'; do
    # shellcheck disable=SC2086
    bounces_ok $asked
    is "$asked" "$(sed -n 's/^  \(rules [a-z]*\) .*/\1/p' "$tmp/out" | xargs)" 'rules check rules list'
done

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
explain --provider orenge 5.7.1|"orange"
END
bounces zorglub
exits 2
complains 'no command "zorglub", and no such file; see bounces help'
bounces report --zorglub
exits 2
complains 'see bounces report --help'

done_testing
