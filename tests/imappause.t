#!/usr/bin/env python3
"""imappause.t - a server is asked something in pauses, so that it does not hang up meanwhile

The driver by itself; and, by make check-imap, a scan whose events somebody reads who is slow: more than
a minute, which is too long for make check.
"""

import os
import re
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "imap"))
from client import done_testing, ok, read  # noqa: E402
from server import PASSWORD, Server, message  # noqa: E402

MANY = {uid: message(uid) for uid in range(1, 1001)}  # more than one question brings
PAUSE = 75  # seconds


def asked(server, verb="NOOP"):
    return sum(session.times.get(verb, 0) for session in server.sessions)


for what, case, wanted, count in [
    ("a pause", {}, r"^end 3 letters", 1),
    ("a pause, while an answer is still to come", {"messages": MANY}, r"^end 1000 letters", 1),
    ("a pause, and nobody is there any more", {"answers": {"NOOP": b"* BYE idle for too long\r\n"}},
     r"LOST .*hung up: idle for too long", 1),
]:
    server = Server(case)
    out, _, _ = read(server.port, "none", "--pause", "1")
    ok(what + ": says so", re.search(wanted, out, re.M), "wanted: " + wanted, "got: " + out[-500:])
    ok(what + ": is asked", asked(server) == count, "%d times" % asked(server))
    server.close()
server = Server({})
out, _, _ = read(server.port, "none")
ok("without a pause: is not asked", asked(server) == 0, "%d times" % asked(server))
server.close()

if os.environ.get("IMAP_LAB"):
    folder = tempfile.TemporaryDirectory()
    with open("samples/chasquid-dns-nullmx.eml", "rb") as eml:
        notice = re.sub(rb"\r?\n", b"\r\n", eml.read())
    server = Server({"messages": {uid: notice.replace(b"Message-ID: <", b"Message-ID: <%d." % uid, 1)
                                  for uid in range(1, 1001)}})
    with open(os.path.join(folder.name, "config"), "w") as config:
        config.write("[account ovh]\nhost = 127.0.0.1\nport = %d\nsecurity = none\nuser = lab\n"
                     "password = %s\nafter = move Retours\n" % (server.port, PASSWORD))
    os.chmod(config.name, 0o600)
    scan = subprocess.Popen([os.environ["BOUNCES"], "scan", "--config", config.name, "--db",
                             os.path.join(folder.name, "db"), "--format", "jsonl"],
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    time.sleep(PAUSE)
    ok("a slow reader of events: the server is asked", asked(server) >= 1, "%d times" % asked(server))
    out, err = scan.communicate()
    ok("all goes on", scan.returncode == 0 and out.count(b"\n") == 1000 and not err,
       scan.returncode, out.count(b"\n"), err)
    ok("by one connection", len(server.sessions) == 1, len(server.sessions))
    ok("all is moved", asked(server, "UID MOVE") >= 1)
    server.close()

done_testing()
