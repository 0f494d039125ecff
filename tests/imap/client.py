"""client.py - runs the client of tests/imap/client.c, and says TAP"""

import os
import subprocess
import sys
import threading

from server import PASSWORD

CLIENT = os.path.join(os.environ.get("OUT") or "build", "imapclient")
WAIT_MAX = 60  # seconds, for what must end after two

tests = 0
failures = 0


def ok(what, passed, *remarks):
    global tests, failures
    tests += 1
    failures += not passed
    print("%sok %d - %s" % ("" if passed else "not ", tests, what), flush=True)
    if not passed:
        for remark in remarks:
            print("# " + str(remark).replace("\n", "\n# "), flush=True)


def done_testing():
    print("1..%d" % tests)
    sys.exit(failures > 0)


def read(port, security, *options):
    """Reads an account on loopback: the output, how it ended, and the memory it took, in MB."""
    command = [CLIENT, "--host", "127.0.0.1", "--port", str(port), "--security", security,
               "--step", "1", *options]
    client = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    client.stdin.write(PASSWORD.encode() + b"\n")
    client.stdin.close()
    timer = threading.Timer(WAIT_MAX, client.kill)
    timer.start()
    out = client.stdout.read().decode("utf-8", "replace")
    _, status, usage = os.wait4(client.pid, 0)
    timer.cancel()
    client.returncode = os.waitstatus_to_exitcode(status)
    return out, client.returncode, usage.ru_maxrss // 1024
