#!/usr/bin/env python3
"""rude.py HOW - a name server on loopback that misbehaves; prints its port (nameserver.sh)"""

import socket
import struct
import sys

QR_RA = 0x8180  # an answer, recursion available
REFUSED = 5


def header(query, code, answers):
    return query[:2] + struct.pack(">HHHHH", QR_RA | code, 1, answers, 0, 0)


def question(query):
    end = 12
    while query[end]:
        end += query[end] + 1
    return query[12 : end + 5]


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
}

answer = WAYS[sys.argv[1]]
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
    server.bind(("127.0.0.1", 0))
    print(server.getsockname()[1])
    while True:
        query, client = server.recvfrom(4096)
        reply = answer(query)
        if reply:
            server.sendto(reply, client)
