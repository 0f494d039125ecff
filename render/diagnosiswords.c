/* diagnosiswords.c - findings in the reader's language (gettext) */

#include "render/diagnosiswords.h"

#include "render/figures.h"
#include "render/words.h"

#include <glib/gi18n.h>
#include <string.h>

/*
 * In braces: subject, found and number and page of the check; domain; spf and dmarc, the records
 * that should be published. An OVH customer's remedy, where it is another one, comes last.
 */
static const struct {
    const char *what;
    const char *remedy;
    const char *ovh;
} words[FINDING_COUNT] = {
    [DOMAIN_MISSING] = {N_("{subject} does not exist in the DNS ({found})"),
                        N_("Is the name right, and the domain still paid for?"), NULL},
    [DOMAIN_UNANSWERED] =
        {N_("the name servers do not say what {subject} is: {found}"),
         N_("Try again; if it stays so, whoever runs the zone must act. Receiving "
            "servers see the same."),
         NULL},
    [SPF_MISSING] = {N_("no SPF record is published"), N_("Publish for {domain}: {spf}"),
                     N_("OVH: Web Cloud > Domain names > {domain} > DNS zone > Add an entry > "
                        "TXT; sub-domain: leave it empty; value: {spf}")},
    [SPF_SEVERAL] = {N_("{subject} has several SPF records, so that none counts"),
                     N_("Keep one: {spf}"),
                     N_("OVH: Web Cloud > Domain names > {domain} > DNS zone: keep one entry: "
                        "{spf}")},
    [SPF_SYNTAX] = {N_("\"{subject}\" is no SPF, so that the whole record counts for nothing"),
                    N_("Mend it: {spf}"), NULL},
    [SPF_LOOKUPS] = {N_("{number} DNS look-ups, and 10 are allowed: the record counts for nothing "
                        "from \"{subject}\" on"),
                     N_("Drop includes of services that send for you no longer; write addresses as "
                        "ip4: and ip6:."),
                     NULL},
    [SPF_VOIDS] = {N_("{number} of its look-ups find nothing, and 2 are allowed; the last is "
                      "\"{subject}\""),
                   N_("Drop the terms whose names no longer exist; for a server with IPv6, write "
                      "addresses as ip4: and ip6:."),
                   NULL},
    [SPF_SERVERS] = {N_("\"{subject}\" stands for more than 10 servers"),
                     N_("Name the servers that send by ip4: and ip6: instead."), NULL},
    [SPF_TARGET] = {N_("it points to {subject}, which has no SPF record"),
                    N_("Drop that term, or correct its name."), NULL},
    [SPF_UNANSWERED] = {N_("not known: {subject} was not answered for"),
                        N_("Try again; receiving servers that meet the same put mail off."), NULL},
    [SPF_EVERYBODY] = {N_("\"{subject}\" lets everybody send in the name of {domain}"),
                       N_("Write it so: {spf}"), NULL},
    [SPF_OLD_PTR] = {N_("it uses \"ptr\", which many servers skip"),
                     N_("Name the servers that send by ip4:, ip6: or a: {spf}"), NULL},
    [SPF_OPEN_END] = {N_("it ends without ~all or -all, so that it forbids nobody"),
                      N_("End it with ~all: {spf}"), NULL},
    [SPF_REFUSES] = {N_("{subject} is not among those who may send: {found}"),
                     N_("If this server sends for you, publish: {spf}"),
                     N_("If this server sends for you: OVH: Web Cloud > Domain names > {domain} > "
                        "DNS zone, change the SPF entry to: {spf}")},
    [SPF_PERMITS] = {N_("{subject} passes, {number} of 10 look-ups: {found}"), "", NULL},
    [SPF_PUBLISHED] = {N_("{number} of 10 look-ups: {found}"), "", NULL},
    [DKIM_NONE] =
        {N_("mail cannot be signed: no key is published under {subject} ({found})"),
         N_("Switch DKIM on where the mail is sent from, and publish the key that it makes."),
         N_("OVH: Web Cloud > Emails > {domain} > DKIM > switch it on, then wait up to 24 h "
            "and run this again.")},
    [DKIM_UNKNOWN] = {N_("no key under {number} usual selectors; there may be one under another"),
                      N_("Take s= from the DKIM-Signature of a message that was sent: --selector "
                         "NAME. Without such a field, DKIM is not switched on."),
                      N_("Take s= from the DKIM-Signature of a message that was sent: --selector "
                         "NAME. Without such a field, DKIM is off: OVH: Web Cloud > Emails > "
                         "{domain} > DKIM.")},
    [DKIM_UNANSWERED] = {N_("not known: {subject} was not answered for ({found})"),
                         N_("Try again."), NULL},
    [DKIM_MISSING] = {N_("no key for selector {subject} at {found}: its signatures count for "
                         "nothing"),
                      N_("Publish the key that the signing server shows for it."),
                      N_("OVH: Web Cloud > Emails > {domain} > DKIM shows the two CNAME records to "
                         "publish.")},
    [DKIM_ALIAS] = {N_("selector {subject} leads by CNAME to {found}, where there is no key"),
                    N_("Correct the CNAME, or wait until the service has made the key."),
                    N_("OVH: Web Cloud > Emails > {domain} > DKIM: is it switched on, and are the "
                       "CNAME records those that it shows?")},
    [DKIM_SEVERAL] = {N_("selector {subject} has {number} records where one is allowed"),
                      N_("Keep the one that the signing server shows."), NULL},
    [DKIM_SYNTAX] = {N_("the record of selector {subject} is no DKIM key"),
                     N_("Copy it again, whole: v=DKIM1; k=rsa; p=..."), NULL},
    [DKIM_REVOKED] = {N_("the key of selector {subject} was taken back (p= is empty)"),
                      N_("Sign with another selector, or publish its key again."), NULL},
    [DKIM_ALGORITHM] = {N_("the key of selector {subject} is neither rsa nor ed25519"),
                        N_("Make an RSA key of 2048 bits."), NULL},
    [DKIM_BROKEN] =
        {N_("the key of selector {subject} cannot be read: cut off, or mistyped"),
         N_("Copy it again, whole; a long one goes into one record of several strings."), NULL},
    [DKIM_SERVICE] = {N_("the key of selector {subject} is not for mail (s=)"),
                      N_("Take s= out of the record."), NULL},
    [DKIM_HASH] = {N_("the key of selector {subject} allows no SHA-256 (h=)"),
                   N_("Take h= out of the record."), NULL},
    [DKIM_SHORT] = {N_("the key of selector {subject} has {number} bits: too short to be believed"),
                    N_("Make a key of 2048 bits."), NULL},
    [DKIM_MEDIUM] = {N_("the key of selector {subject} has {number} bits"),
                     N_("2048 bits are what receivers recommend; change when you next can."), NULL},
    [DKIM_TESTING] = {N_("the key of selector {subject} is marked as a test (t=y)"),
                      N_("Take t=y out once signatures are right: until then they may be ignored."),
                      NULL},
    [DKIM_UNSIGNED] = {N_("none of {number} returned messages bears a signature"),
                       N_("Switch DKIM on where the mail is sent from."),
                       N_("OVH: Web Cloud > Emails > {domain} > DKIM: is it switched on? Mail that "
                          "a web site or a service sends must be signed there.")},
    [DKIM_FOREIGN] = {N_("returned mail is signed by {subject} only, which does not count for "
                         "{found}"),
                      N_("Let that service sign as {domain}; it shows the records to publish."),
                      NULL},
    [DKIM_RSA] = {N_("selector {subject}: RSA, {number} bits"), "", NULL},
    [DKIM_ED25519] = {N_("selector {subject}: Ed25519"), "", NULL},
    [DMARC_MISSING] =
        {N_("no policy is published; it comes after SPF and DKIM"),
         N_("Publish for _dmarc.{domain}: {dmarc}"),
         N_("OVH: first make the address postmaster@{domain}, for reports come there. "
            "Then Web Cloud > Domain names > {domain} > DNS zone > Add an entry > "
            "TXT; sub-domain: _dmarc; value: {dmarc}")},
    [DMARC_UNANSWERED] = {N_("not known: {subject} was not answered for ({found})"),
                          N_("Try again."), NULL},
    [DMARC_SEVERAL] = {N_("{subject} has {number} records, so that none counts"), N_("Keep one."),
                       NULL},
    [DMARC_SYNTAX] = {N_("\"{subject}\" is wrong in it: {found}"), N_("Begin again with: {dmarc}"),
                      NULL},
    [DMARC_UNALIGNED] = {N_("mail is From: {subject}, and SPF vouches for {found} only"),
                         N_("Let the service sign with DKIM as {subject}, or write From: {found}."),
                         NULL},
    [DMARC_BLIND] = {N_("p=none without reports: it neither protects nor tells anything"),
                     N_("Ask for reports: {dmarc}"), NULL},
    [DMARC_REPORTS] = {N_("{subject} will get no reports: its domain does not agree to take them"),
                       N_("Its owner publishes for {found}: v=DMARC1"), NULL},
    [DMARC_WATCHES] = {N_("only watches: {found}"), "", NULL},
    [DMARC_PROTECTS] = {"{found}", "", NULL},
    [PTR_MISSING] = {N_("{subject} has no name in reverse DNS ({found})"),
                     N_("Ask whoever runs that address to set one that leads back to it."),
                     N_("A server of yours at OVH: IP > Reverse DNS. Shared mail: open a "
                        "ticket, OVH must act.")},
    [PTR_UNCONFIRMED] =
        {N_("{subject} is called {found}, and that name does not lead back to it"),
         N_("Give {found} an A or AAAA record with {subject}, or change the reverse "
            "DNS."),
         N_("Give {found} an A or AAAA record with {subject}, or change the name: "
            "IP > Reverse DNS. Shared mail: open a ticket.")},
    [PTR_GENERIC] = {N_("{subject} is called {found}, as access lines are"),
                     N_("Give it a name of a mail server, or send through your provider's server."),
                     NULL},
    [PTR_UNANSWERED] = {N_("the name of {subject} is not known: {found}"), N_("Try again."), NULL},
    [PTR_CONFIRMED] = {N_("{subject} is {found}, and back"), "", NULL},
    [HELO_BARE] = {N_("the server calls itself \"{subject}\", which is no whole name"),
                   N_("Set the server's name to that of its reverse DNS."), NULL},
    [HELO_MISSING] = {N_("the server calls itself {subject}, which does not exist ({found})"),
                      N_("Set the server's name to that of its reverse DNS, or publish it."), NULL},
    [HELO_ELSEWHERE] = {N_("the server calls itself {subject}, which is {found}, another address"),
                        N_("Let the name and the address that sends agree."), NULL},
    [HELO_UNANSWERED] = {N_("{subject} was not answered for ({found})"), N_("Try again."), NULL},
    [HELO_RESOLVES] = {N_("{subject} is {found}"), "", NULL},
    [BLOCKLIST_LISTED] = {N_("{subject} on {found}"),
                          N_("Mend the cause first, then ask for removal: {page}"), NULL},
    [BLOCKLIST_SHARED] = {N_("{subject} on {found}"),
                          N_("A server that customers of {page} share: only {page} can have it "
                             "removed. Open a ticket there; \"bounces ticket ID\" writes it from "
                             "a bounce, and \"bounces list\" shows the ids."),
                          NULL},
    [BLOCKLIST_MINOR] = {N_("{subject} on {found}; few servers refuse mail for it"),
                         N_("See {page}; never pay for a removal."), NULL},
    [BLOCKLIST_SILENT] = {N_("not known for {subject}: no usable answer from {found}"),
                          N_("Nothing to mend: that list refuses the name server asked here. Your "
                             "host's own may be answered: --dns HOST:PORT"),
                          NULL},
    [BLOCKLIST_CLEAN] = {N_("{subject} on none of {number}"), "", NULL},
    [MX_MISSING] = {N_("{subject} has neither MX nor address: nobody can answer ({found})"),
                    N_("Publish an MX record; many servers refuse mail from such a domain."), NULL},
    [MX_NULL] = {N_("{subject} says that it takes no mail ({found}): nobody can answer"),
                 N_("Publish the MX of your mail server, if the domain is to send mail."), NULL},
    [MX_ADDRESS] = {N_("MX {subject} is an address where a name must stand"),
                    N_("Name the server by a name that has an A record."), NULL},
    [MX_UNRESOLVED] = {N_("MX {subject} has no address ({found})"),
                       N_("Correct the name, or give it an A record."), NULL},
    [MX_PRIVATE] = {N_("MX {subject} has an address that nobody outside reaches: {found}"),
                    N_("Give it a public address."), NULL},
    [MX_ALIAS] = {N_("MX {subject} is an alias of {found}, which is not allowed"),
                  N_("Name {found} itself in the MX record."), NULL},
    [MX_IMPLICIT] = {N_("no MX: mail goes to {found}, the address of {subject} itself"),
                     N_("Publish an MX record; some servers refuse mail from a domain without."),
                     NULL},
    [MX_UNANSWERED] = {N_("{subject} was not answered for ({found})"), N_("Try again."), NULL},
    [MX_RESOLVES] = {"{found}", "", NULL},
    [STS_SEVERAL] = {N_("{subject} has {number} records, so that none counts"), N_("Keep one."),
                     NULL},
    [STS_SYNTAX] = {N_("{subject} is wrong: {found}"), N_("Write it so: v=STSv1; id=20261124"),
                    NULL},
    [STS_UNANSWERED] = {N_("not known: {subject} was not answered for ({found})"), N_("Try again."),
                        NULL},
    [STS_NONE] = {N_("none, and none is needed"), "", NULL},
    [STS_PUBLISHED] = {"{found}", "", NULL},
    [POLICY_MISSING] = {N_("the record announces a policy, and there is none: {found}"),
                        N_("Put it at https://mta-sts.{domain}/.well-known/mta-sts.txt, without "
                           "redirection, or withdraw the record _mta-sts.{domain}."),
                        NULL},
    [POLICY_UNPROVEN] = {N_("the policy does not count, for its server is not proved: {found}"),
                         N_("Get a certificate for mta-sts.{domain}."), NULL},
    [POLICY_SYNTAX] = {N_("the policy does not count: {found}"),
                       N_("It is text/plain of at most 64 KB, with lines such as: version: STSv1, "
                          "mode: testing, max_age: 604800, mx: mx.{domain}"),
                       NULL},
    [POLICY_UNLISTED] = {N_("MX {subject} is not in the policy ({found}): mail by it is held back"),
                         N_("Add it to the policy (mx: {subject}), then give the record another "
                            "id."),
                         NULL},
    [POLICY_UNLISTED_YET] = {N_("MX {subject} is not in the policy ({found}), which is only tested "
                                "yet"),
                             N_("Add it to the policy (mx: {subject}), then give the record "
                                "another id."),
                             NULL},
    [POLICY_UNREACHABLE] = {N_("not known: {subject} was not reached from here: {found}"),
                            N_("Try again, or open it in a browser."), NULL},
    [POLICY_NONE] = {N_("switched off (mode: none)"), "", NULL},
    [POLICY_TESTING] = {N_("only tested (mode: testing), and lists every MX: {found}"), "", NULL},
    [POLICY_ENFORCED] = {N_("in force (mode: enforce), and lists every MX: {found}"), "", NULL},
    [RPT_SEVERAL] = {N_("{subject} has {number} records, so that none counts"), N_("Keep one."),
                     NULL},
    [RPT_SYNTAX] = {N_("{subject} is wrong: {found}"),
                    N_("Write it so: v=TLSRPTv1; rua=mailto:postmaster@{domain}"), NULL},
    [RPT_UNANSWERED] = {N_("not known: {subject} was not answered for ({found})"), N_("Try again."),
                        NULL},
    [RPT_NONE] = {N_("none, and none is needed"), "", NULL},
    [RPT_PUBLISHED] = {"{found}", "", NULL},
    [TLS_UNREACHABLE] = {N_("MX {subject} not reached from here: {found}"),
                         N_("Many networks let nothing out to port 25; try from a server."), NULL},
    [TLS_NONE] = {N_("MX {subject} offers no STARTTLS: mail to it is open to read"),
                  N_("Switch TLS on in the mail server."), NULL},
    [TLS_BROKEN] = {N_("MX {subject} offers STARTTLS, and it does not work: {found}"),
                    N_("Mend TLS in the mail server; others may not deliver to it."), NULL},
    [TLS_UNPROVEN] = {N_("the certificate of MX {subject} does not prove it: {found}"),
                      N_("Get one for that name. Others deliver all the same, unless MTA-STS is "
                         "published."),
                      NULL},
    [TLS_EXPIRES] = {N_("the certificate of MX {subject} runs out in {number} days"),
                     N_("Renew it."), NULL},
    [TLS_GOOD] = {N_("MX {subject}: {found}, certificate good for {number} days"), "", NULL},
    [HOST_UNREACHABLE] = {N_("{subject} not reached from here: {found}"),
                          N_("Is the name right, and the port?"), NULL},
    [HOST_NONE] = {N_("{subject} offers no STARTTLS: passwords to it are open to read"),
                   N_("Switch TLS on in the mail server."), NULL},
    [HOST_BROKEN] = {N_("TLS of {subject} does not work: {found}"),
                     N_("Mend TLS in the mail server."),
                     N_("At OVH the names are those of its own servers: ssl0.ovh.net, "
                        "imap.mail.ovh.net, smtp.mail.ovh.net.")},
    [HOST_UNPROVEN] =
        {N_("the certificate of {subject} does not prove it: {found}"),
         N_("Mail programs refuse it: get one for that name, or use the name that it "
            "is for."),
         N_("At OVH use the names of its own servers, which its certificates are for: "
            "ssl0.ovh.net, imap.mail.ovh.net, smtp.mail.ovh.net.")},
    [HOST_EXPIRES] = {N_("the certificate of {subject} runs out in {number} days"), N_("Renew it."),
                      NULL},
    [HOST_GOOD] = {N_("{subject}: {found}, certificate good for {number} days"), "", NULL},
    [POSTMASTER_REFUSED] = {N_("MX {subject} refuses postmaster@{domain}: {found}"),
                            N_("Make that address: others write to it when something is wrong."),
                            NULL},
    [POSTMASTER_LATER] = {N_("MX {subject} puts postmaster@{domain} off: {found}"),
                          N_("Greylisting does that; try again in some minutes."), NULL},
    [POSTMASTER_UNKNOWN] = {N_("MX {subject} was not asked for postmaster@{domain}: {found}"),
                            N_("Try again."), NULL},
    [POSTMASTER_TAKEN] = {N_("MX {subject} takes postmaster@{domain}"), "", NULL},
};

/* How a question to the DNS ended, where that is no word of the DNS itself (dns_status_name). */
static const char *const statuses[] = {
    N_("no such record"),
    N_("no answer in time"),
    N_("name server not reachable"),
    N_("malformed answer"),
};

static const char *const results[] = {
    [CHECK_FAIL] = NC_("result", "FAIL"),
    [CHECK_WARN] = NC_("result", "warn"),
    [CHECK_UNKNOWN] = NC_("result", "?"),
    [CHECK_OK] = NC_("result", "ok"),
};

static const struct {
    const char *name;
    const char *why;
} kinds[CHECK_KIND_COUNT] = {
    [CHECK_DOMAIN] = {N_("domain"), N_("Nobody can check or answer mail from a domain that does "
                                       "not exist.")},
    [CHECK_SPF] = {"SPF",
                   N_("SPF says which servers may send for the domain. Gmail, Yahoo, "
                      "Microsoft and Orange refuse or file as spam what neither SPF nor DKIM "
                      "vouches for.")},
    [CHECK_DKIM] = {"DKIM", N_("DKIM signs mail in the name of the domain, and lives through "
                               "forwarding, which SPF does not.")},
    [CHECK_DMARC] = {"DMARC", N_("DMARC ties SPF and DKIM to the From: that people see. Gmail and "
                                 "Yahoo want one from everybody who sends in number.")},
    [CHECK_PTR] = {"PTR", N_("Servers without a name that leads there and back are taken for "
                             "hijacked computers; Gmail and Orange refuse them.")},
    [CHECK_HELO] = {"HELO", N_("Receiving servers look at the name that the sending one gives.")},
    [CHECK_BLOCKLIST] = {N_("blocklist"), N_("Receiving servers ask these lists at every "
                                             "delivery.")},
    [CHECK_MX] = {"MX", N_("Answers and bounces come by the MX; some servers refuse mail that "
                           "nobody could answer. Mail from outside that never arrives leaves no "
                           "bounce here: its way, the MX, is all that can be looked at.")},
    [CHECK_TLS] = {"TLS", N_("Gmail and others mark mail that came without TLS.")},
    [CHECK_HOST] = {N_("mail host"), N_("Mail programs refuse servers that cannot prove their "
                                        "name.")},
    [CHECK_POSTMASTER] = {"postmaster", N_("Some servers ask the sender's MX before they take "
                                           "mail.")},
    [CHECK_MTA_STS] = {"MTA-STS", N_("Where MTA-STS is published and wrong, mail to the domain is "
                                     "held back.")},
    [CHECK_STS_POLICY] = {N_("STS policy"),
                          N_("Servers that honour MTA-STS deliver only to those that "
                             "the policy lists and that prove their name.")},
    [CHECK_TLS_RPT] = {"TLS-RPT", N_("Other servers report here when they cannot deliver over "
                                     "TLS.")},
};

const char *
diagnosis_result_word(CheckResult result)
{
    return g_dpgettext2(NULL, "result", results[result]);
}

const char *
diagnosis_kind_word(CheckKind kind)
{
    return _(kinds[kind].name);
}

const char *
diagnosis_why(CheckKind kind)
{
    return *kinds[kind].why ? _(kinds[kind].why) : "";
}

static const char *
shown(const char *found)
{
    for (guint i = 0; i < G_N_ELEMENTS(statuses); i++)
        if (g_str_equal(found, statuses[i]))
            return _(statuses[i]);
    return found;
}

/* text with what stands in braces filled in, once: what is filled in is foreign. */
static char *
fill(const DiagnosisPage *page, const Check *check, const char *text)
{
    g_autofree char *number = words_count((guint64)check->number);
    const struct {
        const char *name;
        const char *value;
    } values[] = {
        {"{subject}", check->subject}, {"{found}", shown(check->found)},
        {"{number}", number},          {"{domain}", page->diagnosis->sender->domain},
        {"{spf}", page->spf},          {"{dmarc}", page->dmarc},
        {"{page}", check->page},
    };
    GString *out = g_string_new(NULL);

    while (*text) {
        guint i = 0;

        while (i < G_N_ELEMENTS(values) && !g_str_has_prefix(text, values[i].name))
            i++;
        if (i < G_N_ELEMENTS(values)) {
            g_string_append(out, values[i].value);
            text += strlen(values[i].name);
        } else {
            g_string_append_c(out, *text++);
        }
    }
    return g_string_free(out, FALSE);
}

char *
diagnosis_what(const DiagnosisPage *page, const Check *check)
{
    const char *what = words[check->id].what;

    /* A record by itself is nothing to translate. */
    return fill(page, check, g_str_equal(what, "{found}") ? what : _(what));
}

char *
diagnosis_remedy(const DiagnosisPage *page, const Check *check)
{
    const char *remedy = words[check->id].remedy;

    if (g_str_equal(page->diagnosis->host, "ovh") && words[check->id].ovh)
        remedy = words[check->id].ovh;
    return *remedy ? fill(page, check, _(remedy)) : g_strdup("");
}

char *
diagnosis_explained(const Explained *explained)
{
    g_autofree char *count = words_count((guint64)explained->failures);
    g_autofree char *date = figures_date_in_text(explained->since);

    if (explained->failures == 0)
        return g_strdup("");
    return g_strdup_printf(ngettext("may explain %s failure since %s (%s)",
                                    "may explain %s failures since %s (%s)",
                                    (gulong)explained->failures),
                           count, date, explained->reasons);
}
