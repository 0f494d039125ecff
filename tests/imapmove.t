#!/usr/bin/env python3
"""imapmove.t - messages are moved, and no others are: whatever the server can, and at which step it refuses

The server keeps its messages and their marks. Message 2 is none of ours, and somebody else has marked
it as deleted: an EXPUNGE would take it away with ours.
"""

import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "imap"))
from client import done_testing, ok, read  # noqa: E402
from server import Server, message  # noqa: E402


class Box:
    """INBOX with three messages, and the folder that they go to; the answers are a case's."""

    def __init__(self):
        self.messages = {uid: message(uid) for uid in (1, 2, 3)}
        self.marked = {2}
        self.moved = []
        self.heard = []
        self.answers = {verb: getattr(self, "do_" + verb.replace(" ", "_"))
                        for verb in ("UID COPY", "UID MOVE", "UID STORE", "UID EXPUNGE", "EXPUNGE")}

    def named(self, session, rest):
        return [uid for uid in session.wanted(rest) if uid in self.messages]

    def remove(self, uids):
        for uid in uids:
            del self.messages[uid]

    def do_UID_COPY(self, session, tag, rest):
        self.heard.append("COPY")
        self.moved += self.named(session, rest)
        session.ok(tag)

    def do_UID_MOVE(self, session, tag, rest):
        self.heard.append("MOVE")
        self.moved += self.named(session, rest)
        self.remove(self.named(session, rest))
        session.ok(tag)

    def do_UID_STORE(self, session, tag, rest):
        self.heard.append("STORE")
        for uid in self.named(session, rest):
            (self.marked.add if "+FLAGS" in rest else self.marked.discard)(uid)
        session.ok(tag)

    def do_UID_EXPUNGE(self, session, tag, rest):
        self.heard.append("UID EXPUNGE")
        self.remove([uid for uid in self.named(session, rest) if uid in self.marked])
        session.ok(tag)

    def do_EXPUNGE(self, session, tag, rest):
        self.heard.append("EXPUNGE")
        self.remove([uid for uid in sorted(self.messages) if uid in self.marked])
        session.ok(tag)


def refusing(text):
    return lambda box: lambda session, tag, rest: session.send(tag.encode() + b" NO " + text + b"\r\n")


def meanwhile(box):
    """Message 3 has gone before we come; another one comes, which its reader throws away at once."""
    def answer(session, tag, rest):
        box.remove([3])
        box.messages[4] = message(4)
        box.marked.add(4)
        box.do_UID_COPY(session, tag, rest)
    return answer


def cut(box):
    """All is copied, and then the line is dead."""
    def answer(session, tag, rest):
        box.moved += box.named(session, rest)
        session.close()
    return answer


OLD = "IMAP4rev1 AUTH=PLAIN UIDPLUS"
END = r"^end 2 letters"

# What is it; what the server can; which command it answers otherwise; what must be said; what lies in
# INBOX then, what is marked there, and what has been moved or copied.
CASES = [
    ("MOVE", OLD + " MOVE", {}, END, {2}, {2}, [1, 3]),
    ("UIDPLUS", OLD, {}, END, {2}, {2}, [1, 3]),
    ("neither", "IMAP4rev1 AUTH=PLAIN", {}, r"FOLDER .*knows neither MOVE nor UIDPLUS", {1, 2, 3}, {2}, []),
    ("no MOVE today", OLD + " MOVE", {"UID MOVE": refusing(b"not today")},
     r"FOLDER .*does not move 2 messages of \"INBOX\": not today; they stay where they are",
     {1, 2, 3}, {2}, []),
    ("no COPY today", OLD, {"UID COPY": refusing(b"[OVERQUOTA] Full")},
     r"FOLDER .*does not copy 2 messages of \"INBOX\": the mailbox is full, make room: Full",
     {1, 2, 3}, {2}, []),
    ("no STORE today", OLD, {"UID STORE": refusing(b"read-only")},
     r"FOLDER .*does not flag 2 messages", {1, 2, 3}, {2}, [1, 3]),
    ("no UID EXPUNGE today", OLD, {"UID EXPUNGE": refusing(b"not today")},
     r"FOLDER .*does not take away 2 messages of \"INBOX\": not today", {1, 2, 3}, {2}, [1, 3]),
    ("somebody else at work", OLD, {"UID COPY": meanwhile}, END, {2, 4}, {2, 4}, [1]),
    ("a connection that ends behind the copy", OLD, {"UID COPY": cut}, r"LOST .*closed the connection",
     {1, 2, 3}, {2}, [1, 3]),
]

for what, capabilities, answers, wanted, left, marked, moved in CASES:
    box = Box()
    case = {"capabilities": capabilities, "messages": box.messages,
            "answers": {**box.answers, **{verb: made(box) for verb, made in answers.items()}}}
    server = Server(case)
    out, _, _ = read(server.port, "none", "--move", "Retours", "--skip", " 2")
    server.close()
    ok(what + ": says so", re.search(wanted, out, re.M), "wanted: " + wanted, "got: " + out)
    ok(what + ": what is left", set(box.messages) == left, sorted(box.messages))
    ok(what + ": what is marked", box.marked & set(box.messages) == marked, sorted(box.marked))
    ok(what + ": what was moved", box.moved == moved, box.moved)
    ok(what + ": no EXPUNGE of all", "EXPUNGE" not in box.heard, box.heard)

done_testing()
