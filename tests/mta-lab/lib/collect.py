#!/usr/bin/env python3
"""collect.py MTA -- wait for the MTA's reports to arrive in the sender's
mailbox, then copy them byte for byte to $LAB_OUT/<MTA>/<case>[.kind].eml and
write $LAB_OUT/<MTA>/manifest.tsv.

Looks in the sender's Maildir, in an mbox in /var/mail, and in the sink's inbox
(for MTAs that cannot deliver locally).  Stops when every case has what it
should produce or nothing arrives any more, at the latest $LAB_SECONDS after
the start.
"""
import email
import json
import os
import re
import shutil
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import scenarios as S

MTA = sys.argv[1]
RUN, ROOT, OUT = os.environ["RUN"], os.environ["ROOT"], os.environ["LAB_OUT"]
DEADLINE = float(os.environ["LAB_DEADLINE"])
CASE = re.compile(rb"(?im)^(?:Delivered-To|X-Original-To|Envelope-To|To|RCPT TO):[^\n]*?"
                  rb"sender[+-]([a-z0-9.-]+)(?:=[^\s@>]+)?@mail\.example\.org")
WANTED = {"bounce": "bounce", "expire": "bounce", "success": "success",
          "delay": "delay", "auto-reply": "auto-reply", "challenge": "challenge", "mdn": "mdn",
          "plain": "plain"}


def mailbox():
    """Every message in the sender's mailboxes, as (key, bytes)."""
    for d in (ROOT + "/home/sender/Maildir", RUN + "/inbox"):
        for sub in ("new", "cur"):
            path = os.path.join(d, sub)
            for name in sorted(os.listdir(path)) if os.path.isdir(path) else []:
                with open(os.path.join(path, name), "rb") as f:
                    yield path + name, f.read()
    for path in (ROOT + "/var/mail/sender", ROOT + "/var/spool/mail/sender"):
        if os.path.isfile(path):
            with open(path, "rb") as f:
                for i, m in enumerate(re.split(rb"(?m)^From [^\n]*\n", f.read())[1:]):
                    yield "%s#%d" % (path, i), m
            break


def kind_of(raw):
    """A first, independent idea of what a message is (not the parser under test)."""
    msg = email.message_from_bytes(raw)
    actions = re.findall(r"(?im)^Action:\s*(\w+)", "\n".join(
        str(p) for p in msg.walk() if p.get_content_type().endswith("delivery-status")))
    actions = [a.lower() for a in actions]
    if "failed" in actions:
        return "bounce", ",".join(actions)
    if b"Envelope expired" in raw:      # OpenSMTPD: final, though "Action: delayed"
        return "bounce", ",".join(actions)
    if "delayed" in actions:
        return "delay", ",".join(actions)
    if actions:
        return "success", ",".join(actions)
    if msg.get_param("report-type") == "disposition-notification":
        return "mdn", ""
    if str(msg.get("Auto-Submitted", "")).lower().startswith("auto-replied") \
            and "DAEMON" not in str(msg.get("From", "")).upper():
        return "auto-reply", ""
    subject = str(msg.get("Subject", ""))
    if re.search(r"(?i)warning|delay|not yet|still being", subject):
        return "delay", ""
    if re.search(r"(?i)success|return receipt|relayed", subject) and not re.search(r"(?i)unsuccess", subject):
        return "success", ""
    if re.search(r"(?i)daemon|postmaster|mail delivery|bounce", str(msg.get("From", ""))) \
            or msg.get("Return-Path", "").strip() in ("", "<>", "<#@[]>"):
        return "bounce", ""
    return "other", ""


def kind_in(case, raw):
    """kind_of(), where the case alone tells what a message without marks is."""
    kind, actions = kind_of(raw)
    if case["kind"] == "plain":
        return "plain", ""
    if case["kind"] == "challenge" and kind in ("auto-reply", "other"):
        return "challenge", ""
    if case["kind"] == "auto-reply" and kind == "other":
        return "auto-reply", "no header marks it as automatic"
    return kind, actions


def by_case(messages):
    found = {}
    for key, raw in messages:
        head = re.split(rb"\r?\n\r?\n", raw, maxsplit=1)[0]
        m = CASE.search(head)
        found.setdefault(m.group(1).decode().lower() if m else "?", []).append((key, raw))
    return found


def missing(cases, found):
    out = []
    for c in cases:
        want = WANTED.get(c["kind"])
        kinds = [kind_in(c, raw)[0] for _, raw in found.get(c["case"].lower(), [])]
        if want and want not in kinds and not c["refused"]:
            out.append(c["case"])
    return out


def scripted(case):
    """stage, code, enhanced code and text scripted for a case's recipients."""
    rows = []
    for rcpt in case["rcpts"]:
        sc = S.SCENARIOS.get(rcpt.split("@")[0].lower())
        if sc is None:
            rows.append(("local" if rcpt.endswith(S.MTA_HOST) else "-", "", "", ""))
            continue
        lines = [x.decode("latin-1") if isinstance(x, bytes) else x for x in sc.replies]
        m = re.match(r"(\d{3})[ -]?(?:(\d\.\d+\.\d+)\s*)?", lines[0]) if lines else None
        text = " / ".join(re.sub(r"^\d{3}[ -]?(\d\.\d+\.\d+ ?)?", "", x) for x in lines).replace("\t", " ")
        rows.append((sc.stage, m.group(1) if m else "", (m.group(2) or "") if m else "", text))
    return [" ; ".join(col) if any(col) else "" for col in zip(*rows)]


def main():
    with open(RUN + "/cases.json") as f:
        cases = json.load(f)
    number, since, start = 0, time.time(), time.time()
    while True:
        messages = list(mailbox())
        lacking = missing(cases, by_case(messages))
        now = time.time()
        if len(messages) != number:
            number, since = len(messages), now
        quiet = now - since > 18 and now - start > 45       # nothing more to come
        if not lacking or quiet or now > DEADLINE:
            break
        time.sleep(2)
    time.sleep(3)                               # stragglers: delays, copies
    found = by_case(mailbox())
    out = os.path.join(OUT, MTA)
    shutil.rmtree(out, ignore_errors=True)
    os.makedirs(out)
    counts = {}
    with open(out + "/manifest.tsv", "w", encoding="utf-8") as tsv:
        for c in cases:
            stage, code, enhanced, text = scripted(c)
            used = set()
            got = found.pop(c["case"].lower(), [])
            for _, raw in got:
                kind, actions = kind_in(c, raw)
                stem = c["case"] if kind in ("bounce", "plain") else "%s.%s" % (c["case"], kind)
                name, n = stem, 1
                while name in used:
                    n += 1
                    name = "%s.%d" % (stem, n)
                used.add(name)
                with open("%s/%s.eml" % (out, name), "wb") as f:
                    f.write(raw)
                counts[kind] = counts.get(kind, 0) + 1
                print("%s/%s.eml" % (MTA, name), MTA, c["case"], ",".join(c["rcpts"]), stage,
                      code, enhanced, text, c["kind"], kind, actions, sep="\t", file=tsv)
            if not got:
                note = c["refused"].replace("\n", " / ").replace("\t", " ") or "no message"
                print("-", MTA, c["case"], ",".join(c["rcpts"]), stage, code, enhanced, text,
                      c["kind"], "none", note, sep="\t", file=tsv)
    for i, (_, raw) in enumerate(m for ms in found.values() for m in ms):
        with open("%s/unmatched.%d.eml" % (out, i + 1), "wb") as f:
            f.write(raw)
        print("%s/unmatched.%d.eml" % (MTA, i + 1), MTA, "?", "", "", "", "", "", "?",
              kind_of(raw)[0], "", sep="\t", file=open(out + "/manifest.tsv", "a"))
    print("collected", counts, "unmatched", sum(map(len, found.values())))
    if lacking:
        print("missing:", " ".join(lacking))


main()
