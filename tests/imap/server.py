"""server.py - an IMAP server that says what real ones never say, for tests/imap*.t

A Server is an honest one with a few messages. A case replaces what it says to some commands: by
bytes, in which %T stands for the tag, or by a function of (session, tag, rest of the line).
"""

import base64
import re
import socket
import threading

CLEAR = re.compile(rb"(?i)\S+ (LOGIN|AUTHENTICATE|LOGOUT|LIST|SELECT|EXAMINE)\b")

PASSWORD = "s3cret-Pa55"


def message(uid, size=0):
    text = b"From: a@example.org\r\nSubject: message %d\r\n\r\nHello.\r\n" % uid
    return text + b"x" * max(0, size - len(text))


def tells_password(text):
    """As it is, or within base64."""
    texts = [text]
    for word in re.findall(rb"[A-Za-z0-9+/]{8,}={0,2}", text):
        try:
            texts.append(base64.b64decode(word + b"=" * (-len(word) % 4)))
        except ValueError:
            pass
    return any(PASSWORD.encode() in t for t in texts)


class Wire:
    """What a client sent, byte for byte as it went over the line: TLS as TLS."""

    def __init__(self, client):
        self.seen = b""
        self.client = client
        self.server, self.inner = socket.socketpair()
        self.pumps = [threading.Thread(target=self.pump, args=ends, daemon=True)
                      for ends in ((client, self.inner, True), (self.inner, client, False))]
        for pump in self.pumps:
            pump.start()

    def pump(self, source, sink, is_clients):
        try:
            while True:
                data = source.recv(1 << 16)
                if is_clients:
                    self.seen += data
                if not data:
                    break
                sink.sendall(data)
        except OSError:
            pass
        try:
            sink.shutdown(socket.SHUT_WR)
        except OSError:
            pass

    def wait(self):
        """Until both sides have said all."""
        for pump in self.pumps:
            pump.join(10)
        self.client.close()
        self.inner.close()


class Session:
    """One connection. Remembers what the client said, to see whether a password was in it."""

    def __init__(self, wire, case):
        self.wire = wire
        self.conn = wire.server
        self.case = case
        self.answers = case.get("answers", {})
        self.messages = case.get("messages") or {n: message(n) for n in (1, 2, 3)}
        self.capabilities = case.get("capabilities", "IMAP4rev1 SASL-IR AUTH=PLAIN MOVE UIDPLUS")
        self.heard = b""
        self.times = {}

    def send(self, data):
        self.conn.sendall(data)

    def line(self):
        line = b""
        while not line.endswith(b"\n"):
            byte = self.conn.recv(1)
            if not byte:
                raise ConnectionError
            line += byte
            self.heard += byte
        return line.rstrip(b"\r\n").decode("latin-1")

    def close(self):
        raise ConnectionError

    def stall(self):
        """Says nothing until the client has had enough."""
        while self.conn.recv(4096):
            pass
        raise ConnectionError

    def told_password(self):
        return tells_password(self.heard) or tells_password(self.wire.seen)

    def run(self):
        self.say("greeting", "", "")
        while True:
            tag, _, rest = self.line().partition(" ")
            verb, _, rest = rest.partition(" ")
            if verb.upper() == "UID":
                verb, _, rest = rest.partition(" ")
                verb = "UID " + verb
            if verb == "UID FETCH" and "BODY" not in rest:
                verb = "UID LIST"
            self.say(verb.upper(), tag, rest)

    def say(self, verb, tag, rest):
        self.times[verb] = self.times.get(verb, 0) + 1
        answer = self.answers.get(verb)
        if answer is None:
            getattr(self, "do_" + verb.replace(" ", "_"), self.do_unknown)(tag, rest)
        elif callable(answer):
            answer(self, tag, rest)
        else:
            self.send(answer.replace(b"%T", tag.encode()))

    def ok(self, tag, *lines):
        self.send(b"".join(b"* " + l + b"\r\n" for l in lines) + tag.encode() + b" OK done\r\n")

    def do_unknown(self, tag, rest):
        self.send(tag.encode() + b" BAD what?\r\n")

    def do_greeting(self, tag, rest):
        self.send(b"* OK ready\r\n")

    def do_CAPABILITY(self, tag, rest):
        self.ok(tag, b"CAPABILITY " + self.capabilities.encode())

    def do_AUTHENTICATE(self, tag, rest):
        words = rest.split(" ")
        if len(words) == 1:
            self.send(b"+ \r\n")
            words.append(self.line())
        wanted = base64.b64encode(b"\0lab\0" + PASSWORD.encode()).decode()
        self.ok(tag) if words[1] == wanted else self.send(tag.encode() + b" NO wrong\r\n")

    def do_LOGIN(self, tag, rest):
        good = rest.replace('"', "") == "lab " + PASSWORD
        self.ok(tag) if good else self.send(tag.encode() + b" NO wrong\r\n")

    def do_EXAMINE(self, tag, rest):
        self.ok(tag, b"FLAGS (\\Seen)", b"OK [PERMANENTFLAGS ()] none", b"OK [UIDVALIDITY 7] x",
                b"%d EXISTS" % len(self.messages), b"OK [UIDNEXT %d] x" % (max(self.messages) + 1))

    do_SELECT = do_EXAMINE

    def do_STARTTLS(self, tag, rest):
        self.ok(tag)
        self.conn = self.case["context"].wrap_socket(self.conn, server_side=True)

    def do_LIST(self, tag, rest):
        self.ok(tag, b'LIST () "/" INBOX', b'LIST () "/" Retours')

    def wanted(self, rest):
        for part in rest.split(" ")[0].split(","):
            first, _, last = part.partition(":")
            last = last or first
            top = max(self.messages) if last == "*" else int(last)
            for uid in sorted(self.messages):
                if int(first) <= uid <= top:
                    yield uid

    def do_UID_LIST(self, tag, rest):
        self.ok(tag, *[b'%d FETCH (UID %d RFC822.SIZE %d INTERNALDATE "24-Nov-2026 01:47:00 +0000")'
                       % (n, n, len(self.messages[n])) for n in self.wanted(rest)])

    def body(self, uid, rest):
        first, length = map(int, re.search(r"<(\d+)\.(\d+)>", rest).groups())
        part = self.messages[uid][first:first + length]
        return b"* %d FETCH (UID %d BODY[]<%d> {%d}\r\n%s)\r\n" % (uid, uid, first, len(part), part)

    def do_UID_FETCH(self, tag, rest):
        for uid in self.wanted(rest):
            self.send(self.body(uid, rest))
        self.ok(tag)

    def do_NOOP(self, tag, rest):
        self.ok(tag)

    do_CREATE = do_UID_MOVE = do_UID_COPY = do_UID_STORE = do_UID_EXPUNGE = do_NOOP

    def do_LOGOUT(self, tag, rest):
        self.ok(tag, b"BYE so long")
        self.close()


class Server:
    """Listens on a port of its own; each connection plays the case."""

    def __init__(self, case):
        self.case = case
        self.sessions = []
        self.plays = []
        self.socket = socket.socket()
        self.socket.bind(("127.0.0.1", 0))
        self.socket.listen(5)
        self.port = self.socket.getsockname()[1]
        self.accepting = threading.Thread(target=self.accept, daemon=True)
        self.accepting.start()

    def accept(self):
        while True:
            try:
                conn = self.socket.accept()[0]
            except OSError:
                return
            session = Session(Wire(conn), self.case)
            self.sessions.append(session)
            self.plays.append(threading.Thread(target=self.play, args=(session,), daemon=True))
            self.plays[-1].start()

    def play(self, session):
        try:
            if self.case.get("security") == "tls" and "context" in self.case:
                session.conn = self.case["context"].wrap_socket(session.conn, server_side=True)
            session.run()
        except (OSError, ValueError):
            pass
        finally:
            session.conn.close()
            session.wire.server.close()

    def close(self):
        """No more connections; those that there were come to their end."""
        self.socket.shutdown(socket.SHUT_RDWR)  # which wakes accept(); closing does not
        self.accepting.join(10)
        self.socket.close()
        for play in self.plays:
            play.join(10)
        for session in self.sessions:
            session.wire.wait()

    def heard_password(self):
        return any(session.told_password() for session in self.sessions)

    def heard_in_the_clear(self):
        """The first command that nobody between the two should have read; "" where there is none."""
        for session in self.sessions:
            found = CLEAR.search(session.wire.seen)
            if found:
                return found.group().decode("latin-1")
        return ""
