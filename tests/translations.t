#!/bin/sh
# translations.t - every string of the code is translated, and set as the language sets it
. "${0%/*}/lib.sh"

template=${OUT:-build}/bounces.pot
ok 'the strings of the code were read' grep -q '^msgid "What to do first"' "$template"

for po in po/*.po; do
    msgcmp "$po" "$template" 2>"$tmp/got"
    is "$po: what is untranslated, fuzzy or not there (make po)" \
        "$(grep -v 'warning:' "$tmp/got")" ''
done

# French typography: ’ for ', and narrow no-break spaces (U+202F) in guillemets and before ; ! ?,
# no-break spaces (U+00A0) before : and %. What is typed at a prompt, stands in a record or is named
# in straight quotes is as programs have it.
typography='
    s/(?<!\w)\x27[^\x27]*\x27|"[^"]*"|\b\w+=\S+//g;
    print "$ARGV: $_" if /\w\x27\w/ or /[ \w\x{a0}][;!?»]/ or /«[^\x{202f}]/
        or /[ \x{202f}](?:%%|:)/'
msgattrib --no-wrap po/fr.po | perl -ne 's/\\"/"/g; print if s/^msgstr(?:\[\d\])? "(.*)"$/$1/' \
    >"$tmp/fr.po"
sed '/^#/d; s/^[A-Za-z-]*: *//' rules/advice.fr >"$tmp/advice.fr"
ok 'there is French to look at' grep -q 'bounces explain' "$tmp/fr.po"
is 'French typography' "$(cd "$tmp" && perl -Mutf8 -CSD -ne "$typography" fr.po advice.fr)" ''

done_testing
