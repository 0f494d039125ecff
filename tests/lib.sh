# lib.sh - TAP for the shell tests. Each begins with   . "${0%/*}/lib.sh"   and ends with   done_testing
# shellcheck shell=sh disable=SC2034
#
# Tests run in the top folder. $BOUNCES is the program, $tmp a folder of the test's own. The
# program sees no configuration but what a test puts into $tmp/config.

set -u
BOUNCES=${BOUNCES:-$PWD/bounces}
[ -x "$BOUNCES" ] || {
    echo "Bail out! There is no $BOUNCES: make"
    exit 1
}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
trap 'exit 1' HUP INT TERM # by way of EXIT, which dash would leave out
mkdir "$tmp/config" "$tmp/home"

export BOUNCES HOME="$tmp/home" XDG_CONFIG_HOME="$tmp/config"
export LC_ALL=C.UTF-8 LANGUAGE='' TZ=UTC G_DEBUG=fatal-criticals
unset NO_COLOR COLUMNS

tests=0
failed=0
exec 3>&1 # TAP goes here, so that a helper's own output can be sent to a file

# ok WHAT COMMAND... - the command must succeed
ok() {
    what=$1
    shift
    tests=$((tests + 1))
    if "$@"; then
        echo "ok $tests - $what" >&3
        return 0
    fi
    failed=$((failed + 1))
    echo "not ok $tests - $what" >&3
    return 1
}

# note TEXT... - a remark in the output
note() {
    printf '%s\n' "$@" | sed 's/^/# /' >&3
}

# is WHAT GOT WANTED
is() {
    ok "$1" test "$2" = "$3" || note "got:    $2" "wanted: $3"
}

# same WHAT WANTED GOT - two files
same() {
    diff -u "$2" "$3" >"$tmp/diff" 2>&1
    ok "$1" test $? = 0 || note "$(head -n 40 "$tmp/diff")"
}

# bounces ARGUMENT... - runs the program; leaves $status, $tmp/out and $tmp/err
bounces() {
    ran="bounces $*"
    "$BOUNCES" "$@" >"$tmp/out" 2>"$tmp/err"
    status=$?
}

# bounces_ok ARGUMENT... - the same, and it must end well and complain of nothing
bounces_ok() {
    bounces "$@"
    exits 0
    quiet
}

# exits STATUS - how the last run must have ended
exits() {
    ok "$ran: exit status $1" test "$status" = "$1" ||
        note "it was $status; standard error:" "$(head -n 20 "$tmp/err")"
}

# prints TEXT / complains TEXT - what the last run must have written, and where
prints() {
    ok "$ran: prints $1" grep -qF -e "$1" "$tmp/out" || note "$(head -n 20 "$tmp/out" "$tmp/err")"
}

complains() {
    ok "$ran: complains: $1" grep -qF -e "$1" "$tmp/err" || note "$(head -n 20 "$tmp/err")"
}

prints_not() {
    ok "$ran: does not print $1" not grep -qF -e "$1" "$tmp/out" || note "$(head -n 20 "$tmp/out")"
}

# silent / quiet - nothing on standard output / standard error
silent() {
    ok "$ran: prints nothing" not test -s "$tmp/out" || note "$(head -n 20 "$tmp/out")"
}

quiet() {
    ok "$ran: complains of nothing" not test -s "$tmp/err" || note "$(head -n 20 "$tmp/err")"
}

not() {
    ! "$@"
}

# judge_samples FOLDER - the program's verdicts on samples/, one .json for each notice, into FOLDER.
# Copies are read: their mtime, which stands in for a missing Received field, must be one for all.
judge_samples() {
    cp -R samples "$tmp/samples"
    find "$tmp/samples" -type f -exec touch -d 2026-11-24T00:00:00Z {} +
    mkdir -p "$1"
    (cd "$tmp/samples" && find . -name '*.eml' | sed 's,^\./,,' | LC_ALL=C sort |
        xargs "$BOUNCES" analyze --format jsonl) >"$tmp/verdicts" || return
    awk -v folder="$1" 'match($0, /"source":"[^"]*"/) {
            name = substr($0, RSTART + 10, RLENGTH - 11)
            sub(/\.eml$/, ".json", name)
            if (name ~ /\//) {
                path = folder "/" name
                sub(/\/[^\/]*$/, "", path)
                if (!made[path]++)
                    system("mkdir -p " path)
            }
            if (name != last)
                close(folder "/" last)
            last = name
            print > (folder "/" name)
        }' "$tmp/verdicts"
}

# a_notice RECIPIENT REPLY - a notice as Postfix writes it
a_notice() {
    cat <<END
Return-Path: <>
Received: by mail.example.org (Postfix) id 4XyZ12; Tue, 24 Nov 2026 01:47:00 +0000 (UTC)
Date: Tue, 24 Nov 2026 01:47:00 +0000 (UTC)
From: MAILER-DAEMON@mail.example.org (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
To: news@example.org
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="4XyZ12.1/mail.example.org"
Message-Id: <4XyZ12.$1>

This is a MIME-encapsulated message.

--4XyZ12.1/mail.example.org
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

This is the mail system at host mail.example.org.

I'm sorry to have to inform you that your message could not
be delivered to one or more recipients.

<$1>: host mx.example.net[192.0.2.25] said: $2 (in reply to RCPT TO command)

--4XyZ12.1/mail.example.org
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example.org
X-Postfix-Queue-ID: 4XyZ12
X-Postfix-Sender: rfc822; news@example.org
Arrival-Date: Tue, 24 Nov 2026 01:46:58 +0000 (UTC)

Final-Recipient: rfc822; $1
Original-Recipient: rfc822;$1
Action: failed
Status: 5.0.0
Remote-MTA: dns; mx.example.net
Diagnostic-Code: smtp; $2

--4XyZ12.1/mail.example.org
Content-Description: Undelivered Message Headers
Content-Type: text/rfc822-headers

Date: Tue, 24 Nov 2026 01:46:57 +0000
From: News <news@example.org>
To: $1
Subject: November
Message-ID: <november@example.org>

--4XyZ12.1/mail.example.org--
END
}

# plain_mail - what a person writes
plain_mail() {
    cat <<END
Received: by mail.example.org; Tue, 24 Nov 2026 02:00:00 +0000
Date: Tue, 24 Nov 2026 02:00:00 +0000
From: Anna <anna@example.net>
To: news@example.org
Subject: Thank you
Message-ID: <thanks@example.net>

Thank you for the November letter. See you on Tuesday.
END
}

# unbroken - a command that stands below its words, for the store's path is long, behind them
unbroken() {
    perl -0pe 's/:\n +(?=bounces )/:  /g'
}

# skip_all WHY - this test cannot be made here; where none may be left out, that is the end
skip_all() {
    [ ! "${CHECK_WHOLE-}" ] || {
        echo "Bail out! $*" >&3
        exit 1
    }
    echo "1..0 # SKIP $*" >&3
    exit 0
}

done_testing() {
    echo "1..$tests" >&3
    [ "$failed" = 0 ]
    exit
}
