#!/usr/bin/env python3
"""imapfrench.t - what goes wrong with a mailbox is told in French to those who read French

Each case is an account, and a server that says no in one of the usual ways. The sentences come out
of processes that have closed their doors: their words must have been loaded before.
"""

import os
import re
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "imap"))
from client import done_testing, ok  # noqa: E402
from server import PASSWORD, Server, tells_password  # noqa: E402

if not shutil.which("openssl"):
    print("1..0 # SKIP there is no openssl to make certificates with")
    sys.exit(0)

folder = tempfile.TemporaryDirectory()
BOUNCES = os.environ.get("BOUNCES") or os.path.abspath("bounces")
TEXTS = {" ;": "\u202f;", " ?": "\u202f?", " »": "\u202f»", "« ": "«\u202f", " :": "\u00a0:", "'": "’"}


def french(text):
    """As it is set: easier to write without, and to compare with."""
    for plain, proper in TEXTS.items():
        text = text.replace(plain, proper)
    return text


def path(name):
    return os.path.join(folder.name, name)


def certificate(name, names, days=30):
    """One that vouches for itself: its own authority, where it is named as one."""
    def openssl(*arguments):
        subprocess.run(["openssl", *arguments], check=True, capture_output=True)
    with open(path(name + ".ext"), "w") as extensions:
        extensions.write("subjectAltName=%s\nbasicConstraints=critical,CA:TRUE\n" % names)
    openssl("req", "-new", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=" + name,
            "-keyout", path(name + ".key"), "-out", path(name + ".csr"))
    openssl("x509", "-req", "-in", path(name + ".csr"), "-signkey", path(name + ".key"), "-days",
            str(days), "-extfile", path(name + ".ext"), "-out", path(name + ".pem"))


def tls(name):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path(name + ".pem"), path(name + ".key"))
    return context


def write_config(lines, mode=0o600):
    with open(path("config"), "w") as config:
        config.write("[account ovh]\n" + "".join(line + "\n" for line in lines))
    os.chmod(path("config"), mode)


def scan(language="fr"):
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": language, "XDG_DATA_HOME": path("data"),
                   "ASAN_OPTIONS": "detect_leaks=0"}
    return subprocess.run([BOUNCES, "scan", "--config", path("config"), "--db", path("db")],
                          env=environment, capture_output=True, text=True, encoding="utf-8", timeout=120)


def says(what, ran, wanted):
    ok(what + ": ends with 2", ran.returncode == 2, ran.returncode, ran.stderr)
    ok(what + ": in French", french(wanted) in ran.stderr, "wanted: " + french(wanted),
       "got: " + ran.stderr)
    ok(what + ": no password in what is said", not tells_password(ran.stderr.encode()), ran.stderr)


def closed_port():
    with socket.socket() as gone:
        gone.bind(("127.0.0.1", 0))
        return gone.getsockname()[1]


def account(port, *more, host="127.0.0.1", security="none"):
    return ["host = " + host, "port = %d" % port, "security = " + security, "user = lab",
            "password = " + PASSWORD, *more]


def notice():
    with open("samples/chasquid-dns-nullmx.eml", "rb") as eml:
        return re.sub(rb"\r?\n", b"\r\n", eml.read())


# By address: not every machine knows a localhost.
certificate("good", "IP:127.0.0.1")
certificate("other", "IP:127.0.0.1")
certificate("elsewhere", "DNS:mail.example.org")
certificate("expired", "IP:127.0.0.1", days=-1)

# What is it; what the server is; what must be said; lines of the settings.
CASES = [
    ("a wrong password", {"answers": {"AUTHENTICATE": b"%T NO [AUTHENTICATIONFAILED] No.\r\n"}},
     "bounces: ovh : le serveur a refusé le mot de passe de lab (« No. ») ; voir "),
    ("OAuth needed", {"capabilities": "IMAP4rev1 LOGINDISABLED AUTH=XOAUTH2"},
     "127.0.0.1 n'accepte pas de mot de passe, seulement OAuth : prendre token-command. "
     "Rien n'a été envoyé"),
    ("a missing folder", {}, "il n'y a pas de dossier « Retour » ; vouliez-vous dire « Retours » ?",
     "folders = Retour"),
    ("no room", {"answers": {"UID MOVE": b"%T NO [OVERQUOTA] Quota exceeded\r\n"}, "messages": {1: notice()}},
     "le serveur refuse de déplacer 1 message de « INBOX » : la boîte est pleine, y faire de la place : "
     "Quota exceeded ; il reste où il est", "after = move Retours"),
    ("goodbye", {"answers": {"greeting": b"* BYE Too many connections\r\n"}},
     "le serveur a raccroché : Too many connections ; réessayer plus tard"),
    ("another protocol", {"answers": {"greeting": b"SSH-2.0-OpenSSH_9.2\r\n"}},
     "la réponse du serveur à notre appel n'a pas de sens ; est-ce un serveur IMAP ?"),
    ("a NUL", {"answers": {"greeting": b"* OK a\0b\r\n"}}, "une ligne avec un octet NUL ; la connexion"),
]
for what, case, wanted, *more in CASES:
    server = Server(case)
    write_config(account(server.port, *more))
    says(what, scan(), wanted)
    server.close()

# Certificates: whom it is for, who says so, until when.
TRUST = [
    ("another's certificate", "elsewhere", "elsewhere",
     "le certificat de 127.0.0.1 est pour mail.example.org. Rien n'a été envoyé. "
     "Le nom de l'hôte est-il juste ?"),
    ("a stranger's certificate", "good", "other",
     "le certificat de 127.0.0.1 vient de « good », une autorité à laquelle on ne fait pas confiance ici. "
     "Rien n'a été envoyé."),
    ("an old certificate", "expired", "expired", "le certificat de 127.0.0.1 a expiré le "),
]
for what, shown, trusted, wanted in TRUST:
    server = Server({"security": "tls", "context": tls(shown)})
    write_config(account(server.port, "ca-file = " + path(trusted + ".pem"), security="tls"))
    says(what, scan(), wanted)
    ok(what + ": no password was sent", not server.heard_password())
    server.close()

# Nobody there.
port = closed_port()
write_config(account(port))
says("a closed port", scan(), "127.0.0.1 port %d : personne n'y répond (connexion refusée)" % port)
write_config(account(993, host="nowhere.invalid", security="tls"))
ran = scan()
ok("an unknown host", re.search(french("il n'y a pas d'hôte « nowhere.invalid »|impossible de trouver "
                                       "l'adresse de « nowhere.invalid »"), ran.stderr), ran.stderr)

# What is wrong with the settings.
write_config(account(port), 0o644)
says("settings that others can read", scan(), "contient un mot de passe, et d'autres peuvent le lire : chmod 600")
write_config(["host = localhost", "user = lab", "password-command = false"])
says("a command that fails", scan(), "ovh : pas de mot de passe : false : le programme a échoué ; voir ")

# Others read English.
write_config(account(port))
ok("in English", "nobody answers there" in scan("").stderr)

done_testing()
