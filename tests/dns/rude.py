#!/usr/bin/env python3
"""rude.py HOW PORT - a name server on loopback that misbehaves; prints its port (nameserver.sh)

PORT is where the server is that knows the answers.
"""

import socket
import struct
import sys
import threading
import time

QR_RA = 0x8180  # an answer, recursion available
TC = 0x0200
REFUSED = 5


def header(query, code, answers):
    return query[:2] + struct.pack(">HHHHH", QR_RA | code, 1, answers, 0, 0)


def question(query):
    end = 12
    while query[end]:
        end += query[end] + 1
    return query[12 : end + 5]


def truncated(query):
    return header(query, TC, 0) + question(query)


def ask(query):
    """What the server answers that knows."""
    with socket.create_connection(known) as server:
        server.sendall(struct.pack(">H", len(query)) + query)
        answer = server.makefile("rb")
        return answer.read(struct.unpack(">H", answer.read(2))[0])


def late(query):
    time.sleep(0.2)
    answer = ask(query)
    return answer if len(answer) <= 1232 else truncated(query)


# What is sent back for a question; nothing for None.
WAYS = {
    "silent": lambda query: None,
    "refuses": lambda query: header(query, REFUSED, 0) + question(query),
    # One answer is announced and cut off within its name.
    "breaks": lambda query: header(query, 0, 1) + question(query) + b"\xc0",
    # A name that points at itself.
    "loops": lambda query: header(query, 0, 1)
    + question(query)
    + struct.pack(">H", 0xC000 + 12 + len(question(query)))
    + query[-4:],
    # Says that there is more by TCP, where it does not listen.
    "truncates": truncated,
    # The same, and there it is.
    "tcp": truncated,
    "slow": late,
}


def serve_tcp(client):
    with client:
        stream = client.makefile("rb")
        while size := stream.read(2):
            answer = ask(stream.read(struct.unpack(">H", size)[0]))
            client.sendall(struct.pack(">H", len(answer)) + answer)


def listen_tcp(server):
    while True:
        threading.Thread(target=serve_tcp, args=[server.accept()[0]], daemon=True).start()


def respond(query, client):
    reply = WAYS[way](query)
    if reply:
        udp.sendto(reply, client)


way, known = sys.argv[1], ("127.0.0.1", int(sys.argv[2]))
tcp = socket.create_server(("127.0.0.1", 0), backlog=100)
udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
udp.bind(tcp.getsockname())
if way in ("tcp", "slow"):
    threading.Thread(target=listen_tcp, args=[tcp], daemon=True).start()
else:
    tcp.close()
print(udp.getsockname()[1])
while True:
    threading.Thread(target=respond, args=udp.recvfrom(4096), daemon=True).start()
