#!/bin/sh
# packaging.t - what runs bounces by itself: the service is closed enough, and bounces works in it
. "${0%/*}/lib.sh"

sed "s,@PREFIX@,/usr," packaging/bounces-scan.service >"$tmp/bounces-scan.service"

if systemd-analyze security --offline=true "$tmp/bounces-scan.service" >"$tmp/out" 2>&1; then
    level=$(sed -n 's/.*Overall exposure level for [^:]*: \([0-9.]*\).*/\1/p' "$tmp/out")
    ok "exposure level $level is below 2.0" awk -v level="$level" \
        'BEGIN { exit !(level != "" && level < 2.0) }'
    is 'all of it is understood' "$(grep -vE '^ *(NAME|✓|✗|→|$)|  ' "$tmp/out")" ''

    # calls SET... - the system calls of these sets, and of those in them
    calls() {
        for set in "$@"; do
            case $set in
            @*)
                systemd-analyze syscall-filter "$set" | tr -d ' ' | sed '1d; /^#/d; /^$/d' >"$tmp/set$set"
                # shellcheck disable=SC2046 # a word for each
                calls $(cat "$tmp/set$set")
                ;;
            *) echo "$set" ;;
            esac
        done
    }
    # filter SIGN - what the service allows (nothing) or forbids (~)
    filter() {
        sed -n "s/^SystemCallFilter=$1\([^~]\)/\1/p" "$tmp/bounces-scan.service"
    }
    # shellcheck disable=SC2046
    calls $(filter '') | sort -u >"$tmp/allowed"
    # shellcheck disable=SC2046
    calls $(filter '~') | sort -u >"$tmp/forbidden"
    ok 'calls are allowed' grep -qx read "$tmp/allowed"
    ok 'calls are forbidden' grep -qx chroot "$tmp/forbidden"
    sed -n 's/^ *SCMP_SYS(\(.*\)),$/\1/p' base/sandbox.c >"$tmp/wanted"
    sed -n 's/.*syscall(SYS_\([a-z_]*\).*/\1/p' base/*.c >>"$tmp/wanted"
    printf '%s\n' seccomp clone execve pidfd_open close_range prlimit64 flock signalfd4 connect fsync \
        >>"$tmp/wanted"
    ok 'doors are closed by calls' grep -qx landlock_restrict_self "$tmp/wanted"
    comm -12 "$tmp/forbidden" "$tmp/allowed" | comm -23 "$tmp/allowed" - >"$tmp/left"
    is 'all that bounces needs is allowed' "$(sort -u "$tmp/wanted" | comm -23 - "$tmp/left" | tr '\n' ' ')" ''
    cp packaging/bounces-scan.timer "$tmp"
    is 'the timer is right' "$(systemd-analyze verify --man=no "$tmp/bounces-scan.timer" 2>&1 |
        grep bounces-scan.timer:)" ''
else
    note 'there is no systemd-analyze that looks at files: the service was not looked at'
fi

# Lines of the crontab: five fields of time, and a command that exists

grep -vE '^#|^$|^[A-Z]+=' packaging/crontab | sed -E 's/^([^ ]+ +){5}//' >"$tmp/commands"
is 'two lines' "$(wc -l <"$tmp/commands" | tr -d ' ')" 2
while read -r program command _; do
    is "$command: the program" "$program" bounces
    "$BOUNCES" "$command" --help >"$tmp/out"
    is "$command: exit status of --help" $? 0
done <"$tmp/commands"

# Patterns are interpreted where memory may not be executable (MemoryDenyWriteExecute): some are
# asked often enough here to be compiled otherwise

if python3 tests/without-jit.py true 2>"$tmp/err"; then
    for number in 1 2 3; do
        cp -R samples "$tmp/samples.$number"
    done
    find "$tmp"/samples.* -type f -exec touch -d 2026-11-24T00:00:00Z {} +
    "$BOUNCES" analyze --format jsonl "$tmp"/samples.* >"$tmp/wanted"
    python3 tests/without-jit.py "$BOUNCES" analyze --format jsonl "$tmp"/samples.* >"$tmp/got" 2>"$tmp/err"
    is 'exit status' $? 0
    same 'the same verdicts' "$tmp/wanted" "$tmp/got"
    ok 'there are many' test "$(wc -l <"$tmp/got")" -gt 600

    mkdir -p "$tmp/Maildir/cur" "$tmp/Maildir/new" "$tmp/config/bounces"
    find samples -name '*.eml' | LC_ALL=C sort | head -n 200 | awk '{ print NR, $0 }' |
        while read -r number eml; do cp "$eml" "$tmp/Maildir/new/$number"; done
    printf '[account local]\nmailbox = maildir:%s/Maildir\n' "$tmp" >"$tmp/config/bounces/config"
    XDG_DATA_HOME="$tmp/data" python3 tests/without-jit.py "$BOUNCES" scan -v >"$tmp/out" 2>"$tmp/err"
    status=$?
    ran='bounces scan'
    exits 0
    quiet
    prints 'local: 200 messages'
else
    note "memory cannot be forbidden here: $(cat "$tmp/err")"
fi

done_testing
