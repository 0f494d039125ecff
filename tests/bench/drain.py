#!/usr/bin/env python3
"""drain.py PORT CA - fetches every message of user lab's INBOX over TLS, and throws it away

The floor of a scan (imap.sh): the commands that bounces sends, and nothing done with the answers.
Prints the seconds from the connection on: how long this system takes to start a Python is not what
a scan is compared with.
"""
import socket
import ssl
import sys
import time

BATCH = 300
CAP = 256 * 1024

port, ca = int(sys.argv[1]), sys.argv[2]
tls = ssl.create_default_context(cafile=ca)
began = time.monotonic()
connection = tls.wrap_socket(socket.create_connection(("127.0.0.1", port)), server_hostname="localhost")
connection.recv(65536)
buffer = bytearray(256 * 1024)


def run(tag, command):
    """The last bytes of what the server says until the command is done."""
    connection.sendall(f"{tag} {command}\r\n".encode("ascii"))
    done = f"\r\n{tag} ".encode("ascii")
    tail = b"\r\n"
    while True:
        count = connection.recv_into(buffer)
        if not count:
            sys.exit("the server hung up")
        tail = (tail + bytes(buffer[max(0, count - 4096):count]))[-4096:]
        at = tail.rfind(done)
        if at >= 0 and tail.endswith(b"\r\n"):
            if not tail[at + len(done):].startswith(b"OK"):
                sys.exit(f"{command.split()[0]}: {tail[at:].decode('ascii', 'replace')}")
            return tail


run("a0", "LOGIN lab lab-secret")
exists = run("a1", "EXAMINE INBOX")
total = int(exists[:exists.index(b" EXISTS")].split()[-1])
for start in range(1, total + 1, BATCH):
    messages = f"{start}:{min(start + BATCH - 1, total)}"
    run(f"b{start}", f"FETCH {messages} (UID RFC822.SIZE INTERNALDATE)")
    run(f"c{start}", f"FETCH {messages} (UID BODY.PEEK[]<0.{CAP}>)")
print(f"{time.monotonic() - began:.2f}")
