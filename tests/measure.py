#!/usr/bin/env python3
"""measure.py REPORT SECONDS COMMAND... - runs a command, at most so long

Writes "SECONDS KILOBYTES" (wall-clock time, peak memory) to REPORT, and ends with the command's
status: 128 + N where signal N ended it, 124 where it took too long.
"""
import resource
import subprocess
import sys
import time

report, seconds, command = sys.argv[1], float(sys.argv[2]), sys.argv[3:]
start = time.monotonic()
try:
    status = subprocess.run(command, timeout=seconds, check=False).returncode
except subprocess.TimeoutExpired:
    status = 124
took = time.monotonic() - start
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
with open(report, "w", encoding="ascii") as out:
    print(f"{took:.2f} {peak}", file=out)
sys.exit(status if status >= 0 else 128 - status)
