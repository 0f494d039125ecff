#!/usr/bin/env python3
"""mailserver.py FOLDER - mail servers on 127.0.0.2 and up, each with one fault (diagnosetls.t)

FOLDER has NAME.pem and NAME.key for those that speak TLS. Says "ready" when all listen.
"""

import socket
import ssl
import sys
import threading

SMTP, IMAPS = 25, 993

# In the order of their addresses. What a server does otherwise than it should.
WAYS = ["good", "expired", "wrongname", "selfsigned", "expiring", "old", "plain", "broken",
        "inject", "refuses", "later", "closes", "talks", "babbles"]

RCPT = {"refuses": b"550 5.1.1 no such user", "later": b"451 4.7.1 greylisted"}


def context(way):
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(f"{folder}/{way}.pem", f"{folder}/{way}.key")
    if way == "old":
        tls.minimum_version = ssl.TLSVersion.TLSv1
        tls.maximum_version = ssl.TLSVersion.TLSv1_1
        tls.set_ciphers("ALL:@SECLEVEL=0")
    return tls


def start_tls(way, client):
    if way == "broken":
        client.sendall(b"220 go ahead\r\n")
        client.recv(100)
        client.sendall(b"this is no TLS\r\n" * 10)
        return None
    client.sendall(b"220 go ahead\r\n" + (b"250 injected\r\n" if way == "inject" else b""))
    return context(way if way not in ("inject", "refuses", "later") else "good").wrap_socket(
        client, server_side=True)


def serve(way, client):
    if way == "closes":
        return
    if way == "babbles":
        client.sendall(b"220-" + b"x" * 100000 + b"\r\n")
        return
    client.sendall(b"hello there\r\n" if way == "talks" else b"220 mx ESMTP\r\n")
    lines = client.makefile("rb")
    while line := lines.readline():
        word = line.split()[0].upper()
        if word == b"EHLO":
            tls = b"" if way == "plain" or isinstance(client, ssl.SSLSocket) else b"250-STARTTLS\r\n"
            client.sendall(b"250-mx\r\n" + tls + b"250 8BITMIME\r\n")
        elif word == b"STARTTLS":
            client = start_tls(way, client)
            if not client:
                return
            lines = client.makefile("rb")
        elif word == b"RCPT":
            client.sendall(RCPT.get(way, b"250 ok") + b"\r\n")
        elif word == b"DATA":
            with open(f"{folder}/data", "w") as seen:
                seen.write(way)
            return
        else:
            client.sendall(b"250 ok\r\n")
            if word == b"QUIT":
                return


def serve_imaps(way, client):
    context(way).wrap_socket(client, server_side=True).recv(1)


def listen(way, address, port, act):
    server = socket.create_server((address, port))

    def run():
        while True:
            client, _ = server.accept()
            try:
                act(way, client)
            except OSError:
                pass
            client.close()

    threading.Thread(target=run, daemon=True).start()


folder = sys.argv[1]
for number, way in enumerate(WAYS):
    listen(way, f"127.0.0.{number + 2}", SMTP, serve)
    if way in ("good", "expired", "wrongname", "old"):
        listen(way, f"127.0.0.{number + 2}", IMAPS, serve_imaps)
print("ready", flush=True)
threading.Event().wait()
