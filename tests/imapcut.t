#!/usr/bin/env python3
"""imapcut.t - a server that hangs up at one letter, always: the others are read, and that one waits

It is what a poisoned message looks like, or a server that is broken at one place. One that hangs up
at every letter is broken itself, and no letter is to blame.
"""

import glob
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "imap"))
from client import done_testing, ok  # noqa: E402
from server import PASSWORD, Server  # noqa: E402

BOUNCES = os.environ.get("BOUNCES") or os.path.abspath("bounces")
LETTERS = 8
POISON = 5

folder = tempfile.TemporaryDirectory()
config = os.path.join(folder.name, "config")
store = os.path.join(folder.name, "store.db")
messages = {}
for uid, sample in enumerate(sorted(glob.glob("samples/postfix*.eml"))[:LETTERS], 1):
    with open(sample, "rb") as notice:
        messages[uid] = notice.read().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def cut(session, tag, rest):
    """Letters as they are asked for, until that one: half of it, and the end."""
    for uid in session.wanted(rest):
        answer = session.body(uid, rest)
        session.send(answer if uid != POISON else answer[:len(answer) // 2])
        if uid == POISON:
            session.close()
    session.ok(tag)


def bounces(*arguments):
    run = subprocess.run([BOUNCES, *arguments, "--config", config, "--db", store], text=True,
                         capture_output=True, timeout=300, check=False)
    return run.returncode, run.stdout, run.stderr


def events():
    return bounces("list", "--format", "jsonl")[1].count("\n")


def set_up(name, answers, *lines):
    """A server, and the account of that name on it; the store is as the last account left it."""
    server = Server({"messages": messages, "answers": answers})
    with open(config, "w", opener=lambda path, flags: os.open(path, flags, 0o600)) as settings:
        print("[account %s]" % name, "host = 127.0.0.1", "port = %d" % server.port,
              "security = none", "user = lab", "password = " + PASSWORD, *lines, sep="\n", file=settings)
    return server


def hang_up(session, tag, rest):
    session.close()


server = set_up("broken", {"UID FETCH": cut})

status, out, err = bounces("scan")
ok("the scan ends with trouble", status == 2, status, err)
ok("it says which letter, and that it is left out",
   "UID=%d" % POISON in err or ", 7 %d: " % POISON in err, err)
ok("and that nothing of it is kept", "left out, and nothing of it is kept" in err, err)
ok("no password is shown", PASSWORD not in out + err, err)
kept = events()
ok("the others are there", kept >= LETTERS - 1, kept)

status, out, err = bounces("quarantine", "list")
ok("it waits in quarantine", "broken" in out and "7 %d" % POISON in out, out, err)
status, out, err = bounces("scan", "-v")
ok("the next scan does not meet it again", status == 0, status, err)
ok("and there is nothing new", "0 messages" in out, out)

server.case = {"messages": messages}
bounces("quarantine", "retry")
status, out, err = bounces("scan")
ok("once the server is well, it is read, too", (status, err) == (0, ""), status, err)
ok("and there is one notice more, none twice", events() > kept, events(), kept)
total = events()
bounces("quarantine", "retry")
bounces("scan")
ok("nor after that", events() == total, events(), total)
server.close()

# Where notices are moved, what was read before that letter is read again by each new reader

os.remove(store)
server = set_up("moving", {"UID FETCH": cut}, "after = move Retours")
status, out, err = bounces("scan")
ok("moving: the scan ends, with trouble", status == 2, status, err)
ok("moving: the others are there", events() >= LETTERS - 1, events(), err)
server.close()

# Every letter: the next run goes on where this one began

os.remove(store)
server = set_up("away", {"UID FETCH": hang_up})
status, out, err = bounces("scan")
ok("away: the scan ends with trouble", status == 2, status, err)
ok("away: it says that the server is not there", "closed the connection" in err, err)
ok("away: nothing is left out", "left out" not in err, err)
status, out, err = bounces("quarantine", "list")
ok("away: nothing is shut away", out == "", out, err)
server.case = {"messages": messages}
status, out, err = bounces("scan")
ok("away: once the server is back, all is read", (status, err) == (0, ""), status, err)
ok("away: each of them", events() == total, events(), total)
server.close()

done_testing()
