#!/usr/bin/env python3
"""check.py [server...] -- prove that the private IMAP servers work: STARTTLS and
IMAPS with the private CA, LOGIN, SELECT, and every message fetched once.
Then cut a connection with faultproxy.py and see the client notice."""
import imaplib
import os
import ssl
import subprocess
import sys
import time

here = os.path.dirname(os.path.abspath(__file__))
root = os.path.dirname(os.path.dirname(os.path.dirname(here)))
work = os.environ.get("LAB_WORK") or root + "/build/mta-lab"
PORTS = {"dovecot": (11143, 11993), "courier": (11144, 11994), "cyrus": (11145, 11995)}
tls = ssl.create_default_context(cafile=work + "/imap/ca.pem")


def session(c):
    c.login("lab", "lab-secret")
    n = int(c.select("INBOX", readonly=True)[1][0])
    size = 0
    for first in range(1, n + 1, 50):
        for part in c.fetch("%d:%d" % (first, min(first + 49, n)), "(UID BODY.PEEK[])")[1]:
            if isinstance(part, tuple):
                size += len(part[1])
    c.logout()
    return n, size


for name in sys.argv[1:] or PORTS:
    plain, imaps = PORTS[name]
    t = time.time()
    c = imaplib.IMAP4("127.0.0.1", plain)
    greeting = c.welcome.decode("latin-1").strip()
    c.starttls(tls)
    n, size = session(c)
    print("%s: STARTTLS ok, %d messages, %d bytes, %.1f s: %s" % (name, n, size, time.time() - t, greeting[:60]))
    n, size = session(imaplib.IMAP4_SSL("localhost", imaps, ssl_context=tls))
    print("%s: IMAPS ok, %d messages" % (name, n))
    proxy = subprocess.Popen([sys.executable, here + "/faultproxy.py", "--listen", "127.0.0.1:12143",
                              "--connect", "127.0.0.1:%d" % plain, "--cut-after", "5000",
                              "--faulty", "1", "--seconds", "20"], stdout=subprocess.PIPE, text=True)
    print(proxy.stdout.readline().strip())
    for attempt in (1, 2):
        try:
            print("%s through the proxy, attempt %d:" % (name, attempt),
                  "%d messages" % session(imaplib.IMAP4("127.0.0.1", 12143))[0])
        except (imaplib.IMAP4.abort, OSError, TypeError) as e:
            print("%s through the proxy, attempt %d: %r" % (name, attempt, e))
    proxy.terminate()
    print(proxy.stdout.read().strip())
