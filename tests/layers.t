#!/bin/sh
# layers.t - each room stands only on the rooms it may stand on
. "${0%/*}/lib.sh"

rooms='
    base
    event     base
    mailbox   base
    parsers   base event
    analyzer  base event parsers
    db        base event
    scan      base event mailbox parsers analyzer db
    diagnose  base
    render    base event analyzer db diagnose
    cli       base event mailbox parsers analyzer db scan diagnose render
'

# The includes of a room's files that name neither the room itself nor one of those given.
strangers() {
    room=$1
    allowed="$*"
    for file in "$room"/*.[ch]; do
        [ -e "$file" ] || continue
        awk -v allowed=" $allowed " '/^[ \t]*#[ \t]*include[ \t]*"/ {
                split($0, part, "\"")
                stands_on = part[2]
                sub(/\/.*/, "", stands_on)
                if (index(part[2], "/") == 0 || index(allowed, " " stands_on " ") == 0)
                    print FILENAME ":" FNR ": " part[2]
            }' "$file"
    done
}

echo "$rooms" | grep . >"$tmp/rooms"
while read -r room others; do
    is "$room/ stands on nothing but (${others})" "$(strangers "$room" $others)" ''
done <"$tmp/rooms"

strange=$(for file in */*.c; do
    grep -q -e "^ *${file%%/*}\b" "$tmp/rooms" || echo "$file"
done | grep -v '^build/')
is 'every room is in the table' "$strange" ''

# What is freed is freed by its owner, and a file says one thing (tables of words may be long)
sources=$(ls */*.c | grep -v '^build/')
is 'there is no goto' "$(grep -n '\<goto [A-Za-z_]*;' $sources)" ''
is 'no file is longer than 800 lines' \
    "$(wc -l $sources | awk '$2 != "total" && $1 > 800')" ''

done_testing
