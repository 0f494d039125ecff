#!/bin/sh
# setup.t - an account by four questions, tried before it is written down
. "${0%/*}/lib.sh"

export XDG_DATA_HOME="$tmp/data"
python3 -c "import pty; pty.openpty()" 2>/dev/null || skip_all "there are no pseudo-terminals here"
config=$tmp/config/bounces/config

# setup ARGUMENT... - at a terminal, with answers from standard input; leaves $status and $tmp/out
setup() {
    ran="bounces setup $*"
    python3 tests/terminal.py "$BOUNCES" setup "$@" >"$tmp/out" 2>"$tmp/err"
    status=$?
}

bounces setup </dev/null
exits 2
complains 'setup asks questions: it wants a terminal'

# A mailbox on this machine

mkdir -p "$tmp/Maildir/new" "$tmp/Maildir/cur" "$tmp/Maildir/tmp"
a_notice one@example.net '550 5.1.1 User unknown' >"$tmp/Maildir/new/1"
setup <<END
Mailbox at: => ovhh
Mailbox at: => nowhere
Mailbox at: => $tmp/Maildir
END
exits 0
prints '"ovhh" is none of them; did you mean ovh?'
prints '"nowhere" is none of them'
prints "It works. [account local] is in $config, which only you can read."
prints "*/15 * * * * $BOUNCES scan"
is 'for the user alone' "$(stat -c %a "$config")" 600
printf '[account local]\nmailbox=maildir:%s/Maildir\n' "$tmp" >"$tmp/wanted"
same 'the settings' "$tmp/wanted" "$config"
bounces_ok scan -v
prints 'local: 1 message, 1 notice'

# What does not work is not written

setup <<END
Mailbox at: => $tmp/none
END
exits 2
prints "$tmp/none: No such file or directory"
same 'the settings are as they were' "$tmp/wanted" "$config"

# Another one, beside what is there

printf '# mine\n[account local]\nmailbox = mbox:/x # why\n' >"$config"
chmod 644 "$config"
setup <<END
Mailbox at: => $tmp/Maildir
END
exits 0
prints '[account local-2] is in'
printf '# mine\n[account local]\nmailbox = mbox:/x # why\n\n[account local-2]\nmailbox=maildir:%s/Maildir\n' \
    "$tmp" >"$tmp/wanted"
same 'both' "$tmp/wanted" "$config"

setup --config "$tmp/mine/settings" <<END
Mailbox at: => $tmp/Maildir
END
exits 0
prints "bounces scan --config $tmp/mine/settings"
ok 'in a file of its own' grep -q 'account local' "$tmp/mine/settings"

# Who walks away leaves nothing

rm "$config"
python3 - "$BOUNCES" >"$tmp/out" <<'END'
import os, pty, sys
pid, terminal = pty.fork()
if pid == 0:
    os.execv(sys.argv[1], ["bounces", "setup"])
os.read(terminal, 1)
os.write(terminal, b"\x04")
try:
    while os.read(terminal, 4096):
        pass
except OSError:
    pass
print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
END
is 'end of input: exit status' "$(cat "$tmp/out")" 2
ok 'nothing was written' not test -e "$config"

done_testing
