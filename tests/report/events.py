#!/usr/bin/env python3
"""events.py [--hostile] [--count N] [--days N] [--until DAY] - events of a newsletter that goes wrong

Writes lines for `bounces import --format jsonl -`: dead addresses and full mailboxes as there always
are, a spam problem at Gmail that grows, and DKIM missing since the middle of the time. The same
arguments give the same events. With --hostile, what strangers write tries to become markup; all else
stays as it is.
"""
import argparse
import datetime
import json
import random

# weight, course, provider, domains, type, reply code, status, reply. What a course means: courses.
KINDS = [
    (26, "even", "orange", ["orange.fr", "wanadoo.fr"], "bounce", 550, "5.1.1",
     "550 5.1.1 Adresse d au moins un destinataire invalide. Invalid recipient. OFR_416"),
    (9, "even", "", ["example.net", "example.com", "mail.example"], "bounce", 550, "5.1.1",
     "550 5.1.1 <{recipient}>: Recipient address rejected: User unknown in virtual mailbox table"),
    (12, "even", "free", ["free.fr"], "bounce", 552, "5.2.2", "552 5.2.2 Over quota"),
    (20, "grows", "google", ["gmail.com"], "bounce", 550, "5.7.1",
     "550-5.7.1 [192.0.2.7 12] Our system has detected that this message is likely unsolicited"
     " mail. a1si1 - gsmtp"),
    (14, "late", "google", ["gmail.com"], "bounce", 550, "5.7.26",
     "550-5.7.26 Your email has been blocked because the sender is unauthenticated. Gmail requires"
     " all senders to authenticate with either SPF or DKIM. a1si1 - gsmtp"),
    (4, "late", "yahoo", ["yahoo.fr", "yahoo.com"], "bounce", 554, "5.7.9",
     "554 5.7.9 Message not accepted for policy reasons. See"
     " https://postmaster.yahooinc.com/error-codes"),
    (5, "fades", "outlook", ["outlook.fr", "hotmail.com"], "bounce", 550, "5.7.1",
     "550 5.7.1 Unfortunately, messages from [192.0.2.7] weren't sent. Please contact your Internet"
     " service provider since part of their network is on our block list (S3150)."),
    (1, "even", "", ["{odd}.example"], "bounce", 599, "", "599 {odd} zorglub"),
    (4, "even", "laposte", ["laposte.net"], "delay", 450, "4.7.1",
     "450 4.7.1 <{recipient}>: Recipient address rejected: Greylisted"),
    (4, "even", "", ["example.net", "example.com"], "auto-reply", None, "", ""),
    (1, "even", "yahoo", ["yahoo.com"], "feedback", None, "", ""),
]
COURSES = {
    "even": lambda part: 1.0,
    "grows": lambda part: 0.15 + 1.7 * part * part,
    "late": lambda part: 2.0 if part > 0.6 else 0.0,
    "fades": lambda part: 1.6 * (1 - part),
}
NAMES = ["anna", "bernard", "chloe", "denis", "emma", "farid", "gilles", "helene", "ines", "jean",
         "karim", "lea", "marc", "nadia", "olivier", "paule", "remi", "sophie", "theo", "zoe"]
HOSTILE = {
    "odd": '"><script>alert(1)</script><b',
    "name": '</title><script>alert(2)</script><img/src=x/onerror=alert(3)>',
    "subject": "</main><svg/onload=alert(4)>{{7*7}}<iframe srcdoc='<i>'>",
}
TAME = {"odd": "odd", "name": "writer", "subject": "Newsletter of the month"}


def recipient_of(chance, words, domain, count):
    name = f"{chance.choice(NAMES)}.{chance.randrange(max(count // 60, 9))}"
    if chance.randrange(12) == 0:
        name = f'"{words["name"]}{name}"'
    return f"{name}@{domain}"


def event(number, received, chance, words, count):
    part = (received - START) / (END - START)
    weights = [kind[0] * COURSES[kind[1]](part) for kind in KINDS]
    kind = chance.choices(KINDS, weights)[0]
    _, _, provider, domains, what, code, status, reply = kind
    domain = chance.choice(domains).replace("{odd}", words["odd"])
    recipient = recipient_of(chance, words, domain, count)
    away = received + chance.randrange(3, 20) * 86400
    left = what == "auto-reply" and chance.randrange(4) == 0
    return {
        "schema": 1,
        "type": what,
        "recipient": recipient,
        "recipient_domain": domain,
        "status": status or None,
        "reply_code": code,
        "reason": "has-moved" if left else "vacation" if what == "auto-reply" else "unclassified",
        "diagnostic": reply.replace("{recipient}", recipient).replace("{odd}", words["odd"]) or None,
        "provider": provider or None,
        "remote_mta": f"mx.{domain}",
        "reporting_mta": "mail.example.org",
        "client_ip": "192.0.2.7",
        "envelope_from": "news@example.org",
        "ours": "likely",
        "received": day_time(received),
        "new_address": f"welcome@{domain}" if left else None,
        "return_date": day_time(away)[:10] if what == "auto-reply" and not left else None,
        "feedback_type": "abuse" if what == "feedback" else None,
        "notice": {"message_id": f"<{number}@mail.example.org>",
                   "from": f"MAILER-DAEMON@{domain}", "subject": words["subject"]},
        "original": {"message_id": f"<news.{number}@example.org>",
                     "from": "News <news@example.org>", "subject": words["subject"]},
    }


def day_time(seconds):
    return datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc).strftime(
        "%Y-%m-%dT%H:%M:%SZ")


options = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
options.add_argument("--hostile", action="store_true")
options.add_argument("--count", type=int, default=400)
options.add_argument("--days", type=int, default=60)
options.add_argument("--until", default="2026-11-24")
asked = options.parse_args()

END = int(datetime.datetime.fromisoformat(asked.until + "T00:00:00+00:00").timestamp()) + 86400
START = END - asked.days * 86400
random_source = random.Random(7)
for n in range(asked.count):
    when = START + (END - START) * n // asked.count
    print(json.dumps(event(n, when, random_source, HOSTILE if asked.hostile else TAME,
                           asked.count)))
