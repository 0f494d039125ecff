#!/usr/bin/env python3
"""imaplock.t - an account is locked while it is read, and no longer: not until the slowest has been"""

import os
import re
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "imap"))
from client import done_testing, ok  # noqa: E402
from server import PASSWORD, Server  # noqa: E402

folder = tempfile.TemporaryDirectory()
BOUNCES = os.environ.get("BOUNCES") or os.path.abspath("bounces")
ENVIRONMENT = {**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": ""}
PATIENCE = 30  # seconds, for what takes less than one

with open("samples/chasquid-dns-nullmx.eml", "rb") as eml:
    NOTICE = eml.read()


def path(name):
    return os.path.join(folder.name, name)


def deliver(number):
    with open(path("Maildir/new/%d" % number), "wb") as eml:
        eml.write(NOTICE.replace(b"Message-ID: <", b"Message-ID: <%d." % number, 1))


def command(*accounts):
    return [BOUNCES, "scan", "--config", path("config"), "--db", path("db"), "--verbose", *accounts]


def scan(*accounts):
    return subprocess.run(command(*accounts), env=ENVIRONMENT, capture_output=True, text=True, timeout=120)


def events():
    try:
        with sqlite3.connect("file:%s?mode=ro" % path("db"), uri=True) as db:
            return db.execute("SELECT count(*) FROM events").fetchone()[0]
    except sqlite3.OperationalError:
        return 0


def wait_for(what, is_so):
    end = time.monotonic() + PATIENCE
    while not is_so() and time.monotonic() < end:
        time.sleep(0.05)
    ok(what, is_so())


def is_unlocked(account):
    """As another scan sees it."""
    return "another scan" not in scan(account).stderr


def stall(session, tag, rest):
    session.stall()


for name in ("new", "cur", "tmp"):
    os.makedirs(path("Maildir/" + name))
server = Server({"answers": {"CAPABILITY": stall}})
with open(path("config"), "w") as config:
    config.write("[account quick]\nmailbox = maildir:%s\n[account slow]\nhost = 127.0.0.1\nport = %d\n"
                 "security = none\nuser = lab\npassword = %s\n" % (path("Maildir"), server.port, PASSWORD))
os.chmod(path("config"), 0o600)

deliver(1)
first = subprocess.Popen(command(), env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
wait_for("the quick account is read", lambda: events() == 1)
wait_for("and unlocked", lambda: is_unlocked("quick"))
deliver(2)
ran = scan("quick")
ok("it can be read again", re.search(r"quick: 1 message, 1 notice", ran.stdout) and ran.returncode == 0,
   ran.stdout, ran.stderr)
ok("both notices are there", events() == 2, events())
ran = scan("slow")
ok("the slow account is locked", "slow: another scan is reading it (process %d)" % first.pid in ran.stderr,
   ran.stdout, ran.stderr)
ok("the first scan is at it still", first.poll() is None)
first.send_signal(signal.SIGTERM)
out, err = first.communicate(timeout=PATIENCE)
ok("and ends well", b"stopped" in err, out, err)
server.case = {}
ran = scan("slow")
ok("now the slow account is unlocked", "slow: 3 messages" in ran.stdout, ran.stdout, ran.stderr)
server.close()

done_testing()
