#!/usr/bin/env python3
"""measure.py REPORT SECONDS COMMAND... - runs a command, at most so long

Writes "SECONDS KILOBYTES" (wall-clock time; peak memory of that of its processes which has most) to
REPORT, and ends with the command's status: 128 + N where signal N ended it, 124 where it took too
long. Of processes that nobody waits for, the peak is looked at five times a second.
"""
import re
import resource
import subprocess
import sys
import time

LOOK = 0.2  # seconds


def read(path):
    try:
        with open(path, encoding="ascii", errors="replace") as file:
            return file.read()
    except OSError:  # it has ended
        return ""


def peak_of(process):
    """Kilobytes, of it or of one of those that it started."""
    own = re.search(r"^VmHWM:\s+(\d+)", read(f"/proc/{process}/status"), re.MULTILINE)
    children = read(f"/proc/{process}/task/{process}/children").split()
    return max([int(own[1]) if own else 0, *map(peak_of, children)])


def run(command, seconds):
    """Its status, and the peak."""
    peak = 0
    with subprocess.Popen(command) as process:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                return process.wait(LOOK), peak
            except subprocess.TimeoutExpired:
                peak = max(peak, peak_of(process.pid))
        process.kill()
    return 124, peak


report, limit = sys.argv[1], float(sys.argv[2])
start = time.monotonic()
status, seen = run(sys.argv[3:], limit)
took = time.monotonic() - start
peak = max(seen, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
with open(report, "w", encoding="ascii") as out:
    print(f"{took:.2f} {peak}", file=out)
sys.exit(status if status >= 0 else 128 - status)
