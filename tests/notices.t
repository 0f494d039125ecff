#!/bin/sh
# notices.t - the notices of servers that nobody here can run, written after what is known of them
#
# tests/notices.mbox holds one for each; none is genuine. X-Source tells where it is known from,
# X-Expect what has to be read: "type recipient status code" of each recipient, "-" for none.
. "${0%/*}/lib.sh"

notices=tests/notices.mbox

awk '
    /^From MAILER-DAEMON / { expected = "" }
    /^X-Expect: / { expected = substr($0, 11) }
    /^Message-ID: / && expected {
        name = substr($2, 2, index($2, "@") - 2)
        count = split(expected, recipients, "; ")
        for (i = 1; i <= count; i++)
            print name, recipients[i]
        expected = ""
    }' $notices >"$tmp/want"

bounces_ok analyze --format jsonl $notices
sed -E 's/.*"type":"([^"]*)","recipient":("[^"]*"|null),"status":("[^"]*"|null),"reply_code":([0-9]+|null),.*"message_id":"([^@]*)@.*"original":.*/\5 \1 \2 \3 \4/
    s/"//g
    s/ null/ -/g' "$tmp/out" >"$tmp/got"

is 'each notice is read' "$(cut -d' ' -f1 "$tmp/got" | uniq | wc -l)" \
    "$(grep -c '^From MAILER-DAEMON ' $notices)"
is 'and each has its source' "$(grep -c '^X-Source: [A-Za-z1]' $notices)" \
    "$(grep -c '^From MAILER-DAEMON ' $notices)"
while read -r line; do
    ok "$line" grep -qxF "$line" "$tmp/got" || note "$(grep "^${line%% *} " "$tmp/got")"
done <"$tmp/want"
same 'nothing else is read' "$tmp/want" "$tmp/got"

done_testing
