#!/usr/bin/env python3
"""imapsecret.t - a process that reads an account knows the secret of no other, and who judges knows none

Two accounts, whose servers say nothing more once they have let us in; meanwhile the memory of all
processes is searched, which takes root. That it can be found at all is seen in those that must know it.
"""

import base64
import os
import signal
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "imap"))
from client import done_testing, ok  # noqa: E402
from server import Server  # noqa: E402

PATIENCE = 30  # seconds, for what takes less than one

if os.geteuid() != 0 or os.environ.get("CHECK_SAN"):
    print("1..0 # SKIP only root may look into the memory of others, and the sanitizers keep copies")
    sys.exit(0)

folder = tempfile.TemporaryDirectory()
BOUNCES = os.environ.get("BOUNCES") or os.path.abspath("bounces")
ENVIRONMENT = {**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": "", "XDG_CONFIG_HOME": folder.name}
# The second has escapes in it, as GKeyFile reads them; the third is one that was.
SECRETS = [b"Zw9-otter-Gravel", b"Quince 4\\Tarpaulin", b"Bassoon-7-Larder"]


def path(name):
    return os.path.join(folder.name, name)


def escaped(secret):
    return secret.replace(b"\\", b"\\\\").replace(b" ", b"\\s")


def children(pid):
    """All below it."""
    with open("/proc/%d/task/%d/children" % (pid, pid)) as listing:
        found = [int(child) for child in listing.read().split()]
    return found + [below for child in found for below in children(child)]


def memory(pid):
    """All that it can write to."""
    parts = []
    with open("/proc/%d/maps" % pid) as maps, open("/proc/%d/mem" % pid, "rb", 0) as mem:
        for line in maps:
            span, rights = line.split()[:2]
            first, last = (int(end, 16) for end in span.split("-"))
            if rights.startswith("rw") and not line.rstrip().endswith("[vvar]"):
                mem.seek(first)
                try:
                    parts.append(mem.read(last - first))
                except OSError:
                    pass
    return b"".join(parts)


def known_to(pid):
    """Numbers of the secrets that it knows."""
    held = memory(pid)
    return {i for i, secret in enumerate(SECRETS)
            if secret in held or escaped(secret) in held}


def let_in(session, tag, rest):
    """Whoever it is, and then there is nothing more."""
    session.ok(tag)
    session.case["is_in"] = True
    session.stall()


def start(*arguments, **more):
    return subprocess.Popen([BOUNCES, *arguments], env=ENVIRONMENT, stdout=subprocess.DEVNULL,
                            stderr=subprocess.PIPE, **more)


def wait_for(is_so):
    end = time.monotonic() + PATIENCE
    while not is_so() and time.monotonic() < end:
        time.sleep(0.05)
    return is_so()


servers = [Server({"answers": {"AUTHENTICATE": let_in}}) for _ in range(2)]
os.mkdir(path("bounces"))
with open(path("bounces/config"), "w") as config:
    for server, name, secret in zip(servers, ("first", "second"), SECRETS):
        config.write("[account %s]\nhost = 127.0.0.1\nport = %d\nsecurity = none\nuser = lab\n"
                     "#password = %s\npassword = %s\n" %
                     (name, server.port, SECRETS[2].decode(), escaped(secret).decode()))
os.chmod(config.name, 0o600)

scan = start("scan", "--db", path("db"))
ok("both accounts are let in", wait_for(lambda: all(s.case.get("is_in") for s in servers)))
for server, secret in zip(servers, SECRETS):
    ok("with its own secret", any(base64.b64encode(b"\0lab\0" + secret) in session.heard
                                  for session in server.sessions), [s.heard for s in server.sessions])
known = {pid: known_to(pid) for pid in children(scan.pid)}
readers = [held for held in known.values() if held]
ok("each reader knows its own", sorted(map(sorted, readers)) == [[0], [1]], known)
ok("the one that reads the settings knows both", known_to(scan.pid) == {0, 1}, known_to(scan.pid))
scan.send_signal(signal.SIGTERM)
scan.communicate(timeout=PATIENCE)

# One account alone, which has processes that judge where there is more than one processor.
servers[0].case["is_in"] = False
scan = start("scan", "--db", path("db"), "first")
ok("one account is let in", wait_for(lambda: servers[0].case["is_in"]))
known = {pid: known_to(pid) for pid in children(scan.pid)}
ok("who judges knows none", sorted(map(sorted, known.values())) == [[]] * (len(known) - 1) + [[0]] and
   (len(known) > 2 or os.cpu_count() == 1), known)
scan.send_signal(signal.SIGTERM)
scan.communicate(timeout=PATIENCE)
for server in servers:
    server.close()

# Nor does who reads what has no secret.
load = start("import", "--db", path("db"), "-", stdin=subprocess.PIPE)
load.stdin.write(b"From: a@example.org\nSubject: Bassoons\n")
load.stdin.flush()
ok("an import waits for its mail", wait_for(lambda: any(
    b"Bassoons" in memory(pid) for pid in children(load.pid))))
known = {pid: known_to(pid) for pid in children(load.pid)}
ok("the reader of an import knows none", known and not any(known.values()), known)
load.communicate(timeout=PATIENCE)

done_testing()
