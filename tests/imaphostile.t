#!/usr/bin/env python3
"""imaphostile.t - IMAP servers that say what no server should say

Each case is one of them, and the words that the driver has for it. What is never allowed: a crash,
a wait without end, more memory than a scan may take, and a password where there should be none.
Behind each of them the same server is asked again and is an honest one: that must go well.
"""

import os
import re
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "imap"))
from client import done_testing, ok, read  # noqa: E402
from server import PASSWORD, Server, message, tells_password  # noqa: E402

WATCHED = bool(os.environ.get("CHECK_SAN"))  # the sanitizers want memory of their own
MEMORY_MAX = 80  # MB
DEADLINE = 20  # seconds, of which an answer may take one or two: the machine may be busy


def endless(data, pause=0.0):
    """Sends data for as long as somebody listens."""
    def answer(session, tag, rest):
        while True:
            session.send(data)
            time.sleep(pause)
    return answer


def huge_line(session, tag, rest):
    session.send(b"* OK ")
    for _ in range(300):
        session.send(b"a" * 1024 * 1024)


def stall(session, tag, rest):
    session.stall()


def hang_up(session, tag, rest):
    session.close()


def then(data, what):
    """Sends data, and goes on with what."""
    def answer(session, tag, rest):
        session.send(data.replace(b"%T", tag.encode()))
        what(session, tag, rest)
    return answer


def drop_once(session, tag, rest):
    """Leaves message 2 out the first time."""
    for uid in session.wanted(rest):
        if uid != 2 or session.times["UID FETCH"] > 1:
            session.send(session.body(uid, rest))
    session.ok(tag)


def drop_always(session, tag, rest):
    for uid in session.wanted(rest):
        if uid != 2:
            session.send(session.body(uid, rest))
    session.ok(tag)


def withhold(session, tag, rest):
    """Message 2 is there, and has no body."""
    for uid in session.wanted(rest):
        session.send(session.body(uid, rest) if uid != 2 else b"* 2 FETCH (UID 2 BODY[]<0> NIL)\r\n")
    session.ok(tag)


def refuse_together(session, tag, rest):
    """One message that cannot be read spoils the answer for all."""
    if "," in rest.split(" ")[0] or ":" in rest.split(" ")[0]:
        session.send(tag.encode() + b" NO [SERVERBUG] Internal error\r\n")
    elif rest.startswith("2 "):
        session.send(tag.encode() + b" NO [SERVERBUG] Internal error\r\n")
    else:
        session.do_UID_FETCH(tag, rest)


def not_now(code):
    """One message cannot be had for the moment, which spoils the answer for all."""
    def answer(session, tag, rest):
        if "," in rest.split(" ")[0] or ":" in rest.split(" ")[0] or rest.startswith("2 "):
            session.send(b"%s NO [%s] Busy\r\n" % (tag.encode(), code))
        else:
            session.do_UID_FETCH(tag, rest)
    return answer


def tell_unasked(session, tag, rest):
    """What changes elsewhere in the folder is told beside the list: the last message, here."""
    last = max(session.messages)
    session.send(b"* %d FETCH (UID %d RFC822.SIZE 60 FLAGS (\\Seen))\r\n" % (last, last))
    session.do_UID_LIST(tag, rest)


def shuffle(session, tag, rest):
    """Out of order, twice, and others than were asked for."""
    for uid in (3, 1, 2, 3, 1):
        session.send(session.body(uid, rest))
    session.send(b"* 9 FETCH (UID 9 BODY[]<0> {2}\r\nhi)\r\n* 1 FETCH (FLAGS (\\Seen))\r\n")
    session.ok(tag)


def echo_password(session, tag, rest):
    session.send(b"%s NO who is %s?\r\n" % (tag.encode(), PASSWORD.encode()))


def echo_response(session, tag, rest):
    session.send(b"%s NO what is %s?\r\n" % (tag.encode(), rest.split(" ")[1].encode()))


def listing(*lines):
    return b"".join(b"* " + line + b"\r\n" for line in lines) + b"%T OK done\r\n"


def body(text):
    return b"* 1 FETCH (UID 1 BODY[]<0> " + text + b")\r\n%T OK done\r\n"


ONE = {1: message(1)}
LETTERS = r"letter .*INBOX 7 1 .*message 1\nletter .*INBOX 7 2 .*message 2\nletter .*INBOX 7 3 "
THREE = LETTERS + r".*message 3\nend 3 letters"
MANY = {n: message(n, 3000) for n in range(1, 101)}
SPARSE = {n: message(n) for n in (1, 2, 90001, 90002)}

# What is it; what it answers; what must be said. Further: options of the client, what else the
# server is (capabilities, messages), and whether a password may be heard.
CASES = [
    ("honest", {}, THREE, {"password": True}),

    # greetings
    ("silence", {"greeting": stall}, r"LOST .*no answer within 1 seconds"),
    ("nothing", {"greeting": hang_up}, r"LOST .*closed the connection"),
    ("another protocol", {"greeting": b"SSH-2.0-OpenSSH_9.2\r\n"}, r"LOST .*is this an IMAP server"),
    ("HTTP", {"greeting": b"HTTP/1.1 400 Bad Request\r\n\r\n"}, r"LOST .*is this an IMAP server"),
    ("goodbye", {"greeting": b"* BYE Too many connections\r\n"},
     r"LOST .*hung up: Too many connections; try again later"),
    ("PREAUTH", {"greeting": b"* PREAUTH welcome\r\n"}, r"OPEN .*PREAUTH"),
    ("a line of 300 MB", {"greeting": huge_line}, r"LOST .*a line without end"),
    ("a line, byte by byte", {"greeting": endless(b"a", 0.05)}, r"LOST .*no answer within"),
    ("a NUL", {"greeting": b"* OK a\0b\r\n"}, r"LOST .*NUL"),

    # logging in
    ("no capabilities", {"CAPABILITY": b"%T OK done\r\n"}, THREE, {"password": True}),
    ("lines without end", {"CAPABILITY": endless(b"* OK still here\r\n" * 1000)},
     r"LOST .*far more than what was asked for"),
    ("lines without end, slowly", {"CAPABILITY": endless(b"* OK still here\r\n", 0.05)},
     r"LOST .*no answer within"),
    ("no passwords", {}, r"OPEN .*takes no passwords\. Nothing was sent",
     {"capabilities": "IMAP4rev1 LOGINDISABLED"}),
    ("OAuth only", {}, r"OPEN .*only OAuth: use token-command",
     {"capabilities": "IMAP4rev1 LOGINDISABLED AUTH=XOAUTH2"}),
    ("no tokens", {}, r"OPEN .*takes no OAuth tokens", {"options": ["--token"]}),
    ("a wrong password", {"AUTHENTICATE": b"%T NO [AUTHENTICATIONFAILED] No.\r\n"},
     r"REFUSED .*refused the password for lab \(\"No\.\"\)", {"password": True}),
    ("a wrong password, and OAuth", {"AUTHENTICATE": b"%T NO failed\r\n"},
     r"REFUSED .*token-command, or a password for applications",
     {"password": True, "capabilities": "IMAP4rev1 AUTH=PLAIN AUTH=XOAUTH2 SASL-IR"}),
    ("a stale token", {"AUTHENTICATE": then(b"+ eyJzdGF0dXMiOiI0MDEifQ==\r\n",
                                            lambda s, t, r: (s.line(), s.send(t.encode() + b" NO stale\r\n")))},
     r"REFUSED .*refused the token for lab.*token fresh",
     {"password": True, "options": ["--token"], "capabilities": "IMAP4rev1 SASL-IR AUTH=XOAUTH2"}),
    ("an expired password", {"AUTHENTICATE": b"%T NO [EXPIRED] x\r\n"},
     r"REFUSED .*password of lab has expired", {"password": True}),
    ("not now", {"AUTHENTICATE": b"%T NO [UNAVAILABLE] x\r\n"},
     r"LOST .*cannot log lab in just now", {"password": True}),
    ("the password said aloud", {"AUTHENTICATE": echo_password},
     r"REFUSED .*refused the password for lab$", {"password": True}),
    ("the password said aloud in base64", {"AUTHENTICATE": echo_response},
     r"REFUSED .*refused the password for lab$", {"password": True}),
    ("challenges without end", {"AUTHENTICATE": endless(b"+ more\r\n")}, r"LOST .*makes no sense",
     {"password": True}),
    ("no initial response", {}, THREE, {"password": True, "capabilities": "IMAP4rev1 AUTH=PLAIN"}),
    ("LOGIN", {}, THREE, {"password": True, "capabilities": "IMAP4rev1"}),
    ("another tag", {"AUTHENTICATE": b"x9 OK done\r\n"}, r"LOST .*does not understand",
     {"password": True}),
    ("BAD", {"AUTHENTICATE": b"%T BAD what?\r\n"}, r"LOST .*does not understand our login: what\?",
     {"password": True}),

    # folders
    ("a closed folder", {"EXAMINE": b"%T NO Permission denied\r\n"},
     r"FOLDER .*does not open folder \"INBOX\": Permission denied\nend 0", {"password": True}),
    ("no UIDVALIDITY", {"EXAMINE": b"* 3 EXISTS\r\n%T OK done\r\n"}, r"FOLDER .*UIDVALIDITY",
     {"password": True}),
    ("an alert of nothing", {"EXAMINE": b"* OK [ALERT]\r\n%T OK done\r\n"},
     r"LOST .*an alert without a text", {"password": True}),
    ("flags of nothing", {"EXAMINE": b"* OK [PERMANENTFLAGS ] x\r\n%T OK done\r\n"},
     r"LOST .*flags without a list", {"password": True}),
    ("4,294,967,295 messages", {"EXAMINE": listing(b"OK [UIDVALIDITY 7] x", b"4294967295 EXISTS"),
                                "FETCH": b"%T OK none\r\n", "UID LIST": b"%T OK none\r\n"},
     r"^end 0 letters", {"password": True}),
    ("a missing folder", {}, r"FOLDER .*no folder \"Retour\"; did you mean \"Retours\"\?",
     {"password": True, "options": ["--folder", "Retour"]}),
    ("names of all kinds", {"LIST": listing(b'LIST () "." {7}\r\n{9}\r\n"x', b'LIST () "/" {6}\r\nOthers',
                                            b'LIST () "/" {17}\r\nNothing\r\n9 LOGOUT',b'LIST () NIL "a\\"b"',
                                            b'LIST (\\Noselect) "/" Nothing')},
     r"no folder \"Nothing\"", {"password": True, "options": ["--folder", "Nothing"]}),

    ("the password said at the end", {"EXAMINE": then(b"* BYE go, " + PASSWORD.encode() + b"\r\n", hang_up)},
     r"LOST .*hung up: no reason given", {"password": True}),

    # lists of messages
    ("a UID of 33 bits", {"UID LIST": listing(b"1 FETCH (UID 4294967297 RFC822.SIZE 9)")},
     r"LOST .*no 32-bit number", {"password": True}),
    ("no list", {"UID LIST": b"%T NO not today\r\n"}, r"FOLDER .*does not list .*not today.*\nend 0",
     {"password": True}),
    ("twice, and out of order", {"UID LIST": listing(b"3 FETCH (UID 3 RFC822.SIZE 60)",
                                                     b"1 FETCH (RFC822.SIZE 60 UID 1)",
                                                     b"2 FETCH (UID 2)", b"3 FETCH (UID 3)")},
     THREE, {"password": True}),
    ("below what was asked for", {}, r"^letter .* 7 3 .*message 3\nend 1 letters",
     {"password": True, "options": ["--place", "7 2"],
      "answers": {"UID LIST": listing(b"1 FETCH (UID 1 RFC822.SIZE 60)",
                                      b"3 FETCH (UID 3 RFC822.SIZE 60)")}}),
    ("a message that is far behind",
     {"EXAMINE": listing(b"OK [UIDVALIDITY 7] x", b"12000 EXISTS", b"OK [UIDNEXT 90003] x"),
      "FETCH": listing(b"1 FETCH (UID 1)"), "UID LIST": tell_unasked},
     r" 7 1 .*\nletter .* 7 2 .*\nletter .* 7 90001 .*\nletter .* 7 90002 .*\nend 4 letters",
     {"password": True, "messages": SPARSE}),
    ("what was not asked for", {"UID LIST": listing(b"5 EXISTS", b"2 EXPUNGE", b"SEARCH 1 2 3",
                                                    b"FLAGS (\\Seen)", b"1 FETCH (UID 1)")},
     r"^letter .* 7 1 .*message 1\nend 1 letters", {"password": True}),
    ("ESEARCH", {"UID LIST": listing(b'ESEARCH (TAG "1") UID ALL 1:3')}, r"LOST .*makes no sense",
     {"password": True}),
    ("a date that is none", {"UID LIST": listing(
        b'1 FETCH (UID 1 RFC822.SIZE 60 INTERNALDATE "31-Feb-2026 25:61:61 +9999")')},
     r"letter .* 7 1 .*message 1\nend 1 letters", {"password": True}),
    ("a list without end", {"UID LIST": endless(b"* 1 FETCH (UID 1 RFC822.SIZE 60)\r\n" * 1000)},
     r"LOST .*far more than what was asked for", {"password": True}),

    # messages
    ("a literal of 4 GB", {"UID FETCH": body(b"{4294967295}\r\n")}, r"LOST .*more of a message",
     {"password": True, "messages": ONE}),
    ("a literal longer than asked for", {"UID FETCH": body(b"{262145}\r\n" + b"x" * 262145)},
     r"LOST .*more of a message", {"password": True, "messages": ONE}),
    ("a literal that goes on", {"UID FETCH": body(b"{3}\r\nabcdef")}, r"LOST .*makes no sense",
     {"password": True, "messages": ONE}),
    ("a literal cut off", {"UID FETCH": then(b"* 1 FETCH (UID 1 BODY[]<0> {90}\r\nabc", hang_up)},
     r"LOST .*closed the connection", {"password": True, "messages": ONE}),
    ("a literal that stops", {"UID FETCH": then(b"* 1 FETCH (UID 1 BODY[]<0> {90}\r\nabc", stall)},
     r"LOST .*no answer within", {"password": True, "messages": ONE}),
    ("a quoted body", {"UID FETCH": body(b'"Subject: message 1"')},
     r"^letter 18 .*message 1\nend 1 letters", {"password": True, "messages": ONE}),
    ("a body of NULs", {"UID FETCH": body(b"{5}\r\n\0\0\0\0\0")}, r"^letter 5 .*\nend 1 letters",
     {"password": True, "messages": ONE}),
    ("an empty body", {"UID FETCH": body(b"{0}\r\n")}, r"^letter 0 CUT .*\nend 1 letters",
     {"password": True, "messages": ONE}),
    ("left out once", {"UID FETCH": drop_once}, THREE, {"password": True}),
    ("gone", {"UID FETCH": drop_always},
     r"^letter .* 7 1 .*\nletter .* 7 3 .*\nend 2 letters", {"password": True}),
    ("withheld", {"UID FETCH": withhold},
     r"^letter .* 7 1 .*\nerror LETTER .*UID 2 .*\nletter .* 7 3 .*\nend 2 letters",
     {"password": True}),
    ("one spoils all", {"UID FETCH": refuse_together},
     r"^letter .* 7 1 .*\nerror LETTER .*UID 2 .*Internal error.*\nletter .* 7 3 .*\nend 2 letters",
     {"password": True}),
    *[("one that cannot be had now: " + code.decode(), {"UID FETCH": not_now(code)},
       r"message 1\nerror LOST .*hands out nothing for the time being", {"password": True})
      for code in (b"UNAVAILABLE", b"LIMIT", b"INUSE", b"OVERQUOTA")],
    ("messages twice, out of order, and others", {"UID FETCH": shuffle}, THREE, {"password": True}),
    ("an item that nobody knows", {"UID FETCH": b"* 1 FETCH (UID 1 X-MOOD {3}\r\nsad)\r\n%T OK\r\n"},
     r"LOST .*makes no sense", {"password": True}),
    ("20,000 lists", {"UID FETCH": b"* 1 FETCH (BODYSTRUCTURE " + b"(" * 20000 + b")\r\n%T OK x\r\n"},
     r"LOST .*lists within lists", {"password": True}),
    ("a continuation", {"UID FETCH": then(b"+ go ahead\r\n", lambda s, t, r: s.do_UID_FETCH(t, r))},
     THREE, {"password": True}),
    ("goodbye in the middle", {"UID FETCH": then(b"* BYE Shutting down\r\n", hang_up)},
     r"LOST .*hung up: Shutting down", {"password": True}),
    ("a size that is too small", {"UID LIST": listing(b"1 FETCH (UID 1 RFC822.SIZE 1)")},
     r"^letter 51 WHOLE .*message 1\nend 1", {"password": True, "messages": ONE}),
    ("a size that is too large", {"UID LIST": listing(b"1 FETCH (UID 1 RFC822.SIZE 4294967295)")},
     r"^letter 51 CUT .*message 1\nletter 51 CUT .*message 1\nend 1",
     {"password": True, "messages": ONE, "options": ["--more", "1000000"]}),
    ("more than the budget", {}, r"LOST .*more than the 50000 bytes",
     {"password": True, "messages": MANY, "options": ["--budget", "50000"]}),
    ("no end in sight", {"UID FETCH": endless(b"* OK working\r\n" * 300, 0.05)},
     r"LOST .*not done within 2 seconds", {"password": True, "options": ["--total", "2", "--step", "50"]}),

    # what becomes of messages
    ("moving", {}, THREE, {"password": True, "options": ["--move", "Retours"]}),
    ("moving, the old way", {}, THREE,
     {"password": True, "options": ["--move", "Retours"],
      "capabilities": "IMAP4rev1 AUTH=PLAIN UIDPLUS", "answers": {"UID MOVE": b"%T BAD no\r\n"}}),
    ("no way to move", {}, r"FOLDER .*cannot move messages",
     {"password": True, "options": ["--move", "Retours"], "capabilities": "IMAP4rev1 AUTH=PLAIN"}),
    ("no room", {"UID MOVE": b"%T NO [OVERQUOTA] Quota exceeded\r\n"},
     r"FOLDER .*does not move 3 messages of \"INBOX\": the mailbox is full, make room: Quota",
     {"password": True, "options": ["--move", "Retours"]}),
    ("no folder to be made", {"CREATE": b"%T NO no\r\n"}, r"FOLDER .*\"x\", and the server does not",
     {"password": True, "options": ["--move", "x"]}),
    ("a flag that is none", {}, r"FOLDER .*no name of a flag",
     {"password": True, "options": ["--flag", "a) \\Deleted"]}),

    # STARTTLS: in none of these a password may be heard
    ("STARTTLS refused", {"STARTTLS": b"%T NO not here\r\n"}, r"OPEN .*refuses STARTTLS\. Nothing",
     {"security": "starttls"}),
    ("STARTTLS not understood", {"STARTTLS": b"%T BAD what?\r\n"}, r"LOST .*does not understand STARTTLS",
     {"security": "starttls"}),
    ("STARTTLS and no TLS", {"STARTTLS": b"%T OK go ahead\r\n"}, r"(LOST|OPEN) ",
     {"security": "starttls"}),
    ("words slipped in behind STARTTLS",
     {"STARTTLS": b"%T OK go ahead\r\n* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n3 OK done\r\n"},
     r"REFUSED .*slipped words in behind STARTTLS\. Nothing was sent", {"security": "starttls"}),
    ("PREAUTH before STARTTLS", {"greeting": b"* PREAUTH welcome\r\n"},
     r"OPEN .*PREAUTH.*nothing was sent", {"security": "starttls"}),
    ("STARTTLS answered for another", {"STARTTLS": b"x OK go ahead\r\n"},
     r"LOST .*does not understand STARTTLS", {"security": "starttls"}),
    ("no TLS", {}, r"OPEN .*nothing was sent: what answers there is not TLS", {"security": "tls"}),
    ("TLS that never begins", {"greeting": stall}, r"LOST .*no answer within", {"security": "tls"}),

    # goodbye, at any command; nobody waits for the answer to the last
    *[("goodbye to " + verb, {verb: then(b"* BYE Shutting down\r\n", hang_up)},
       r"LOST .*hung up: Shutting down; try again later",
       {"password": verb != "CAPABILITY", "options": options})
      for verb, options in (
          ("CAPABILITY", []), ("AUTHENTICATE", []), ("EXAMINE", []), ("UID LIST", []), ("UID FETCH", []),
          ("SELECT", ["--move", "Retours"]), ("LIST", ["--move", "Retours"]), ("CREATE", ["--move", "x"]),
          ("UID MOVE", ["--move", "Retours"]), ("UID STORE", ["--flag", "\\Seen"]),
          ("NOOP", ["--pause", "1"]))],
    ("goodbye to LOGIN", {"LOGIN": then(b"* BYE Shutting down\r\n", hang_up)}, r"LOST .*Shutting down",
     {"password": True, "capabilities": "IMAP4rev1"}),
    ("goodbye to goodbye", {"LOGOUT": then(b"* BYE Shutting down\r\n", hang_up)}, THREE, {"password": True}),

    # nobody listens to the end
    *[("no end of " + verb, {verb: endless(b"* OK still here\r\n" * 1000)},
       r"LOST .*far more than what was asked for", {"password": True, "options": options})
      for verb, options in (("AUTHENTICATE", []), ("EXAMINE", []), ("LIST", ["--folder", "x"]),
                            ("UID MOVE", ["--move", "Retours"]))],
    ("another tag for messages", {"UID FETCH": body(b"{3}\r\nabc").replace(b"%T", b"x9")},
     r"LOST .*does not understand UID FETCH", {"password": True, "messages": ONE}),
    ("a message in an answer to login", {"AUTHENTICATE": b"* 1 FETCH (UID 1 BODY[] {2}\r\nhi)\r\n%T OK x\r\n"},
     r"LOST |message 3\nend 3 letters", {"password": True}),

    ("honest, after all that", {}, THREE, {"password": True}),
]

for what, answers, wanted, *more in CASES:
    case = dict(more[0]) if more else {}
    case["answers"] = {**answers, **case.get("answers", {})}
    server = Server(case)
    begun = time.monotonic()
    out, code, memory = read(server.port, case.get("security", "none"), *case.get("options", []))
    took = time.monotonic() - begun
    server.case = {}
    again, _, _ = read(server.port, "none")
    server.close()
    ok(what + ": says so", re.search(wanted, out, re.M), "wanted: " + wanted, "got: " + out[:2000])
    ok(what + ": ends by itself", code in (0, 1), "status %d" % code, out[:500])
    ok(what + ": in time", WATCHED or took < DEADLINE, "%d s" % took)
    ok(what + ": within bounds", WATCHED or memory < MEMORY_MAX, "%d MB" % memory)
    ok(what + ": no password in what is said", not tells_password(out.encode()), out[:500])
    ok(what + ": the next time all is well", re.search(THREE, again, re.M), again[:500])
    if not case.get("password"):
        ok(what + ": no password was sent", not any(s.told_password() for s in server.sessions[:-1]))
    elif "honest" in what:
        ok(what + ": the password was heard", server.heard_password())

done_testing()
