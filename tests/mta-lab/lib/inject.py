#!/usr/bin/env python3
"""inject.py MTA -- hand every case's message to the MTA under test.

Cases are all the scenarios of scenarios.py, then lib/cases.tsv (local and DSN
cases every full MTA gets) and mta/<MTA>/cases.tsv (its own). A line there:

    case <TAB> kind <TAB> recipients, comma separated <TAB> options

options, blank separated:
    notify=SUCCESS,DELAY  ret=HDRS|FULL  envid=X  orcpt=rfc822;X     (RFC 3461)
    body=plain|8bit|utf8|big|huge|hops|noheaders   utf8 (SMTPUTF8)   null (MAIL FROM:<>)
    header=Name:value (blanks written as _)   via=sendmail
    personal (no List-Unsubscribe: responders stay silent on list mail)
    letter=NAME (lib/letters/NAME instead of the newsletter; {case} {mta} {from} {to} filled in)
    attach=CASE (waits for that case's notice in ~sender/Maildir and puts it for {notice})
    from=ADDRESS (envelope sender, for a VERP, BATV or SRS address, or a stranger's)
A line "-case" in mta/<MTA>/cases.tsv drops a case this MTA cannot do.

Environment: SEP  separator of the sender's address extension (+ or -)
             INJECT  smtp | sendmail (MTAs without a listener)
             PORT, LOGIN  for MTAs that relay only after submission with AUTH
The envelope sender is sender<SEP><case>@mail.example.org: that is how
collect.py knows which case a bounce belongs to.  Cases of kind "plain" are
ordinary mail to sender<SEP><case> itself, so that they end in the same mailbox.
"""
import json
import os
import smtplib
import ssl
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import scenarios as S

MTA = sys.argv[1]
LAB = os.environ["LAB"]
RUN = os.environ["RUN"]
ROOT = os.environ["ROOT"]
SEP = os.environ.get("SEP", "+")

TEXT = """Bonjour,

Voici la lettre d'information du mois. Vous la recevez parce que vous etes
inscrit avec l'adresse {rcpt}.
-- =20
Example Association, 1 rue de l'Exemple, 75000 Paris
"""
HTML = """<html><body><p>Bonjour,</p><p>Voici la lettre d'information du mois,
envoy=C3=A9e =C3=A0 {rcpt}.</p></body></html>
"""


def letter(name, **values):
    with open("%s/lib/letters/%s" % (LAB, name), encoding="utf-8") as f:
        text = f.read()
    for key, value in values.items():
        text = text.replace("{%s}" % key, value)
    return text.replace("\n", "\r\n").encode("utf-8")


def notice_of(case):
    """The first message for that case in the sender's mailbox; waits for it."""
    mark = ("Delivered-To: sender%s%s@" % (SEP, case)).encode()
    new = ROOT + "/home/sender/Maildir/new"
    for _ in range(100):
        for name in sorted(os.listdir(new)):
            with open(os.path.join(new, name), "rb") as f:
                raw = f.read()
            if mark in raw:
                return raw.replace(b"\n", b"\r\n")
        time.sleep(0.2)
    return b""


def message(case, rcpts, opt, sender):
    if "letter" in opt:
        data = letter(opt["letter"], case=case, mta=MTA, to=", ".join(rcpts), **{"from": sender})
        return data.replace(b"{notice}\r\n", notice_of(opt["attach"])) if "attach" in opt else data
    body = opt.get("body", "plain")
    if body == "noheaders":
        return b"no header at all, just text\r\n"
    h = []
    if body == "hops":
        h += ["Received: from hop%02d.example.net (hop%02d.example.net [192.0.2.9])\r\n"
              "\tby hop%02d.example.net with ESMTP id %06d; Tue, 14 May 2024 10:00:%02d +0200"
              % (i, i + 1, i + 1, i * 7919, 59 - i % 60) for i in range(120)]
    h += ["From: Example Association <%s>" % sender,
          "To: %s" % ", ".join(rcpts),
          "Subject: [%s] Lettre d'information de mai" % case,
          "Date: Tue, 14 May 2024 10:12:45 +0200",
          "Message-ID: <lab.%s.%s@mail.example.org>" % (MTA, case),
          *([] if "personal" in opt else ["List-Unsubscribe: <https://www.example.org/u?c=%s>" % case]),
          "MIME-Version: 1.0"]
    if "header" in opt:
        h.append(opt["header"].replace("_", " "))
    if body == "utf8":
        h[2 if body != "hops" else -1] = "Subject: [%s] Lettre d\u2019information \u2014 \u00e9t\u00e9" % case
    if body in ("8bit", "utf8"):
        h += ["Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit"]
        text = "Voil\u00e0 l\u2019\u00e9t\u00e9, bonnes vacances \u00e0 tous \u2014 l\u2019\u00e9quipe\n"
    elif body in ("big", "huge"):
        h += ["Content-Type: text/plain; charset=us-ascii"]
        text = ("x" * 70 + "\n") * (200 if body == "big" else 1000)
    else:
        h += ["Content-Type: multipart/alternative; boundary=\"=_lab_%s\"" % case]
        text = ("--=_lab_{c}\nContent-Type: text/plain; charset=utf-8\n"
                "Content-Transfer-Encoding: quoted-printable\n\n" + TEXT +
                "\n--=_lab_{c}\nContent-Type: text/html; charset=utf-8\n"
                "Content-Transfer-Encoding: quoted-printable\n\n" + HTML +
                "\n--=_lab_{c}--\n").replace("{c}", case).replace("{rcpt}", rcpts[0])
    return ("\r\n".join(h) + "\r\n\r\n" + text.replace("\n", "\r\n")).encode("utf-8")


def by_smtp(sender, rcpts, data, opt, conn):
    mail, rcpt = [], []
    if conn.has_extn("size"):
        mail.append("SIZE=%d" % len(data))
    if conn.has_extn("8bitmime") and any(b > 127 for b in data):
        mail.append("BODY=8BITMIME")
    if "utf8" in opt:
        mail.append("SMTPUTF8")
    if conn.has_extn("dsn"):
        mail += ["%s=%s" % (k.upper(), opt[k]) for k in ("ret", "envid") if k in opt]
        rcpt += ["%s=%s" % (k.upper(), opt[k]) for k in ("notify", "orcpt") if k in opt]
    conn.command_encoding = "utf-8"
    code, text = conn.mail(sender, mail)
    if code != 250:
        conn.rset()
        return "MAIL: %d %s" % (code, text.decode("utf-8", "replace"))
    refused = []
    for r in rcpts:
        code, text = conn.rcpt(r, rcpt)
        if code not in (250, 251):
            refused.append("RCPT %s: %d %s" % (r, code, text.decode("utf-8", "replace")))
    if len(refused) == len(rcpts):
        conn.rset()
        return "; ".join(refused)
    code, text = conn.data(data)
    if code != 250:
        refused.append("DATA: %d %s" % (code, text.decode("utf-8", "replace")))
    return "; ".join(refused)


def by_sendmail(sender, rcpts, data, opt):
    cmd = ["chroot", ROOT, "/usr/sbin/sendmail", "-f", sender, *rcpts]
    if "notify" in opt:
        cmd[5:5] = ["-N", opt["notify"].lower()]
    p = subprocess.run(cmd, input=data.replace(b"\r\n", b"\n"), timeout=30,
                       stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    out = p.stdout.decode("utf-8", "replace").strip().replace("\n", " | ")
    return "exit %d %s" % (p.returncode, out) if p.returncode else ""


def read_cases():
    cases = {s.id: dict(case=s.id, kind=s.kind, rcpts=["%s@%s" % (s.id, s.domain)], opt={})
             for s in S.SCENARIOS.values() if s.id.isascii()}
    for path in (LAB + "/lib/cases.tsv", "%s/mta/%s/cases.tsv" % (LAB, MTA)):
        if not os.path.exists(path):
            continue
        for line in open(path, encoding="utf-8"):
            line = line.rstrip("\n")
            if line.startswith("-"):
                for name in [c for c in cases if line in ("-" + c, "-*")]:
                    del cases[name]
            elif line and not line.startswith("#"):
                case, kind, rcpts, *opts = line.split("\t")
                opt = dict(o.partition("=")[::2] for o in (opts or [""])[0].split())
                cases[case] = dict(case=case, kind=kind, rcpts=rcpts.split(","), opt=opt)
    only = os.environ.get("LAB_CASES", "").split()
    return [c for c in cases.values() if not only or c["case"] in only]


def main():
    cases = read_cases()
    conn = None
    for c in cases:
        opt = c["opt"]
        sender = "sender%s%s@%s" % (SEP, c["case"], S.MTA_HOST)
        data = message(c["case"], c["rcpts"], opt, sender)
        sender = opt.get("from", sender)
        c["sent"] = time.time()
        try:
            if opt.get("via", os.environ.get("INJECT", "smtp")) == "sendmail":
                c["refused"] = by_sendmail(sender, c["rcpts"], data, opt)
            else:
                if conn is None:
                    conn = smtplib.SMTP(S.MTA_IP, int(os.environ.get("PORT", "25")),
                                        S.MTA_HOST, timeout=30)
                    conn.ehlo("client.example.org")
                    if "LOGIN" in os.environ:       # "user password", over STARTTLS
                        conn.starttls(context=ssl._create_unverified_context())
                        conn.ehlo("client.example.org")
                        conn.login(*os.environ["LOGIN"].split())
                envelope = "" if "null" in opt else sender
                c["refused"] = by_smtp(envelope, c["rcpts"], data, opt, conn)
        except (OSError, smtplib.SMTPException, subprocess.TimeoutExpired, UnicodeError) as e:
            c["refused"] = "%s: %s" % (type(e).__name__, e)
            conn = None
        if c["refused"]:
            print("%s: refused at submission: %s" % (c["case"], c["refused"]), flush=True)
    if conn:
        conn.quit()
    with open(RUN + "/cases.json", "w") as f:
        json.dump(cases, f)
    print("injected %d messages" % len(cases), flush=True)


main()
