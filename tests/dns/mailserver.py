#!/usr/bin/env python3
"""mailserver.py FOLDER - mail servers on 127.0.0.2 and up, each with one fault (diagnosetls.t)

And web servers with policies of MTA-STS on 127.0.1.2 and up.

FOLDER has NAME.pem and NAME.key for those that speak TLS. Says "ready" when all listen.
"""

import socket
import ssl
import sys
import threading
import time

SMTP, IMAPS, HTTPS = 25, 993, 443

# In the order of their addresses. What a server does otherwise than it should.
WAYS = ["good", "expired", "wrongname", "selfsigned", "expiring", "old", "plain", "broken",
        "inject", "refuses", "later", "closes", "talks", "babbles", "sleeps"]

POLICY = "version: STSv1\r\nmode: {}\r\nmx: {}\r\nmax_age: 604800\r\n"
RIGHT = POLICY.format("enforce", "*.example.net")

# The policies, in the order of their addresses: status, type, text.
POLICIES = {
    "right": ("200 OK", "text/plain; charset=us-ascii", RIGHT),
    "testing": ("200 OK", "text/plain", POLICY.format("testing", "good.example.net")),
    "off": ("200 OK", "text/plain", "version: STSv1\nmode: none\nmax_age: 60\n"),
    "unlisted": ("200 OK", "text/plain", POLICY.format("enforce", "*.good.example.net")),
    "soon": ("200 OK", "text/plain", POLICY.format("testing", "mx.example.net")),
    "moved": ("301 Moved Permanently\r\nLocation: https://mta-sts.right.example.net/x", "text/plain",
              RIGHT),
    "lost": ("404 Not Found", "text/plain", RIGHT),
    "page": ("200 OK", "text/html", RIGHT),
    "short": ("200 OK", "text", RIGHT),
    "cut": ("200 OK", "text/plain\r\nContent-Length: 1000", RIGHT),
    "modeless": ("200 OK", "text/plain", "version: STSv1\nmax_age: 60\nmx: good.example.net\n"),
    "big": ("200 OK", "text/plain", RIGHT + "mx: x.example.net\r\n" * 5000),
    "drips": ("200 OK", "text/plain", None),
    "stswrong": ("200 OK", "text/plain", RIGHT),
    "stsexpired": ("200 OK", "text/plain", RIGHT),
}

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
    if way == "sleeps":
        time.sleep(30)
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


def serve_policy(way, client):
    tls = context(way).wrap_socket(client, server_side=True)
    request = tls.makefile("rb").readline()
    status, kind, text = POLICIES[way]
    if request != b"GET /.well-known/mta-sts.txt HTTP/1.0\r\n":
        status = "400 " + request.decode("ascii", "replace").strip()
    tls.sendall(f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode())
    while text is None:
        tls.sendall(b"x")
        time.sleep(1)
    tls.sendall(text.encode())
    tls.unwrap()


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
for number, way in enumerate(POLICIES):
    listen(way, f"127.0.1.{number + 2}", HTTPS, serve_policy)
print("ready", flush=True)
threading.Event().wait()
