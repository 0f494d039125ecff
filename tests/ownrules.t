#!/bin/sh
# ownrules.t - an administrator's rules: they win, and their faults are named with file and line
. "${0%/*}/lib.sh"

mine=$tmp/config/bounces/rules.d
mkdir -p "$mine"
a_notice user@example.net '550 5.1.1 Our cat sits on the keyboard' >"$tmp/notice.eml"

cat >"$mine/cat.rules" <<'END'
# The neighbours' server
Rule: neighbours-cat
Text: cat sits on the (keyboard|mouse)
Reason: system-error
Example: host mx.example.net[192.0.2.25] said: 550 5.1.1 Our cat sits on the keyboard
Not-Example: 550 5.1.1 Our dog sits on the keyboard
END
bounces_ok rules check
bounces_ok analyze --format jsonl "$tmp/notice.eml"
prints '"reason":"system-error"'
prints '"rule":"neighbours-cat"'
bounces_ok rules list
ok 'it stands first' test "$(head -n 1 "$tmp/out" | grep -c neighbours-cat)" = 1
bounces_ok explain '550 5.1.1 Our cat sits on the keyboard'
prints "$mine/cat.rules:2"

# A built-in rule may be switched off
a_notice user@example.net '550 5.1.1 User unknown' >"$tmp/unknown.eml"
bounces_ok analyze --format jsonl "$tmp/unknown.eml"
winner=$(sed -E 's/.*"rule":"([^"]*)".*/\1/' "$tmp/out")
echo "Disable: $winner" >"$mine/off.rules"
bounces_ok rules check
bounces_ok analyze --format jsonl "$tmp/unknown.eml"
prints_not "\"rule\":\"$winner\""
rm "$mine/off.rules"

# An example that its rule does not win
sed 's/^Example: .*/Example: 550 5.1.1 Our cat is asleep/' "$mine/cat.rules" >"$tmp/asleep.rules"
bounces rules check "$tmp/asleep.rules"
exits 1
ok 'the line is named' grep -q "$tmp/asleep.rules:5: " "$tmp/out" "$tmp/err"

# faulty LINE TEXT - a file that is refused at that line
faulty() {
    printf '%b' "$2" >"$tmp/faulty.rules"
    bounces rules check "$tmp/faulty.rules"
    ok "refused: $2" test "$status" != 0
    ok "line $1 is named" grep -q "$tmp/faulty.rules:$1: " "$tmp/out" "$tmp/err" ||
        note "$(cat "$tmp/out" "$tmp/err")"
}
faulty 2 'Rule: a\nColour: red\nReason: expired\n'
faulty 3 'Rule: a\nReason: expired\nReason: expired\nText: x\n'
faulty 2 'Rule: a\nText:\nReason: expired\n'
faulty 3 'Rule: a\nText: x\nReason: no-such-reason\n'
faulty 2 'Rule: a\nText: (unclosed\nReason: expired\n'
faulty 2 'Rule: a\nReply-Code: 9xx\nReason: expired\n'
faulty 2 'Rule: a\nno colon here\nReason: expired\n'
faulty 1 'Text: x\nReason: expired\n'
faulty 1 ' continued from nowhere\n'

# analyze does not go on with rules that cannot be read
printf 'Rule: a\nColour: red\nReason: expired\n' >"$mine/broken.rules"
bounces analyze "$tmp/notice.eml"
exits 2
silent
complains "bounces: $mine/broken.rules:2: "

done_testing
