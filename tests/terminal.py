#!/usr/bin/env python3
"""terminal.py PROGRAM [ARGUMENT]... - runs a program at a terminal, and answers it

Standard input has a line "WORDS => ANSWER" for each answer: when the program has shown WORDS (after
the answer before), ANSWER is typed. Prints what the terminal showed; ends as the program does.
"""

import os
import pty
import select
import sys
import time

SECONDS = 60

rows = [line.rstrip("\n").split(" => ", 1) for line in sys.stdin if line.strip()]
pid, terminal = pty.fork()
if pid == 0:
    os.execvp(sys.argv[1], sys.argv[1:])

shown = b""
seen = 0
deadline = time.monotonic() + SECONDS
while time.monotonic() < deadline:
    if not select.select([terminal], [], [], 1)[0]:
        continue
    try:
        data = os.read(terminal, 4096)
    except OSError:  # what Linux says at the end
        break
    if not data:
        break
    shown += data
    if rows and rows[0][0].encode() in shown[seen:]:
        seen = len(shown)
        time.sleep(0.2)  # a password is typed when echoing is off, not before
        os.write(terminal, rows.pop(0)[1].encode() + b"\n")
else:
    os.kill(pid, 9)
sys.stdout.write(shown.decode().replace("\r\n", "\n"))
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) or (1 if rows else 0))
