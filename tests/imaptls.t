#!/usr/bin/env python3
"""imaptls.t - to whom the driver for IMAP gives a password, and to whom not

Each case is a server with a certificate of some kind, by TLS at once and by STARTTLS; then come those
that get STARTTLS wrong, or have somebody between who does. All but the good ones must be refused, in
words that tell why, before they hear a password; and nothing at all is said in the clear, neither
before nor after.
"""

import os
import re
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile
import time
import warnings

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "imap"))
from client import done_testing, ok, read  # noqa: E402
from server import Server  # noqa: E402

if not shutil.which("openssl"):
    print("1..0 # SKIP there is no openssl to make certificates with")
    sys.exit(0)
try:
    socket.getaddrinfo("localhost", None)
except socket.gaierror:
    print("1..0 # SKIP nobody knows localhost here: there is no /etc/hosts")
    sys.exit(0)

warnings.simplefilter("ignore", DeprecationWarning)  # TLS 1.1 is what we want to see refused
folder = tempfile.TemporaryDirectory()

CONFIG = """
[ca]
default_ca = ca
[ca]
new_certs_dir = {0}
database = {0}/{1}.index
serial = {0}/{1}.serial
certificate = {0}/{1}.pem
private_key = {0}/{1}.key
unique_subject = no
policy = policy
copy_extensions = copy
[policy]
commonName = supplied
[req]
distinguished_name = name
prompt = no
[name]
commonName = placeholder
"""


def path(name):
    return os.path.join(folder.name, name)


def openssl(*arguments):
    subprocess.run(["openssl", *arguments], check=True, capture_output=True, text=True)


def make_ca(name, subject):
    with open(path(name + ".cnf"), "w") as config:
        config.write(CONFIG.format(folder.name, name))
    open(path(name + ".index"), "w").close()
    with open(path(name + ".serial"), "w") as serial:
        serial.write("01\n")
    openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30", "-subj", "/CN=" + subject,
            "-config", path(name + ".cnf"), "-addext", "basicConstraints=critical,CA:TRUE",
            "-keyout", path(name + ".key"), "-out", path(name + ".pem"))


def make(name, ca="ours", names="DNS:localhost,IP:127.0.0.1", start="20200101000000Z",
         end="20991231000000Z", digest="sha256", key="rsa:2048", subject="mail", more=()):
    """A certificate and its key, in one file."""
    extensions = ["-addext", "subjectAltName=" + names] if names else []
    for extension in more:
        extensions += ["-addext", extension]
    openssl("req", "-new", "-newkey", key, "-nodes", "-subj", "/CN=" + subject, "-config",
            path(ca + ".cnf"), "-keyout", path(name + ".key"), "-out", path(name + ".csr"),
            *extensions)
    openssl("ca", "-batch", "-config", path(ca + ".cnf"), "-md", digest, "-startdate", start,
            "-enddate", end, "-in", path(name + ".csr"), "-out", path(name + ".crt"), "-notext")
    join(name, name + ".key", name + ".crt")


def join(name, *parts):
    with open(path(name + ".both"), "w") as both:
        for part in parts:
            with open(path(part)) as text:
                both.write(text.read())


def make_all():
    make_ca("ours", "Our own CA")
    make_ca("theirs", "A stranger's CA")
    make("good")
    make("wildcard", names="DNS:*.example.org,DNS:mail.example.net")
    make("many", names=",".join("DNS:h%d.example.org" % n for n in range(9)))
    make("nameless", names="", subject="localhost")
    make("star", names="DNS:*")
    make("toplevel", names="DNS:*host,DNS:l*,DNS:local*")
    make("addressname", names="DNS:127.0.0.1")
    make("hostonly", names="DNS:localhost")
    make("longer", names="DNS:localhost.example.org,DNS:xlocalhost")
    make("client", more=["extendedKeyUsage=clientAuth"])
    make("server", more=["extendedKeyUsage=serverAuth"])
    make("unstapled", more=["tlsfeature=status_request"])
    make("critical", more=["1.3.6.1.4.1.99999.1=critical,ASN1:UTF8String:what is this"])
    make("small", key="rsa:1024")
    make("expired", end="20210101000000Z")
    make("early", start="20980101000000Z")
    make("stranger", ca="theirs")
    make("forgeable", digest="sha1")
    make("leaf")
    # A certificate that is no authority's answers for another.
    shutil.copy(path("ours.cnf"), path("leaf.cnf"))
    with open(path("leaf.cnf"), "w") as config:
        config.write(CONFIG.format(folder.name, "leaf"))
    shutil.copy(path("leaf.crt"), path("leaf.pem"))
    open(path("leaf.index"), "w").close()
    with open(path("leaf.serial"), "w") as serial:
        serial.write("07\n")
    make("grandchild", ca="leaf")
    join("grandchild", "grandchild.key", "grandchild.crt", "leaf.crt")
    openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30", "-subj", "/CN=localhost",
            "-config", path("ours.cnf"), "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1",
            "-keyout", path("self.key"), "-out", path("self.crt"))
    join("self", "self.key", "self.crt")


def context(name, oldest=ssl.TLSVersion.TLSv1_2, newest=ssl.TLSVersion.TLSv1_3):
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.set_ciphers("ALL:@SECLEVEL=0")  # this one may be as weak as it likes
    made.minimum_version = oldest
    made.maximum_version = newest
    made.load_cert_chain(path(name + ".both"))
    return made


OLDER = (ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1)
OLD = (ssl.TLSVersion.TLSv1_1, ssl.TLSVersion.TLSv1_1)
TWO = (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_2)

# Certificate, host that is asked for, what must be said; then versions of TLS.
CASES = [
    ("good", "127.0.0.1", r"^end 3 letters"),
    ("good", "localhost", r"^end 3 letters"),
    ("good", "localhost", r"^end 3 letters", TWO),
    ("good", "localhost", r"OPEN .*nothing newer than TLS 1\.1", OLD),
    ("good", "localhost", r"OPEN .*nothing newer than TLS 1\.1", OLDER),
    ("server", "localhost", r"^end 3 letters"),
    ("wildcard", "localhost",
     r"REFUSED test: certificate of localhost is for \*\.example\.org, mail\.example\.net\. "
     r"Nothing was sent\. Is the host name right\?"),
    ("many", "localhost", r"REFUSED .*is for h0.example.org, h1.example.org, h2.example.org and others\. "),
    ("star", "localhost", r"REFUSED .*is for \*\. Nothing"),
    ("nameless", "127.0.0.1", r"REFUSED .*is for no host at all\. Nothing"),
    ("toplevel", "localhost", r"REFUSED .*is for \*host, l\*, local\*\. Nothing"),
    ("addressname", "127.0.0.1", r"REFUSED .*is for 127\.0\.0\.1\. Nothing"),
    ("hostonly", "127.0.0.1", r"REFUSED .*is for localhost\. Nothing"),
    ("longer", "localhost", r"REFUSED .*is for localhost\.example\.org, xlocalhost\. Nothing"),
    ("client", "localhost", r"REFUSED .*is not one for servers\. Nothing was sent"),
    ("unstapled", "localhost", r"REFUSED .*Nothing was sent"),
    ("critical", "localhost", r"REFUSED .*Nothing was sent"),
    ("small", "localhost", r"REFUSED .*can be forged.*Nothing was sent"),
    ("expired", "localhost", r"REFUSED .*ended on 2021-01-01\. Nothing was sent"),
    ("early", "localhost", r"REFUSED .*begins on 2098-01-01 only\. Nothing was sent"),
    ("stranger", "localhost", r"REFUSED .*comes from \"A stranger's CA\".*Nothing was sent.*ca-file"),
    ("self", "localhost", r"REFUSED .*comes from \"localhost\".*Nothing was sent"),
    ("grandchild", "localhost", r"REFUSED .*Nothing was sent"),
    ("forgeable", "localhost", r"REFUSED .*can be forged.*Nothing was sent"),
]


def try_server(what, case, security, wanted, *options):
    is_good = "end 3" in wanted
    server = Server(case)
    out, code, _ = read(server.port, security, *options, "--ca", path("ours.pem"))
    server.close()
    ok(what + ": says so", re.search(wanted, out, re.M), "wanted: " + wanted, "got: " + out)
    ok(what + (": hears the password" if is_good else ": hears no password"),
       server.heard_password() == is_good)
    ok(what + ": nothing in the clear", not server.heard_in_the_clear(), server.heard_in_the_clear())


make_all()
for name, host, wanted, *versions in CASES:
    for security in ("tls", "starttls"):
        what = "%s, %s, asked for %s%s" % (name, security, host,
                                           ", " + versions[0][1].name if versions else "")
        try_server(what, {"security": security,
                          "context": context(name, *(versions[0] if versions else ()))},
                   security, wanted, "--host", host)

# What is said before STARTTLS, or at it, by whoever it may be that says it.


def capable(before, behind):
    """Others before STARTTLS than behind it."""
    def answer(session, tag, rest):
        is_private = isinstance(session.conn, ssl.SSLSocket)
        session.ok(tag, b"CAPABILITY IMAP4rev1 " + (behind if is_private else before))
    return answer


def slip_in(session, tag, rest):
    """Words behind the answer, which belong to the time before TLS."""
    session.send(tag.encode() + b" OK go ahead\r\n* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n")
    session.conn = session.case["context"].wrap_socket(session.conn, server_side=True)


def drip(session, tag, rest):
    """A TLS record that never comes to its end."""
    if tag:
        session.send(tag.encode() + b" OK go ahead\r\n")
    session.conn.recv(1)
    session.send(b"\x16\x03\x03\x40\x00")
    while True:
        session.send(b"\x02")
        time.sleep(0.05)


MADE = [
    ("nothing of STARTTLS in what it can do", {"CAPABILITY": capable(b"AUTH=PLAIN", b"AUTH=PLAIN")},
     r"^end 3 letters"),
    ("passwords only behind it", {"CAPABILITY": capable(b"STARTTLS LOGINDISABLED", b"AUTH=PLAIN")},
     r"^end 3 letters"),
    ("passwords only before it",
     {"CAPABILITY": capable(b"STARTTLS AUTH=PLAIN", b"LOGINDISABLED AUTH=XOAUTH2")},
     r"OPEN .*only OAuth"),
    ("what it can do, in its greeting", {"greeting": b"* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] hi\r\n",
                                        "CAPABILITY": capable(b"AUTH=PLAIN", b"LOGINDISABLED")},
     r"OPEN .*takes no passwords"),
    ("STARTTLS taken out", {"STARTTLS": b"%T BAD unknown command\r\n"}, r"does not understand STARTTLS"),
    ("STARTTLS refused", {"STARTTLS": b"%T NO not today\r\n"}, r"OPEN .*refuses STARTTLS\. Nothing"),
    ("words slipped in", {"STARTTLS": slip_in}, r"REFUSED .*slipped words in behind STARTTLS"),
    ("PREAUTH", {"greeting": b"* PREAUTH welcome\r\n"}, r"OPEN .*PREAUTH.*nothing was sent"),
    ("BYE", {"STARTTLS": b"* BYE overloaded\r\n"}, r"LOST .*hung up: overloaded"),
    ("STARTTLS answered for another command", {"STARTTLS": b"x9 OK go ahead\r\n"},
     r"LOST .*does not understand STARTTLS"),
    ("STARTTLS answered for nobody", {"STARTTLS": b"* OK go ahead\r\n"}, r"LOST .*no answer within 1 seconds"),
    ("STARTTLS and a question", {"STARTTLS": b"+ go ahead\r\n"}, r"LOST .*(no answer|makes no sense|does not)"),
    ("a handshake without end", {"STARTTLS": drip}, r"LOST .*no answer within 1 seconds"),
    ("a handshake until all time is over", {"STARTTLS": drip}, r"LOST .*not done within 2 seconds",
     "--step", "50", "--total", "2"),
]
for what, answers, wanted, *options in MADE:
    case = {"security": "starttls", "context": context("good"), "answers": answers}
    try_server(what, case, "starttls", wanted, *options)
try_server("a handshake without end, at once", {"answers": {"greeting": drip}}, "tls",
           r"LOST .*no answer within 1 seconds")

# The name that is asked for is told before the certificate is shown, an address never (RFC 6066, 3).
asked = []
told = context("good")
told.sni_callback = lambda conn, name, this: asked.append(name)
for host, wanted in (("localhost", ["localhost"]), ("127.0.0.1", [None])):
    del asked[:]
    server = Server({"security": "tls", "context": told})
    read(server.port, "tls", "--host", host, "--ca", path("ours.pem"))
    server.close()
    ok("%s: the name that is asked for" % host, asked == wanted, asked)

server = Server({"security": "tls", "context": context("good")})
out, code, _ = read(server.port, "tls")
ok("without ca-file our own CA is not trusted", "not trusted here" in out, out)
ok("and hears no password", not server.heard_password())
out, code, _ = read(server.port, "tls", "--ca", path("missing.pem"))
ok("a CA file that is not there", re.search(r"OPEN .*no certificates of authorities in .*missing\.pem", out), out)
out, code, _ = read(server.port, "tls", "--ca", path("ours.cnf"))
ok("a CA file that is none", re.search(r"OPEN .*no certificates of authorities in .*ours\.cnf", out), out)
server.close()

done_testing()
