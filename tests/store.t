#!/bin/sh
# store.t - what bounces-store(5) tells people to type
. "${0%/*}/lib.sh"

mkdir "$tmp/mail"
a_notice user@example.net '550 5.1.1 User unknown' | sed 's/24 Nov 2026/9 May 2024/' >"$tmp/mail/1.eml"
a_notice full@example.net '552 5.2.2 Mailbox full' | sed 's/24 Nov 2026/9 May 2024/' >"$tmp/mail/2.eml"
bounces_ok import --db "$tmp/bounces.db" "$tmp/mail"

# Each example is a display that begins with sqlite3.
mandoc -T ascii man/bounces-store.5 | perl -pe 's,.\x08,,g' |
    awk -v folder="$tmp" '/^ +sqlite3 / { name = folder "/example" ++n } !NF { name = "" }
        name { print >name }'
for example in "$tmp"/example*; do
    (cd "$tmp" && sh "$example") >"$tmp/out" 2>&1
    is "$(sed 's/^ *//' "$example" | tr '\n' ' ')" "$?" 0 || note "$(cat "$tmp/out")"
    cat "$tmp/out" >>"$tmp/answers"
done
ok 'there are examples' test -e "$tmp/example7"

for answer in '^2024-05-09|2|1$' '^user@example.net,1,2024-05-09,2024-05-09,user-unknown,' \
    '^2024-05-09 01:47:00|user-unknown|550 5.1.1' '^2024-19|mailbox-full|1$'; do
    ok "an example answers $answer" grep -q -e "$answer" "$tmp/answers" ||
        note "$(cat "$tmp/answers")"
done

# Every table and view that there is, and no other, is described.
sqlite3 "$tmp/bounces.db" "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')" |
    sort >"$tmp/there"
sed -n 's/^\.It Ic //p' man/bounces-store.5 | sort >"$tmp/described"
same 'tables and views' "$tmp/there" "$tmp/described"

# And so is every column of the views.
sqlite3 "$tmp/bounces.db" "SELECT v.name || ' ' || c.name FROM sqlite_schema AS v,
    pragma_table_info(v.name) AS c WHERE v.type = 'view'" >"$tmp/columns"
while read -r view column; do
    ok "$view: $column" sh -c "sed -n '/^\.It Ic $view\$/,/^\.It/p' man/bounces-store.5 |
        grep -q '^\.Va .*\b$column\b'"
done <"$tmp/columns"

done_testing
