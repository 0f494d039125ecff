"""What the fake providers answer: the one table behind sink.py, dns.py,
inject.py and collect.py.

Each scenario is one recipient address  <id>@<domain>.  The sink looks at the
local part to find the scripted reply; scenarios whose stage comes before RCPT
(the recipient is not known yet there) get a domain, hence an IP address, of
their own.

stage   where the scripted reply is given
          connect ehlo starttls mail rcpt data eom      a reply at that point
          drop-connect drop-rcpt drop-data drop-eom     connection cut instead
          dns                                           never reaches the sink
          accept                                        taken: no failure
kind    what a sending MTA should end up producing
          bounce   at once
          expire   temporary: a delay warning, then a bounce on expiry
          relayed  accepted, success report only if NOTIFY=SUCCESS was asked
In replies: {ip} client address, {rcpt} recipient, {from} sender, {host} MX.
Texts follow what the named providers are known to send; names and addresses
in them are RFC 2606 / RFC 5737 examples wherever they would identify anyone.
"""
from collections import namedtuple

Scenario = namedtuple("Scenario", "id domain stage kind replies")

# The simulated internet: providers live in 192.0.2.0/24, the MTA under test
# is 198.51.100.25 and the DNS server 192.0.2.53.
MTA_IP = "198.51.100.25"
MTA_HOST = "mail.example.org"
DNS_IP = "192.0.2.53"
SMARTHOST_IP = "192.0.2.54"          # for MTAs that can only use a smarthost
UNREACHABLE_IP = "203.0.113.9"       # no route: "Network is unreachable"
REFUSED_IP = "192.0.2.55"            # nobody listens on port 25 there

_TABLE = []


def _s(id, domain, stage, kind, *replies):
    _TABLE.append(Scenario(id, domain, stage, kind, list(replies)))


# --- Gmail-like --------------------------------------------------------------
G = "gmail.example"
_s("gmail-nosuchuser", G, "rcpt", "bounce",
   "550-5.1.1 The email account that you tried to reach does not exist. Please try",
   "550-5.1.1 double-checking the recipient's email address for typos or",
   "550-5.1.1 unnecessary spaces. For more information, go to",
   "550 5.1.1  https://support.google.com/mail/?p=NoSuchUser d9443c01a7336-1d0b1c2si4711.123 - gsmtp")
_s("élodie.réseau", G, "rcpt", "bounce",        # SMTPUTF8 case of cases.tsv
   "550-5.1.1 The email account that you tried to reach does not exist. Please try",
   "550 5.1.1  https://support.google.com/mail/?p=NoSuchUser d9443c01a7336 - gsmtp")
_s("gmail-disabled", G, "rcpt", "bounce",
   "550-5.2.1 The email account that you tried to reach is inactive. For more",
   "550-5.2.1 information, go to",
   "550 5.2.1  https://support.google.com/mail/?p=DisabledUser 5-20020a05600c - gsmtp")
_s("gmail-overquota", G, "rcpt", "bounce",
   "552-5.2.2 The recipient's inbox is out of storage space and inactive. Please",
   "552-5.2.2 direct the recipient to",
   "552 5.2.2  https://support.google.com/mail/?p=OverQuotaPerm x1si99.42 - gsmtp")
_s("gmail-overquota-temp", G, "rcpt", "expire",
   "452-4.2.2 The recipient's inbox is out of storage space. Please direct the",
   "452-4.2.2 recipient to",
   "452 4.2.2  https://support.google.com/mail/?p=OverQuotaTemp x1si99.43 - gsmtp")
_s("gmail-ratelimit-user", G, "rcpt", "expire",
   "450-4.2.1 The user you are trying to contact is receiving mail at a rate that",
   "450-4.2.1 prevents additional messages from being delivered. Please resend your",
   "450-4.2.1 message at a later time. For more information, go to",
   "450 4.2.1  https://support.google.com/mail/?p=ReceivingRate q1si77.1 - gsmtp")
_s("gmail-spam", G, "eom", "bounce",
   "550-5.7.1 [{ip}      12] Our system has detected that this message is",
   "550-5.7.1 likely unsolicited mail. To reduce the amount of spam sent to Gmail,",
   "550-5.7.1 this message has been blocked. For more information, go to",
   "550 5.7.1  https://support.google.com/mail/?p=UnsolicitedMessageError 4fb4d7f45d1cf-55c6e - gsmtp")
_s("gmail-unauth", G, "eom", "bounce",
   "550-5.7.26 Your email has been blocked because the sender is unauthenticated.",
   "550-5.7.26 Gmail requires all senders to authenticate with either SPF or DKIM.",
   "550-5.7.26 ",
   "550-5.7.26  Authentication results:",
   "550-5.7.26  DKIM = did not pass",
   "550-5.7.26  SPF [example.org] with ip: [{ip}] = did not pass",
   "550-5.7.26 ",
   "550-5.7.26  For instructions on setting up authentication, go to",
   "550 5.7.26  https://support.google.com/mail/answer/81126#authentication 6a1803df08f44 - gsmtp")
_s("gmail-dmarc", G, "eom", "bounce",
   "550-5.7.26 Unauthenticated email from example.org is not accepted due to domain's",
   "550-5.7.26 DMARC policy. Please contact the administrator of example.org domain if",
   "550-5.7.26 this was a legitimate mail. To learn about the DMARC initiative, go to",
   "550 5.7.26  https://support.google.com/mail/?p=DmarcRejection k9si123.8 - gsmtp")
_s("gmail-ratelimit-ip", G, "eom", "expire",
   "421-4.7.28 [{ip}      15] Our system has detected an unusual rate of",
   "421-4.7.28 unsolicited mail originating from your IP address. To protect our",
   "421-4.7.28 users from spam, mail sent from your IP address has been temporarily",
   "421-4.7.28 rate limited. For more information, go to",
   "421 4.7.28  https://support.google.com/mail/?p=UnsolicitedRateLimitError b1si5.5 - gsmtp")
_s("gmail-noptr", G, "eom", "bounce",
   "550-5.7.25 [{ip}] The IP address sending this message does not have a",
   "550-5.7.25 PTR record setup, or the corresponding forward DNS entry does not",
   "550-5.7.25 match the sending IP. As a policy, Gmail does not accept messages from",
   "550-5.7.25 IPs with missing PTR records. For more information, go to",
   "550 5.7.25  https://support.google.com/a?p=sender-guidelines-ip v2si3.3 - gsmtp")
_s("gmail-toobig", G, "eom", "bounce",
   "552-5.3.4 Your message exceeded Google's message size limits. For more",
   "552-5.3.4 information, go to",
   "552 5.3.4  https://support.google.com/mail/?p=MaxSizeError r7si1.1 - gsmtp")
_s("gmail-virus", G, "eom", "bounce",
   "552-5.7.0 This message was blocked because its content presents a potential",
   "552-5.7.0 security issue. To review our message content and attachment content",
   "552-5.7.0 guidelines, go to",
   "552 5.7.0  https://support.google.com/mail/?p=BlockedMessage s5si2.9 - gsmtp")

# The nine meanings of Gmail's 550 5.7.1, in an older and in the present wording; where the
# present server answers with a number of its own (5.7.26, 5.7.28), that is the present one.
_s("gmail-571-ip", G, "eom", "bounce",
   "550-5.7.1 [{ip}      19] Our system has detected that this message is",
   "550-5.7.1 likely suspicious due to the very low reputation of the sending IP",
   "550-5.7.1 address. To best protect our users from spam, the message has been",
   "550-5.7.1 blocked. Please visit",
   "550 5.7.1  https://support.google.com/mail/answer/188131 for more information. o7si1208.12 - gsmtp")
_s("gmail-571-ip-new", G, "eom", "bounce",
   "550-5.7.1 [{ip}      19] Gmail has detected that this message is likely",
   "550-5.7.1 suspicious due to the very low reputation of the sending IP address.",
   "550-5.7.1 To best protect our users from spam, the message has been blocked.",
   "550-5.7.1 For more information, go to",
   "550 5.7.1  https://support.google.com/mail/answer/188131 5b1f17b1804b1-4330f9si12.88 - gsmtp")
_s("gmail-571-domain", G, "eom", "bounce",
   "550-5.7.1 [{ip}      19] Our system has detected that this message is",
   "550-5.7.1 likely suspicious due to the very low reputation of the sending",
   "550-5.7.1 domain. To best protect our users from spam, the message has been",
   "550-5.7.1 blocked. Please visit",
   "550 5.7.1  https://support.google.com/mail/answer/188131 for more information. o7si1208.13 - gsmtp")
_s("gmail-571-domain-new", G, "eom", "bounce",
   "550-5.7.1 [{ip}      19] Gmail has detected that this message is likely",
   "550-5.7.1 suspicious due to the very low reputation of the sending domain. To",
   "550-5.7.1 best protect our users from spam, the message has been blocked. For",
   "550-5.7.1 more information, go to",
   "550 5.7.1  https://support.google.com/mail/answer/188131 5b1f17b1804b1-4330f9si12.89 - gsmtp")
_s("gmail-571-quota", G, "rcpt", "bounce",
   "550 5.7.1 Email quota exceeded. e18si4711.14 - gsmtp")
_s("gmail-571-relay", G, "rcpt", "bounce",
   "550 5.7.1 Invalid credentials for relay. q12si201.15 - gsmtp")
_s("gmail-571-relay-new", G, "eom", "bounce",
   "550-5.7.1 Invalid credentials for relay [{ip}]. The IP address you've",
   "550-5.7.1 registered in your Workspace SMTP Relay service doesn't match the",
   "550-5.7.1 domain of the account this email is being sent from. If you are",
   "550-5.7.1 trying to relay mail from a domain that isn't registered under your",
   "550-5.7.1 Workspace account or has empty envelope-from:, you must configure",
   "550-5.7.1 your mail server either to use SMTP AUTH to identify the sending",
   "550-5.7.1 domain or to present one of your domain names in the HELO or EHLO",
   "550-5.7.1 command. For more information, go to",
   "550 5.7.1  https://support.google.com/a/answer/6140680#invalidcred q12si201.16 - gsmtp")
_s("gmail-571-rate", G, "eom", "bounce",
   "550-5.7.1 [{ip}      15] Our system has detected an unusual rate of",
   "550-5.7.1 unsolicited mail originating from your IP address. To protect our",
   "550-5.7.1 users from spam, mail sent from your IP address has been blocked.",
   "550-5.7.1 Please visit http://www.google.com/mail/help/bulk_mail.html to review",
   "550 5.7.1 our Bulk Email Senders Guidelines. h3si881.17")
_s("gmail-571-rate-new", G, "eom", "bounce",
   "550-5.7.28 [{ip}      15] Gmail has detected an unusual rate of",
   "550-5.7.28 unsolicited mail originating from your IP address. To protect our",
   "550-5.7.28 users from spam, mail sent from your IP address has been blocked.",
   "550-5.7.28 For more information, go to",
   "550 5.7.28  https://support.google.com/mail/?p=UnsolicitedRateLimitError h3si881.18 - gsmtp")
_s("gmail-571-spam-new", G, "eom", "bounce",
   "550-5.7.1 [{ip}      12] Gmail has detected that this message is likely",
   "550-5.7.1 unsolicited mail. To reduce the amount of spam sent to Gmail, this",
   "550-5.7.1 message has been blocked. For more information, go to",
   "550 5.7.1  https://support.google.com/mail/?p=UnsolicitedMessageError 4fb4d7f45d1cf-55c6f - gsmtp")
_s("gmail-571-direct", G, "eom", "bounce",
   "550-5.7.1 [{ip}] The IP you're using to send mail is not authorized to",
   "550-5.7.1 send email directly to our servers. Please use the SMTP relay at your",
   "550-5.7.1 service provider instead. Learn more at",
   "550 5.7.1 http://support.google.com/mail/bin/answer.py?answer=10336 d2si19.20")
_s("gmail-571-direct-new", G, "eom", "bounce",
   "550-5.7.1 [{ip}] The IP you're using to send mail is not authorized to",
   "550-5.7.1 send email directly to our servers. Use the SMTP relay at your service",
   "550-5.7.1 provider instead. For more information, go to",
   "550 5.7.1  https://support.google.com/mail/?p=NotAuthorizedError d2si19.21 - gsmtp")
_s("gmail-571-policy", G, "eom", "bounce",
   "550-5.7.1 The user or domain that you are sending to (or from) has a policy",
   "550-5.7.1 that prohibited the mail that you sent. Please contact your domain",
   "550-5.7.1 administrator for further details. For more information, please visit",
   "550 5.7.1 http://support.google.com/a/bin/answer.py?answer=172179 n5si77.22")
_s("gmail-571-policy-new", G, "eom", "bounce",
   "550-5.7.1 The user or domain that you are sending to (or from) has a policy",
   "550-5.7.1 that prohibits the email that you sent. Please contact your domain",
   "550-5.7.1 administrator for further details. For more information, go to",
   "550 5.7.1  https://support.google.com/a/answer/172179 - gcdp n5si77.23 - gsmtp")
_s("gmail-571-unauth", G, "eom", "bounce",
   "550-5.7.1 Unauthenticated email is not accepted from this domain.",
   "550 5.7.1 t4si300.24")
_s("gmail-571-dmarc", G, "eom", "bounce",
   "550-5.7.1 Unauthenticated email from example.org is not accepted due to domain's",
   "550-5.7.1 DMARC policy. Please contact administrator of example.org domain if this",
   "550-5.7.1 was a legitimate mail. Please visit",
   "550-5.7.1  http://support.google.com/mail/answer/2451690 to learn about DMARC",
   "550 5.7.1 initiative. t4si300.25 - gsmtp")
_s("gmail-571-relaylimit", G, "rcpt", "bounce",
   "550-5.7.1 Daily SMTP relay limit exceeded for customer. For more information on",
   "550-5.7.1 SMTP relay sending limits please contact your administrator or visit",
   "550 5.7.1 https://support.google.com/a/answer/166852 x9si40.26 - gsmtp")
_s("gmail-571-relaylimit-new", G, "rcpt", "bounce",
   "550-5.7.1 Daily SMTP relay sending limit exceeded for this customer. For more",
   "550-5.7.1 information on SMTP relay sending limits please contact your",
   "550-5.7.1 administrator or go to",
   "550 5.7.1  https://support.google.com/a/answer/6140680 x9si40.27 - gsmtp")
# The same in French, in the words of Google's help page as its readers quote them. Gmail's
# own servers answer in English: these stand for a relay or a client that translates.
_s("gmail-fr-ip", G, "eom", "bounce",
   "550-5.7.1 [{ip}] Notre système a détecté que ce message est probablement suspect en",
   "550-5.7.1 raison de la très mauvaise réputation de l’adresse IP d’envoi. Pour protéger",
   "550 5.7.1 nos utilisateurs contre le spam, ce message a été bloqué. - gsmtp")
_s("gmail-fr-quota", G, "rcpt", "bounce", "550 5.7.1 Quota de messagerie dépassé. - gsmtp")
_s("gmail-fr-relay", G, "rcpt", "bounce",
   "550 5.7.1 Identifiants non valides pour le relais. - gsmtp")
_s("gmail-fr-rate", G, "eom", "bounce",
   "550-5.7.1 [{ip}] Notre système a détecté un taux inhabituel de courrier indésirable",
   "550-5.7.1 provenant de votre adresse IP. Pour protéger nos utilisateurs contre le spam,",
   "550 5.7.1 les e-mails envoyés depuis votre adresse IP ont été bloqués. - gsmtp")
_s("gmail-fr-spam", G, "eom", "bounce",
   "550-5.7.1 [{ip}] Notre système a détecté que ce message est probablement un courrier",
   "550-5.7.1 indésirable. Pour réduire la quantité de spam envoyée à Gmail, ce message a",
   "550 5.7.1 été bloqué. - gsmtp")
_s("gmail-fr-direct", G, "eom", "bounce",
   "550-5.7.1 L'adresse IP que vous utilisez pour envoyer des e-mails n'est pas autorisée à",
   "550-5.7.1 envoyer des e-mails directement à nos serveurs. Veuillez utiliser le relais SMTP",
   "550 5.7.1 de votre fournisseur de services. - gsmtp")
_s("gmail-fr-policy", G, "eom", "bounce",
   "550-5.7.1 L'utilisateur ou le domaine auquel (ou à partir duquel) vous envoyez des e-mails",
   "550-5.7.1 applique une règle qui interdit le message que vous avez envoyé. Veuillez",
   "550 5.7.1 contacter l'administrateur de votre domaine pour en savoir plus. - gsmtp")
_s("gmail-fr-unauth", G, "eom", "bounce",
   "550 5.7.1 Les e-mails non authentifiés de ce domaine ne sont pas acceptés. - gsmtp")
_s("gmail-fr-relaylimit", G, "rcpt", "bounce",
   "550 5.7.1 Limite quotidienne d'envoi par relais SMTP dépassée pour ce client. - gsmtp")
# Numbers of Gmail's own, after 2024
_s("gmail-spf", G, "eom", "bounce",
   "550-5.7.27 Your email was blocked because it didn't pass SPF authentication.",
   "550-5.7.27 SPF check for [example.org] did not pass with ip: [{ip}]. For more",
   "550 5.7.27 information, go to https://support.google.com/mail/answer/81126 w8si1.28 - gsmtp")
_s("gmail-dkim", G, "eom", "bounce",
   "550-5.7.30 Your email was blocked because it didn't pass DKIM authentication.",
   "550 5.7.30  https://support.google.com/mail/answer/81126 w8si1.29 - gsmtp")
_s("gmail-nodmarc", G, "eom", "bounce",
   "550-5.7.40 Your email was blocked because the sending domain doesn't have a DMARC",
   "550-5.7.40 record, or the DMARC record doesn't specify a DMARC policy. For more",
   "550 5.7.40 information, go to https://support.google.com/a/answer/10032169 w8si1.30 - gsmtp")
_s("gmail-notls", G, "eom", "bounce",
   "550-5.7.29 Your email was blocked because it wasn't sent over a TLS connection.",
   "550 5.7.29  https://support.google.com/a/answer/81126 w8si1.31 - gsmtp")

# --- Outlook.com / Microsoft 365-like ------------------------------------------
O = "outlook.example"
_s("ms-mailbox-unavailable", O, "rcpt", "bounce",
   "550 5.5.0 Requested action not taken: mailbox unavailable (S2017062302). [DB3EUR04FT049.eop-eur04.prod.protection.outlook.example 2024-05-14T08:12:45.123Z 08DC7300C5C5C5C5]")
_s("ms-recipient-denied", O, "rcpt", "bounce",
   "550 5.4.1 Recipient address rejected: Access denied. For more information see https://aka.ms/EXOSmtpErrors [VI1EUR05FT033.eop-eur05.prod.protection.outlook.example 2024-05-14T08:12:45.123Z 08DC7300C5C5C5C6]")
_s("ms-notfound", O, "eom", "bounce",
   "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient {rcpt} not found by SMTP address lookup")
_s("ms-dmarc", O, "eom", "bounce",
   "550 5.7.509 Access denied, sending domain EXAMPLE.ORG does not pass DMARC verification and has a DMARC policy of reject. [AM5EUR02FT012.eop-EUR02.prod.protection.outlook.example 2024-05-14T08:12:45.123Z 08DC7300C5C5C5C7]")
_s("ms-auth-level", O, "eom", "bounce",
   "550 5.7.515 Access denied, sending domain EXAMPLE.ORG does not meet the required authentication level. The sender's domain in the 5322.From address doesn't meet the authentication requirements defined for the sender. [AM5EUR02FT012.eop-EUR02.prod.protection.outlook.example 2024-05-14T08:12:45.123Z 08DC7300C5C5C5C8]")
_s("ms-quota", O, "eom", "bounce",
   "554 5.2.2 mailbox full; STOREDRV.Deliver.Exception:QuotaExceededException.MapiExceptionShutoffQuotaExceeded; Failed to process message due to a permanent exception with message [BeginDiagnosticData]Cannot open mailbox. 0.35250:0A00A185[EndDiagnosticData]")
_s("ms-busy", O, "rcpt", "expire",
   "451 4.7.500 Server busy. Please try again later from [{ip}]. (S77719) [VE1EUR01FT045.eop-EUR01.prod.protection.outlook.example 2024-05-14T08:12:45.123Z 08DC7300C5C5C5C9]")
_s("ms-blocklist", "hotmail.example", "mail", "bounce",
   "550 5.7.1 Unfortunately, messages from [{ip}] weren't sent. Please contact your Internet service provider since part of their network is on our block list (S3140). You can also refer your provider to http://mail.live.com/mail/troubleshooting.aspx#errors. [VI1EUR06FT020.eop-eur06.prod.protection.outlook.example 2024-05-14T08:12:45.123Z 08DC7300C5C5C5CA]")
_s("ms-banned-ip", O, "rcpt", "bounce",
   "550 5.7.606 Access denied, banned sending IP [{ip}]. To request removal from this list please visit https://sender.office.com/ and follow the directions. For more information please go to  http://go.microsoft.com/fwlink/?LinkID=526655 AS(1430)")
_s("ms-dnsbl", O, "rcpt", "bounce",
   "550 5.7.1 Service unavailable, Client host [{ip}] blocked using Spamhaus. To request removal from this list see https://www.spamhaus.org/query/ip/{ip} AS(1440) [AM6EUR05FT021.eop-eur05.prod.protection.outlook.example 2024-05-14T08:12:45.123Z 08DC7300C5C5C5CB]")
_s("ms-relay", O, "rcpt", "bounce",
   "550 5.7.64 TenantAttribution; Relay Access Denied [AM6EUR05FT021.eop-eur05.prod.protection.outlook.example 2024-05-14T08:12:45.123Z 08DC7300C5C5C5CC]")
# (as a relay or a mail client in French hands them on)
_s("ms-fr-liste", O, "rcpt", "bounce",
   "550 5.7.1 Malheureusement, les messages de [{ip}] n’ont pas été envoyés. Contactez votre fournisseur de services Internet, car une partie de son réseau figure sur notre liste de blocage (S3150).")
_s("ms-fr-introuvable", O, "eom", "bounce",
   "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Le destinataire {rcpt} est introuvable par la recherche d’adresse SMTP")

# --- Yahoo / AOL / iCloud / GMX-like -------------------------------------------
Y = "yahoo.example"
_s("yahoo-policy", Y, "eom", "bounce",
   "554 5.7.9 Message not accepted for policy reasons. See https://postmaster.yahooinc.com/error-codes")
_s("yahoo-nouser", Y, "eom", "bounce",
   "554 delivery error: dd This user doesn't have a yahoo.example account ({rcpt}) [0] - mta1234.mail.bf1.yahoo.example")
_s("yahoo-disabled", Y, "rcpt", "bounce",
   "554 30 Sorry, your message to {rcpt} cannot be delivered. This mailbox is disabled (554.30).")
_s("yahoo-deferred", "ymail.example", "mail", "expire",
   "421 4.7.0 [TSS04] Messages from {ip} temporarily deferred due to unexpected volume or user complaints - 4.16.55.1; see https://postmaster.yahooinc.com/error-codes")
_s("yahoo-connect-bl", "rocketmail.example", "connect", "bounce",
   "553 5.7.1 [BL21] Connections will not be accepted from {ip}, because the ip is in Spamhaus's list; see https://postmaster.yahooinc.com/error-codes")
_s("icloud-policy", "icloud.example", "eom", "bounce",
   "550 5.7.1 [CS01] Message rejected due to local policy. Please visit https://support.apple.com/en-us/HT204137")
_s("icloud-quota", "icloud.example", "rcpt", "bounce",
   "552 5.2.2 <{rcpt}>: user is over quota")
_s("gmx-connect", "gmx.example", "connect", "bounce",
   "554-gmx.example (mxgmx101) Nemesis ESMTP Service not available",
   "554-No SMTP service",
   "554-IP address is block listed.",
   "554 For explanation visit https://postmaster.gmx.net/en/error-messages?ip={ip}&c=bl")

# --- French providers -----------------------------------------------------------
F = "orange.example"
_s("orange-nouser", F, "rcpt", "bounce",
   "550 5.1.1 Adresse d au moins un destinataire invalide. Invalid recipient. OFR204_416 [416]")
_s("orange-full", F, "rcpt", "bounce",
   "552 5.1.1 Boite du destinataire pleine. Recipient overquota. OFR204_417 [417]")
_s("orange-spam", F, "eom", "bounce",
   "550 5.7.1 Mail rejete. Mail rejected. ofr_506 [506]")
_s("orange-slowdown", "wanadoo.example", "connect", "expire",
   "421 mwinf5c04 ME Trop de connexions, veuillez verifier votre configuration. Too many connections, slow down. OFR004_104 [104]")
_s("free-inactive", "free.example", "rcpt", "bounce",
   "550 5.2.1 This mailbox has been blocked due to inactivity (UserSearch)")
_s("free-spam", "free.example", "eom", "bounce", "550 spam detected")
_s("free-toomany", "free.example", "rcpt", "expire",
   "451 too many errors from your ip ({ip}), please visit http://postmaster.free.fr/")
_s("laposte-refused", "laposte.example", "rcpt", "bounce",
   "550 5.5.0 Service refuse. Veuillez essayer plus tard. service refused, please try later. LPN007_510")
_s("sfr-nouser", "sfr.example", "rcpt", "bounce",
   "550 5.1.1 <{rcpt}> recipient rejected - adresse destinataire inconnue")
_s("orange-blocked", F, "rcpt", "bounce",
   "550 5.7.1 Adresse IP source bloquee pour incident de spam. Client host blocked for spamming issues. OFR006_102 Ref http://csi.cloudmark.com/reset-request/?ip={ip} [102]")
_s("orange-spf", F, "eom", "bounce", "550 5.7.1 Service refuse. SPF OFR_519 [519]")
_s("orange-toobig", F, "eom", "bounce", "552 5.3.4 Taille limite du message atteinte OFR_514 [514]")
_s("orange-sender", F, "rcpt", "bounce",
   "501 5.1.0 Emetteur invalide. Invalid Sender. OFR004_405 [405]")
_s("orange-reputation", "orange-pause.example", "connect", "expire",
   "421 mwinf5c77 ME Service refuse. Veuillez essayer plus tard. Service refused, please try later. OFR_999 [999]")
_s("sfr-abuse", "sfr-abuse.example", "connect", "bounce",
   "554 5.7.1 <mail.example.org[{ip}]>: Client host rejected: Abus detecte GU_EIB_02")
_s("sfr-behaviour", "sfr.example", "rcpt", "expire",
   "450 4.7.1 Client host rejected: Service refused due to bad behavior SFR_IN_104")
_s("sfr-spam", "sfr.example", "eom", "bounce",
   "550 5.7.1 Email 4RH2xT4NwZz1LQKck rejected per SPAM policy")
_s("free-nouser", "free.example", "rcpt", "bounce",
   "550 5.1.1 <{rcpt}>: Recipient address rejected: User unknown in relay recipient table")
_s("free-full", "free.example", "rcpt", "bounce", "552 5.2.2 user quota exceeded (UserSearch)")
_s("free-reputation", "free-wait.example", "connect", "expire",
   "421 Too many spams from your IP ({ip}), please visit http://postmaster.free.fr/")
_s("laposte-nouser", "laposte.example", "rcpt", "bounce",
   "550 5.1.1 Adresse d au moins un destinataire invalide. Invalid recipient. LPN416")
_s("laposte-archived", "laposte.example", "rcpt", "bounce",
   "550 5.5.0 Boite du destinataire archivee. Archived recipient. LPN007_420")
_s("laposte-spam", "laposte.example", "eom", "bounce",
   "550 5.7.1 Suspicion de contenu non sollicite. Afin de preserver la qualite du service et limiter les volumes de spam sur la plateforme, ce message n'a pas ete transmis. Likely unsolicited email. LPN007_510")
_s("laposte-dkim", "laposte.example", "eom", "bounce",
   "550 5.7.20 Message refuse, DKIM n'est pas configure sur votre domaine d'expedition. Message refused, DKIM is not configured on your sending domain. LPN007_402")
_s("bouygues-policy", "bouygues.example", "rcpt", "bounce", "554 5.7.1 Rejected for policy reason")
V = "ovh.example"
_s("ovh-nouser", V, "rcpt", "bounce",
   "550 5.1.1 <{rcpt}>: Recipient address rejected: User unknown")
_s("ovh-full", V, "rcpt", "bounce", "550 sorry, user over quota [mx1] (#5.1.1)")

# --- Server software and filters --------------------------------------------------
C = "corp.example"
_s("postfix-nouser", C, "rcpt", "bounce",
   "550 5.1.1 <{rcpt}>: Recipient address rejected: User unknown in virtual mailbox table")
_s("exim-unrouteable", C, "rcpt", "bounce", "550 Unrouteable address")
_s("exim-verify", C, "rcpt", "bounce",
   "550-Verification failed for <{from}>",
   "550-Called:   {ip}",
   "550-Sent:     RCPT TO:<{from}>",
   "550-Response: 550 Unknown user",
   "550 Sender verify failed")
_s("qmail-chkuser", C, "rcpt", "bounce",
   "511 sorry, no mailbox here by that name (#5.1.1 - chkuser)")
_s("qmail-rcpthosts", C, "rcpt", "bounce",
   "553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)")
_s("relay-denied", C, "rcpt", "bounce", "554 5.7.1 <{rcpt}>: Relay access denied")
_s("dnsbl", C, "rcpt", "bounce",
   "554 5.7.1 Service unavailable; Client host [{ip}] blocked using zen.spamhaus.org; https://www.spamhaus.org/query/ip/{ip}")
_s("spf-fail", C, "rcpt", "bounce",
   "550 5.7.23 <{rcpt}>: Recipient address rejected: Message rejected due to: SPF fail - not authorized. Please see http://www.open-spf.org/Why?s=mfrom;id={from};ip={ip};r=<UNKNOWN>")
_s("greylist", C, "rcpt", "expire",
   "451 4.7.1 <{rcpt}>: Recipient address rejected: Greylisting in effect, please come back later")
_s("postgrey", C, "rcpt", "expire",
   "450 4.2.0 <{rcpt}>: Recipient address rejected: Greylisted, see http://postgrey.schweikert.ch/help/corp.example.html")
_s("mimecast", C, "rcpt", "bounce",
   "550 Rejected by header based manually Blocked Senders: {from} (Block policy) - https://community.mimecast.com/docs/DOC-1369#550 [tbPuhkCOO4OGiTBlYhiFrA.uk99]")
_s("barracuda", C, "eom", "bounce",
   "550 permanent failure for one or more recipients ({rcpt}:blocked)")
_s("proofpoint-full", C, "rcpt", "bounce", "522 5.2.2 <{rcpt}>... Mailbox full")
_s("exchange-toobig", C, "eom", "bounce",
   "523 5.3.4 the message exceeds the fixed maximum message size")
_s("spam-content", C, "data", "bounce", "554 5.7.1 Message refused by content policy before DATA")
_s("moved", C, "rcpt", "bounce",
   "551 5.1.6 User has moved; please try <new.address@elsewhere.example>")
_s("disk-full", C, "eom", "expire", "452 4.3.1 Insufficient system storage")
_s("fr-inconnu", C, "rcpt", "bounce",
   "550 5.1.1 <{rcpt}> : Utilisateur inconnu dans l’annuaire")
_s("fr-pleine", C, "rcpt", "bounce",
   "552 5.2.2 La boîte aux lettres du destinataire est pleine")
_s("fr-spam", C, "eom", "bounce",
   "554 5.7.1 Message rejeté : contenu considéré comme indésirable (spam)")
_s("fr-suspendu", C, "rcpt", "bounce", "550 5.2.1 Compte désactivé")
_s("fr-relais", C, "rcpt", "bounce", "554 5.7.1 <{rcpt}> : Accès au relais refusé")
_s("fr-grise", C, "rcpt", "expire",
   "450 4.2.0 <{rcpt}> : Adresse mise en liste grise, veuillez réessayer dans 5 minutes")
_s("virus", C, "eom", "bounce",
   "554 5.7.1 Virus found: Eicar-Test-Signature, message rejected by ClamAV")
_s("attachment", C, "eom", "bounce",
   "552 5.7.0 Attachments of type .exe are not allowed by our policy")
_s("sender-refused", C, "rcpt", "bounce",
   "550 5.7.1 <{from}>: Sender address rejected: Access denied")
_s("rate-limit", C, "rcpt", "expire",
   "450 4.7.1 Error: too much mail from {ip}, rate limit exceeded")
_s("rfc-from", C, "eom", "bounce",
   "550 5.6.0 Message rejected: it has more than one From header (RFC 5322 section 3.6)")
_s("user-lies", C, "rcpt", "bounce",
   "550 5.1.1 User unknown. If your mailbox is full contact support at +33 1 99 00 12 34")
_s("internal-error", C, "eom", "expire", "451 4.3.0 Error: queue file write error")
_s("nomail", "nomail.example", "connect", "bounce", "554 5.3.2 nomail.example does not accept mail")

# --- awkward replies: what a parser of the quoted text must survive -----------------
W = "weird.example"
_s("reply-bare-code", W, "rcpt", "bounce", "550")
_s("reply-no-enhanced", W, "rcpt", "bounce", "550 No such user here")
_s("reply-contradiction", W, "rcpt", "bounce", "550 4.2.2 mailbox full, code and class disagree")
_s("reply-utf8", W, "rcpt", "bounce",
   "550 5.1.1 <{rcpt}>: Adresse inconnue — boîte aux lettres fermée à la demande de l’abonné")
_s("reply-latin1", W, "rcpt", "bounce",
   b"550 5.1.1 Adresse inconnue: bo\xeete aux lettres ferm\xe9e")
_s("reply-long-line", W, "rcpt", "bounce",
   "550 5.7.1 " + "this reply line is longer than the 512 octets of the standard, " * 14 + "end")
_s("reply-many-lines", W, "eom", "bounce",
   *["550-5.7.1 line %02d of a very talkative server" % i for i in range(1, 30)],
   "550 5.7.1 line 30 of a very talkative server")
_s("reply-markup", W, "rcpt", "bounce",
   "550 5.7.1 <a href=\"https://weird.example/?a=1&b=%22\">Blocked</a> =?utf-8?q?not_a_header?= Status: 2.0.0; Final-Recipient: rfc822; x@y.example")
_s("reply-tabs", W, "rcpt", "bounce", "550 5.1.1\tUser\t\tunknown  (two  spaces)")

# --- before the recipient is known -----------------------------------------------------
_s("connect-noptr", "noptr.example", "connect", "bounce",
   "554 5.7.1 Client host rejected: cannot find your reverse hostname, [{ip}]")
_s("connect-421", "busy.example", "connect", "expire",
   "421 4.3.2 Service not available, closing transmission channel, too many concurrent SMTP connections")
_s("ehlo-refused", "heloreject.example", "ehlo", "bounce",
   "550 5.7.1 Access denied - Invalid HELO name (See RFC2821 4.1.1.1)")
_s("mail-domain-notfound", "mailreject.example", "mail", "bounce",
   "553 5.1.8 <{from}>: Sender address rejected: Domain not found")
_s("tls-required", "tlsonly.example", "mail", "bounce",
   "530 5.7.0 Must issue a STARTTLS command first")
_s("tls-refused", "tlsbroken.example", "starttls", "expire",
   "454 4.7.0 TLS not available due to local problem")

# --- no reply at all ----------------------------------------------------------------------
_s("drop-connect", "dropconnect.example", "drop-connect", "expire")
_s("drop-rcpt", "drop.example", "drop-rcpt", "expire")
_s("drop-data", "drop.example", "drop-data", "expire")
_s("drop-eom", "drop.example", "drop-eom", "expire")

# --- DNS and routing (see dns.py for the zone) ------------------------------------------------
_s("dns-nxdomain", "nosuchdomain.example", "dns", "bounce")
_s("dns-nomx", "noaddress.example", "dns", "bounce")
_s("dns-nullmx", "nullmx.example", "dns", "bounce")
_s("dns-servfail", "servfail.example", "dns", "expire")
_s("dns-mx-nxdomain", "danglingmx.example", "dns", "bounce")
_s("dns-mx-localhost", "loopmx.example", "dns", "bounce")
_s("net-refused", "refused.example", "dns", "expire")
_s("net-unreachable", "unreachable.example", "dns", "expire")

# --- accepted ------------------------------------------------------------------------------------
_s("accept", "good.example", "accept", "relayed", "250 2.0.0 Ok: queued as 4VX0Q21CZkz9sRY")
_s("accept-dsn", "gooddsn.example", "accept", "none", "250 2.0.0 Ok, and I do DSN myself")

SCENARIOS = {s.id: s for s in _TABLE}

# A domain whose scenarios come before RCPT applies them to every connection.
HOST_STAGES = ("connect", "ehlo", "starttls", "mail", "drop-connect")

# Domain -> IP of its MX, in table order, starting at 192.0.2.100.
DOMAIN_IP = {}
for _sc in _TABLE:
    if _sc.stage != "dns" and _sc.domain not in DOMAIN_IP:
        DOMAIN_IP[_sc.domain] = "192.0.2.%d" % (100 + len(DOMAIN_IP))

# What a domain's EHLO offers besides PIPELINING and SIZE.
EHLO_DEFAULT = ["SIZE 35882577", "8BITMIME", "ENHANCEDSTATUSCODES", "PIPELINING"]
EHLO_SPECIAL = {
    "gmail.example": EHLO_DEFAULT + ["SMTPUTF8"],
    "good.example": EHLO_DEFAULT + ["SMTPUTF8"],
    "gooddsn.example": EHLO_DEFAULT + ["DSN"],
    "smallsize.example": ["SIZE 2000", "8BITMIME"],
    "plain7bit.example": ["SIZE 1000000"],
    "tlsbroken.example": EHLO_DEFAULT + ["STARTTLS"],
}
for _d in ("smallsize.example", "plain7bit.example", "noutf8.example", "notls.example"):
    DOMAIN_IP[_d] = "192.0.2.%d" % (100 + len(DOMAIN_IP))


def domain_of_ip(ip):
    return next((d for d, a in DOMAIN_IP.items() if a == ip), None)


def host_scenario(domain):
    return next((s for s in _TABLE
                 if s.domain == domain and s.stage in HOST_STAGES), None)


def reply_bytes(scenario, **values):
    """The scripted reply as wire bytes (CRLF after each line)."""
    out = b""
    for line in scenario.replies:
        if isinstance(line, str):
            for key, value in values.items():
                line = line.replace("{%s}" % key, value)
            line = line.encode("utf-8")
        out += line + b"\r\n"
    return out
