#!/usr/bin/env python3
"""screenshots.py BOUNCES FOLDER - the pictures of README.md: a report on a terminal, and as a page"""
import fcntl
import html
import os
import pty
import re
import struct
import subprocess
import sys
import tempfile
import termios

from browser import Browser

HERE = os.path.dirname(os.path.abspath(__file__))
REPORT = ["report", "--since", "2026-10-26", "--until", "2026-11-24"]
COLUMNS = 84

# A terminal's page: what SGR (ECMA-48) calls bold, faint and by colour.
PAGE = """<!DOCTYPE html><meta charset="utf-8"><style>
body { margin: 0; background: #16181c; }
pre { margin: 0; padding: 16px; width: max-content; color: #e8eaee;
      font: 14px/1.25 "DejaVu Sans Mono", monospace; }
.c1 { font-weight: bold } .c2 { color: #aab1bd } .c31 { color: #ff8a80 } .c32 { color: #6fd08c }
.c33 { color: #f0b94a } .c34 { color: #7db4f5 } .c35 { color: #c5a3ff } .c36 { color: #7fd7e0 }
</style><pre>"""


def on_terminal(command, environment):
    """What the command writes on a terminal of COLUMNS columns, with its colours."""
    pid, terminal = pty.fork()
    if pid == 0:
        fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack("HHHH", 100, COLUMNS, 0, 0))
        os.execvpe(command[0], command, {**os.environ, **environment})
    shown = b""
    try:
        while data := os.read(terminal, 65536):
            shown += data
    except OSError:  # what Linux says at the end
        pass
    if os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) != 0:
        raise RuntimeError(shown.decode())
    return shown.decode().replace("\r\n", "\n")


def as_page(text):
    page = PAGE
    for part in re.split(r"(\x1b\[[\d;]*m)", text):
        if not part.startswith("\x1b"):
            page += html.escape(part)
        elif part in ("\x1b[m", "\x1b[0m"):
            page += "</span>"
        else:
            page += f'<span class="{" ".join("c" + one for one in part[2:-1].split(";"))}">'
    return page


def take(browser, page, path, width, height):
    browser.look(width, height)
    browser.open(page)
    with open(path, "wb") as out:
        out.write(browser.picture())


def main():
    bounces, folder = os.path.abspath(sys.argv[1]), sys.argv[2]
    with tempfile.TemporaryDirectory() as home, Browser() as browser:
        environment = {"XDG_DATA_HOME": home, "LC_ALL": "C.UTF-8", "TERM": "xterm-256color",
                       "BOUNCES_PAGER": "cat"}
        events = subprocess.run([f"{HERE}/events.py", "--count", "2500"], stdout=subprocess.PIPE, check=True)
        subprocess.run([bounces, "import", "--format", "jsonl", "-"], input=events.stdout,
                       env={**os.environ, **environment}, check=True)
        text = "$ bounces report --since 30d\n" + on_terminal([bounces, *REPORT], environment)
        with open(f"{home}/text.html", "w", encoding="utf-8") as out:
            out.write(as_page(text))
        subprocess.run([bounces, *REPORT, "--format", "html", "--output", f"{home}/page.html"],
                       env={**os.environ, **environment}, check=True)
        take(browser, f"{home}/text.html", f"{folder}/report.png", 740, 560)
        take(browser, f"{home}/page.html", f"{folder}/report-html.png", 1000, 1000)


main()
