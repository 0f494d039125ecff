#!/bin/sh
# screen.t - a report on a terminal's screen, in three locales and two widths, with and without pager
. "${0%/*}/../lib.sh"

command -v tmux >/dev/null || skip_all 'the report on a terminal: tmux is not installed'
period='--since 2026-10-26 --until 2026-11-24'
export XDG_DATA_HOME="$tmp/data" LESSHISTFILE=- TMUX_TMPDIR="$tmp" TERM=xterm-256color
unset TMUX PAGER BOUNCES_PAGER LESS
trap 'leave; rm -rf "$tmp"' EXIT
screens=0

tests/report/events.py | "$BOUNCES" import --format jsonl -

# has_locale NAME - made for this test where the system has only what it is made of
has_locale() {
    LC_ALL=$1 locale charmap 2>/dev/null | grep -q "${1#*.}" && [ "$(LC_ALL=$1 locale 2>&1 |
        grep -c 'Cannot')" = 0 ] && return
    mkdir -p "$tmp/locale"
    export LOCPATH="$tmp/locale"
    localedef -i "${1%.*}" -f UTF-8 "$tmp/locale/$1" 2>/dev/null
}

# screen LOCALE WIDTH HEIGHT WORDS COMMAND - runs it on a new screen until the words are there
screen() {
    screens=$((screens + 1))
    tmux -u -L "$screens" -f /dev/null new-session -d -x "$2" -y "$3" \
        "export LC_ALL=$1; $5; printf 'the end'; exec sleep 600"
    await "$4"
}

# leave - ends the last screen
leave() {
    tmux -L "$screens" kill-server 2>/dev/null
}

# await WORDS - the screen in $tmp/screen, once they are on it; with wrapped lines joined in $tmp/joined
await() {
    for _ in $(seq 100); do
        tmux -L "$screens" capture-pane -p >"$tmp/screen" 2>/dev/null
        grep -qF -e "$1" "$tmp/screen" && break
        sleep 0.1
    done
    tmux -L "$screens" capture-pane -pJ | sed 's/ *$//' >"$tmp/joined"
}

shows() {
    ok "$where: shows $1" grep -qF -e "$1" "$tmp/screen" || note "$(cat "$tmp/screen")"
}

while IFS='|' read -r locale title heading moves number; do
    if [ "$locale" != C ] && ! has_locale "$locale"; then
        note "skipped: $locale, which cannot be made here (Debian: locales)"
        continue
    fi
    for width in 80 120; do
        where="$locale, $width columns"
        screen "$locale" "$width" 70 'the end' "$BOUNCES report $period"
        for words in "$title" "$heading" "$moves" "$number"; do
            shows "$words"
        done
        same "$where: no line is wrapped" "$tmp/joined" "$tmp/screen"
        [ "$locale" != C ] || is 'ASCII alone' "$(LC_ALL=C tr -d '\n\40-\176' <"$tmp/screen")" ''
        leave

        # On a screen that is too low less shows the beginning, then the end, and q leaves it.
        screen "$locale" "$width" 24 "$moves" "$BOUNCES report $period"
        shows "$title"
        is "$where: it waits" "$(grep -c 'the end' "$tmp/screen")" 0
        tmux -L "$screens" send-keys G
        await 'bounces unknown'
        shows 'bounces unknown --since'
        tmux -L "$screens" send-keys q
        await 'the end'
        shows 'the end'
        leave
    done
done <<'END'
C|26 October to 24 November 2026|WHOSE MOVE|What to do first|+165 %
en_US.UTF-8|26 October to 24 November 2026|WHOSE MOVE|What to do first|+165 %
fr_FR.UTF-8|du 26 octobre au 24 novembre 2026|À QUI D’AGIR|Par où commencer|183 échecs de remise
END

done_testing
